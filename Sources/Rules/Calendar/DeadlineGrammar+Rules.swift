/// Rules that return: "hằng tháng", "02 lần/năm", "định kỳ 3 tháng, 6 tháng".
extension DeadlineGrammar {
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
    if isPeriodical, let list = attempt({ $0.bracketedList() }) { return list }
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

  /// "(quý, 6 tháng, năm)" after "định kỳ".
  private mutating func bracketedList() -> DeadlineTime? {
    guard acceptMark("(") else { return nil }
    let every = attempt { $0.everyWithTimes() }
    guard let first = every ?? attempt({ $0.listedPeriod() })?.cumulative else { return nil }
    let list = listed(after: first)
    return acceptMark(")") ? list : nil
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
