/// Whom a number binds: "cấp xã", "các sở, ban, ngành", the level after "tại".
enum TargetScope {
  private typealias Words = TargetVocabulary

  /// The first in a range; several joined by "," or "và" are one.
  static func find(in passage: Passage, _ range: Range<Int>) -> Range<Int>? {
    var index = range.lowerBound
    while index < range.upperBound {
      if passage.isWordStart(index), let first = at(index, in: passage, range.upperBound) {
        return joined(first, in: passage, range.upperBound)
      }
      index += 1
    }
    return nil
  }

  /// A scope that heads a paragraph: "Đối với cấp xã: …".
  static func heading(in passage: Passage, _ range: Range<Int>) -> Range<Int>? {
    let start = passage.nextWordStart(range.lowerBound, before: range.upperBound)
    guard start < range.upperBound, let first = at(start, in: passage, range.upperBound) else {
      return nil
    }
    let scope = joined(first, in: passage, range.upperBound)
    let next = passage.skipSpace(scope.upperBound)
    return next < range.upperBound && passage.letters[next] == Mark.colon ? scope : nil
  }

  private static func joined(_ first: Range<Int>, in passage: Passage, _ limit: Int) -> Range<Int> {
    var scope = first
    let grammar = AgencyGrammar(passage: passage, limit: limit)
    while let next = grammar.afterSeparator(scope.upperBound), next < limit,
      let more = at(next, in: passage, limit)
    {
      scope = scope.lowerBound..<more.upperBound
    }
    return scope
  }

  /// "lĩnh vực đất đai" after "riêng": up to a comparing word, four syllables at most.
  private static func field(at index: Int, in passage: Passage, _ limit: Int) -> Range<Int>? {
    guard let words = Words.fieldScopes.match(in: passage, at: index, before: limit) else {
      return nil
    }
    var end = words.range.upperBound
    for _ in 0..<4 {
      let next = passage.skipSpace(end)
      guard next > end, next < limit, Letters.isWord(passage.letters[next]),
        Words.exactComparators.match(in: passage, at: next, before: limit) == nil
      else { break }
      end = passage.wordEnd(next, before: limit)
    }
    guard
      let field = passage.previousWordStart(words.range.upperBound, after: index)
        .flatMap({ passage.previousWordStart($0, after: index) })
    else { return nil }
    return field..<end
  }

  private static func at(_ index: Int, in passage: Passage, _ limit: Int) -> Range<Int>? {
    if let scope = Words.scopes.match(in: passage, at: index, before: limit) { return scope.range }
    if let field = field(at: index, in: passage, limit) { return field }
    guard let prefix = Words.scopePrefixes.match(in: passage, at: index, before: limit) else {
      return nil
    }
    let next = passage.skipSpace(prefix.range.upperBound)
    if let scope = Words.scopes.match(in: passage, at: next, before: limit) { return scope.range }
    return Words.scopeLevels.match(in: passage, at: next, before: limit)?.range
  }
}
