/// The working calendar is what deadlines are reckoned with.
extension WorkingCalendar: WorkingDays {
  public func dayOffName(on date: CivilDate) -> String? {
    dayOff(on: date).flatMap { $0.kind == .weekly ? nil : $0.name }
  }
}
