import Testing

@testable import Rules

@Test func `whatever way a duty goes, it ends or can go on`() {
  var random = SeededRandom(state: 7)
  for _ in 0..<200 {
    var stage = DutyStage.open
    for _ in 0..<30 {
      let moves = DutyMove.allCases.filter { DutyLife.stage(after: $0, from: stage) != nil }
      #expect(moves.isEmpty == (stage == .dropped))
      guard let move = moves.randomElement(using: &random),
        let next = DutyLife.stage(after: move, from: stage)
      else { break }
      #expect(next != stage, "\(stage) \(move)")
      #expect(next != .accepted || stage == .reported, "only what was reported is accepted")
      stage = next
    }
  }
}

@Test func `more time never makes a duty later, and a later report never earlier`() {
  var random = SeededRandom(state: 11)
  for _ in 0..<300 {
    let start = Int32.random(in: 20_000...21_000, using: &random)
    func day(_ ahead: Int32) -> CivilDate { CivilDate(dayNumber: start + ahead) }
    let (due, more) = (day(30), day(30 + .random(in: 1...40, using: &random)))
    let reported = day(.random(in: 0...90, using: &random))
    let stage = [DutyStage.open, .returned, .reported, .accepted].randomElement(using: &random)
    func timing(_ due: CivilDate, _ reported: CivilDate) -> DutyTiming {
      DutyTiming(
        stage: stage ?? .open, due: due, reported: reported, on: reported,
        calendar: WorkingCalendar.vietnam)
    }
    let isBad: Set<DutyTiming> = [.late, .overdue]
    if !isBad.contains(timing(due, reported)) { #expect(!isBad.contains(timing(more, reported))) }
    if isBad.contains(timing(due, reported)) {
      #expect(isBad.contains(timing(due, reported.adding(days: 1))))
    }
  }
}
