/// Turns a wording that was read into days, and says how.
struct DeadlineReckoning {
  let context: DeadlineContext
  let explains: Bool
  private(set) var steps: [ExplanationStep] = []

  /// Beyond this, an explanation is summarised.
  static let stepLimit = 400

  init(_ context: DeadlineContext, explains: Bool = false) {
    self.context = context
    self.explains = explains
  }

  mutating func say(_ text: @autoclosure () -> String, on date: CivilDate? = nil) {
    guard explains, steps.count < Self.stepLimit else { return }
    steps.append(ExplanationStep(date: date, text: text()))
  }

  /// The deadline of one expression; `text` is how it stands.
  mutating func deadline(_ expression: DeadlineExpression, _ text: String) -> Deadline {
    var result: Deadline
    switch expression.sense {
    case .time(let cue, let time): result = timed(expression, cue, time, text)
    case .count(let number, let unit, let event, let isBefore):
      result = counted(expression, number, unit, event, isBefore, text)
    case .atOnce(let event):
      say("Thực hiện ngay khi có sự kiện: không có ngày nào để chờ.")
      result = Deadline(text: text, kind: .within, bound: .within)
      result.dates = days(of: event, isAtOnce: true)
      result.lastDays = result.dates
    case .continuous:
      say("Việc làm thường xuyên, liên tục: không có ngày cuối.")
      return Deadline(text: text, kind: .continuous, bound: .during)
    case .since(let time):
      say("Thực hiện từ thời điểm được nêu trở đi: không có ngày cuối.")
      for span in spans(of: time).prefix(1) {
        say("Bắt đầu: \(DeadlineSpeech.innerDay(span.start)).", on: span.start)
      }
      return Deadline(text: text, kind: .continuous, bound: .during)
    case .onRequest:
      say("Thực hiện khi có yêu cầu: không có ngày nào được ấn định.")
      return Deadline(text: text, kind: .notStated)
    }
    if expression.hasFollowingYears {
      say("Các năm tiếp theo cũng thực hiện như vậy; ở đây chỉ tính năm đầu.")
    }
    conclude(result, isWorking: expression.countsWorkingDays)
    return result
  }

  // MARK: Days and periods

  private mutating func timed(
    _ expression: DeadlineExpression, _ cue: DeadlineExpression.Cue, _ time: DeadlineTime,
    _ text: String
  ) -> Deadline {
    let bound: Deadline.Bound
    switch cue {
    case .before: bound = .before
    case .onOrBefore, .until: bound = .onOrBefore
    case .none, .during: bound = time.isDay ? .onOrBefore : .during
    }
    let kind: Deadline.Kind
    if expression.isRecurring || time.isRecurring {
      kind = .recurring
    } else {
      kind = bound == .before ? .before : bound == .onOrBefore ? .onOrBefore : .period
    }
    say(DeadlineSpeech.rule(kind, bound, hasClock: expression.hasClock))
    var result = Deadline(text: text, kind: kind, bound: bound)
    let spans = self.spans(of: time)
    if bound == .before {
      let beforeEnd = time.isLatePart
      result.dates = Set(spans.map { beforeEnd ? $0.end : $0.start }).sorted()
      result.lastDays = result.dates.map { $0.adding(days: -1) }
    } else {
      result.dates = Set(spans.map(\.end)).sorted()
      result.lastDays = result.dates
    }
    return result
  }

  // MARK: Counts

  private mutating func counted(
    _ expression: DeadlineExpression, _ number: Int, _ unit: DeadlineUnit, _ event: DeadlineEvent,
    _ isBefore: Bool, _ text: String
  ) -> Deadline {
    let events = days(of: event, isAtOnce: false)
    var isRecurring = expression.isRecurring || events.count > 1
    if case .time(let time) = event, time.isRecurring { isRecurring = true }
    var result = Deadline(
      text: text, kind: isRecurring ? .recurring : isBefore ? .before : .within,
      bound: isBefore ? .before : .within)
    guard number <= 36_600 else {
      say("Thời hạn \(number) quá dài, không tính được.")
      return result
    }
    say(DeadlineSpeech.count(number, unit, isBefore: isBefore))
    if !isBefore { say(DeadlineVocabulary.dayAfter + ".") }
    for start in events {
      guard let end = isBefore ? day(number, unit, before: start) : day(number, unit, after: start)
      else {
        say("Ngày kết thúc nằm ngoài lịch làm việc đã có.")
        continue
      }
      result.dates.append(isBefore ? start : end)
      result.lastDays.append(end)
    }
    return result
  }

  /// The days to count from; none where the words don't tell.
  private mutating func days(of event: DeadlineEvent, isAtOnce: Bool) -> [CivilDate] {
    switch event {
    case .signing:
      guard let date = context.signed ?? context.event else {
        say("Cần biết ngày ký ban hành văn bản để tính.")
        return []
      }
      say("Ngày ký ban hành: \(DeadlineSpeech.innerDay(date)).", on: date)
      return [date]
    case .time(let time):
      return Set(spans(of: time).map(\.end)).sorted()
    case .unknown(let words):
      guard let date = context.event else {
        say("Cần biết ngày xảy ra sự kiện “\(words)” để tính.")
        return []
      }
      say("Ngày xảy ra sự kiện “\(words)”: \(DeadlineSpeech.innerDay(date)).", on: date)
      return [date]
    case .unstated:
      guard let date = context.event else {
        say("Lời văn không nói tính từ ngày nào: cần biết ngày bắt đầu.")
        return []
      }
      say("Tính từ \(DeadlineSpeech.innerDay(date)).", on: date)
      return [date]
    }
  }

  private mutating func day(
    _ number: Int, _ unit: DeadlineUnit, after start: CivilDate
  ) -> CivilDate? {
    switch unit {
    case .day, .week, .hour:
      let days = unit == .day ? number : unit == .week ? number * 7 : (number + 23) / 24
      if unit == .day { listDays(from: start, days) }
      return start.adding(days: days)
    case .month, .year:
      say(DeadlineVocabulary.inMonths + ".")
      return Self.adding(months: unit == .month ? number : number * 12, to: start)
    case .workingDay: return workingDay(number, after: start)
    case .workingHour:
      let hours = max(1, DeadlineVocabulary.hoursPerWorkingDay.value)
      say("Quy ước: " + DeadlineVocabulary.hoursPerWorkingDay.text + ".")
      return workingDay((number + hours - 1) / hours, after: start)
    }
  }

  private mutating func workingDay(_ number: Int, after start: CivilDate) -> CivilDate? {
    guard let end = context.calendar.date(number, workingDaysAfter: start) else { return nil }
    guard explains else { return end }
    var date = start
    var count = 0
    while date < end, steps.count < Self.stepLimit - 20 {
      date = date.adding(days: 1)
      if context.calendar.isWorkingDay(date) {
        count += 1
        say("\(DeadlineSpeech.day(date)): ngày làm việc thứ \(count).", on: date)
      } else {
        let reason = dayOff(date)
        say("\(DeadlineSpeech.day(date)): không tính, \(reason).", on: date)
      }
    }
    if date < end { say("… và tiếp tục như vậy đến \(DeadlineSpeech.innerDay(end)).", on: end) }
    return end
  }

  private mutating func day(
    _ number: Int, _ unit: DeadlineUnit, before start: CivilDate
  ) -> CivilDate? {
    switch unit {
    case .day: return start.adding(days: -number)
    case .week: return start.adding(days: -7 * number)
    case .hour: return start.adding(days: -(number + 23) / 24)
    case .month: return Self.adding(months: -number, to: start)
    case .year: return Self.adding(months: -12 * number, to: start)
    case .workingDay: return workingDay(number, before: start)
    case .workingHour: return workingDay((number + 7) / 8, before: start)
    }
  }

  private mutating func workingDay(_ number: Int, before start: CivilDate) -> CivilDate? {
    var date = start
    var count = 0
    var idle = 0
    while count < number {
      date = date.adding(days: -1)
      let isWorking = context.calendar.isWorkingDay(date)
      idle = isWorking ? 0 : idle + 1
      guard idle < 60 else { return nil }
      if isWorking { count += 1 }
      let reason =
        isWorking ? "ngày làm việc thứ \(count) tính ngược" : "không tính, \(dayOff(date))"
      say("\(DeadlineSpeech.day(date)): \(reason).", on: date)
    }
    return date
  }

  private mutating func listDays(from start: CivilDate, _ days: Int) {
    guard explains, days > 0 else { return }
    for number in 1...days where steps.count < Self.stepLimit - 20 {
      let date = start.adding(days: number)
      say("\(DeadlineSpeech.day(date)): ngày thứ \(number).", on: date)
    }
  }

  /// The same day so many months later; the month's last day where it has no such day.
  static func adding(months: Int, to date: CivilDate) -> CivilDate? {
    let (year, month, day) = date.parts
    let total = year * 12 + month - 1 + months
    guard total >= 12 else { return nil }
    let last = CivilDate.days(inMonth: total % 12 + 1, year: total / 12)
    return CivilDate(year: total / 12, month: total % 12 + 1, day: min(day, last))
  }

  // MARK: The end of an explanation

  func dayOff(_ date: CivilDate) -> String {
    context.calendar.dayOffName(on: date) ?? "ngày nghỉ hằng tuần"
  }

  private mutating func conclude(_ deadline: Deadline, isWorking: Bool) {
    guard explains else { return }
    for day in deadline.lastDays.prefix(60) {
      say("Ngày cuối: \(DeadlineSpeech.innerDay(day)).", on: day)
      if !isWorking, !context.calendar.isWorkingDay(day) {
        let reason = dayOff(day)
        say(
          "\(DeadlineSpeech.day(day)) là ngày nghỉ (\(reason)); lời văn không tính theo ngày làm "
            + "việc nên không dời ngày, nên hoàn thành trước đó.", on: day)
      }
      if let signed = context.signed, day < signed {
        say("Ngày này trước ngày ký văn bản (\(signed.vietnamese)).", on: day)
      }
    }
  }
}

extension DeadlineExpression {
  /// Whether the last day is a working day by its own words.
  var countsWorkingDays: Bool {
    switch sense {
    case .count(_, .workingDay, _, _), .count(_, .workingHour, _, _): true
    case .time(_, .edgeDay(_, let isWorking, _)): isWorking
    case .time(_, .workingDayOf): true
    default: false
    }
  }
}
