/// The name of a law, an ordinance or the constitution, which are cited by name: "Luật Cán bộ,
/// công chức".
enum LawName {
  /// Range of the name that begins at `index`; `nil` for "Luật này", "Hội Luật gia", "pháp luật".
  static func range(in passage: Passage, at index: Int, before limit: Int) -> Range<Int>? {
    guard passage.isCapital(index),
      let kind = DocumentVocabulary.lawKinds.match(in: passage, at: index, before: limit)
    else { return nil }
    let next = passage.skipSpace(kind.range.upperBound)
    if isConstitution(kind.range, passage) {
      return WrittenDate(in: passage, at: next, before: limit) == nil ? nil : kind.range
    }
    guard next < limit, next > kind.range.upperBound else { return nil }
    if let amending = amendingEnd(in: passage, at: next, limit) { return index..<amending }
    return nameEnd(in: passage, at: next, limit).map { index..<$0 }
  }

  private static func isConstitution(_ kind: Range<Int>, _ passage: Passage) -> Bool {
    passage.folded[kind].elementsEqual(constitution)
  }
  private static let constitution = Array("hiến pháp".utf16)

  /// "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Thủ đô".
  private static func amendingEnd(in passage: Passage, at index: Int, _ limit: Int) -> Int? {
    guard let words = DocumentVocabulary.amending.match(in: passage, at: index, before: limit)
    else {
      return nil
    }
    var end = words.range.upperBound
    var next = passage.skipSpace(end)
    var inner = 0
    while inner < 12, next < limit, passage.isCapital(next),
      let kind = DocumentVocabulary.lawKinds.match(in: passage, at: next, before: limit)
    {
      let name = passage.skipSpace(kind.range.upperBound)
      guard let nameEnd = nameEnd(in: passage, at: name, limit) else { break }
      end = nameEnd
      next = afterJoint(in: passage, end, limit)
      inner += 1
    }
    return inner > 0 ? end : nil
  }

  private static func afterJoint(in passage: Passage, _ index: Int, _ limit: Int) -> Int {
    var next = passage.skipSpace(index)
    if passage.letter(next) == Mark.comma { next = passage.skipSpace(next + 1) }
    if let and = passage.wordEnd(Word.and, at: next, before: limit) {
      next = passage.skipSpace(and)
    }
    return next
  }

  /// A known name, or words from a capital up to a date, a number or a mark.
  private static func nameEnd(in passage: Passage, at index: Int, _ limit: Int) -> Int? {
    guard index < limit, passage.isCapital(index) else { return nil }
    if let known = DocumentVocabulary.laws.match(in: passage, at: index, before: limit) {
      return known.range.upperBound
    }
    var end = index
    var words = 0
    while words < 12 {
      let next = words == 0 ? index : passage.skipSpace(end)
      guard next < limit, Letters.isWord(passage.letters[next]),
        !Letters.isDigit(passage.letters[next]),
        DocumentVocabulary.nameEnds.match(in: passage, at: next, before: limit) == nil
      else { break }
      end = passage.wordEnd(next, before: limit)
      words += 1
    }
    return words > 0 ? end : nil
  }
}
