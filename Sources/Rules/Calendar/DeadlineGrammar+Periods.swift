/// Months, quarters and years.
extension DeadlineGrammar {
  /// A month, quarter, half or year, or each of them. `allowsBare`: "quý" alone will do, as in
  /// "ngày cuối cùng của quý"; `wantsMonths`: only what a day can be a day of.
  mutating func period(allowsBare: Bool, wantsMonths: Bool = false) -> DeadlineTime? {
    _ = accept(.plural)
    if case .number = kind() { return wantsMonths ? nil : monthsOfYear() }
    guard let term = term() else { return nil }
    switch term {
    case .month: return attempt { $0.month(allowsBare) }
    case .quarter: return wantsMonths ? nil : attempt { $0.quarter(allowsBare) }
    case .year: return wantsMonths ? nil : attempt { $0.wholeYear(allowsBare) }
    case .reportPeriod:
      index += 1
      return allowsBare ? .each(.init(step: 3, only: quartersOfClause(), isAssumed: true)) : nil
    case .everyMonth, .everyQuarter, .everyYear, .everyPeriod:
      guard !wantsMonths || term == .everyMonth, let months = term.months else { return nil }
      index += 1
      return .each(
        .init(step: months, isAssumed: term == .everyPeriod, year: yearAfter()))
    case .everyUnit where self.term(1)?.months != nil:
      index += 1
      return period(allowsBare: true, wantsMonths: wantsMonths)
    case .everyWeek where !wantsMonths:
      index += 1
      return .weekly(nil)
    default: return nil
    }
  }

  private mutating func month(_ allowsBare: Bool) -> DeadlineTime? {
    index += 1
    if let months = attempt({ $0.monthNumber() }) { return months }
    if accept(.nextOne, .after) { return .each(.init(step: 1, isNext: true)) }
    if let months = attempt({ $0.monthWithin() }) { return months }
    return allowsBare ? .each(.init(step: 1, year: yearAfter())) : nil
  }

  /// "6/2023", "6 năm 2023", "sáu".
  mutating func monthNumber() -> DeadlineTime? {
    guard case .number(let month) = kind(), (1...12).contains(month) else { return nil }
    index += 1
    let year = yearAfter()
    guard year != .unstated || endsItem() else { return nil }
    return .months(month...month, year: year)
  }

  /// "cuối quý", "đầu tiên của quý sau", "cuối kỳ báo cáo", "cuối mỗi quý" after "tháng".
  private mutating func monthWithin() -> DeadlineTime? {
    let isNextFirst = accept(.nextOne)
    guard let edge = isNextFirst ? .first : edge() ?? thirdMonth() else { return nil }
    _ = accept(.of, .during)
    _ = accept(.everyUnit)
    let term = term()
    guard let step = term?.months, step > 1 else { return nil }
    index += 1
    var each = DeadlineTime.Each(step: step, month: edge)
    each.isNext = isNextFirst
    if term == .quarter, let number = attempt({ $0.quarterMark() }) { each.only = [number] }
    if accept(.nextOne, .after) { each.isNext = true }
    _ = attempt { $0.bareReportWord() }
    if each.step == 3, each.only.isEmpty { each.only = quartersOfClause() }
    each.isAssumed = (term == .reportPeriod || term == .everyPeriod) && each.only.isEmpty
    each.year = yearAfter()
    return .each(each)
  }

  /// "thứ ba" in "tháng thứ ba của quý": the last.
  private mutating func thirdMonth() -> DeadlineTime.Edge? {
    guard term()?.weekday == 2 else { return nil }
    index += 1
    return .last
  }

  /// "báo cáo" in "tháng cuối quý báo cáo".
  private mutating func bareReportWord() -> Bool? {
    guard kind() == .word, kind(1) == .word,
      Array(passage.folded[tokens[index].start..<tokens[index + 1].end])
        == Array("báo cáo".utf16)
    else { return nil }
    index += 2
    return true
  }

  private mutating func quarter(_ allowsBare: Bool) -> DeadlineTime? {
    index += 1
    if let quarter = attempt({ $0.quarterNumber() }) { return quarter }
    if accept(.nextOne, .after) { return .each(.init(step: 3, isNext: true)) }
    guard allowsBare else { return nil }
    return .each(.init(step: 3, only: quartersOfClause(), year: yearAfter()))
  }

  /// "III năm 2023", "1/2024".
  mutating func quarterNumber() -> DeadlineTime? {
    guard let quarter = quarterMark() else { return nil }
    let year = yearAfter()
    guard year != .unstated || endsItem() || !isPlainNumber(-1) else { return nil }
    return .months((quarter * 3 - 2)...(quarter * 3), year: year)
  }

  func isPlainNumber(_ offset: Int) -> Bool {
    if case .number = kind(offset) { return true }
    return false
  }

  mutating func quarterMark() -> Int? {
    let value: Int
    switch kind() {
    case .roman(let number), .number(let number): value = number
    default: return nil
    }
    guard (1...4).contains(value) else { return nil }
    index += 1
    return value
  }

  private mutating func wholeYear(_ allowsBare: Bool) -> DeadlineTime? {
    index += 1
    if case .number(let year) = kind(), (1900...2200).contains(year) {
      index += 1
      return .months(1...12, year: .given(year))
    }
    if accept(.nextOne, .after) { return .months(1...12, year: .next) }
    if accept(.thisOne) { return .months(1...12, year: .unstated) }
    return allowsBare && !isMark("(") ? .months(1...12, year: .unstated) : nil
  }

  /// "6 tháng đầu năm 2023", "9 tháng", "06 tháng cuối năm".
  private mutating func monthsOfYear() -> DeadlineTime? {
    guard case .number(let number) = kind(), (1...12).contains(number) else { return nil }
    index += 1
    if isMark("("), isMark(")", 2) { index += 3 }
    guard accept(.month), let edge = edge() else { return nil }
    _ = accept(.of)
    guard accept(.year) else { return nil }
    let months = edge == .first ? 1...number : (13 - number)...12
    if case .number(let year) = kind(), (1900...2200).contains(year) {
      index += 1
      return .months(months, year: .given(year))
    }
    _ = accept(.thisOne)
    return .months(months, year: accept(.nextOne, .after) ? .next : .unstated)
  }

  /// "/2023", "năm 2023", "của năm sau"; nothing read where there is no year.
  mutating func yearAfter() -> DeadlineYear {
    attempt { $0.statedYear() } ?? .unstated
  }

  private mutating func statedYear() -> DeadlineYear? {
    if isMark("/") || isMark("-"), case .number(let year) = kind(1), (1900...2200).contains(year) {
      index += 2
      return .given(year)
    }
    _ = acceptMark(",")
    _ = accept(.of, .during)
    if accept(.ownYear) { return .unstated }
    guard accept(.year) else { return nil }
    if case .number(let year) = kind(), (1900...2200).contains(year) {
      index += 1
      return .given(year)
    }
    if isPrevious() {
      index += 1
      return .previous
    }
    if accept(.nextOne, .after) { return .next }
    return accept(.thisOne, .thisDocument) ? .unstated : nil
  }

  /// "năm trước", but not "báo cáo năm trước ngày 15/12".
  private func isPrevious() -> Bool {
    guard term() == .beforeCue else { return false }
    switch kind(1) {
    case .number, .clock, .term(.day), .term(.month), .term(.quarter), .term(.workingDay):
      return false
    default: return true
    }
  }

  /// Whether a bare number is not the count of something: "tháng 6, 9", not "tháng 6, 02 đơn vị".
  private func endsItem() -> Bool {
    switch kind() {
    case .none, .stop, .mark, .symbol: true
    case .word: isPlainNumber(-1) && !isPlainNumber(-2) && term(-2) != .and && !isMark(",", -2)
    case .number, .roman, .clock: false
    case .term(let term): ![.times, .day, .workingDay, .hour, .week].contains(term)
    }
  }

  /// Quarters that the clause has named before: "báo cáo quý I, gửi trước ngày 10 của tháng cuối
  /// quý".
  private func quartersOfClause() -> [Int] {
    var place = index - 1
    var marks: [Int] = []
    var found: [Int] = []
    while place >= 0 {
      switch tokens[place].kind {
      case .stop, .mark(0x3B): return []
      case .roman(let number): marks.append(number)
      case .number(let number) where (1...4).contains(number): marks.append(number)
      case .mark(0x2C), .term(.and): break
      case .term(.quarter) where !marks.isEmpty:
        found += marks
        return found.sorted()
      default: marks = []
      }
      place -= 1
    }
    return []
  }
}
