import Testing

@testable import Rules

private func day(_ iso: String) -> CivilDate {
  guard let day = CivilDate(iso: iso) else { preconditionFailure(iso) }
  return day
}

@Test(arguments: [
  ("Trên cơ sở kế hoạch này, các đơn vị cụ thể hóa thành kế hoạch của cơ quan mình", true),
  ("Căn cứ Kế hoạch này, UBND các xã xây dựng kế hoạch để triển khai tại địa phương", true),
  ("UBND các xã ban hành kế hoạch của đơn vị mình trước ngày 15/01/2026", true),
  ("Xây dựng kế hoạch biên chế công chức năm 2026", false),
  ("Sở Nội vụ tổng hợp kết quả thực hiện kế hoạch này", false),
])
func `a task that asks for plans of one's own is told from others`(text: String, asks: Bool) {
  #expect(SubPlanWords.isSubPlan(text) == asks)
}

@Test(arguments: [
  ("Quý IV/2026", "Quý IV/2027"), ("trước ngày 31/3/2026", "trước ngày 31/3/2027"),
  ("chậm nhất 15/01/2027", "chậm nhất 15/01/2028"), ("năm 2021-2030", "năm 2021-2030"),
  ("ngày 10 hằng tháng", "ngày 10 hằng tháng"), ("20261", "20261"), ("", ""),
])
func `years around the plan's move with it, others stay`(words: String, moved: String) {
  #expect(YearMove(from: 2026, to: 2027).moved(words) == moved)
  #expect(YearMove(from: 2026, to: 2027).concerns(words) == (words != moved))
}

@Test func `the 29th of February becomes the 28th`() {
  #expect(YearMove(from: 2028, to: 2029).moved(day("2028-02-29")) == day("2029-02-28"))
  #expect(YearMove(from: 2026, to: 2027).moved(day("2026-03-31")) == day("2027-03-31"))
  let deadline = TaskDeadline(words: "năm 2026", day: day("2026-05-04"))
  let moved = YearMove(from: 2026, to: 2027).moved(deadline)
  #expect(moved == TaskDeadline(words: "năm 2027", day: day("2027-05-04")))
}

/// 27 November 2026 is a Friday, and the 24th a day off.
@Test(
  arguments: [
    (DutyStage.open, "2026-11-27", nil, "2026-11-20", SubPlanState.left(4)),
    (.open, "2026-11-27", nil, "2026-11-27", .left(0)),
    (.returned, "2026-11-27", nil, "2026-11-28", .late(0)),
    (.open, "2026-11-27", nil, "2026-12-01", .late(2)),
    (.reported, "2026-11-27", "2026-11-27", "2026-12-01", .issued(late: nil)),
    (.accepted, "2026-11-27", "2026-11-30", "2026-12-01", .issued(late: 1)),
    (.dropped, "2026-11-27", nil, "2026-12-01", nil),
  ] as [(DutyStage, String, String?, String, SubPlanState?)])
func `a unit's own plan is issued, late or has days left`(
  stage: DutyStage, due: String, reported: String?, today: String, state: SubPlanState?
) {
  #expect(
    SubPlanState(stage, due: day(due), reported: reported.map(day), on: day(today)) == state)
}

@Test
func `a task matches the one above it that shares most words, and the day decides between equals`()
  throws
{
  var number = UInt8(0)
  func text(_ words: String, _ last: String?) throws -> TaskMatch.Text {
    number += 1
    let bytes = [UInt8](repeating: number, count: 10)
    let id = ID<PlanTask>(milliseconds: 1, random: bytes)
    return TaskMatch.Text(id, words, lastDay: last.map(day))
  }
  let early = try text("Rà soát, đơn giản hóa thủ tục hành chính", "2026-06-30")
  let late = try text("Rà soát, đơn giản hóa thủ tục hành chính", "2026-12-31")
  let other = try text("Tuyên truyền cải cách hành chính trên báo", "2026-12-31")
  let own = try text("rà soát đơn giản hoá thủ tục hành chính cấp xã", "2026-09-30")
  let match = try #require(TaskMatch.best(own, among: [other, early, late]))
  #expect(match.higher == late.id)
  #expect(match.isInTime)
  #expect(match.common == 8 && match.pairs == 8)
  #expect(match.words == "rà soát đơn giản hoá thủ tục hành chính")
  #expect(TaskMatch.best(try text("Họp", nil), among: [early]) == nil)
  #expect(TaskMatch.best(try text("Cải cách hành chính", nil), among: [early]) == nil)
  #expect(TaskMatch.best(own, among: []) == nil)
}
