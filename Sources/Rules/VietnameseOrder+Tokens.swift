extension VietnameseOrder {
  /// One word or number of a text.
  enum Token {
    case word(Word)
    case number([Letter])
  }

  /// A syllable taken apart.
  struct Word {
    /// Small letters without tone.
    var letters: [Letter] = []
    /// Tones other than ngang, as ``Letters`` counts them; a Vietnamese syllable has at most one.
    var tones: [Int] = []
    /// For each letter, whether it was a capital.
    var capitals: [Bool] = []
  }

  /// Reads a text into its words and numbers.
  enum Tokens {
    /// The combining mark of each tone, as ``Letters`` counts them; none for ngang.
    static let combiningTones: [Letter] = [0, 0x300, 0x301, 0x309, 0x303, 0x323]

    private static let apostrophes: Set<Letter> = [0x27, 0x60, 0xB4, 0x2BC, 0x2018, 0x2019]

    /// Letters of minority languages' names that no Vietnamese vowel row holds, and their nearest.
    private static let kin: [Letter: Letter] = [
      0xF0: 0x111, 0x256: 0x111, 0xF1: 0x6E, 0x10D: 0x63, 0x115: 0x65, 0x12D: 0x69, 0x14F: 0x6F,
      0x16D: 0x75, 0x180: 0x62, 0x107: 0x63, 0xEB: 0x65, 0xF6: 0x6F, 0xFC: 0x75, 0xEF: 0x69,
    ]

    /// - Parameters:
    ///   - joiningDigits: whether digits are letters of their word ("2a" one word) or numbers.
    ///   - keepingMarks: whether punctuation is a word of its own, and an apostrophe a letter.
    static func of(
      _ text: String, joiningDigits: Bool = false, keepingMarks: Bool = false
    ) -> [Token] {
      var tokens: [Token] = []
      var word = Word()
      var digits: [Letter] = []
      func close() {
        if !word.letters.isEmpty { tokens.append(.word(word)) }
        if !digits.isEmpty { tokens.append(.number(digits)) }
        word = Word()
        digits = []
      }
      for letter in letters(of: text) {
        if Letters.isDigit(letter), !joiningDigits {
          if !word.letters.isEmpty { close() }
          digits.append(letter)
        } else if Letters.isWord(letter) || Letters.isDigit(letter) {
          if !digits.isEmpty { close() }
          add(letter, to: &word)
        } else if apostrophes.contains(letter) {
          if keepingMarks { add(0x27, to: &word) }
        } else if !Letters.isCombining(letter) {
          close()
          if keepingMarks, let mark = visibleMark(letter) {
            tokens.append(.word(Word(letters: [mark])))
          }
        }
      }
      close()
      return tokens
    }

    private static func add(_ letter: Letter, to word: inout Word) {
      let small = lower(letter)
      let isCapital = small != letter
      if let tone = Letters.tone(small) {
        word.letters.append(Letters.vowel(small, tone: 0))
        if tone > 0 { word.tones.append(tone) }
      } else {
        word.letters.append(kin[small] ?? small)
      }
      word.capitals.append(isCapital)
    }

    private static func lower(_ letter: Letter) -> Letter {
      letter == 0x189 ? 0x256 : letter == 0x243 ? 0x180 : Letters.lower(letter)
    }

    /// Dashes as one dash; nothing for spaces, controls and what has no shape.
    private static func visibleMark(_ letter: Letter) -> Letter? {
      switch letter {
      case 0...0x20, 0x7F...0xA0, 0x2000...0x200A, 0x2028...0x202F, 0x205F, 0x3000: nil
      case 0x2010...0x2015, 0x2212: 0x2D
      default: letter
      }
    }

    /// Has no shape and no width, so two names that differ only in it look the same.
    private static func isInvisible(_ letter: Letter) -> Bool {
      switch letter {
      case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: true
      default: false
      }
    }

    /// Composed letters without what is invisible; scalars beyond the basic plane as U+FFFD.
    private static func letters(of text: String) -> [Letter] {
      var result: [Letter] = []
      result.reserveCapacity(text.utf8.count)
      for scalar in text.unicodeScalars {
        let letter = scalar.value < 0x10000 ? Letter(scalar.value) : 0xFFFD
        if Letters.isCombining(letter), let last = result.last,
          let joined = Letters.compose(last, mark: letter)
        {
          result[result.count - 1] = joined
        } else if !isInvisible(letter) {
          result.append(letter)
        }
      }
      return result
    }
  }
}
