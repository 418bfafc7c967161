internal import Records

/// Named values of a query or a form, in the order they were sent; a name may stand several times.
struct Fields: Sendable {
  private(set) var pairs: [(name: String, value: String)] = []

  init() {}

  /// Reads `application/x-www-form-urlencoded`. Nil where an escape is broken, the bytes are no UTF-8, a NUL is
  /// among them, or there are more than `maximum` fields.
  init?(urlEncoded text: some StringProtocol, maximum: Int = 1_000) {
    for part in text.utf8.split(separator: UInt8(ascii: "&")) {
      let halves = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard pairs.count < maximum, let name = Fields.decoded(halves[0], plusIsBlank: true),
        let value = halves.count > 1 ? Fields.decoded(halves[1], plusIsBlank: true) : ""
      else { return nil }
      pairs.append((name, value))
    }
  }

  mutating func add(_ name: String, _ value: String) { pairs.append((name, value)) }

  /// The first value of a name, as sent.
  subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

  func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  /// Nil where an escape is broken, the bytes are no UTF-8, or there is a NUL, which no database column can hold.
  static func decoded(_ bytes: some Sequence<UInt8>, plusIsBlank: Bool) -> String? {
    var result: [UInt8] = []
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+") where plusIsBlank: result.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(hexadecimal),
          let low = iterator.next().flatMap(hexadecimal)
        else { return nil }
        result.append(high << 4 | low)
      default: result.append(byte)
      }
    }
    return result.contains(0) ? nil : String(validating: result, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension Fields {
  /// Text as it stands in a query: everything but letters, digits and `-._~/` escaped.
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%" + Hex.text([byte])
      }
    }
    return result
  }
}
