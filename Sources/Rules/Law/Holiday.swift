/// A paid public holiday: its day of the year, and how many days the law in force gave it.
public struct Holiday: Sendable {
  public enum Calendar: String, Sendable { case solar, lunar }

  /// How a holiday is kept under one law.
  public struct Rule: Sendable {
    /// Length in days.
    public var days: Int
    /// How many of them come before the day itself, unless a notice says otherwise.
    public var before: Int
    /// The same for years in which the day falls on a certain ISO weekday.
    public var beforeOnWeekday: [Int: Int]
    /// Whether the Government says each year which days they are.
    public var isSetByNotice: Bool
    /// Whether a part falling on a weekly day off is made up on the next working day.
    public var isMadeUp: Bool
  }

  /// Stable name in the data and in notices: "lunarNewYear".
  public var code: String
  /// "Tết Âm lịch"
  public var name: String
  public var calendar: Calendar
  public var month: Int
  public var day: Int
  public var rules: [Dated<Rule>]

  /// The day itself in a year. `nil` outside 1900–2100 for the lunar ones.
  public func date(in year: Int) -> CivilDate? {
    switch calendar {
    case .solar: CivilDate(year: year, month: month, day: day)
    case .lunar: LunarCalendar.civil(of: LunarDate(year: year, month: month, day: day))
    }
  }
}

/// What the Government decided about the days off of one year.
public struct HolidayNotice: Sendable {
  /// A working day made free, and the Saturday worked for it.
  public struct Swap: Sendable {
    public var off: CivilDate
    public var worked: CivilDate
    public var reference: LawReference
  }

  public var year: Int
  /// Whether all days of the year are settled by what stands here; otherwise some are computed from
  /// the law's rule and may change.
  public var isOfficial: Bool
  /// By holiday code: how many of its days come before the day itself.
  public var daysBefore: [String: Int]
  public var reference: LawReference
  public var swaps: [Swap]
  /// For people: what is open or only proposed.
  public var notes: [String]
}
