/// Who leads, who helps and who carries out, as a passage says; `nil` where it does not say.
public struct Responsibilities: Sendable, Equatable {
  public var lead: [AgencyName]?
  public var coordinating: [AgencyName]?
  public var executing: [AgencyName]?
  /// Where each list stands.
  public var leadRange: Range<Int>?
  public var coordinatingRange: Range<Int>?
  public var executingRange: Range<Int>?

  public var isEmpty: Bool { lead == nil && coordinating == nil && executing == nil }

  fileprivate mutating func set(
    _ kind: ResponsibilityKind, _ names: [AgencyName], _ range: Range<Int>
  ) {
    guard !names.isEmpty else { return }
    switch kind {
    case .lead where lead == nil: (lead, leadRange) = (names, range)
    case .coordinating where coordinating == nil: (coordinating, coordinatingRange) = (names, range)
    case .executing where executing == nil: (executing, executingRange) = (names, range)
    default: break
    }
  }
}

extension Agencies {
  /// Responsibilities by label ("Cơ quan chủ trì: …") or by sentence ("Giao X chủ trì, phối hợp
  /// với Y …").
  public static func responsibilities(
    in passage: Passage, _ range: Range<Int>? = nil
  ) -> Responsibilities {
    let range = (range ?? passage.range).clamped(to: passage.range)
    var result = Responsibilities()
    let labels = labels(in: passage, range)
    for (label, next) in zip(labels, labels.dropFirst().map(\.start) + [range.upperBound]) {
      guard label.kind != .other else { continue }
      let value = value(in: passage, label.end..<next)
      guard
        label.isPlain || AgencyGrammar(passage: passage, limit: next).begins(at: value.lowerBound)
      else { continue }
      if AgencyVocabulary.leadVerbs.first(in: passage, value) != nil {
        readClause(value, in: passage, &result)
      } else {
        result.set(label.kind, list(in: passage, value), value)
      }
    }
    guard result.isEmpty else { return result }
    for clause in clauses(in: passage, range) { readClause(clause, in: passage, &result) }
    return result
  }

  // MARK: labels

  private struct Label {
    let kind: ResponsibilityKind
    let start: Int
    let end: Int
    /// Long enough to leave no doubt: "Cơ quan thực hiện", not "Thực hiện".
    let isPlain: Bool
  }

  private static func labels(in passage: Passage, _ range: Range<Int>) -> [Label] {
    var labels: [Label] = []
    var isStart = true
    for index in range {
      let letter = passage.letters[index]
      if Letters.isWord(letter) {
        if isStart, passage.isWordStart(index),
          let match = AgencyVocabulary.labels.match(
            in: passage, at: index, before: range.upperBound)
        {
          let colon = passage.skipSpace(match.range.upperBound)
          if passage.letter(colon) == Mark.colon, colon < range.upperBound {
            let words = passage.folded[match.range].count { $0 == Mark.space } + 1
            labels.append(
              Label(kind: match.value, start: index, end: colon + 1, isPlain: words > 2))
          }
        }
        isStart = false
      } else if letter != Mark.space || isStart {
        isStart = letter != Mark.slash && letter != Mark.ampersand
      }
    }
    return labels
  }

  /// Up to the end of the sentence, without loose marks.
  private static func value(in passage: Passage, _ range: Range<Int>) -> Range<Int> {
    let end = range.first { endsValue($0, in: passage, range.upperBound) } ?? range.upperBound
    let marks: Set<Letter> = Set(";,.:-–+(*\n\u{2028}".utf16)
    return passage.trimmed(range.lowerBound..<end, also: marks)
  }

  private static func endsValue(_ index: Int, in passage: Passage, _ limit: Int) -> Bool {
    if passage.isSentenceEnd(index) { return true }
    guard passage.letters[index] == Mark.semicolon || passage.letters[index] == Mark.comma else {
      return false
    }
    let next = passage.skipSpace(index + 1)
    return AgencyVocabulary.valueEnds.match(in: passage, at: next, before: limit) != nil
  }

  // MARK: sentences

  private static func clauses(in passage: Passage, _ range: Range<Int>) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where Mark.isHard(passage.letters[index]) || passage.isSentenceEnd(index) {
      clauses.append(start..<index)
      start = index + 1
    }
    clauses.append(start..<range.upperBound)
    return clauses.filter { !$0.isEmpty }
  }

  private static func readClause(
    _ clause: Range<Int>, in passage: Passage, _ result: inout Responsibilities
  ) {
    var from = clause.lowerBound
    if let verb = AgencyVocabulary.leadVerbs.first(in: passage, clause) {
      if let lead = runBefore(verb.range.lowerBound, from: clause.lowerBound, in: passage) {
        result.set(.lead, lead.agencies, lead.range)
      }
      from = verb.range.upperBound
    }
    let rest = from..<clause.upperBound
    guard let verb = AgencyVocabulary.coordinatingVerbs.first(in: passage, rest) else { return }
    let start = passage.skipSpace(verb.range.upperBound)
    if let found = run(in: passage, at: start, before: clause.upperBound) {
      result.set(.coordinating, found.agencies, start..<found.end)
    } else if !takesObject(verb.range, passage),
      let found = runBefore(verb.range.lowerBound, from: from, in: passage)
    {
      result.set(.coordinating, found.agencies, found.range)
    }
  }

  /// The agencies that end right before `index`, save for words such as "có trách nhiệm".
  private static func runBefore(
    _ index: Int, from bound: Int, in passage: Passage
  ) -> (agencies: [AgencyName], range: Range<Int>)? {
    var start = max(bound, index - 400)
    while start < index {
      if passage.isWordStart(start), !followsObjectWord(start, in: passage, from: bound),
        let found = run(in: passage, at: start, before: index)
      {
        if isFiller(in: passage, found.end..<index), isSubject(found.agencies, start, in: passage) {
          return (found.agencies, start..<found.end)
        }
        start = found.end
      } else {
        start += 1
      }
    }
    return nil
  }

  /// A group in the middle of a sentence is not its subject.
  private static func isSubject(
    _ agencies: [AgencyName], _ start: Int, in passage: Passage
  ) -> Bool {
    guard agencies.allSatisfy(\.isGroup) else { return true }
    let before = passage.trimmed(0..<start).upperBound
    if before == 0 || !Letters.isWord(passage.letters[before - 1]) { return true }
    return (1...4).contains { words in
      wordsBack(words, from: start, in: passage).map {
        AgencyVocabulary.addresses.match(in: passage, at: $0, before: start) != nil
      } ?? false
    }
  }

  private static func followsObjectWord(_ start: Int, in passage: Passage, from bound: Int) -> Bool
  {
    (1...2).contains { words in
      guard let index = wordsBack(words, from: start, in: passage), index >= bound,
        let match = AgencyVocabulary.objectWords.match(in: passage, at: index, before: start)
      else { return false }
      return passage.skipSpace(match.range.upperBound) == start
    }
  }

  private static func wordsBack(_ words: Int, from index: Int, in passage: Passage) -> Int? {
    var start = index
    for _ in 0..<words {
      guard let previous = passage.previousWordStart(start, after: 0) else { return nil }
      start = previous
    }
    return start
  }

  /// "phối hợp với" names the helpers after it, "phối hợp" alone may have them before it.
  private static func takesObject(_ verb: Range<Int>, _ passage: Passage) -> Bool {
    passage.folded[verb].count { $0 == Mark.space } > 1
  }

  private static func isFiller(in passage: Passage, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let letter = passage.letters[index]
      if let filler = AgencyVocabulary.fillers.match(
        in: passage, at: index, before: range.upperBound)
      {
        index = filler.range.upperBound
      } else if letter == Mark.space || letter == Mark.colon || letter == Mark.comma
        || Mark.isDash(letter)
      {
        index += 1
      } else if letter == Mark.open, let end = passage.closing(index, before: range.upperBound) {
        index = end
      } else if let inner = match(in: passage, at: index, before: range.upperBound) {
        index = max(inner.range.upperBound, index + 1)
      } else {
        return false
      }
    }
    return true
  }
}
