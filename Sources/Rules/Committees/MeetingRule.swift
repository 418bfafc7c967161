/// How often a steering committee meets. A recurring rule makes duties: each period owes one meeting.
public struct MeetingRule: Sendable, Equatable {
  public enum Cycle: String, CaseIterable, Sendable {
    case month
    case quarter
    case halfYear
    case year
    /// Only when the chair calls it.
    case called

    /// Months of one period; nil where there are none.
    var months: Int? {
      switch self {
      case .month: 1
      case .quarter: 3
      case .halfYear: 6
      case .year: 12
      case .called: nil
      }
    }

    public var words: Sentence {
      switch self {
      case .month: "mỗi tháng một lần"
      case .quarter: "mỗi quý một lần"
      case .halfYear: "6 tháng một lần"
      case .year: "mỗi năm một lần"
      case .called: "khi có yêu cầu"
      }
    }
  }

  public var cycle: Cycle
  /// Days after the end of a period by which it must have met; 0: within the period. Counted by the calendar and
  /// not moved off days off, as the plans write it ("chậm nhất 05 ngày sau khi kết thúc tháng").
  public var daysAfter: Int

  public init(_ cycle: Cycle, daysAfter: Int = 0) {
    self.cycle = cycle
    self.daysAfter = daysAfter
  }

  /// The periods whose last day for meeting lies from `start` through `end`, ascending.
  public func periods(from start: CivilDate, through end: CivilDate) -> [MeetingPeriod] {
    guard let months = cycle.months else { return [] }
    // A period's last day may lie in the next one.
    var day = start.adding(days: -daysAfter - 1)
    var found: [MeetingPeriod] = []
    while let period = MeetingPeriod(cycle, months, around: day, daysAfter), period.due <= end {
      if period.due >= start { found.append(period) }
      day = period.last.adding(days: 1)
    }
    return found
  }

  /// The period that begins on a day; nil where none does.
  public func period(from first: CivilDate) -> MeetingPeriod? {
    guard let months = cycle.months,
      let period = MeetingPeriod(cycle, months, around: first, daysAfter), period.first == first
    else { return nil }
    return period
  }
}

/// A span of time in which a committee has to meet once.
public struct MeetingPeriod: Sendable, Equatable {
  public let cycle: MeetingRule.Cycle
  public let first: CivilDate
  public let last: CivilDate
  /// By which it must have met.
  public let due: CivilDate

  init?(_ cycle: MeetingRule.Cycle, _ months: Int, around day: CivilDate, _ daysAfter: Int) {
    let (year, month, _) = day.parts
    let begins = (month - 1) / months * months + 1
    let ends = begins + months - 1
    guard let first = CivilDate(year: year, month: begins, day: 1),
      let last = CivilDate(
        year: year, month: ends, day: CivilDate.days(inMonth: ends, year: year))
    else { return nil }
    self.cycle = cycle
    self.first = first
    self.last = last
    due = last.adding(days: daysAfter)
  }

  /// "quý IV/2026"
  public var words: Sentence {
    let (year, month, _) = first.parts
    return switch cycle {
    case .month: "tháng \(month)/\(year)"
    case .quarter: "quý \(["I", "II", "III", "IV"][(month - 1) / 3])/\(year)"
    case .halfYear where month == 1: "6 tháng đầu năm \(year)"
    case .halfYear: "6 tháng cuối năm \(year)"
    case .year, .called: "năm \(year)"
    }
  }
}
