/// The days of 1990–2100 that differ from the ordinary week: holidays, substitutes, swaps.
struct SpecialDays: Sendable {
  let weeks: WorkingWeeks
  /// By day number. A holiday on a weekly day off stands here too.
  private(set) var daysOff: [Int32: DayOff] = [:]
  private(set) var workedSaturdays: [Int32: WorkedSaturday] = [:]

  init(law: LawData) {
    weeks = WorkingWeeks(law: law)
    daysOff.reserveCapacity(2_000)
    let notices = law.notices.reduce(into: [:]) { $0[$1.year] = $1 }
    var madeUp: [Int32] = []
    for year in WorkingCalendar.first.year...WorkingCalendar.last.year {
      for holiday in law.holidays { add(holiday, in: year, notices[year], &madeUp) }
    }
    for number in madeUp.sorted() { substitute(for: CivilDate(dayNumber: number)) }
    for swap in law.notices.flatMap(\.swaps) { add(swap) }
  }

  private mutating func add(
    _ holiday: Holiday, in year: Int, _ notice: HolidayNotice?, _ madeUp: inout [Int32]
  ) {
    guard let day = holiday.date(in: year), let rule = holiday.rules.value(on: day) else { return }
    let law = rule.value
    let usual = law.beforeOnWeekday[day.weekday] ?? law.before
    let before = law.isSetByNotice ? notice?.daysBefore[holiday.code] ?? usual : usual
    let isSettled = !law.isSetByNotice || notice?.isOfficial == true
    for offset in -before..<law.days - before {
      let date = day.adding(days: offset)
      let dayOff = DayOff(
        kind: .holiday, name: name(of: date, holiday, offset), counterpart: nil,
        reference: rule.reference,
        isProvisional: !isSettled || rule.reference.confidence == .low)
      if daysOff[date.dayNumber] != nil {
        daysOff[date.dayNumber]?.name += "; " + dayOff.name
        continue
      }
      daysOff[date.dayNumber] = dayOff
      if law.isMadeUp, weeks.isDayOff(date) { madeUp.append(date.dayNumber) }
    }
  }

  private func name(of date: CivilDate, _ holiday: Holiday, _ offset: Int) -> String {
    if holiday.code == "lunarNewYear", let lunar = LunarCalendar.lunar(of: date) {
      let day = lunar.month == 1 ? "mùng \(lunar.day)" : "\(lunar.day) tháng Chạp"
      return "\(holiday.name) (\(day))"
    }
    if offset == 0 { return holiday.name }
    return "\(holiday.name) (ngày liền kề \(offset < 0 ? "trước" : "sau"))"
  }

  /// The next day that is neither weekly off nor a holiday nor a substitute already.
  private mutating func substitute(for holiday: CivilDate) {
    guard let source = daysOff[holiday.dayNumber] else { return }
    var date = holiday.adding(days: 1)
    while weeks.isDayOff(date) || daysOff[date.dayNumber] != nil { date = date.adding(days: 1) }
    daysOff[date.dayNumber] = DayOff(
      kind: .substitute, name: "Nghỉ bù \(source.name), \(holiday.vietnamese)",
      counterpart: holiday, reference: source.reference, isProvisional: source.isProvisional)
  }

  private mutating func add(_ swap: HolidayNotice.Swap) {
    let isUnsure = !swap.reference.isVerified
    daysOff[swap.off.dayNumber] = DayOff(
      kind: .swapped, name: "Nghỉ hoán đổi, làm việc bù ngày \(swap.worked.vietnamese)",
      counterpart: swap.worked, reference: swap.reference, isProvisional: isUnsure)
    workedSaturdays[swap.worked.dayNumber] = WorkedSaturday(
      name: "Làm việc theo hoán đổi, thay cho ngày nghỉ \(swap.off.vietnamese)",
      dayOff: swap.off, reference: swap.reference, isProvisional: isUnsure)
  }
}

/// Which weekdays are off, by the law of the time.
struct WorkingWeeks: Sendable {
  private struct Span: Sendable {
    var days: ClosedRange<Int32>
    var isOff: [Bool]
    var reference: LawReference
  }

  private let spans: [Span]

  init(law: LawData) {
    spans = law.values(.weeklyDaysOff).map { dated in
      Span(
        days: (dated.from?.dayNumber ?? .min)...(dated.to?.dayNumber ?? .max),
        isOff: (0...7).map(dated.value.contains), reference: dated.reference)
    }
  }

  func isDayOff(_ date: CivilDate) -> Bool { span(of: date)?.isOff[date.weekday] ?? false }

  /// The weekly day off a date is, or `nil`.
  func dayOff(_ date: CivilDate) -> DayOff? {
    guard let span = span(of: date), span.isOff[date.weekday] else { return nil }
    let name = date.weekday == 7 ? "Chủ nhật" : "Thứ \(Self.ordinals[date.weekday - 1])"
    return DayOff(
      kind: .weekly, name: name, counterpart: nil, reference: span.reference, isProvisional: false)
  }

  private func span(of date: CivilDate) -> Span? {
    spans.first { $0.days.contains(date.dayNumber) }
  }

  private static let ordinals = ["Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy"]
}
