/// The decoded text as the reader works on it: letters composed (NFC), white space and hyphens made plain,
/// and a map back to Unicode scalar offsets of the decoded text.
struct WorkingText: Sendable {
  let letters: [Letter]
  private let origin: OffsetMap
  private let sourceCount: Int

  init(_ text: consuming String) {
    var letters: [Letter] = []
    letters.reserveCapacity(text.unicodeScalars.count)
    var origin = OffsetMap()
    var source: Int32 = 0
    for scalar in text.unicodeScalars {
      defer { source += 1 }
      let letter = WorkingText.plain(scalar)
      if Letters.isCombining(letter), let last = letters.last {
        if let composed = Letters.compose(last, mark: letter) {
          letters[letters.count - 1] = composed
          continue
        }
        // A hat after a tone (e + U+0323 + U+0302): the tone moves onto the hatted vowel.
        if let tone = Letters.tone(last), tone > 0,
          let hatted = Letters.compose(Letters.vowel(last, tone: 0), mark: letter)
        {
          letters[letters.count - 1] = Letters.vowel(hatted, tone: tone)
          continue
        }
      }
      if letter == 0x0A, letters.last == 0x0D { letters[letters.count - 1] = 0x20 }
      origin.add(working: Int32(letters.count), source: source)
      letters.append(letter)
    }
    self.letters = letters
    self.origin = origin
    self.sourceCount = Int(source)
  }

  /// The span in the decoded text of a range of working letters, with the marks composed into the last one.
  func span(_ range: Range<Int>) -> Span {
    let end = range.upperBound < letters.count ? origin.source(range.upperBound) : sourceCount
    return Span(
      start: origin.source(range.lowerBound), end: max(end, origin.source(range.lowerBound)))
  }

  /// One scalar as one working letter.
  private static func plain(_ scalar: Unicode.Scalar) -> Letter {
    switch scalar.value {
    case 0xA0, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF: 0x20
    case 0x2010...0x2012, 0x2212: 0x2D
    case 0x0B, 0x85, 0x2029: 0x0A
    case 0x340: 0x300
    case 0x341: 0x301
    case 0...0xFFFF: Letter(scalar.value)
    default: 0xFFFD
    }
  }
}
