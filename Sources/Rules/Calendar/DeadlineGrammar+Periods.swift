/// Months, quarters, years, and rules that return.
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

  private func isPlainNumber(_ offset: Int) -> Bool {
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

  // MARK: Rules that return

  /// "hằng tháng", perhaps with the day: "hằng tháng (trước ngày 25)", "hằng năm, trước ngày
  /// 15/12".
  mutating func frequencyWithDetail() -> DeadlineExpression? {
    let isPlain = term() != .periodical && term() != .atLeast
    guard let rule = frequency() else { return nil }
    var result = DeadlineExpression(
      sense: .time(.during, rule), strength: isPlain && timesRead == 0 ? .weak : .strong)
    result.isRecurring = true
    guard case .each(let each) = rule, let detail = attempt({ $0.detail(each) }) else {
      return result
    }
    result.sense = detail.sense
    result.hasClock = detail.hasClock
    result.strength = .strong
    return result
  }

  /// Whether "lần" stood in what was just read.
  private var timesRead: Int {
    index > 0 && term(-1) == .times || index > 1 && isMark("/", -2) ? 1 : 0
  }

  private mutating func detail(_ each: DeadlineTime.Each) -> DeadlineExpression? {
    let isBracketed = acceptMark("(")
    if !isBracketed, !acceptMark(",") { _ = acceptMark(":") }
    let previous = base
    base = each
    defer { base = previous }
    _ = accept(.estimate)
    guard let detail = attempt({ $0.detailSense() }) else { return nil }
    if isBracketed {
      guard acceptMark(")") else { return nil }
      return detail
    }
    switch detail.sense {
    case .time(let cue, let time):
      let fits = time.isRecurring || (each.step == 12 && time.isDay)
      return fits && (cue == .before || cue == .onOrBefore || time.isDay) ? detail : nil
    case .count(_, _, .time, _): return detail
    default: return nil
    }
  }

  private mutating func detailSense() -> DeadlineExpression? {
    attempt { $0.eventFirst() } ?? attempt { $0.limitedDetail() }
  }

  /// "mỗi quý một lần", "02 lần/năm", "6 tháng một lần", "định kỳ 3 tháng, 6 tháng, 9 tháng, năm".
  mutating func frequency() -> DeadlineTime? {
    let isPeriodical = accept(.periodical)
    _ = accept(.atLeast)
    _ = accept(.during)
    if term() == .everyUnit, case .number = kind(1) { index += 1 }
    if let every = attempt({ $0.everyWithTimes() }) {
      guard isPeriodical || term() != .month else { return every }
      return listed(after: every)
    }
    if let times = attempt({ $0.timesInUnit() }) { return times }
    if let units = attempt({ $0.unitsPerTime() }) { return units }
    guard isPeriodical, let first = attempt({ $0.listedPeriod() }) else { return nil }
    return listed(after: first.cumulative, sole: first.sole)
  }

  /// "hằng quý", "mỗi quý một lần", "mỗi năm 02 lần".
  private mutating func everyWithTimes() -> DeadlineTime? {
    guard let every = period(allowsBare: false) else { return nil }
    guard case .each(let each) = every, each.month == nil, !each.isNext else {
      if case .weekly = every {
        _ = attempt { $0.times() }
        return every
      }
      return nil
    }
    if let number = attempt({ $0.times() }) { return Self.each(number, in: each.step) }
    return every
  }

  private mutating func times() -> Int? {
    _ = accept(.atLeast)
    guard case .number(let number) = kind(), term(1) == .times, number > 0 else { return nil }
    index += 2
    return number
  }

  /// So many times in so many months: as even parts where that comes out, else by the end.
  private static func each(_ number: Int, in months: Int) -> DeadlineTime {
    .each(.init(step: months % number == 0 ? months / number : months))
  }

  /// "02 lần/năm", "một lần mỗi quý", "1 lần trong năm".
  private mutating func timesInUnit() -> DeadlineTime? {
    guard let number = times() else { return nil }
    guard acceptMark("/") || accept(.during) || accept(.everyUnit) || term()?.months != nil else {
      return nil
    }
    var months = 1
    if case .number(let count) = kind(), term(1) == .month {
      months = count
      index += 1
    }
    guard let term = term(), let step = term.months else {
      return accept(.week) ? .weekly(nil) : nil
    }
    index += 1
    return Self.each(number, in: step * max(1, months))
  }

  /// "6 tháng một lần", "03 tháng/lần", "quý/lần", "6 tháng/1 lần".
  private mutating func unitsPerTime() -> DeadlineTime? {
    var count = 1
    if case .number(let number) = kind() {
      count = number
      index += 1
      if isMark("("), isMark(")", 2) { index += 3 }
    }
    let isWeek = term() == .week
    guard let step = isWeek ? 0 : term()?.months, term() != .reportPeriod else { return nil }
    index += 1
    if acceptMark("/") {
      guard accept(.times) || times() != nil else { return nil }
    } else {
      guard let number = times(), number == 1 || count == 1 else { return nil }
      if !isWeek, number > 1 { return Self.each(number, in: step) }
    }
    if isWeek { return count == 1 ? .weekly(nil) : .each(.init(step: 0)) }
    return .each(.init(step: max(1, step * count)))
  }

  /// One of "3 tháng", "quý", "năm": as part of a list, counted from January, and alone.
  private mutating func listedPeriod() -> (cumulative: DeadlineTime, sole: DeadlineTime)? {
    if case .number(let number) = kind(), term(1) == .month, (1...12).contains(number) {
      index += 2
      _ = attempt { $0.edgeOfYear() }
      let step = 12 % number == 0 ? number : 12
      return (.months(1...number, year: .unstated), .each(.init(step: step)))
    }
    guard let term = term(), let step = term.months, ![.reportPeriod, .everyPeriod].contains(term)
    else { return nil }
    index += 1
    let each = DeadlineTime.each(.init(step: step))
    return (step == 12 ? .months(1...12, year: .unstated) : each, each)
  }

  private mutating func edgeOfYear() -> Bool? {
    guard edge() != nil else { return nil }
    return accept(.year) ? true : nil
  }

  private mutating func listed(
    after first: DeadlineTime, sole: DeadlineTime? = nil
  ) -> DeadlineTime {
    var items = [first]
    while let next = attempt({ $0.nextListed() }) { items.append(next) }
    return items.count == 1 ? sole ?? first : .yearly(.list(items))
  }

  private mutating func nextListed() -> DeadlineTime? {
    var isJoint = acceptMark(",")
    isJoint = accept(.and) || isJoint
    guard isJoint else { return nil }
    if let every = attempt({ $0.everyWithTimes() }) { return every }
    guard let item = listedPeriod()?.cumulative else { return nil }
    guard term() != .times, !isPlainNumber(0), !isMark("/") else { return nil }
    return item
  }
}
