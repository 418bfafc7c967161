/// Vietnamese text made ready for sorting, searching and comparing by databases that know only bytes.
///
/// All three forms read text in whichever way it was typed: composed or with combining marks, the tone of
/// `hoà` or `hòa` on either vowel, `Đ` as U+0110 or as the look-alikes U+00D0 and U+0189.
public enum VietnameseOrder {
  /// ASCII text whose bytewise order is that of Vietnamese dictionaries: syllable by syllable, in each the
  /// letters (a ă â b c d đ e ê …), then the tone (ngang, huyền, hỏi, ngã, sắc, nặng); numbers by value and
  /// before letters; small before capital only where all else is equal. Punctuation does not count.
  public static func sortKey(_ text: String) -> String {
    var key: [UInt8] = []
    var capitals: [UInt8] = []
    for token in Tokens.of(text) {
      switch token {
      case .number(let digits): appendNumber(digits, to: &key)
      case .word(let word):
        for letter in word.letters { appendLetter(letter, to: &key) }
        key.append(Mark.endOfLetters)
        key += word.tones.isEmpty ? [Mark.zero] : word.tones.map { Mark.zero + Rank.tones[$0] }
        capitals += word.capitals.map { $0 ? Mark.zero + 1 : Mark.zero }
      }
    }
    while capitals.last == Mark.zero { capitals.removeLast() }
    if !capitals.isEmpty { key += [Mark.endOfText] + capitals }
    return String(decoding: key, as: UTF8.self)
  }

  /// Small letters and digits without any mark, words parted by one space: what a search compares, so that
  /// "phu loc", "Phú Lộc" and "phú  lộc" are one. Apostrophes vanish: `M'Đrắk` is `mdrak`.
  public static func searchKey(_ text: String) -> String {
    var words: [String] = []
    for token in Tokens.of(text, joiningDigits: true) {
      guard case .word(let word) = token else { continue }
      words.append(Letters.string(word.letters.map(Letters.bare)[...]))
    }
    return words.joined(separator: " ")
  }

  /// Small letters with their marks, the tone behind its syllable, spaces collapsed: equal for names that
  /// differ only in case, composition or the tone's place ("Hoà", "Hòa"), never for "Phó" and "Phố".
  /// For comparing, not for showing.
  public static func foldedName(_ text: String) -> String {
    var words: [String] = []
    for token in Tokens.of(text, joiningDigits: true, keepingMarks: true) {
      guard case .word(let word) = token else { continue }
      let tones = word.tones.map { Tokens.combiningTones[$0] }
      words.append(Letters.string((word.letters + tones)[...]))
    }
    return words.joined(separator: " ")
  }

  /// The same text with Vietnamese letters composed (NFC), whatever else stands in it.
  public static func composed(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { 0x300...0x36F ~= $0.value }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if 0x300...0x36F ~= scalar.value, let last = result.last, last.value < 0x10000,
        let letter = Letters.compose(Letter(last.value), mark: Letter(scalar.value)),
        let joined = Unicode.Scalar(letter)
      {
        result.removeLast()
        result.append(joined)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private enum Mark {
    static let endOfText = UInt8(ascii: " ")
    static let endOfLetters = UInt8(ascii: "!")
    static let zero = UInt8(ascii: "0")
    static let otherLetter = UInt8(ascii: "z")
  }

  private enum Rank {
    /// Place of each tone as ``Letters`` counts them (none, huyền, sắc, hỏi, ngã, nặng).
    static let tones: [UInt8] = [0, 1, 4, 2, 3, 5]

    /// Letter → its place in the alphabet, written from `A` on; 0 for what is no letter of it.
    static let letters: [UInt8] = {
      var ranks = [UInt8](repeating: 0, count: 0x200)
      for (place, scalar) in "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz".unicodeScalars.enumerated() {
        ranks[Int(scalar.value)] = UInt8(ascii: "A") + UInt8(place)
      }
      return ranks
    }()
  }

  private static func appendLetter(_ letter: Letter, to key: inout [UInt8]) {
    if Int(letter) < Rank.letters.count, Rank.letters[Int(letter)] != 0 {
      key.append(Rank.letters[Int(letter)])
    } else {
      let hex = String(letter, radix: 16)
      key.append(Mark.otherLetter)
      key += Array((String(repeating: "0", count: 4 - hex.count) + hex).utf8)
    }
  }

  /// `0`, the number of digits as one character, the digits: so that 2 < 10.
  private static func appendNumber(_ digits: [Letter], to key: inout [UInt8]) {
    let significant = digits.drop { $0 == 0x30 }
    key.append(Mark.zero)
    key.append(Mark.zero + UInt8(min(significant.count, 60)))
    key += significant.map { UInt8($0) }
  }
}
