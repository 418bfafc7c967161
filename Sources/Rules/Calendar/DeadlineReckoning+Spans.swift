/// First and last day of a named time.
struct DaySpan: Sendable {
  var start: CivilDate
  var end: CivilDate
}

/// From words of the calendar to days of a year.
extension DeadlineReckoning {
  /// The days that words name; none where the year is unknown or there is no such day.
  mutating func spans(of time: DeadlineTime) -> [DaySpan] {
    switch time {
    case .day(let day, let month, let year): return single(day, month, year)
    case .months(let months, let year):
      return resolved(year).flatMap { span(months, $0) }.map { [$0] } ?? []
    case .each(let each): return periods(each)
    case .weekly(let weekday): return weekly(weekday)
    case .list(let items): return items.flatMap { spans(of: $0) }
    case .range(let start, let end):
      guard let first = spans(of: start).first, let last = spans(of: end).last else { return [] }
      return [DaySpan(start: first.start, end: last.end)]
    case .dayOf(let day, let base):
      return spans(of: base).compactMap { dayOf(day, $0, isRule: time.isRecurring) }
    case .edgeDay(let edge, let isWorking, let base):
      return spans(of: base).compactMap { edgeDay(edge, isWorking, $0) }
    case .stretch(let days, let place, let base):
      if days == nil { say("Quy ước: " + DeadlineVocabulary.week.text + ".") }
      let length = min(366, days ?? max(1, DeadlineVocabulary.week.value))
      return spans(of: base).compactMap { stretch(length, place, $0) }
    case .workingDayOf(let number, let base):
      return spans(of: base).compactMap { workingDayOf(number, $0) }
    case .part(let part, let base): return spans(of: base).compactMap { self.part(part, $0) }
    case .yearly(let inner): return spans(of: inner)
    }
  }

  private mutating func resolved(_ year: DeadlineYear) -> Int? {
    if case .given(let year) = year { return year }
    guard let own = context.ownYear else {
      say("Lời văn không nêu năm: cần biết năm của văn bản hoặc ngày ký.")
      return nil
    }
    return year == .next ? own + 1 : year == .previous ? own - 1 : own
  }

  private mutating func single(_ day: Int, _ month: Int, _ year: DeadlineYear) -> [DaySpan] {
    guard let year = resolved(year) else { return [] }
    guard let date = CivilDate(year: year, month: month, day: day) else {
      say("Không có ngày \(day)/\(month)/\(year) trong lịch: cần hỏi lại nơi ban hành.")
      return []
    }
    return [DaySpan(start: date, end: date)]
  }

  /// Months may run past December: 13 is January of the year after.
  private func span(_ months: ClosedRange<Int>, _ year: Int) -> DaySpan? {
    let first = year * 12 + months.lowerBound - 1
    let last = year * 12 + months.upperBound - 1
    guard
      let start = CivilDate(year: first / 12, month: first % 12 + 1, day: 1),
      let end = CivilDate(
        year: last / 12, month: last % 12 + 1,
        day: CivilDate.days(inMonth: last % 12 + 1, year: last / 12))
    else { return nil }
    return DaySpan(start: start, end: end)
  }

  private mutating func periods(_ each: DeadlineTime.Each) -> [DaySpan] {
    guard let year = resolved(each.year) else { return [] }
    guard (1...12).contains(each.step) else {
      say("Chu kỳ này phải biết lần đầu vào lúc nào mới tính được.")
      return []
    }
    if each.isAssumed { say("Quy ước: " + DeadlineVocabulary.reportPeriod.text + ".") }
    var result: [DaySpan] = []
    for (place, first) in stride(from: 1, through: 13 - each.step, by: each.step).enumerated()
    where each.only.isEmpty || each.only.contains(place + 1) {
      let start = first + (each.isNext ? each.step : 0)
      let last = start + each.step - 1
      let months =
        switch each.month {
        case .none: start...last
        case .first: start...start
        case .last: last...last
        }
      if let span = span(months, year) { result.append(span) }
    }
    return result
  }

  private mutating func weekly(_ weekday: Int?) -> [DaySpan] {
    guard let year = resolved(.unstated), let whole = span(1...12, year) else { return [] }
    let wanted = weekday ?? 7
    var date = whole.start.adding(days: (wanted - whole.start.weekday + 7) % 7)
    var result: [DaySpan] = []
    while date <= whole.end {
      result.append(DaySpan(start: date, end: date))
      date = date.adding(days: 7)
    }
    return result
  }

  private mutating func dayOf(_ day: Int, _ span: DaySpan, isRule: Bool) -> DaySpan? {
    let (year, month, _) = span.end.parts
    if let date = CivilDate(year: year, month: month, day: day) {
      return DaySpan(start: date, end: date)
    }
    guard isRule, (29...31).contains(day) else {
      say("Không có ngày \(day)/\(month)/\(year) trong lịch: cần hỏi lại nơi ban hành.")
      return nil
    }
    say("Tháng \(month)/\(year) không có ngày \(day): lấy ngày cuối tháng.")
    return DaySpan(start: span.end, end: span.end)
  }

  private func stretch(_ length: Int, _ place: Int, _ span: DaySpan) -> DaySpan? {
    guard place > 0 else {
      return DaySpan(start: max(span.start, span.end.adding(days: 1 - length)), end: span.end)
    }
    let start = span.start.adding(days: (place - 1) * length)
    guard start <= span.end else { return nil }
    return DaySpan(start: start, end: min(span.end, start.adding(days: length - 1)))
  }

  private func workingDayOf(_ number: Int, _ span: DaySpan) -> DaySpan? {
    guard
      let date = context.calendar.date(number, workingDaysAfter: span.start.adding(days: -1)),
      date <= span.end
    else { return nil }
    return DaySpan(start: date, end: date)
  }

  private func edgeDay(
    _ edge: DeadlineTime.Edge, _ isWorking: Bool, _ span: DaySpan
  ) -> DaySpan? {
    var date = edge == .first ? span.start : span.end
    while isWorking, !context.calendar.isWorkingDay(date) {
      date = date.adding(days: edge == .first ? 1 : -1)
      guard date >= span.start, date <= span.end else { return nil }
    }
    return DaySpan(start: date, end: date)
  }

  /// Beginning, middle or end of a month, quarter, half or year, by the conventions of the data.
  private mutating func part(_ part: DeadlineTime.Part, _ span: DaySpan) -> DaySpan? {
    let rule =
      switch part {
      case .early: DeadlineVocabulary.early
      case .middle: DeadlineVocabulary.middle
      case .late: DeadlineVocabulary.late
      case .firstHalf, .secondHalf: DeadlineVocabulary.half
      }
    say("Quy ước: " + rule.text + ".")
    let (year, month, _) = span.start.parts
    let months = (span.end.year - year) * 12 + span.end.month - month + 1
    guard months > 1 else { return partOfMonth(part, span) }
    let length = max(1, months / (months == 12 ? 4 : 3))
    switch part {
    case .early: return self.span(month...(month + length - 1), year)
    case .middle: return self.span((month + length)...(month + 2 * length - 1), year)
    case .late: return self.span((month + months - length)...(month + months - 1), year)
    case .firstHalf: return self.span(month...(month + max(1, months / 2) - 1), year)
    case .secondHalf: return self.span((month + months / 2)...(month + months - 1), year)
    }
  }

  private func partOfMonth(_ part: DeadlineTime.Part, _ span: DaySpan) -> DaySpan {
    let early = span.start.adding(days: DeadlineVocabulary.early.value - 1)
    let middle = span.start.adding(days: DeadlineVocabulary.middle.value - 1)
    let half = span.start.adding(days: DeadlineVocabulary.half.value - 1)
    return switch part {
    case .early: DaySpan(start: span.start, end: early)
    case .middle: DaySpan(start: early.adding(days: 1), end: middle)
    case .late: DaySpan(start: middle.adding(days: 1), end: span.end)
    case .firstHalf: DaySpan(start: span.start, end: half)
    case .secondHalf: DaySpan(start: half.adding(days: 1), end: span.end)
    }
  }
}

extension DeadlineTime {
  /// "trước cuối tháng 6" is before the end, not before the twenty-first.
  var isLatePart: Bool {
    if case .part(.late, _) = self { return true }
    return false
  }
}
