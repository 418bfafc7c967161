internal import Rules

/// The year's plan and the inspection round of the sample office, with the year's history of what units did.
extension SampleWork {
  /// Days before today on which the year's plan was signed; nearly a year of history.
  static let yearAge = 310

  func makeYear(for province: ID<Unit>) throws {
    let drafted = by("hanh.tt", -SampleWork.yearAge)
    let plan = try publish(
      SampleYearText.plan(signed: drafted.today), "ke-hoach-12.txt", for: province, drafted)
    var place = 0
    for duty in try Duties.list(DutyQuestion(plan: plan), limit: 200, db, act).lines
    where duty.due < act.today {
      try carryOut(duty, place)
      place += 1
    }
    let planned = by("hanh.tt", -25)
    let round = try publish(
      SampleYearText.round(signed: planned.today, today: act.today), "ke-hoach-221.txt",
      for: province, planned)
    let phuLoc = try duty(SampleYearText.selfReport, "phu-loc", round)
    try report(phuLoc, "Gửi báo cáo tự kiểm tra số 87/BC-UBND.", by("thao.hh", -4))
    try accept(phuLoc, by("hanh.tt", -3))
    try report(
      duty(SampleYearText.selfReport, "xay-dung", round), "Gửi báo cáo tự kiểm tra của Sở.",
      officer("xay-dung", "Mai Xuân Trường", -2))
  }

  private func publish(
    _ text: String, _ name: String, for province: ID<Unit>, _ drafted: Act
  ) throws -> ID<OfficePlan> {
    let plan = try Plans.draft(
      PlanReader.read(text), text: text, name: name, for: province, db, drafted)
    try Plans.publish(
      plan, seen: 1, db, by("minh.nv", days(to: drafted.today)))
    return plan
  }

  /// Most in time, one in nine late, one in seven only after it was sent back, one in thirteen not at all.
  private func carryOut(_ duty: DutyLine, _ place: Int) throws {
    guard place % 13 != 12 else { return }
    let due = days(to: duty.due)
    let opened = days(to: duty.openedOn)
    let day = place % 9 == 8 ? due + 4 : max(opened, due - place % 6 - 1)
    guard day < -1 else { return }
    let reporter = acting(
      Actor(
        account: nil, name: "Công chức đầu mối",
        grants: [Grant(role: .unitOfficer, unit: duty.unit)]), day)
    if place % 7 == 6 {
      try report(duty.id, "Đã thực hiện.", reporter)
      try sendBack(duty.id, "Báo cáo chưa có số liệu.", by("hanh.tt", day))
    }
    try report(duty.id, "Đã thực hiện, có báo cáo và số liệu kèm theo.", reporter)
    try accept(duty.id, by("hanh.tt", min(-1, day + 3)))
  }

  /// Days from today; negative in the past.
  private func days(to day: CivilDate) -> Int { Int(day.dayNumber - act.today.dayNumber) }
}
