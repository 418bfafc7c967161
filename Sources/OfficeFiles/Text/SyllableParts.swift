/// What a Vietnamese syllable is made of: an onset, a rime, a tone.
///
/// Letters are codes without case and tone: their places in ``VietnameseLetters/bases``.
enum SyllableParts {
  /// Whether letters make a syllable that may carry a tone (0 none … 5 nặng): one that ends in a
  /// stop takes only sắc or nặng.
  static func isSyllable(_ letters: [UInt8], _ tone: UInt8) -> Bool {
    guard let last = letters.last else { return false }
    let isStopped = stops.contains(last) || (last == h && letters.dropLast().last == c)
    if isStopped, tone != 2, tone != 5 { return false }
    return (0...min(3, letters.count - 1)).contains { split in
      (split == 0 || isOnset(letters[..<split]))
        && letters.count - split <= 4 && rimes.contains(key(letters[split...]))
    }
  }

  static func isOnset(_ letters: ArraySlice<UInt8>) -> Bool {
    letters.count <= 3 && onsets.contains(key(letters))
  }

  static func isVowel(_ letter: UInt8) -> Bool { vowels.contains(letter) }

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

  private static let vowels = Set("aăâeêioôơuưy".unicodeScalars.compactMap(code))
  private static let stops = Set("cpt".unicodeScalars.compactMap(code))
  private static let h = code("h")
  private static let c = code("c")

  private static func code(_ scalar: Unicode.Scalar) -> UInt8? {
    VietnameseLetters.parts(scalar)?.base
  }

  private static func keys(_ list: String) -> Set<UInt32> {
    Set(
      list.split(whereSeparator: \.isWhitespace).map { item in
        key(item.unicodeScalars.map { code($0) ?? 0 }[...])
      })
  }

  /// Six bits a letter.
  private static func key(_ letters: ArraySlice<UInt8>) -> UInt32 {
    letters.reduce(0) { $0 << 6 | UInt32($1 + 1) }
  }
}
