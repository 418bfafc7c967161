/// How a backup stands in its file, the same whichever engine wrote it:
///
/// - a first line `SOAT BACKUP 1`;
/// - records: one byte of kind, four bytes of length, content. A step of the schema that was applied (`M`: name,
///   checksum, instant), the beginning of a table (`T`: name, columns), a row (`R`: its values), the end of the
///   table (`E`: number of rows), the end of all (`Z`: instant, number of tables and rows);
/// - the SHA-256 of everything before it, 32 bytes.
///
/// A value is a byte of type and its content: `n`; `i` and eight bytes; `d` and eight bytes (IEEE 754);
/// `t` or `b`, four bytes of length, the bytes. Numbers have their big end first.
enum BackupFormat {
  static let firstLine = Array("SOAT BACKUP 1\n".utf8)
  static let digestLength = 32

  enum Kind: UInt8 {
    case migration = 77
    case table = 84
    case row = 82
    case tableEnd = 69
    case end = 90
  }

  static func encode(_ values: [Value]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    for value in values {
      switch value {
      case .null: bytes.append(UInt8(ascii: "n"))
      case .integer(let number):
        bytes.append(UInt8(ascii: "i"))
        bytes.append(number: UInt64(bitPattern: number), count: 8)
      case .real(let number):
        bytes.append(UInt8(ascii: "d"))
        bytes.append(number: number.bitPattern, count: 8)
      case .text(let text):
        bytes.append(UInt8(ascii: "t"))
        try bytes.append(measured: Array(text.utf8))
      case .bytes(let content):
        bytes.append(UInt8(ascii: "b"))
        try bytes.append(measured: content)
      }
    }
    return bytes
  }

  static func decode(_ bytes: [UInt8]) throws -> [Value] {
    var rest = bytes[...]
    var values: [Value] = []
    while let type = rest.popFirst() {
      switch type {
      case UInt8(ascii: "n"): values.append(.null)
      case UInt8(ascii: "i"):
        values.append(.integer(Int64(bitPattern: try rest.takeNumber(8))))
      case UInt8(ascii: "d"):
        values.append(.real(Double(bitPattern: try rest.takeNumber(8))))
      case UInt8(ascii: "t"):
        let content = try rest.take(Int(try rest.takeNumber(4)))
        guard let text = String(validating: content, as: UTF8.self) else { throw damaged }
        values.append(.text(text))
      case UInt8(ascii: "b"):
        values.append(.bytes(Array(try rest.take(Int(try rest.takeNumber(4))))))
      default: throw damaged
      }
    }
    return values
  }

  static let damaged = StoreError.failed(
    code: "backup", message: "the backup is damaged or incomplete", statement: "")
  static let foreign = StoreError.failed(
    code: "backup", message: "the file is not a backup of this program", statement: "")
}

extension [UInt8] {
  mutating func append(number: UInt64, count: Int) {
    for index in (0..<count).reversed() {
      append(UInt8(truncatingIfNeeded: number >> UInt64(8 * index)))
    }
  }

  fileprivate mutating func append(measured content: [UInt8]) throws {
    guard let length = UInt32(exactly: content.count) else {
      throw StoreError.failed(code: "backup", message: "a value is too long", statement: "")
    }
    append(number: UInt64(length), count: 4)
    append(contentsOf: content)
  }
}

extension ArraySlice<UInt8> {
  mutating func takeNumber(_ count: Int) throws -> UInt64 {
    try take(count).reduce(0) { $0 << 8 | UInt64($1) }
  }

  fileprivate mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
    guard self.count >= count else { throw BackupFormat.damaged }
    defer { removeFirst(count) }
    return prefix(count)
  }
}
