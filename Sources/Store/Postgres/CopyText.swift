/// Rows in the text format of COPY: tab between values, newline after a row, `\N` for NULL, and a backslash
/// before whatever means something else.
struct CopyText {
  var bytes: [UInt8] = []

  mutating func append(_ row: [Value]) throws {
    for (index, value) in row.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: "\t")) }
      try append(value)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(_ value: Value) throws {
    try value.demandKeepable()
    switch value {
    case .null: bytes.append(contentsOf: "\\N".utf8)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .real(let number): bytes.append(contentsOf: number.description.utf8)
    case .text(let text): for byte in text.utf8 { append(escaping: byte) }
    case .bytes(let content):
      bytes.append(contentsOf: "\\\\x".utf8)
      for byte in content {
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
      }
    }
  }

  private mutating func append(escaping byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
    case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
    case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
    case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
    default: bytes.append(byte)
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
