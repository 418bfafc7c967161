/// A number that somebody must reach, as a passage says it.
public struct FoundTarget: Sendable, Equatable {
  /// The clause with the number.
  public var range: Range<Int>
  public var comparator: Comparator
  public var value: Double
  /// "%" or the noun counted, as written.
  public var unit: String
  /// Whom it binds, as written.
  public var scope: String?
  public var scopeRange: Range<Int>?
}

/// Targets in running text: numbers to be reached, not results, counts, labels or time limits.
public enum Targets {
  /// - Parameters:
  ///   - isTargetSection: the heading above speaks of goals (mục tiêu, chỉ tiêu). Elsewhere only
  ///   shares
  ///     with an obliging word count.
  ///   - year: the plan's year; a number of an earlier year is a result.
  public static func find(
    in passage: Passage, _ range: Range<Int>? = nil, isTargetSection: Bool, year: Int? = nil
  ) -> [FoundTarget] {
    let range = (range ?? passage.range).clamped(to: passage.range)
    guard range.contains(where: { Letters.isDigit(passage.letters[$0]) }) else { return [] }
    var reader = TargetReader(
      passage: passage, cited: Citations.find(in: passage, range).map(\.range),
      isTargetSection: isTargetSection, year: year)
    var start = range.lowerBound
    for index in range {
      let isEnd = passage.isSentenceEnd(index)
      guard isEnd || Mark.isHard(passage.letters[index]) else { continue }
      reader.read(start..<index)
      if isEnd { reader.forget() }
      start = index + 1
    }
    reader.read(start..<range.upperBound)
    return reader.found
  }
}

/// Reads the pieces of a passage between semicolons, one after another.
struct TargetReader {
  let passage: Passage
  let cited: [Range<Int>]
  let isTargetSection: Bool
  let year: Int?
  var found: [FoundTarget] = []
  private var headingScope: Range<Int>?
  private var isObliged = false

  private typealias Words = TargetVocabulary

  init(passage: Passage, cited: [Range<Int>], isTargetSection: Bool, year: Int?) {
    self.passage = passage
    self.cited = cited
    self.isTargetSection = isTargetSection
    self.year = year
  }

  /// A new sentence owes nothing to the one before.
  mutating func forget() {
    headingScope = nil
    isObliged = false
  }

  mutating func read(_ piece: Range<Int>) {
    if let scope = TargetScope.heading(in: passage, piece) { headingScope = scope }
    let numbers = TargetNumbers(
      passage: passage, limit: piece.upperBound, cited: cited, isTargetSection: isTargetSection
    ).find(in: piece)
    guard !numbers.isEmpty else {
      isObliged = isObliged || Words.clearlyObliging.first(in: passage, piece) != nil
      return
    }
    let clauses = TargetClauses.ranges(of: numbers, in: passage, piece)
    var previousIsResult = false
    for (index, number) in numbers.enumerated() {
      let clause = clauses[index]
      let before = clause.lowerBound..<max(clause.lowerBound, number.range.lowerBound)
      isObliged = isObliged || Words.clearlyObliging.first(in: passage, before) != nil
      let next = index + 1 < numbers.count ? numbers[index + 1] : nil
      previousIsResult = isResult(number, clause, next, clauses, index, after: previousIsResult)
      guard !previousIsResult, obliges(number, clause) else { continue }
      add(number, clause, isSecond: index > 0 && clauses[index - 1] != clause)
    }
  }

  // MARK: what is no target

  private func isResult(
    _ number: TargetNumber, _ clause: Range<Int>, _ next: TargetNumber?, _ clauses: [Range<Int>],
    _ index: Int, after previousIsResult: Bool
  ) -> Bool {
    let before = clause.lowerBound..<max(clause.lowerBound, number.range.lowerBound)
    if Words.descriptions.first(in: passage, before) != nil { return true }
    if Words.goals.first(in: passage, before) != nil { return false }
    if Words.results.first(in: passage, clause) != nil { return true }
    if !isTargetSection, Words.weakResults.first(in: passage, before) != nil { return true }
    if let stated = statedYear(in: before), isPast(stated, clause, number) { return true }
    if isChange(number, clause) { return previousIsResult || (!isTargetSection && !isObliged) }
    guard let next, index + 1 < clauses.count else { return false }
    return isChange(next, clauses[index + 1]) && statedYear(in: before) != nil
  }

  /// "tăng 2% so với năm 2022"
  private func isChange(_ number: TargetNumber, _ clause: Range<Int>) -> Bool {
    let from = max(clause.lowerBound, min(number.cueStart, number.range.lowerBound))
    return Words.changes.first(in: passage, from..<number.range.lowerBound) != nil
      && Words.baselines.first(
        in: passage,
        number.range
          .upperBound..<max(
            clause.upperBound, number.range.upperBound)) != nil
  }

  /// The last "năm 2022" before a number; `nil` after "đến năm".
  private func statedYear(in range: Range<Int>) -> Int? {
    var found: Int?
    for index in range where passage.isWordStart(index) {
      guard let end = passage.wordEnd(Word.year, at: index, before: range.upperBound),
        let number = passage.number(at: passage.skipSpace(end)), number.value > 1900
      else { continue }
      found = number.value
    }
    return found
  }

  private func isPast(_ stated: Int, _ clause: Range<Int>, _ number: TargetNumber) -> Bool {
    if let year { return stated < year }
    return isRemark(number, clause) || (!isTargetSection && !isObliged)
  }

  /// The number stands in parentheses: "(năm 2023 đạt 85 điểm)".
  private func isRemark(_ number: TargetNumber, _ clause: Range<Int>) -> Bool {
    let before = passage.trimmed(0..<clause.lowerBound)
    if let last = before.last, passage.letters[last] == Mark.open { return true }
    let marks = passage.letters[clause.lowerBound..<number.range.lowerBound]
    guard let open = marks.lastIndex(of: Mark.open) else { return false }
    return !marks[open...].contains(Mark.close)
      && statedYear(in: open..<number.range.lowerBound) != nil
  }

  private func obliges(_ number: TargetNumber, _ clause: Range<Int>) -> Bool {
    if isTargetSection || isObliged || number.hasCue { return true }
    return number.value == 100 || suffix(of: number, clause) != nil
  }

  // MARK: what the target is

  private mutating func add(_ number: TargetNumber, _ clause: Range<Int>, isSecond: Bool) {
    let scope = scope(of: number, clause) ?? headingScope
    var comparator = suffix(of: number, clause) ?? number.comparator ?? .equal
    if isSecond, number.comparator == nil, !number.hasCue, comparator == .equal,
      let last = found.last, isParallel(number, last, hasScope: scope != nil)
    {
      comparator = last.comparator
    }
    found.append(
      FoundTarget(
        range: clause, comparator: comparator, value: number.value, unit: number.unit,
        scope: scope.map { passage.text($0) }, scopeRange: scope))
  }

  /// Agencies that help with the task are not those the number binds. In "ít nhất 30% các phòng, ban"
  /// the agencies are what is counted; in "100% các phòng, ban"
  /// all of
  /// them are bound.
  private func scope(of number: TargetNumber, _ clause: Range<Int>) -> Range<Int>? {
    guard let scope = TargetScope.find(in: passage, clause) else { return nil }
    let before = clause.lowerBound..<max(clause.lowerBound, number.range.lowerBound)
    if AgencyVocabulary.coordinatingVerbs.first(in: passage, before) != nil { return nil }
    let next = passage.skipSpace(number.range.upperBound)
    let counted =
      Words.suffixes.match(in: passage, at: next, before: clause.upperBound)
      .map { passage.skipSpace($0.range.upperBound) } ?? next
    return counted == scope.lowerBound && number.value < 100 ? nil : scope
  }

  /// "trở lên" after the number, in its clause.
  private func suffix(of number: TargetNumber, _ clause: Range<Int>) -> Comparator? {
    let after = number.range.upperBound..<max(clause.upperBound, number.range.upperBound)
    guard let match = Words.suffixes.first(in: passage, after) else { return nil }
    let between = number.range.upperBound..<match.range.lowerBound
    return between.contains { Letters.isDigit(passage.letters[$0]) } ? nil : match.value
  }

  /// "tối thiểu 62% hồ sơ tại huyện và 50% hồ sơ tại cấp xã": the comparing word is said once.
  private func isParallel(
    _ number: TargetNumber, _ last: FoundTarget, hasScope: Bool
  ) -> Bool {
    let start = number.range.lowerBound
    guard number.value < 100, last.unit == number.unit, last.range.upperBound <= start else {
      return false
    }
    if hasScope && last.scope != nil { return true }
    return passage.previousWordStart(start, after: last.range.upperBound).map {
      passage.wordEnd(Word.and, at: $0, before: start) != nil
    } ?? false
  }
}
