/// A year as it is printed: its special days with their sources, and its working days.
public struct YearCalendar: Sendable {
  /// A holiday, a substitute, a swapped day off, or a Saturday worked for one.
  public struct Day: Sendable {
    public enum Kind: String, Sendable { case holiday, substitute, swapped, workedSaturday }

    public var date: CivilDate
    public var kind: Kind
    /// In Vietnamese.
    public var name: String
    /// The holiday made up for, the Saturday worked, or the day off a Saturday is worked for.
    public var counterpart: CivilDate?
    public var reference: LawReference
    public var isProvisional: Bool
  }

  public struct Month: Sendable {
    /// 1–12.
    public var month: Int
    public var workingDays: Int
    /// Days in the month, worked or not.
    public var days: Int
  }

  public var year: Int
  /// In order of date. Holidays on a weekly day off are among them.
  public var days: [Day]
  /// Twelve.
  public var months: [Month]
  /// Mùng một Tết.
  public var lunarNewYear: CivilDate?
  /// Giỗ Tổ Hùng Vương.
  public var hungKings: CivilDate?
  /// Whether the year's official decision is known in full.
  public var isOfficial: Bool
  /// The decision on the year, if any is known.
  public var notice: LawReference?
  /// The rule for the weekly days off at the end of the year.
  public var weeklyDaysOff: LawReference?
  /// For people, in Vietnamese: what is missing, open or only proposed.
  public var notes: [String]

  public var workingDays: Int { months.reduce(0) { $0 + $1.workingDays } }
}

extension WorkingCalendar {
  /// `nil` outside 1990–2100.
  public func days(ofYear year: Int) -> YearCalendar? {
    guard (Self.first.year...Self.last.year).contains(year),
      let start = CivilDate(year: year, month: 1, day: 1),
      let end = CivilDate(year: year, month: 12, day: 31)
    else { return nil }
    let notice = law.notice(for: year)
    return YearCalendar(
      year: year,
      days: (start.dayNumber...end.dayNumber).compactMap {
        specialDay(CivilDate(dayNumber: $0))
      },
      months: (1...12).map { month(of: $0, year) },
      lunarNewYear: LunarCalendar.newYear(year), hungKings: LunarCalendar.hungKings(year),
      isOfficial: notice?.isOfficial == true, notice: notice?.reference,
      weeklyDaysOff: law.value(.weeklyDaysOff, on: end)?.reference, notes: notes(on: year, notice))
  }

  private func specialDay(_ date: CivilDate) -> YearCalendar.Day? {
    if let worked = workedSaturday(on: date) {
      return YearCalendar.Day(
        date: date, kind: .workedSaturday, name: worked.name, counterpart: worked.dayOff,
        reference: worked.reference, isProvisional: worked.isProvisional)
    }
    guard let dayOff = specialDays.daysOff[date.dayNumber],
      let kind = YearCalendar.Day.Kind(rawValue: dayOff.kind.rawValue)
    else { return nil }
    return YearCalendar.Day(
      date: date, kind: kind, name: dayOff.name, counterpart: dayOff.counterpart,
      reference: dayOff.reference, isProvisional: dayOff.isProvisional)
  }

  private func month(of month: Int, _ year: Int) -> YearCalendar.Month {
    let days = CivilDate.days(inMonth: month, year: year)
    let worked = CivilDate(year: year, month: month, day: 1).map {
      workingDays(after: $0.adding(days: -1), through: $0.adding(days: days - 1))
    }
    return YearCalendar.Month(month: month, workingDays: worked ?? 0, days: days)
  }

  private func notes(on year: Int, _ notice: HolidayNotice?) -> [String] {
    var notes: [String] = []
    if notice?.isOfficial != true {
      let lastKnown = law.notices.last(where: \.isOfficial)?.year ?? year
      notes.append(
        year > lastKnown
          ? "Chưa có thông báo chính thức về lịch nghỉ năm \(year); các ngày ghi “tạm tính” được "
            + "xác định theo quy tắc của luật, có thể thay đổi."
          : "Chưa nhập thông báo chính thức về lịch nghỉ năm \(year); có thể thiếu ngày hoán đổi.")
    }
    return notes + (notice?.notes ?? [])
  }
}
