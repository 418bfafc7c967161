/// Days and lists of days and periods.
extension DeadlineGrammar {
  /// One or more times of the same sort: "30/6 và 30/12/2023", "từ tháng 1/2024 đến tháng 12/2024".
  mutating func timeList() -> DeadlineTime? {
    let isFrom = accept(.from)
    guard let first = timeItem() else { return nil }
    if let end = attempt({ $0.rangeEnd(after: first, isFrom: isFrom) }) {
      return attempt { $0.suffixed(Self.span(first, end)) }
    }
    if isFrom, case .range = first { return suffixed(first) }
    guard !isFrom else { return nil }
    var items = [first]
    while items.count < 24, let next = attempt({ $0.nextItem(after: items[items.count - 1]) }) {
      items.append(next)
    }
    return suffixed(items.count == 1 ? first : .list(Self.withSharedYear(items)))
  }

  /// "đến tháng 5/2025", "- Tháng 5/2025", "-II/2025".
  mutating func rangeEnd(after first: DeadlineTime, isFrom: Bool) -> DeadlineTime? {
    if accept(.until, .untilEndOf) {
      _ = accept(.untilEndOf)
    } else {
      guard acceptMark("-") else { return nil }
    }
    return attempt { $0.timeItem() } ?? inherited(from: first)
  }

  static func span(_ first: DeadlineTime, _ end: DeadlineTime) -> DeadlineTime {
    let first = first.year == .unstated ? first.with(year: end.year) : first
    guard end.year == .unstated, case .given = first.year else { return .range(first, end) }
    return .range(first, end.with(year: first.year))
  }

  /// "…, tháng 6", "và 9", after a remark in parentheses too.
  private mutating func nextItem(after last: DeadlineTime) -> DeadlineTime? {
    skipRemark()
    var isJoint = acceptMark(",") || acceptMark("+") || acceptMark("&")
    isJoint = accept(.and) || isJoint
    guard isJoint else { return nil }
    _ = accept(.during)
    let item = attempt { grammar in
      grammar.timeItem().flatMap { $0.isDay == last.isDay ? $0 : nil }
    }
    return item ?? inherited(from: last)
  }

  /// "(đối với kiểm tra 6 tháng đầu năm)" between two items.
  private mutating func skipRemark() {
    guard isMark("(") else { return }
    var ahead = index + 1
    while ahead < tokens.count, ahead - index < 24, tokens[ahead].kind != .stop {
      if tokens[ahead].kind == .mark(0x29) {
        index = ahead + 1
        return
      }
      ahead += 1
    }
  }

  /// A bare number or numeral that takes its word from the item before: "tháng 3, 6, 9", "quý I,
  /// II".
  private mutating func inherited(from last: DeadlineTime) -> DeadlineTime? {
    switch last {
    case .months(let months, _) where months.count == 3:
      return attempt { $0.quarterNumber() }
    case .months(let months, _) where months.count == 1:
      return attempt { $0.monthNumber() }
    case .months(1...12, .given):
      guard case .number(let year) = kind(), (1900...2200).contains(year) else { return nil }
      index += 1
      return .months(1...12, year: .given(year))
    default: return nil
    }
  }

  private static func withSharedYear(_ items: [DeadlineTime]) -> [DeadlineTime] {
    var items = items
    for place in items.indices.reversed().dropFirst() where items[place].year == .unstated {
      guard case .given = items[place + 1].year else { continue }
      items[place] = items[place].with(year: items[place + 1].year)
    }
    for place in items.indices.dropFirst() where items[place].year == .unstated {
      guard case .given = items[place - 1].year else { continue }
      items[place] = items[place].with(year: items[place - 1].year)
    }
    return items
  }

  /// "hằng năm", "năm sau" and the like after the whole list.
  private mutating func suffixed(_ time: DeadlineTime) -> DeadlineTime {
    if attempt({ $0.ofEvery(.everyYear) }) != nil { return .yearly(time) }
    return time
  }

  mutating func ofEvery(_ term: DeadlineTerm) -> Bool? {
    _ = accept(.of, .during)
    return accept(term) ? true : nil
  }

  // MARK: One item

  mutating func timeItem() -> DeadlineTime? {
    _ = accept(.plural)
    if let weekday = attempt({ $0.weekday() }) { return weekday }
    switch term() {
    case .day:
      index += 1
      return attempt { $0.weekday() } ?? attempt { $0.edgeDay(isWorking: false) }
        ?? attempt { $0.dayOfNumbers() }
    case .workingDay:
      index += 1
      return attempt { $0.edgeDay(isWorking: true) } ?? orderedWorkingDay()
    case .week:
      index += 1
      return weekOfMonth()
    case .early, .middle, .late, .firstHalf, .secondHalf: return attempt { $0.part() }
    default: break
    }
    if case .number = kind(), let day = attempt({ $0.bareDay() }) ?? attempt({ $0.dayStretch() }) {
      return day
    }
    return attempt { $0.period(allowsBare: false) }
  }

  /// "thứ Sáu hằng tuần"
  private mutating func weekday() -> DeadlineTime? {
    guard let weekday = term()?.weekday else { return nil }
    index += 1
    if accept(.everyWeek) { return .weekly(weekday) }
    _ = accept(.of, .during)
    guard accept(.week, .everyWeek) else { return nil }
    return .weekly(weekday)
  }

  /// "cuối cùng của quý" after "ngày".
  private mutating func edgeDay(isWorking: Bool) -> DeadlineTime? {
    guard let edge = edge() else { return nil }
    _ = accept(.of, .during)
    guard let base = period(allowsBare: true) else { return nil }
    return .edgeDay(edge, isWorking: isWorking, base)
  }

  mutating func edge() -> DeadlineTime.Edge? {
    if accept(.late) {
      _ = accept(.lastOne)
      return .last
    }
    if accept(.lastOne) { return .last }
    if accept(.early, .firstOne, .first) { return .first }
    if case .number(1) = kind() {
      index += 1
      return .first
    }
    return nil
  }

  private mutating func weekOfMonth() -> DeadlineTime? {
    let place: Int
    if let number = ordinal() {
      place = number
    } else if let edge = edge() {
      place = edge == .first ? 1 : -1
    } else {
      return nil
    }
    _ = accept(.of, .during)
    guard let base = period(allowsBare: true) else { return nil }
    return .stretch(days: nil, place: place, base)
  }

  /// "thứ hai", "thứ 5", "2"; the words are those of weekdays.
  private mutating func ordinal() -> Int? {
    if let weekday = term()?.weekday, weekday < 7 {
      index += 1
      return weekday + 1
    }
    guard case .number(let number) = kind(), (1...5).contains(number),
      term(1) == .month || term(1) == .of
    else { return nil }
    index += 1
    return number
  }

  /// "thứ 5 của tháng sau" after "ngày làm việc".
  private mutating func orderedWorkingDay() -> DeadlineTime? {
    guard let number = ordinal() else { return nil }
    _ = accept(.of, .during)
    guard let base = period(allowsBare: true) else { return nil }
    return .workingDayOf(number, base)
  }

  /// "10 ngày đầu của quý sau", "05 ngày cuối tháng".
  private mutating func dayStretch() -> DeadlineTime? {
    guard let (days, unit) = quantity(), unit == .day, days > 0, let edge = edge() else {
      return nil
    }
    _ = accept(.of, .during)
    guard let base = period(allowsBare: true) else { return nil }
    return .stretch(days: days, place: edge == .first ? 1 : -1, base)
  }

  /// "đầu quý III năm 2023", "cuối tháng 6", "cuối mỗi quý".
  private mutating func part() -> DeadlineTime? {
    let part: DeadlineTime.Part
    switch term() {
    case .early: part = .early
    case .middle: part = .middle
    case .firstHalf: part = .firstHalf
    case .secondHalf: part = .secondHalf
    default: part = .late
    }
    index += 1
    guard let base = period(allowsBare: true) else { return nil }
    return .part(part, base)
  }

  /// "30/6", "30-6-2023", "30 tháng 6 năm 2023" without "ngày".
  private mutating func bareDay() -> DeadlineTime? {
    guard case .number(let day) = kind(), (1...99).contains(day) else { return nil }
    index += 1
    if let rest = attempt({ $0.numericRest(day, needsYear: true) }) {
      return isShare(rest) ? nil : rest
    }
    if isMark("-"), let range = attempt({ $0.daysOfOneMonth(from: day) }) { return range }
    guard day <= 31, term() == .month, case .number(let month) = kind(1), month <= 12 else {
      return nil
    }
    index += 2
    return .day(day, month: month, year: yearAfter())
  }

  /// "1/2 ngày", "1/3 thời gian": a share, not a day.
  private func isShare(_ time: DeadlineTime) -> Bool {
    guard case .day(_, _, .unstated) = time else { return false }
    switch kind() {
    case .term(.day), .term(.workingDay), .term(.month), .term(.hour): return true
    case .word:
      return DeadlineVocabulary.surroundings.match(in: passage, at: tokens[index].start)?.value
        == .fraction
    default: return false
    }
  }

  /// After "ngày": a date, or days of months to come.
  private mutating func dayOfNumbers() -> DeadlineTime? {
    _ = accept(.dayWord)
    guard case .number(let day) = kind(), (0...99).contains(day) else { return nil }
    index += 1
    if let rest = attempt({ $0.numericRest(day, needsYear: false) }) { return rest }
    if let range = attempt({ $0.daysOfOneMonth(from: day) }) { return range }
    let days = [day] + moreDays()
    if term(0) == .month, case .number(let month) = kind(1), month <= 12 {
      if days.count == 1, let single = attempt({ $0.singleMonthDay(day) }) { return single }
    }
    guard let months = attempt({ $0.monthsOfDays() }) else { return bareOfBase(days) }
    let times = days.map { DeadlineTime.dayOf($0, months) }
    return times.count == 1 ? times[0] : .list(times)
  }

  /// "ngày 30 tháng 6 năm 2023"; `nil` where a list of months follows.
  private mutating func singleMonthDay(_ day: Int) -> DeadlineTime? {
    guard accept(.month), case .number(let month) = kind() else { return nil }
    index += 1
    if isMark(",") || term() == .and, term(1) == .month { return nil }
    return .day(day, month: month, year: yearAfter())
  }

  /// "10 đến ngày 15/6/2023", "10-15/6" after "ngày": the month stands once.
  private mutating func daysOfOneMonth(from day: Int) -> DeadlineTime? {
    guard acceptMark("-") || accept(.until, .untilEndOf) else { return nil }
    _ = accept(.day)
    guard case .day(let last, let month, let year)? = bareDay() ?? monthDayEnd() else { return nil }
    return .range(.day(day, month: month, year: year), .day(last, month: month, year: year))
  }

  /// "15/6" without a year.
  private mutating func monthDayEnd() -> DeadlineTime? {
    guard case .number(let day) = kind(), (1...31).contains(day) else { return nil }
    index += 1
    return numericRest(day, needsYear: false)
  }

  private func bareOfBase(_ days: [Int]) -> DeadlineTime? {
    guard var each = base ?? monthOfClause(), each.step <= 6 else { return nil }
    if each.step > 1 { each.month = .last }
    let times = days.map { DeadlineTime.dayOf($0, .each(each)) }
    return times.count == 1 ? times[0] : .list(times)
  }

  /// "Báo cáo tháng: trước ngày 15": the clause has just spoken of the month, and of none by
  /// number.
  private func monthOfClause() -> DeadlineTime.Each? {
    var place = index - 1
    while place >= 0, index - place < 10 {
      switch tokens[place].kind {
      case .stop, .mark(0x3B): return nil
      case .term(.month):
        switch tokens[place + 1].kind {
        case .mark(0x3A), .mark(0x2C), .mark(0x28), .term(.beforeCue), .term(.atLatest):
          return .init(step: 1)
        default: return nil
        }
      default: place -= 1
      }
    }
    return nil
  }

  /// "15 và 30" in "ngày 15 và 30 hằng tháng", "ngày 15 và ngày 30 hằng tháng".
  private mutating func moreDays() -> [Int] {
    var days: [Int] = []
    while let day = attempt({ $0.anotherDay() }) { days.append(day) }
    return days
  }

  private mutating func anotherDay() -> Int? {
    guard acceptMark(",") || accept(.and) else { return nil }
    _ = accept(.and)
    _ = accept(.day)
    guard case .number(let day) = kind(), (1...31).contains(day) else { return nil }
    index += 1
    var ahead = self
    guard !isMark("/"), !isMark("-"), !isMark("."),
      ahead.monthsOfDays() != nil || ahead.anotherDay() != nil
    else { return nil }
    return day
  }

  /// "của các tháng 3, tháng 6", "hằng tháng", "của tháng cuối quý", "tháng sau".
  private mutating func monthsOfDays() -> DeadlineTime? {
    _ = accept(.of, .during)
    _ = accept(.of, .during)
    _ = accept(.plural)
    guard let first = period(allowsBare: false, wantsMonths: true) else { return nil }
    var items = [first]
    while items.count < 12, let next = attempt({ $0.nextItem(after: items[items.count - 1]) }) {
      items.append(next)
    }
    return items.count == 1 ? first : .list(Self.withSharedYear(items))
  }

  /// "/6/2023", "-6-2023", ".6.2023" after the day; "/2023" after a month.
  private mutating func numericRest(_ first: Int, needsYear: Bool) -> DeadlineTime? {
    guard case .mark(let mark) = kind(), [0x2F, 0x2D, 0x2E].contains(mark),
      case .number(let second) = kind(1)
    else { return nil }
    let isSlash = mark == 0x2F
    guard isSlash || (isJoined() && isJoined(1)) else { return nil }
    index += 2
    if second >= 1900, second <= 2200, (1...12).contains(first), isSlash {
      return .months(first...first, year: .given(second))
    }
    guard (1...99).contains(second) else { return nil }
    if kind() == .mark(mark), case .number(let year) = kind(1), isSlash || isJoined(1) {
      if (1900...2200).contains(year) || (10...99).contains(year) {
        index += 2
        return .day(first, month: second, year: .given(year < 100 ? 2000 + year : year))
      }
    }
    guard isSlash || (!needsYear && !isMark("/")), second <= 12 || first <= 31 else { return nil }
    return .day(first, month: second, year: yearAfter())
  }
}
