internal import CLibPQ

/// Values on their way to the server, all in binary: eight bytes big end first, or the bytes themselves.
struct PostgresParameters {
  /// The type of each (pg_type.oid); 0 lets the server find the type of a NULL.
  let types: [Oid]
  private var bytes: [UInt8] = []
  private var starts: [Int?] = []
  private var lengths: [Int32] = []

  init(_ values: [Value]) throws {
    types = values.map(\.postgresType)
    for value in values {
      try value.demandKeepable()
      let start = bytes.count
      switch value {
      case .null: break
      case .integer(let number): bytes.append(bigEndian: UInt64(bitPattern: number))
      case .real(let number): bytes.append(bigEndian: number.bitPattern)
      case .text(let text): bytes.append(contentsOf: text.utf8)
      case .bytes(let content): bytes.append(contentsOf: content)
      }
      guard let length = Int32(exactly: bytes.count - start) else {
        throw StoreError.failed(code: "54000", message: "a value is too long", statement: "")
      }
      starts.append(value == .null ? nil : start)
      lengths.append(length)
    }
    // An empty value must still have an address.
    bytes.append(0)
  }

  func withPointers<R>(
    _ body: (UnsafePointer<UnsafePointer<CChar>?>?, [Int32], [Int32]) -> R
  ) -> R {
    bytes.withUnsafeBytes { raw in
      let base = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      let pointers: [UnsafePointer<CChar>?] = starts.map { start in
        start.flatMap { start in base.map { UnsafePointer($0 + start) } }
      }
      let formats = [Int32](repeating: 1, count: pointers.count)
      return pointers.withUnsafeBufferPointer { body($0.baseAddress, lengths, formats) }
    }
  }
}

extension Value {
  /// The types of the schema: int8, float8, text, bytea.
  fileprivate var postgresType: Oid {
    switch self {
    case .null: 0
    case .integer: 20
    case .real: 701
    case .text: 25
    case .bytes: 17
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(bigEndian number: UInt64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }
}
