/// How Vietnamese a text looks: the share of its accented words that are possible syllables.
enum Syllables {
  struct Score {
    /// Words of two letters and more, with at least one vowel.
    var words = 0
    /// Those with a letter outside ASCII.
    var accented = 0
    /// Accented words that are syllables of Vietnamese.
    var valid = 0

    var share: Double { accented == 0 ? 0 : Double(valid) / Double(accented) }
  }

  static func score(_ scalars: some Sequence<Unicode.Scalar>) -> Score {
    var score = Score()
    var word = Word()
    for scalar in scalars where !word.take(scalar) {
      word.count(into: &score)
      word = Word()
    }
    word.count(into: &score)
    return score
  }

  private struct Word {
    private var letters: [UInt8] = []
    private var length = 0
    private var tone: UInt8 = 0
    private var tones = 0
    private var isAccented = false
    private var isForeign = false

    /// Takes the next letter; `false` at the word's end.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      if let mark = VietnameseLetters.toneMarks[scalar] {
        (tone, tones, isAccented) = (UInt8(mark), tones + 1, true)
        return true
      }
      guard let parts = VietnameseLetters.parts(scalar) else {
        guard scalar.value >= 0x80, scalar.properties.isAlphabetic || isCombining(scalar) else {
          return false
        }
        (isAccented, isForeign) = (true, true)
        length += 1
        return true
      }
      length += 1
      if !scalar.isASCII { isAccented = true }
      if parts.tone > 0 { (tone, tones) = (parts.tone, tones + 1) }
      if letters.count < 8 { letters.append(parts.base) }
      return true
    }

    func count(into score: inout Score) {
      guard length > 1, isForeign || letters.contains(where: SyllableParts.isVowel) else { return }
      score.words += 1
      guard isAccented else { return }
      score.accented += 1
      if !isForeign, length <= 7, tones <= 1, SyllableParts.isSyllable(letters, tone) {
        score.valid += 1
      }
    }

    private func isCombining(_ scalar: Unicode.Scalar) -> Bool {
      (0x300...0x36F).contains(scalar.value)
    }
  }
}
