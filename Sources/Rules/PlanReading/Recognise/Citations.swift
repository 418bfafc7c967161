/// A document named in running text.
public struct DocumentMention: Sendable, Equatable {
  /// Kind and number, "Kế hoạch số 305/KH-UBND"; for a law its name.
  public var document: String
  public var number: String?
  /// `nil` where none is written, where only a year is, and where the written one cannot be.
  public var date: CivilDate?
  /// The date as written, without the word "ngày".
  public var dateWords: String?
  /// Who issued it, where "của …" says so.
  public var issuer: String?
  /// From the kind to the date.
  public var range: Range<Int>

  /// "Kế hoạch"; for a law "Luật".
  var kind: String
}

/// Mentions of documents, by the way official documents cite each other.
///
/// Nghị định 30/2020/NĐ-CP, appendix I, section II: kind, number and symbol, date, issuer,
/// abstract.
public enum Citations {
  /// Mentions from left to right. One with a blank number is none.
  public static func find(in passage: Passage, _ range: Range<Int>? = nil) -> [DocumentMention] {
    let range = (range ?? passage.range).clamped(to: passage.range)
    var found: [DocumentMention] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard passage.isWordStart(index) else {
        index += 1
        continue
      }
      let mention =
        mention(in: passage, at: index, range.upperBound)
        ?? sibling(of: found.last, in: passage, at: index, range)
      if let mention {
        found.append(mention)
        index = mention.range.upperBound
      } else {
        index = passage.wordEnd(index, before: range.upperBound)
      }
    }
    return found
  }

  /// Kind and number, or a law by name.
  private static func mention(
    in passage: Passage, at index: Int, _ limit: Int
  ) -> DocumentMention? {
    if let name = LawName.range(in: passage, at: index, before: limit) {
      return law(name, in: passage, limit)
    }
    guard let kind = DocumentVocabulary.kinds.match(in: passage, at: index, before: limit),
      let number = number(in: passage, after: kind.range.upperBound, limit)
    else { return nil }
    return complete(
      kind: kind.value, number: number, document: kind.value + " số " + number.text,
      range: index..<number.end, in: passage, limit)
  }

  /// The number after a kind, with or without "số" and a colon.
  private static func number(in passage: Passage, after index: Int, _ limit: Int) -> DocumentNumber?
  {
    var start = passage.skipSpace(index)
    if let word = passage.wordEnd(Word.number, at: start, before: limit) {
      start = passage.skipSpace(word)
      if passage.letter(start) == Mark.colon { start = passage.skipSpace(start + 1) }
    }
    return DocumentNumber(in: passage, at: start, before: limit)
  }

  private static func law(_ name: Range<Int>, in passage: Passage, _ limit: Int) -> DocumentMention
  {
    let number = passage.wordEnd(
      Word.number, at: passage.skipSpace(name.upperBound), before: limit
    ).flatMap { DocumentNumber(in: passage, at: passage.skipSpace($0), before: limit) }
    return complete(
      kind: "Luật", number: number, document: passage.text(name),
      range: name.lowerBound..<(number?.end ?? name.upperBound), in: passage, limit)
  }

  /// A further number after the kind of the mention before: "Quyết định số 12/QĐ-UBND và số
  /// 13/QĐ-UBND";
  /// or a number alone, whose symbol tells the kind.
  private static func sibling(
    of previous: DocumentMention?, in passage: Passage, at index: Int, _ range: Range<Int>
  ) -> DocumentMention? {
    let word = passage.wordEnd(Word.number, at: index, before: range.upperBound)
    guard
      let number = DocumentNumber(
        in: passage, at: word.map(passage.skipSpace) ?? index, before: range.upperBound)
    else { return nil }
    let symbolKind = DocumentVocabulary.symbols[number.symbol]
    let isNext = previous.map { isJoint(in: passage, $0.range.upperBound..<index) } ?? false
    guard isNext || (word != nil && symbolKind != nil && index > range.lowerBound) else {
      return nil
    }
    guard let kind = isNext ? previous?.kind : symbolKind else { return nil }
    return complete(
      kind: kind, number: number, document: kind + " số " + number.text,
      range: index..<number.end, in: passage, range.upperBound)
  }

  private static func isJoint(in passage: Passage, _ gap: Range<Int>) -> Bool {
    guard gap.count <= 40 else { return false }
    let start = passage.skipSpace(gap.lowerBound)
    let letter = passage.letter(start)
    if letter == Mark.comma || letter == Mark.semicolon || letter == Mark.ampersand {
      let next = passage.skipSpace(start + 1)
      return next >= gap.upperBound
        || passage.wordEnd(Word.and, at: next, before: gap.upperBound).map(passage.skipSpace)
          == gap.upperBound
    }
    return passage.wordEnd(Word.and, at: start, before: gap.upperBound).map(passage.skipSpace)
      == gap.upperBound
  }

  // MARK: date and issuer

  private static func complete(
    kind: String, number: DocumentNumber?, document: String, range: Range<Int>,
    in passage: Passage, _ limit: Int
  ) -> DocumentMention {
    var mention = DocumentMention(
      document: document, number: number?.text, range: range, kind: kind)
    readDate(&mention, in: passage, at: range.upperBound, limit)
    if let issuer = issuer(in: passage, after: mention.range.upperBound, limit) {
      mention.issuer = issuer.name
      if mention.dateWords == nil {
        readDate(&mention, in: passage, at: issuer.range.upperBound, limit)
      }
    }
    return mention
  }

  private static func readDate(
    _ mention: inout DocumentMention, in passage: Passage, at index: Int, _ limit: Int
  ) {
    var start = passage.skipSpace(index)
    let mark = passage.letter(start)
    if mark == Mark.comma || mark == Mark.open { start = passage.skipSpace(start + 1) }
    guard start < limit, let date = WrittenDate(in: passage, at: start, before: limit),
      mark != Mark.comma || date.date != nil
    else { return }
    mention.date = date.date
    mention.dateWords = passage.text(date.words)
    mention.range = mention.range.lowerBound..<date.end
  }

  private static func issuer(in passage: Passage, after index: Int, _ limit: Int) -> AgencyName? {
    var start = passage.skipSpace(index)
    if passage.letter(start) == Mark.close { start = passage.skipSpace(start + 1) }
    guard let of = passage.wordEnd(Word.of, at: start, before: limit) else { return nil }
    return Agencies.match(in: passage, at: passage.skipSpace(of), before: limit)
  }
}
