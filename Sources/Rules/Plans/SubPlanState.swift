/// How a unit stands that owes a plan of its own.
public enum SubPlanState: Sendable, Equatable {
  /// Issued; nil in time, else so many working days after the last day: 0 on a day off right after it.
  case issued(late: Int?)
  /// Not issued, and the last day is over, by so many working days.
  case late(Int)
  /// Not issued; so many working days follow this one until the last day, which counts.
  case left(Int)

  /// `reported`: the day of issue that was reported. nil for a unit that owes nothing any more.
  public init?(
    _ stage: DutyStage, due: CivilDate, reported: CivilDate?, on day: CivilDate,
    calendar: WorkingCalendar = .vietnam
  ) {
    switch stage {
    case .dropped: return nil
    case .accepted, .reported:
      let reported = reported ?? due
      self = .issued(
        late: reported > due ? calendar.workingDays(after: due, through: reported) : nil)
    case .open, .returned:
      self =
        due < day
        ? .late(calendar.workingDays(after: due, through: day))
        : .left(calendar.workingDays(after: day, through: due))
    }
  }

  public enum Kind: String, CaseIterable, Sendable {
    case late
    case left
    case issued
    case issuedLate
  }

  public var kind: Kind {
    switch self {
    case .issued(let late): late == nil ? .issued : .issuedLate
    case .late: .late
    case .left: .left
    }
  }
}
