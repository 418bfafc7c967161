import Records
import Rules
import Store
import TestSupport
import Testing

struct DutyListTests {
  private func officer(
    _ role: Role, _ unit: ID<Unit>?, _ day: String = "2026-11-20"
  ) -> Act {
    TestOffice.act(
      Actor(account: nil, name: "thử", grants: [Grant(role: role, unit: unit)]),
      at: Instant(startOf: SampleTree.day(day)))
  }

  /// The sample plan, published, its duties in several stages.
  private func work(_ tree: SampleTree, _ db: any Writer) throws -> ID<OfficePlan> {
    let act = TestOffice.act()
    let plan = try Plans.draft(
      PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "ke-hoach.txt",
      for: tree.province, db, act)
    try Plans.publish(plan, seen: 1, db, act)
    let duties = try Duties.list(DutyQuestion(plan: plan), db, act).lines
    let early = officer(.standingAgency, nil, "2026-02-01")
    let now = officer(.standingAgency, nil)
    for (index, duty) in duties.enumerated() where index > 0 {
      try Duties.report(duty.id, "Đã xong.", seen: 1, db, index == 5 ? now : early)
      if index > 2 { try Duties.accept(duty.id, seen: 2, db, early) }
      if index == 2 { try Duties.sendBack(duty.id, "Thiếu.", seen: 2, db, early) }
    }
    return plan
  }

  /// Counted one by one.
  private func counted(_ question: DutyQuestion, _ db: any Reader, _ act: Act) throws -> DutyCount {
    var count = DutyCount()
    for duty in try Duties.list(question, limit: 100, db, act).lines {
      count.all += 1
      let timing = duty.timing(on: act.today)
      switch duty.stage {
      case .open, .returned:
        if timing == .overdue { count.overdue += 1 } else { count.pending += 1 }
        if timing == .soon { count.soon += 1 }
      case .reported: count.reported += 1
      case .accepted:
        count.accepted += 1
        if timing == .onTime { count.onTime += 1 }
        if duty.timing(on: act.today, byFirst: true) == .onTime { count.firstOnTime += 1 }
      case .dropped: break
      }
    }
    return count
  }

  @Test(arguments: TestOffice.engines)
  func `kept sums are those of the duties, whoever asks and whatever happened`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      try await store.write { db in
        let tree = try SampleTree.make(db, TestOffice.act())
        let plan = try work(tree, db)
        let actors = [
          officer(.administrator, nil), officer(.standingAgency, tree.province),
          officer(.unitOfficer, tree.hoaLoc), officer(.unitOfficer, tree.homeAffairs),
          officer(.unitOfficer, tree.economy), officer(.viewer, tree.quangDien),
          officer(.unitOfficer, tree.homeAffairs, "2027-01-05"),
        ]
        let questions = [
          DutyQuestion(), DutyQuestion(plan: plan), DutyQuestion(unit: tree.hoaLoc),
          DutyQuestion(unit: tree.province, withUnder: true), DutyQuestion(among: [tree.hoaLoc]),
          DutyQuestion(unit: tree.hoaLoc, withUnder: true, plan: plan),
          DutyQuestion(stages: [.reported]), DutyQuestion(stages: [.accepted]),
          DutyQuestion(stages: [.reported], isForDecision: true), DutyQuestion(due: .overdue),
          DutyQuestion(stages: [.open, .returned, .reported]), DutyQuestion(due: .soon),
          DutyQuestion(days: SampleTree.day("2026-12-01")...SampleTree.day("2026-12-31")),
        ]
        for act in actors {
          for question in questions {
            var sums = try Duties.count(question, db, act)
            sums.thisWeek = 0
            #expect(
              try sums == counted(question, db, act), "\(act.actor.grants) \(question)")
          }
        }
        let all = try Duties.count(DutyQuestion(), db, actors[0])
        #expect(all.all == 6 && all.accepted == 3 && all.reported == 1 && all.overdue == 2)
        let byUnit = try Duties.counts(byUnit: DutyQuestion(), db, actors[1])
        #expect(byUnit.total.all == all.all && byUnit.unitCount == 4)
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `an extension moves what is owed to its new day in the sums, and nothing stays behind`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      try await store.write { db in
        let tree = try SampleTree.make(db, TestOffice.act())
        let act = TestOffice.act()
        let plan = try Plans.draft(
          PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "ke-hoach.txt",
          for: tree.province, db, act)
        try Plans.publish(plan, seen: 1, db, act)
        let duty = try #require(
          try Duties.list(DutyQuestion(due: .overdue), db, act).lines.first {
            $0.role != .coordinating
          })
        let unit = duty.unit
        let reporter = officer(.unitOfficer, unit)
        let later = SampleTree.day("2027-03-01")
        try Duties.askExtension(duty.id, to: later, "Thiếu số liệu.", seen: 1, db, reporter)
        let before = try Duties.count(DutyQuestion(unit: unit), db, reporter)
        try Duties.decideExtension(
          duty.id, grant: later, seen: 2, db, officer(.standingAgency, tree.province))
        let after = try Duties.count(DutyQuestion(unit: unit), db, reporter)
        #expect(after.overdue == before.overdue - 1 && after.pending == before.pending + 1)
        for table in ["duty_unit_tally", "duty_plan_tally"] {
          let row = try db.row(
            .script(
              "SELECT CAST(SUM(duties) AS INTEGER) AS number, MIN(duties) AS least FROM \(table)"))
          #expect(try row?.get("number", as: Int.self) == 6)
          #expect(try row?.get("least", as: Int.self) == 1)
        }
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a list goes on behind the last one, within days and a task`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      try await store.write { db in
        let tree = try SampleTree.make(db, TestOffice.act())
        _ = try work(tree, db)
        let agency = officer(.standingAgency, tree.province)
        var seen: [ID<Duty>] = []
        var place: DutyPage.Place?
        repeat {
          let page = try Duties.list(DutyQuestion(), after: place, limit: 1, db, agency)
          seen += page.lines.map(\.id)
          place = page.next
        } while place != nil
        #expect(seen.count == 6 && Set(seen).count == 6)
        let december = SampleTree.day("2026-12-01")...SampleTree.day("2026-12-31")
        let byDay = try Duties.byDay(DutyQuestion(days: december), first: 2, db, agency)
        #expect(byDay.counts == [SampleTree.day("2026-12-31"): 3])
        #expect(byDay.first[SampleTree.day("2026-12-31")]?.count == 2)
        let year = SampleTree.day("2026-01-01")...SampleTree.day("2026-12-31")
        for act in [agency, officer(.unitOfficer, tree.hoaLoc), officer(.viewer, tree.economy)] {
          var owed = DutyQuestion(stages: [.open, .returned], days: year)
          let sums = try Duties.byDay(owed, first: 9, db, act)
          #expect(sums.counts == sums.first.mapValues(\.count))
          owed.days = nil
          #expect(try Duties.list(owed, db, act).lines.count == sums.counts.values.reduce(0, +))
        }
        let first = try #require(
          try Duties.list(DutyQuestion(days: december), db, agency).lines.first)
        let task = try #require(first.task)
        let ofTask = try Duties.list(DutyQuestion(task: task), db, agency).lines
        #expect(ofTask.allSatisfy { $0.task == task } && !ofTask.isEmpty)
        #expect(
          try Duties.list(DutyQuestion(task: task), db, officer(.viewer, tree.district)).lines
            .isEmpty)
      }
    }
  }
}
