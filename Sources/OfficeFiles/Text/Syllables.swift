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

  private static let onsets = keys(
    """
    b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x
    """)

  private static let rimes = keys(
    """
    a ai ao au ay ac ach am an ang anh ap at
    ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e eo ec em en eng ep et ê êu êch êm ên êng ênh êp êt
    i ia iu ich im in inh ip it iêc iêm iên iêng iêp iêt iêu
    o oa oai oay oao oac oach oam oan oang oanh oap oat oăc oăm oăn oăng oăt oe oeo oen oet
    oi oc om on ong oong op ot ô ôi ôc ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua ui uc um un ung up ut uât uâc uân uâng uây uê uêch uênh uy uya uyu uych uynh uyên uyêt uyt
    uơ uôi uôc uôm uôn uông uôt ư ưa ưi ưu ưc ưm ưn ưng ưt ươi ươu ươc ươm ươn ương ươp ươt
    y yêm yên yêng yêt yêu ynh ych yt
    """)

  /// Codes of six bits a letter.
  private static func keys(_ list: String) -> Set<UInt32> {
    Set(
      list.split(whereSeparator: \.isWhitespace).map { item in
        item.unicodeScalars.reduce(0) { key, letter in
          key << 6 | UInt32((VietnameseLetters.parts(letter)?.base ?? 0) + 1)
        }
      })
  }

  private static let vowels = Set("aăâeêioôơuưy".unicodeScalars.compactMap(code))
  private static let stops = Set("cpt".unicodeScalars.compactMap(code))
  private static let h = code("h")
  private static let c = code("c")

  private static func code(_ scalar: Unicode.Scalar) -> UInt8? {
    VietnameseLetters.parts(scalar)?.base
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
      guard length > 1, isForeign || letters.contains(where: vowels.contains) else { return }
      score.words += 1
      guard isAccented else { return }
      score.accented += 1
      if !isForeign, length <= 7, tones <= 1, isSyllable { score.valid += 1 }
    }

    private func isCombining(_ scalar: Unicode.Scalar) -> Bool {
      (0x300...0x36F).contains(scalar.value)
    }

    private var isSyllable: Bool {
      guard let last = letters.last else { return false }
      let isStopped = stops.contains(last) || (last == h && letters.dropLast().last == c)
      if isStopped, tone != 2, tone != 5 { return false }
      return (0...min(3, letters.count - 1)).contains { split in
        (split == 0 || onsets.contains(key(letters[..<split])))
          && letters.count - split <= 4 && rimes.contains(key(letters[split...]))
      }
    }

    private func key(_ letters: ArraySlice<UInt8>) -> UInt32 {
      letters.reduce(0) { $0 << 6 | UInt32($1 + 1) }
    }
  }
}
