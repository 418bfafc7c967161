/// Cuts a sentence with several numbers into the clauses they stand in.
enum TargetClauses {
  private typealias Words = TargetVocabulary

  /// One clause per number, ascending; two numbers that no mark holds apart share theirs.
  static func ranges(
    of numbers: [TargetNumber], in passage: Passage, _ piece: Range<Int>
  ) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = piece.lowerBound
    var shared = 0
    for (index, number) in numbers.enumerated() {
      guard index + 1 < numbers.count else { break }
      let next = numbers[index + 1]
      if let cut = cut(between: number, next, in: passage) {
        let clause = tidy(start..<cut, in: passage)
        for _ in 0...shared { clauses.append(clause) }
        start = cut
        shared = 0
      } else {
        shared += 1
      }
    }
    let last = tidy(start..<piece.upperBound, in: passage)
    for _ in 0...shared { clauses.append(last) }
    return clauses.indices.map { clip(clauses, at: $0, numbers[$0]) }
  }

  /// A clause that many numbers share is text without marks: it must not be read again as a whole
  /// for each
  /// of them.
  private static func clip(
    _ clauses: [Range<Int>], at index: Int, _ number: TargetNumber
  ) -> Range<Int> {
    let clause = clauses[index]
    let isCrowded =
      index >= 4 && clauses[index - 4] == clause
      || index + 4 < clauses.count && clauses[index + 4] == clause
    let reach = isCrowded ? 100 : 1500
    let start = max(clause.lowerBound, number.range.lowerBound - reach)
    return start..<max(start, min(clause.upperBound, number.range.upperBound + reach))
  }

  /// Where the clause of `next` begins: at a mark between the two numbers.
  private static func cut(
    between number: TargetNumber, _ next: TargetNumber, in passage: Passage
  ) -> Int? {
    let end = max(number.range.upperBound, next.cueStart)
    let marks = marks(in: passage, number.range.upperBound..<end)
    guard let first = marks.first, let last = marks.last else { return nil }
    if follows(last, end, in: passage) { return last.start }
    let afterNumber = passage.skipSpace(number.range.upperBound)
    if first.start == afterNumber || isSuffix(number.range.upperBound..<first.start, in: passage) {
      return first.start
    }
    if let starting = marks.last(where: { starts(at: $0.end, before: end, in: passage) }) {
      return starting.start
    }
    return nil
  }

  /// Only "trở lên" or whom the number binds stands there.
  private static func isSuffix(_ range: Range<Int>, in passage: Passage) -> Bool {
    let range = passage.trimmed(range)
    guard !range.isEmpty else { return true }
    if let suffix = Words.suffixes.match(
      in: passage, at: range.lowerBound, before: range.upperBound)
    {
      return isSuffix(suffix.range.upperBound..<range.upperBound, in: passage)
    }
    return TargetScope.find(in: passage, range)?.upperBound == range.upperBound
      && Words.scopePrefixes.match(in: passage, at: range.lowerBound) != nil
  }

  private static func follows(_ mark: Joint, _ end: Int, in passage: Passage) -> Bool {
    passage.nextWordStart(mark.end, before: end) >= end
  }

  private static func starts(at index: Int, before end: Int, in passage: Passage) -> Bool {
    let start = passage.nextWordStart(index, before: end)
    guard start < end else { return true }
    return Words.clauseStarts.match(in: passage, at: start, before: end) != nil
      || Words.scopes.match(in: passage, at: start, before: end) != nil
  }

  private typealias Joint = (start: Int, end: Int)

  /// Commas, parentheses and "và" that may hold clauses apart.
  private static func marks(in passage: Passage, _ range: Range<Int>) -> [Joint] {
    var marks: [Joint] = []
    for index in range {
      let letter = passage.letters[index]
      if letter == Mark.comma || letter == Mark.open || letter == Mark.colon || letter == Mark.slash
      {
        marks.append((index, index + 1))
      } else if letter == Word.and[0],
        let end = passage.wordEnd(Word.and, at: index, before: range.upperBound)
      {
        marks.append((index, end))
      }
    }
    return marks
  }

  /// Without the marks and the "và" at its ends.
  private static func tidy(_ range: Range<Int>, in passage: Passage) -> Range<Int> {
    var range = passage.trimmed(range, also: loose)
    if let and = passage.wordEnd(Word.and, at: range.lowerBound, before: range.upperBound) {
      range = passage.trimmed(and..<range.upperBound, also: loose)
    }
    if range.lowerBound < range.upperBound, passage.letters[range.lowerBound] == Mark.open {
      range = passage.trimmed(range.lowerBound + 1..<range.upperBound, also: loose)
    }
    while range.lowerBound < range.upperBound,
      passage.letters[range.upperBound - 1] == Mark.close,
      !passage.letters[range].contains(Mark.open)
    {
      range = passage.trimmed(range.lowerBound..<range.upperBound - 1, also: loose)
    }
    return range
  }

  private static let loose: Set<Letter> = Set("-+•*,;:…–./\n\u{2028}".utf16)
}
