import Testing

@testable import Rules

private func plan(_ title: String, _ year: Int) -> PlanFacts {
  PlanFacts(kind: "KẾ HOẠCH", title: title, year: year)
}

private func task(goesOn: Bool = false, isContinuous: Bool = false) -> TaskFacts {
  TaskFacts(
    text: "Báo cáo kết quả",
    deadline: TaskDeadline(
      words: isContinuous ? "thường xuyên" : "chậm nhất ngày 05 các tháng 3, 6, 9 và 12",
      isContinuous: isContinuous, goesOn: goesOn))
}

@Test(arguments: [
  ("Cải cách hành chính giai đoạn 2026 - 2030", 2030),
  ("Cải cách hành chính giai đoạn 2026–2030", 2030),
  ("Kế hoạch năm 2026", nil),
  ("Triển khai Nghị quyết số 2030 năm 2026", nil),
  ("Giai đoạn 2021-2026", nil),
  ("Giai đoạn 2026 - 9999", nil),
])
func `the last year of a plan stands in its title`(title: String, year: Int?) {
  #expect(Recurrence.lastYear(plan(title, 2026)) == year)
}

@Test(arguments: [
  ("Kế hoạch năm 2026", false, "2026-11-20", 0),
  ("Kế hoạch năm 2026", true, "2026-01-12", 0),
  ("Kế hoạch năm 2026", true, "2026-11-20", 3),
  ("Kế hoạch giai đoạn 2026 - 2030", false, "2026-11-20", 3),
  ("Kế hoạch giai đoạn 2026 - 2030", false, "2029-11-20", 4),
  ("Kế hoạch giai đoạn 2026 - 2030", false, "2030-11-20", 1),
  ("Kế hoạch giai đoạn 2026 - 2030", false, "2031-01-05", 0),
])
func `days come a year ahead and never after the plan`(
  title: String, goesOn: Bool, today: String, count: Int
) throws {
  let today = try #require(CivilDate(iso: today))
  let days = Recurrence.days(
    of: task(goesOn: goesOn), in: plan(title, 2026), from: today, calendar: WorkingCalendar.vietnam)
  #expect(days.count == count, "\(days.map(\.iso))")
  #expect(days.allSatisfy { today <= $0 && $0 <= today.adding(days: 366) && $0.year > 2026 })
}

@Test func `a day once ahead stays ahead until it comes, whatever day one looks`() throws {
  let plan = plan("Kế hoạch giai đoạn 2026 - 2030", 2026)
  let start = try #require(CivilDate(iso: "2026-01-02"))
  var before: Set<CivilDate> = []
  for step in stride(from: Int64(0), to: 1_800, by: 13) {
    let today = start.adding(days: Int(step))
    for facts in [task(), task(isContinuous: true)] {
      let days = Recurrence.days(
        of: facts, in: plan, from: today, calendar: WorkingCalendar.vietnam)
      #expect(days == Array(Set(days)).sorted())
      #expect(days.allSatisfy { $0.year <= 2030 })
    }
    let days = Set(
      Recurrence.days(
        of: task(), in: plan, from: today, calendar: WorkingCalendar.vietnam))
    #expect(before.filter { $0 >= today }.isSubset(of: days), "\(today.iso)")
    before = days
  }
}
