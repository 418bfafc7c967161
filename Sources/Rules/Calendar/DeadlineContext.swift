/// What counting working days needs to know of a calendar.
public protocol WorkingDays: Sendable {
  func isWorkingDay(_ date: CivilDate) -> Bool
  /// The `count`-th working day after a date, the date itself not counted; `nil` outside the
  /// calendar.
  func date(_ count: Int, workingDaysAfter date: CivilDate) -> CivilDate?
  /// Vietnamese name of a holiday, substitute or swapped day off; `nil` for a plain weekend or
  /// working day.
  func dayOffName(on date: CivilDate) -> String?
}

/// What a wording of time leaves unsaid.
public struct DeadlineContext: Sendable {
  /// The plan's year: for days without one.
  public var year: Int?
  /// The day on which the document was signed and issued.
  public var signed: CivilDate?
  /// The day of any other event that a wording counts from.
  public var event: CivilDate?
  public var calendar: any WorkingDays

  public init(
    year: Int? = nil, signed: CivilDate? = nil, event: CivilDate? = nil,
    calendar: any WorkingDays
  ) {
    self.year = year
    self.signed = signed
    self.event = event
    self.calendar = calendar
  }

  /// The year that a day without one belongs to.
  var ownYear: Int? { year ?? signed?.year ?? event?.year }
}

/// One line of the reckoning, in Vietnamese; `date` where the line is about one day.
public struct ExplanationStep: Hashable, Sendable {
  public var date: CivilDate?
  public var text: String

  public init(date: CivilDate? = nil, text: String) {
    self.date = date
    self.text = text
  }
}
