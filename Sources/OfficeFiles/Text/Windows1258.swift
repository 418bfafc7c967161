/// Windows-1258: Latin letters of Vietnamese, and tone marks that follow their vowel.
enum Windows1258 {
  /// The upper half, 0x80–0xFF; U+FFFD where a byte has no meaning.
  private static let upper: [Unicode.Scalar] = {
    let controls = Array(
      """
      €\u{FFFD}‚ƒ„…†‡ˆ‰\u{FFFD}‹Œ\u{FFFD}\u{FFFD}\u{FFFD}\
      \u{FFFD}‘’“”•–—˜™\u{FFFD}›œ\u{FFFD}\u{FFFD}Ÿ
      """.unicodeScalars)
    var table = controls + (0xA0...0xFF).map { Unicode.Scalar(UInt8($0)) }
    for (byte, scalar) in own { table[Int(byte) - 0x80] = scalar }
    return table
  }()

  /// Where it differs from Windows-1252.
  private static let own: [UInt8: Unicode.Scalar] = [
    0xC3: "Ă", 0xCC: "\u{300}", 0xD0: "Đ", 0xD2: "\u{309}", 0xD5: "Ơ", 0xDD: "Ư", 0xDE: "\u{303}",
    0xE3: "ă", 0xEC: "\u{301}", 0xF0: "đ", 0xF2: "\u{323}", 0xF5: "ơ", 0xFD: "ư", 0xFE: "₫",
  ]

  /// The way back, for the letters Windows-1252 has not.
  static let bytes = Dictionary(uniqueKeysWithValues: own.map { ($1, $0) })

  /// Tone marks are put into their vowels; the result is composed (NFC).
  static func decoded(_ bytes: some Sequence<UInt8>) -> String.UnicodeScalarView {
    VietnameseLetters.composed(
      bytes.lazy.map { $0 < 0x80 ? Unicode.Scalar($0) : upper[Int($0) - 0x80] })
  }
}
