/// Recognises legacy encodings by what the text becomes when it is converted.
enum EncodingGuess {
  /// How much of a text is looked at.
  static let sample = 64 << 10

  /// The legacy encoding a text is in; `nil` when it is fine as it is or nothing is sure.
  static func legacy(_ text: String) -> LegacyEncoding? {
    var (latin, own) = (0, 0)
    let scalars = text.unicodeScalars.prefix(sample)
    for scalar in scalars where scalar.value > 0x7F {
      switch scalar.value {
      // These rows hold letters of Vietnamese that no eight-bit reading ever yields.
      case 0x1EA0...0x1EF9, 0x128, 0x129, 0x168, 0x169: own += 1
      case 0xA1...0xFF, 0xF0A1...0xF0FF: latin += 1
      default: if Windows1258.bytes[scalar] != nil { latin += 1 }
      }
    }
    guard latin >= 3, own * 8 < latin else { return nil }
    return best(Array(scalars), asIs: Syllables.score(scalars))
  }

  /// How bytes that are not UTF-8 read best; `nil` when no reading gives Vietnamese.
  static func text(_ bytes: [UInt8]) -> (text: String, note: String)? {
    guard let encoding = encoding(bytes) else { return nil }
    if let encoding {
      return (converted(bytes.lazy.map { Unicode.Scalar($0) }, encoding), encoding.note)
    }
    let note = "Đã chuyển chữ từ bảng mã Windows-1258 sang Unicode."
    return (String(Windows1258.decoded(bytes)), note)
  }

  /// The encoding of bytes that are not UTF-8, inner `nil` for Windows-1258; `nil` when no reading gives
  /// Vietnamese.
  static func encoding(_ bytes: [UInt8]) -> LegacyEncoding?? {
    let raw = bytes.prefix(sample).map { Unicode.Scalar($0) }
    let windows = Syllables.score(Windows1258.decoded(bytes.prefix(sample)))
    if let encoding = best(raw, asIs: windows) { return .some(encoding) }
    return isVietnamese(windows) ? .some(nil) : nil
  }

  static func converted(
    _ scalars: some Sequence<Unicode.Scalar>, _ encoding: LegacyEncoding
  ) -> String {
    let text = encoding.decoded(scalars)
    return String(encoding == .tcvn3 ? Tcvn3.withCapitals(text) : text)
  }

  private static func best(
    _ scalars: [Unicode.Scalar], asIs: Syllables.Score
  ) -> LegacyEncoding? {
    let candidates = LegacyEncoding.allCases
      .map { ($0, Syllables.score($0.decoded(scalars))) }
      .filter { isVietnamese($0.1) && $0.1.share > asIs.share + 0.2 }
    return candidates.max { $0.1.share < $1.1.share }?.0
  }

  /// Running Vietnamese has an accent on more than half of its words; lists and codes on fewer.
  private static func isVietnamese(_ score: Syllables.Score) -> Bool {
    score.valid >= 3 && score.share >= 0.8 && score.accented * 5 >= score.words
  }
}
