import Records
import Rules
import Store
import TestSupport
import Testing

private func acting(_ role: Role, _ unit: ID<Unit>, _ day: String) -> Act {
  TestOffice.act(
    Actor(account: nil, name: "thử", grants: [Grant(role: role, unit: unit)]),
    at: Instant(startOf: SampleTree.day(day)))
}

private func worker(_ day: String) -> Act {
  TestOffice.act(.system("worker"), at: Instant(startOf: SampleTree.day(day)))
}

private func publish(
  _ tree: SampleTree, _ db: any Writer, _ act: Act, _ text: String = SamplePlan.text
) throws -> ID<OfficePlan> {
  let plan = try Plans.draft(
    PlanReader.read(text), text: text, name: "ke-hoach.txt", for: tree.province, db, act)
  try Plans.publish(plan, seen: 1, db, act)
  return plan
}

private func end(
  _ unit: ID<Unit>, _ last: String, _ successors: [(ID<Unit>, SuccessionExtent)],
  _ db: any Writer, _ act: Act
) throws {
  let day = SampleTree.day(last)
  let version = try Units.find(unit, on: day, db, act).version
  try Units.end(
    unit,
    UnitEnding(
      last: day, successors: successors.map { .init($0, $1) }, reason: "Nghị quyết 12/NQ-HĐND",
      under: .endToo), seen: version, db, act)
}

private func owed(_ unit: ID<Unit>, _ db: any Reader, _ act: Act) throws -> [DutyLine] {
  try Duties.list(DutyQuestion(unit: unit), db, act).lines
}

struct DutyPassTests {
  @Test(arguments: TestOffice.engines)
  func `the one successor takes over, and the lead's helpers answer to it`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        _ = try publish(tree, db, act)
        let lead = try #require(try owed(tree.homeAffairs, db, act).first)
        let new = try Units.create(
          UnitDraft(
            UnitState(kind: .department, name: "Sở Nội vụ và Lao động", parent: tree.province),
            from: SampleTree.day("2026-12-01")), db, act)
        try end(tree.homeAffairs, "2026-11-30", [(new, .whole)], db, act)
        #expect(try DutyPasses.carryOut(db, worker("2026-11-30")) == 0)
        #expect(throws: Refusal.self) {
          try DutyPasses.carryOut(db, acting(.standingAgency, tree.province, "2026-12-01"))
        }
        #expect(try DutyPasses.carryOut(db, worker("2026-12-01")) == 1)
        #expect(try DutyPasses.carryOut(db, worker("2026-12-02")) == 0)
        let passed = try Duties.find(lead.id, db, act)
        #expect(passed.unit == new && passed.due == lead.due && passed.stage == .open)
        let helper = try #require(
          try owed(tree.hoaLoc, db, act).first { $0.role == .coordinating })
        #expect(helper.lead == new && helper.parent == lead.id)
        #expect(try DutySteps.list(of: lead.id, db, act).map(\.kind) == ["pass"])
        try Duties.report(
          lead.id, "Xong.", seen: passed.version, db, acting(.unitOfficer, new, "2026-12-02"))
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what the successor owes already becomes one with it, but no report is lost`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        _ = try publish(tree, db, act)
        let old = try owed(tree.quangDien, db, act)
        let (done, open) = (
          try #require(old.first { $0.role == .coordinating }),
          try #require(old.first { $0.role == .executing })
        )
        try Duties.report(
          done.id, "Đã góp ý.", seen: 1, db,
          acting(.unitOfficer, tree.quangDien, "2026-11-21"))
        try end(tree.quangDien, "2026-11-30", [(tree.hoaLoc, .whole)], db, act)
        #expect(try DutyPasses.carryOut(db, worker("2026-12-01")) == 2)
        #expect(try Duties.find(open.id, db, act).stage == .dropped)
        let passed = try Duties.find(done.id, db, act)
        #expect(passed.unit == tree.hoaLoc && passed.stage == .reported)
        let roles = try owed(tree.hoaLoc, db, act).map(\.role)
        #expect(roles.count { $0 == .coordinating } == 2 && roles.count { $0 == .executing } == 1)
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `without one successor the standing agency says who takes over`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        _ = try publish(tree, db, act)
        let ids = try owed(tree.quangDien, db, act).map(\.id)
        let other = try owed(tree.hoaLoc, db, act).map(\.id)
        let new = try Units.create(
          UnitDraft(
            UnitState(kind: .commune, name: "Sịa", parent: tree.province),
            from: SampleTree.day("2026-12-01")), db, act)
        try end(tree.quangDien, "2026-11-30", [(tree.hoaLoc, .part), (new, .rest)], db, act)
        #expect(try DutyPasses.carryOut(db, worker("2026-12-01")) == 0)
        let agency = acting(.standingAgency, tree.province, "2026-12-02")
        let waiting = try DutyPasses.waiting(db, agency)
        #expect(waiting.map(\.duty.id).sorted() == ids.sorted())
        #expect(waiting.first?.successors.count == 2)
        let commune = acting(.leader, tree.hoaLoc, "2026-12-02")
        #expect(try DutyPasses.waiting(db, commune).isEmpty)
        for (who, chosen, unit) in [
          (commune, ids, new), (agency, other, new), (agency, [], new),
          (agency, ids, tree.quangDien), (agency, ids, act.newID(Unit.self)),
          (agency, [act.newID(Duty.self)], new),
        ] {
          #expect(throws: Refusal.self) {
            try DutyPasses.assign(chosen, to: unit, "", db, who)
          }
        }
        #expect(throws: Refusal.self) { try DutyPasses.drop([ids[0]], " ", db, agency) }
        try DutyPasses.drop([ids[0]], "Không còn phù hợp.", db, agency)
        try DutyPasses.assign([ids[1]], to: new, "Địa bàn thuộc xã Sịa.", db, agency)
        #expect(try DutyPasses.waiting(db, agency).isEmpty)
        #expect(try owed(new, db, act).map(\.id) == [ids[1]])
        #expect(throws: Refusal.self) {
          try DutyPasses.assign([ids[1]], to: tree.hoaLoc, "", db, agency)
        }
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what goes on is made a year ahead, once`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let text = SamplePlan.text
          .replacing("năm 2026\n\nCăn cứ", with: "giai đoạn 2026 - 2027\n\nCăn cứ")
          .replacing("Quý IV/2026", with: "chậm nhất ngày 05 các tháng 3, 6, 9 và 12")
        let plan = try publish(tree, db, act, text)
        func days(_ unit: ID<Unit>) throws -> [String] {
          try owed(unit, db, act).filter { $0.role == .executing && !$0.isContinuous }
            .map(\.due.iso)
        }
        let first = try days(tree.hoaLoc)
        try #require(first.count == 4)
        #expect(try Recurrences.plans(db, worker("2026-11-20")) == [plan])
        #expect(try Recurrences.extend(plan, db, worker("2026-02-01")).duties == 0)
        let made = try Recurrences.extend(plan, db, worker("2026-11-20"))
        #expect(made.units == 2 && made.duties == 6)
        #expect(try Recurrences.extend(plan, db, worker("2026-11-20")).duties == 0)
        #expect(
          try days(tree.hoaLoc).suffix(3) == ["2027-03-05", "2027-06-05", "2027-09-05"])
        let late = try Units.create(
          UnitDraft(
            UnitState(kind: .commune, name: "Sịa", parent: tree.province),
            from: SampleTree.day("2026-12-01")), db, act)
        _ = try Recurrences.extend(plan, db, worker("2026-12-20"))
        #expect(try days(late) == ["2027-12-05"])
        #expect(try owed(tree.economy, db, act).map(\.due.iso) == ["2026-12-31"])
        #expect(try Recurrences.extend(plan, db, worker("2027-01-20")).duties == 1)
        #expect(try owed(tree.economy, db, act).map(\.due.iso) == ["2026-12-31", "2027-12-31"])
        #expect(try Recurrences.extend(plan, db, worker("2027-12-20")).duties == 0)
        #expect(throws: Refusal.self) {
          try Recurrences.extend(plan, db, acting(.unitOfficer, tree.province, "2027-06-01"))
        }
      }
    }
  }
}
