internal import CLibPQ

/// The answer to one statement, in binary; lives as long as libpq's own.
final class PostgresAnswer {
  private let result: OpaquePointer?

  /// Takes the answer over. Throws what `refusal` makes of it where it isn't one that was `expected`.
  init(
    _ result: OpaquePointer?, expecting expected: ExecStatusType? = nil,
    _ refusal: (PostgresFailure) -> StoreError
  ) throws {
    let status = PQresultStatus(result)
    let isGood =
      expected.map { status == $0 }
      ?? [PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_SINGLE_TUPLE].contains(status)
    guard isGood else {
      let error = refusal(PostgresFailure(result: result))
      PQclear(result)
      throw error
    }
    self.result = result
  }

  deinit { PQclear(result) }

  var tag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

  /// The number of rows that a statement changed.
  var changes: Int { PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

  func rows() throws -> [Row] {
    let count = PQnfields(result)
    let names = (0..<count).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
    let types = (0..<count).map { PQftype(result, $0) }
    let columns = Row.Columns(names)
    return try (0..<PQntuples(result)).map { row in
      Row(columns, try (0..<count).map { try value(row, $0, types[Int($0)]) })
    }
  }

  private func value(_ row: Int32, _ column: Int32, _ type: Oid) throws -> Value {
    guard PQgetisnull(result, row, column) == 0 else { return .null }
    let bytes = UnsafeRawBufferPointer(
      start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    switch type {
    case 20, 21, 23: return .integer(bytes.signed)  // int8, int2, int4
    case 26: return .integer(Int64(UInt32(truncatingIfNeeded: bytes.signed)))  // oid
    case 16: return .integer(bytes.signed == 0 ? 0 : 1)  // bool
    case 701: return .real(Double(bitPattern: UInt64(bitPattern: bytes.signed)))
    case 700: return .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bytes.signed))))
    case 1700: return try PostgresNumeric(bytes).value
    case 17: return .bytes(Array(bytes))
    // text, varchar, bpchar, name, "char", and a literal of no type
    case 25, 1043, 1042, 19, 18, 705: return .text(String(decoding: bytes, as: UTF8.self))
    default:
      throw StoreError.failed(
        code: "type", message: "an answer has a column of type \(type)", statement: "")
    }
  }
}

extension UnsafeRawBufferPointer {
  /// A whole number of one to eight bytes, big end first.
  fileprivate var signed: Int64 {
    guard let first else { return 0 }
    return reduce(first < 128 ? 0 : -1) { $0 << 8 | Int64($1) }
  }
}

/// `numeric` as the server sends it: digits to the base of 10,000, the weight of the first, a sign. Sums and
/// averages of whole numbers come so.
struct PostgresNumeric {
  let value: Value

  init(_ bytes: UnsafeRawBufferPointer) throws {
    func word(_ index: Int) -> Int {
      guard bytes.count >= 2 * index + 2 else { return 0 }
      return Int(bytes[2 * index]) << 8 | Int(bytes[2 * index + 1])
    }
    let count = word(0)
    let weight = Int(Int16(truncatingIfNeeded: word(1)))
    let sign = word(2)
    guard sign == 0 || sign == 0x4000 else {
      throw StoreError.failed(code: "22003", message: "a number is none or endless", statement: "")
    }
    let digits = (0..<count).map { word(4 + $0) }
    let isWhole = digits.dropFirst(Swift.max(0, weight + 1)).allSatisfy { $0 == 0 }
    guard isWhole else {
      value = .real(Self.real(digits, weight, isNegative: sign != 0))
      return
    }
    var number: Int64 = 0
    for index in 0..<Swift.max(0, weight + 1) {
      let digit = Int64(index < count ? digits[index] : 0)
      let (tens, isOver) = number.multipliedReportingOverflow(by: 10_000)
      let (sum, isOverToo) = tens.subtractingReportingOverflow(digit)
      guard !isOver, !isOverToo else { throw Self.tooLarge }
      number = sum
    }
    // Counted downwards, because there is one more negative number than positive ones.
    guard sign != 0 || number != .min else { throw Self.tooLarge }
    value = .integer(sign != 0 ? number : -number)
  }

  private static var tooLarge: StoreError {
    .failed(code: "22003", message: "a sum is too large", statement: "")
  }

  /// By way of decimal text, so that the nearest number is found.
  private static func real(_ digits: [Int], _ weight: Int, isNegative: Bool) -> Double {
    let text = digits.map { String(String($0 + 10_000).dropFirst()) }.joined()
    let exponent = 4 * (weight + 1 - digits.count)
    return (isNegative ? -1 : 1) * (Double("\(text)e\(exponent)") ?? .nan)
  }
}
