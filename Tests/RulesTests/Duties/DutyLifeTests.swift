import Testing

@testable import Rules

@Test(arguments: [
  (DutyStage.open, [DutyMove.report: DutyStage.reported, .drop: .dropped]),
  (.reported, [.takeBack: .open, .accept: .accepted, .sendBack: .returned, .drop: .dropped]),
  (.returned, [.report: .reported, .drop: .dropped]),
  (.accepted, [.reopen: .open]),
  (.dropped, [:]),
])
func `a duty goes only where its life leads`(
  stage: DutyStage, moves: [DutyMove: DutyStage]
) {
  for move in DutyMove.allCases {
    #expect(DutyLife.stage(after: move, from: stage) == moves[move], "\(stage) \(move)")
    if moves[move] == nil {
      #expect(throws: Refusal.self) { try DutyLife.moved(stage, by: move) }
    }
  }
}

@Test(arguments: [
  ("2026-03-30", nil, DutyStage.open, "2026-03-30", DutyTiming.soon),
  ("2026-03-30", nil, .open, "2026-03-31", .overdue),
  ("2026-03-30", nil, .returned, "2026-04-10", .overdue),
  ("2026-03-30", "2026-03-30", .reported, "2026-06-01", .onTime),
  ("2026-03-30", "2026-03-31", .accepted, "2026-06-01", .late),
  ("2026-12-31", nil, .open, "2026-11-01", .later),
  ("2026-12-31", nil, .dropped, "2027-11-01", .none),
])
func `time counts to the end of the last day`(
  due: String, reported: String?, stage: DutyStage, day: String, timing: DutyTiming
) throws {
  let on = try #require(CivilDate(iso: day))
  let found = DutyTiming(
    stage: stage, due: CivilDate(iso: due), reported: reported.flatMap { CivilDate(iso: $0) },
    on: on, calendar: WorkingCalendar.vietnam)
  #expect(found == timing)
}
