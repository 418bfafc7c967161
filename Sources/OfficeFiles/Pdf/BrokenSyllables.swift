/// Puts Vietnamese syllables together again that a PDF's text layer has torn apart ("giai đo ạn", "c ập").
///
/// Programs that take accented letters from a second font leave a gap in front of them, and text extraction
/// makes a space of it. A space goes where the parts cannot stand alone and together make a syllable. The
/// columns of the line are kept: the next gap grows by what was taken.
enum BrokenSyllables {
  static func mended(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    result.reserveCapacity(text.unicodeScalars.count)
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      if !result.isEmpty || line.startIndex != text.startIndex { result.append("\n") }
      result.append(contentsOf: mended(Array(line)))
    }
    return String(result)
  }

  private static func mended(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var owed = 0
    var index = 0
    while index < line.count {
      let scalar = line[index]
      if scalar == " ", isSingle(line, index) {
        let left = word(endingAt: result)
        let right = word(line, startingAt: index + 1)
        if Syllable.isTorn(left, right) {
          owed += 1
          index += 1
          continue
        }
      }
      result.append(scalar)
      if scalar == " ", owed > 0, !isSingle(line, index), index > 0, line[index - 1] != " " {
        result += Array(repeating: " ", count: owed)
        owed = 0
      }
      index += 1
    }
    return result
  }

  private static func isSingle(_ line: [Unicode.Scalar], _ index: Int) -> Bool {
    index > 0 && index + 1 < line.count && line[index - 1] != " " && line[index + 1] != " "
  }

  private static func word(endingAt scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    Array(scalars.suffix(8).reversed().prefix { $0.properties.isAlphabetic }.reversed())
  }

  private static func word(_ line: [Unicode.Scalar], startingAt index: Int) -> [Unicode.Scalar] {
    Array(line[index..<min(line.count, index + 8)].prefix { $0.properties.isAlphabetic })
  }
}

/// What a Vietnamese syllable is made of: an onset, a rime, a tone.
private enum Syllable {
  /// Whether two neighbouring words are one syllable torn apart.
  static func isTorn(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Bool {
    guard !left.isEmpty, !right.isEmpty, left.count + right.count <= 7 else { return false }
    let first = plain(left)
    let second = plain(right)
    guard let head = second.letters.first, vowels.contains(head), first.tones + second.tones <= 1
    else {
      return false
    }
    let isOnset = onsets.contains(first.letters)
    guard isOnset || first.letters.last.map(vowels.contains) == true else { return false }
    guard isSyllable(first.letters + second.letters) else { return false }
    // "l ực": the first part is no word. "đo ạn": the second is none.
    if isOnset { return !abbreviations.contains(String(String.UnicodeScalarView(left))) }
    return second.letters.count == 1 && second.tones == 0 && first.tones == 1
      ? right.count == 1 && isRimeEnd(second.letters)
      : !standalone.contains(lowercased(right))
  }

  /// A bare final vowel ("NỘ I"): never a word by itself, but "I" numbers a part after a whole word.
  private static func isRimeEnd(_ letters: String) -> Bool {
    letters == "i" || letters == "u" || letters == "o" || letters == "a"
  }

  static func isSyllable(_ letters: String) -> Bool {
    for onset in onsetsByLength where letters.hasPrefix(onset) {
      if rimes.contains(String(letters.dropFirst(onset.count))) { return true }
    }
    return rimes.contains(letters)
  }

  /// Small letters without tones, and how many tones there were.
  private static func plain(_ word: [Unicode.Scalar]) -> (letters: String, tones: Int) {
    var letters = String.UnicodeScalarView()
    var tones = 0
    for scalar in lowercased(word).unicodeScalars {
      if let base = toneless[scalar] {
        tones += 1
        letters.append(base)
      } else {
        letters.append(scalar)
      }
    }
    return (String(letters), tones)
  }

  private static func lowercased(_ word: [Unicode.Scalar]) -> String {
    String(String.UnicodeScalarView(word)).lowercased()
  }

  private static let toneless: [Unicode.Scalar: Unicode.Scalar] = {
    var map: [Unicode.Scalar: Unicode.Scalar] = [:]
    for row in [
      "aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị", "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ",
      "uùúủũụ",
      "ưừứửữự", "yỳýỷỹỵ",
    ] {
      let letters = Array(row.unicodeScalars)
      for letter in letters.dropFirst() { map[letter] = letters[0] }
    }
    return map
  }()

  private static let vowels = Set("aăâeêioôơuưy")
  private static let onsetsByLength = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h",
    "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
  ]
  private static let onsets = Set(onsetsByLength + ["q"])
  private static let rimes = Set(
    """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en eng eo ep et \
    ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang \
    oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt \
    ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych \
    uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêt yêu
    """.split(separator: " ").map(String.init))
  /// Words that begin with a vowel and stand alone.
  private static let standalone = Set(
    """
    a á à ạ ai ái ải am ám an án ang áng anh ánh ảnh ảo ao áo áp át ăn ắn ắt âm ấm ẩm ân ấn ẩn ấp ấy âu ầu ẩu em ém \
    én ép ê ế ếch êm ếm ì i ít in ím im ích ỉm ô ồ ổ ốc ôi ối ổi ôm ốm ôn ồn ổn ông ống ơ ở ờ ơi ơn ợt oai oái oan oán \
    oang oanh óc om ong óng u ú ủ ùa úa ung ủng úng uy ủy uỷ ủi út uống uốn uôm ứ ừ ưa ức ưng ứng ước ướt ương ưu y ý ỷ \
    ỳ yên yến yếu yêu yết ổi ác ách au áu áy o ó ò
    """.split(separator: " ").map(String.init))
  private static let abbreviations: Set<String> = ["KH", "TH", "NG", "PH", "CH", "TR", "NH"]
}
