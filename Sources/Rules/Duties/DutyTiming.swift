/// How a duty stands to its time on one day.
///
/// A day counts whole: what is reported on the last day is on time. What counts is the day of the report that
/// was accepted in the end, not the day of acceptance, which is not in the unit's hands.
public enum DutyTiming: String, CaseIterable, Sendable {
  case onTime
  case late
  case overdue
  /// Due on this day or within the next seven working days.
  case soon
  case later
  /// Without a last day, or owed no more.
  case none

  /// Working days before the last one in which a duty counts as due soon.
  public static let soonDays = 7

  public init(
    stage: DutyStage, due: CivilDate?, reported: CivilDate?, on day: CivilDate,
    calendar: any WorkingDays
  ) {
    guard let due, stage != .dropped else {
      self = .none
      return
    }
    if stage == .accepted || stage == .reported, let reported {
      self = reported <= due ? .onTime : .late
    } else if due < day {
      self = .overdue
    } else {
      let horizon = calendar.date(DutyTiming.soonDays, workingDaysAfter: day)
      self = horizon.map { due <= $0 } ?? false ? .soon : .later
    }
  }

  public var words: Sentence {
    switch self {
    case .onTime: "đúng hạn"
    case .late: "trễ hạn"
    case .overdue: "quá hạn"
    case .soon: "sắp đến hạn"
    case .later: "trong hạn"
    case .none: "không có hạn"
    }
  }
}
