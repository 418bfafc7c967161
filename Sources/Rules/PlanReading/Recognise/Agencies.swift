/// An agency, a group of agencies, or a person who stands for one, as a document names it.
public struct AgencyName: Sendable, Equatable {
  /// As it should be shown: "Sở Tư pháp" for the second of "Các Sở: Nội vụ, Tư pháp".
  public var name: String
  /// The words in the passage, remarks in parentheses included.
  public var range: Range<Int>
  /// Several agencies at once: "các sở, ban, ngành".
  public var isGroup: Bool
}

/// Names of agencies in running text and in lists.
public enum Agencies {
  /// The single agencies of a stretch that is a list: "Phòng Nội vụ; các ngành liên quan, UBND xã".
  public static func list(in passage: Passage, _ range: Range<Int>) -> [AgencyName] {
    let range = range.clamped(to: passage.range)
    var list = AgencyList(passage: passage, limit: range.upperBound)
    list.read(range)
    return list.names
  }

  /// The agency that begins at `index`, up to the natural end of its name.
  public static func match(
    in passage: Passage, at index: Int, before limit: Int? = nil
  ) -> AgencyName? {
    let limit = min(limit ?? passage.count, passage.count)
    guard index >= 0, index < limit,
      let end = AgencyGrammar(passage: passage, limit: limit).end(at: index)
    else { return nil }
    return AgencyList.single(index..<end, in: passage)
  }

  /// The first agency at or after `index`.
  public static func first(
    in passage: Passage, at index: Int = 0, before limit: Int? = nil
  ) -> AgencyName? {
    let limit = min(limit ?? passage.count, passage.count)
    var position = max(index, 0)
    while position < limit {
      if passage.isWordStart(position), let found = match(in: passage, at: position, before: limit)
      {
        return found
      }
      position += 1
    }
    return nil
  }

  /// The agencies named one after another from `index` on, and where they end; `nil` where none
  /// begins.
  ///
  /// Words that belong to no name end the run: "Sở Nội vụ, Sở Tài chính và các cơ quan liên quan
  /// tham mưu".
  public static func run(
    in passage: Passage, at index: Int, before limit: Int? = nil
  ) -> (agencies: [AgencyName], end: Int)? {
    let limit = min(limit ?? passage.count, passage.count)
    guard let end = runEnd(in: passage, at: index, limit: limit) else { return nil }
    let agencies = list(in: passage, index..<end)
    return agencies.isEmpty ? nil : (agencies, end)
  }

  /// The agencies with which a sentence begins: "Giao Sở Nội vụ …", "Sở Tài chính: Chủ trì …",
  /// "Trách nhiệm của Thủ trưởng các cơ quan, đơn vị:".
  public static func subject(of passage: Passage) -> (agencies: [AgencyName], end: Int)? {
    var index = afterBullet(in: passage, 0)
    let vocabulary = AgencyVocabulary.self
    while let address = vocabulary.addresses.match(in: passage, at: index) {
      index = passage.skipSpace(address.range.upperBound)
    }
    return run(in: passage, at: index)
  }

  /// Where the words of a paragraph begin after "-", "1.", "a)".
  static func afterBullet(in passage: Passage, _ index: Int) -> Int {
    var position = passage.skipSpace(index)
    guard position < passage.count else { return position }
    if !Letters.isWord(passage.letters[position]) {
      return passage.nextWordStart(position, before: min(passage.count, position + 6))
    }
    let end = passage.wordEnd(position)
    if end - position <= 4, let mark = passage.letter(end), mark == Mark.stop || mark == Mark.close
    {
      position = end + 1
      while let number = passage.number(at: position) {
        position = number.end
        if passage.letter(position) == Mark.stop { position += 1 }
      }
      return passage.skipSpace(position)
    }
    return position
  }

  private static func runEnd(in passage: Passage, at index: Int, limit: Int) -> Int? {
    let grammar = AgencyGrammar(passage: passage, limit: limit)
    guard let first = grammar.end(at: index) else { return nil }
    var end = first
    var spreads = spreading(in: passage, index..<end)
    if passage.letter(end) == Mark.colon, SharedHead(heading: index..<end, grammar).isColon,
      let item = spreadEnd(grammar, at: passage.skipSpace(end + 1), isAfterColon: true),
      endsItem(passage, item, limit)
    {
      end = item
      spreads = .anything
    }
    while let next = afterListMark(in: passage, end, limit) {
      if let more = grammar.end(at: next, isListed: grammar.begins(at: next)) {
        end = more
        if spreads != .anything { spreads = spreading(in: passage, next..<more) }
      } else if spreads != .nothing,
        let more = spreadEnd(grammar, at: next, isAfterColon: spreads == .anything)
      {
        end = more
      } else {
        break
      }
    }
    return end
  }

  private enum Spreading { case nothing, fields, anything }

  /// Whether a head word stands for the following items too: "Sở Nội vụ, Tài chính".
  private static func spreading(in passage: Passage, _ range: Range<Int>) -> Spreading {
    let grammar = AgencyGrammar(passage: passage, limit: range.upperBound)
    let start =
      grammar.phrase(AgencyVocabulary.quantifiers, at: range.lowerBound)
      .map(passage.skipSpace) ?? range.lowerBound
    guard let head = AgencyVocabulary.heads.match(in: passage, at: start, before: range.upperBound)
    else { return .fields }
    return head.value == .own || head.value == .word ? .nothing : .fields
  }

  private static func spreadEnd(
    _ grammar: AgencyGrammar, at index: Int, isAfterColon: Bool
  ) -> Int? {
    if let field = grammar.phrase(AgencyVocabulary.fields, at: index),
      grammar.passage.isCapital(index)
    {
      return grammar.body(from: field, head: .place)
    }
    let place = grammar.levelEnd(at: index).map(grammar.passage.skipSpace) ?? index
    guard grammar.passage.isCapital(place), isAfterColon || place > index else { return nil }
    return grammar.body(from: index, head: .own)
  }

  /// Whether an item of a list ends here: "UBND các xã: Phân công …" begins a sentence instead.
  private static func endsItem(_ passage: Passage, _ end: Int, _ limit: Int) -> Bool {
    let next = passage.skipSpace(end)
    return next >= limit || !Letters.isWord(passage.letters[next])
      || AgencyGrammar(passage: passage, limit: limit).afterSeparator(end) != nil
  }

  private static func afterListMark(in passage: Passage, _ index: Int, _ limit: Int) -> Int? {
    let next = passage.skipSpace(index)
    guard next < limit else { return nil }
    let letter = passage.letters[next]
    let grammar = AgencyGrammar(passage: passage, limit: limit)
    if letter == Mark.semicolon || Mark.isLineEnd(letter) {
      return passage.nextWordStart(next, before: limit)
    }
    guard let after = grammar.afterSeparator(index) else { return nil }
    return after < limit ? after : nil
  }
}
