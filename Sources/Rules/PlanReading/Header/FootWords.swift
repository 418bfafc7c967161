/// Words of the foot.
enum FootWords {
  private static let file = "header-words.yaml"
  static let heading = Vocabulary.table(file, "recipientsHeading")
  static let filing = Vocabulary.table(file, "filing")
  static let purposes = Vocabulary.table(groups: file, "purposes")
  static let to = PhraseTable<Bool>([("để", true)])
  static let authorities = Vocabulary.table(file, "authorities")
  static let titles = Vocabulary.table(file, "titles")
  static let noise = Vocabulary.table(file, "signatureNoise")

  /// "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG": capitals that begin like a signature.
  static func isSignatureLine(_ line: Passage) -> Bool {
    guard line.count <= 80, HeadWords.isCapitals(line) else { return false }
    if let match = authorities.match(in: line, at: 0) { return match.range.upperBound < line.count }
    return titles.match(in: line, at: 0) != nil
  }

  /// Two to six words that each begin with a capital.
  static func isPersonName(_ line: Passage) -> Bool {
    guard (5...45).contains(line.count), noise.first(in: line) == nil,
      authorities.match(in: line, at: 0) == nil, titles.match(in: line, at: 0) == nil
    else { return false }
    var words = 0
    for index in line.range {
      let letter = line.letters[index]
      guard Letters.isWord(letter) || letter == 0x20 || letter == 0x2E else { return false }
      if Letters.isDigit(letter) { return false }
      if line.isWordStart(index) {
        guard Letters.isUpper(letter) else { return false }
        words += 1
      }
    }
    return (2...6).contains(words)
  }
}

/// What opens an annex.
enum AnnexWords {
  static let names = Vocabulary.table("header-words.yaml", "annexes")
  static let remarks = Vocabulary.table("header-words.yaml", "annexRemarks")

  /// "PHỤ LỤC I", "ĐỀ CƯƠNG …" in capitals; "Phụ lục 2" alone on a line.
  static func opens(_ line: Passage) -> Bool {
    guard line.count <= 250, let match = names.match(in: line, at: 0) else { return false }
    if HeadWords.isCapitals(line) { return true }
    return Letters.isUpper(line.letters[0]) && line.count <= match.range.upperBound + 8
      && line.letters.last != 0x3A && line.letters.last != 0x3B
  }
}
