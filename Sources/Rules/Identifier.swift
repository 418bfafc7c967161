/// The identity of one `Subject`: 128 bits, time-ordered (48 bits of milliseconds since 1970, 80 random),
/// written as 26 characters of Crockford's base 32 in lower case, so that it sorts as text by time, stands
/// in an address, and cannot be guessed.
public struct ID<Subject>: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  /// Nil unless `text` is 26 characters of the alphabet, the first at most `7`.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 26, bytes[0] <= UInt8(ascii: "7"),
      bytes.allSatisfy({ Alphabet.letters.contains($0) })
    else { return nil }
    self.text = String(text)
  }

  /// `random` is the 10 bytes of chance.
  public init(milliseconds: Int64, random: [UInt8]) {
    var number = UInt128(UInt64(bitPattern: milliseconds) & 0xFFFF_FFFF_FFFF)
    for byte in random.prefix(10) { number = number << 8 | UInt128(byte) }
    var letters = [UInt8](repeating: 0, count: 26)
    for index in letters.indices.reversed() {
      letters[index] = Alphabet.letters[Int(truncatingIfNeeded: number & 31)]
      number >>= 5
    }
    text = String(decoding: letters, as: UTF8.self)
  }

  public var description: String { text }
}

private enum Alphabet {
  static let letters = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}

extension ID: Comparable {
  public static func < (left: ID, right: ID) -> Bool { left.text < right.text }
}
