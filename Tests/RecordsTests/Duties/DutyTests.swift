import Records
import Rules
import Store
import TestSupport
import Testing

private func officer(_ role: Role, _ unit: ID<Unit>, _ day: String = "2026-11-20") -> Act {
  TestOffice.act(
    Actor(account: nil, name: "thử", grants: [Grant(role: role, unit: unit)]),
    at: Instant(startOf: SampleTree.day(day)))
}

/// A commune's duty of the published sample plan, due on 31 December 2026.
private func duty(
  _ tree: SampleTree, _ db: any Writer, _ act: Act
) throws -> DutyLine {
  let plan = try Plans.draft(
    PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "ke-hoach.txt",
    for: tree.province, db, act)
  try Plans.publish(plan, seen: 1, db, act)
  let owed = try Duties.list(DutyQuestion(unit: tree.hoaLoc), db, act).lines
  return try #require(owed.first { $0.role == .executing })
}

@Test(arguments: TestOffice.engines)
func `a duty is reported, sent back, reported again and accepted`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let duty = try duty(tree, db, act)
      let commune = officer(.unitOfficer, tree.hoaLoc, "2026-12-10")
      let agency = officer(.standingAgency, tree.province, "2026-12-15")
      try Duties.report(duty.id, "Đã rà soát 112 thủ tục.", seen: 1, db, commune)
      try Duties.sendBack(duty.id, "Thiếu danh mục kèm theo.", seen: 2, db, agency)
      let returned = try Duties.find(duty.id, db, commune)
      #expect(returned.stage == .returned)
      #expect(returned.reportedOn == nil)
      let late = officer(.unitOfficer, tree.hoaLoc, "2027-01-04")
      #expect(returned.timing(on: late.today) == .overdue)
      try Duties.report(duty.id, "Đã bổ sung danh mục.", seen: 3, db, late)
      try Duties.accept(duty.id, seen: 4, db, officer(.standingAgency, tree.province, "2027-01-05"))
      let done = try Duties.find(duty.id, db, commune)
      #expect(done.stage == .accepted)
      #expect(done.timing(on: late.today) == .late)
      #expect(
        try DutySteps.list(of: duty.id, db, commune).map(\.kind)
          == ["report", "sendBack", "report", "accept"])
      let count = try Duties.count(DutyQuestion(unit: tree.hoaLoc, stages: [.accepted]), db, act)
      #expect(count.accepted == 1)
      #expect(count.onTime == 0)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `more time is granted without losing the first date`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let duty = try duty(tree, db, act)
      let commune = officer(.unitOfficer, tree.hoaLoc, "2026-12-20")
      let agency = officer(.standingAgency, tree.province, "2026-12-21")
      let day = SampleTree.day("2027-01-15")
      #expect(throws: Refusal.self) {
        try Duties.askExtension(duty.id, to: duty.due, "Bận", seen: 1, db, commune)
      }
      try Duties.askExtension(duty.id, to: day, "Thiếu số liệu.", seen: 1, db, commune)
      #expect(throws: Refusal.self) {
        try Duties.askExtension(duty.id, to: day, "Lần nữa.", seen: 2, db, commune)
      }
      #expect(try Duties.extensionAsked(of: duty.id, db, agency)?.due == day)
      try Duties.decideExtension(duty.id, grant: day, seen: 2, db, agency)
      let granted = try Duties.find(duty.id, db, commune)
      #expect(granted.due == day)
      #expect(granted.firstDue == duty.due)
      let late = officer(.unitOfficer, tree.hoaLoc, "2027-01-10")
      try Duties.report(duty.id, "Đã xong.", seen: 3, db, late)
      let done = try Duties.find(duty.id, db, commune)
      #expect(done.timing(on: late.today) == .onTime)
      #expect(done.timing(on: late.today, byFirst: true) == .late)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `nobody reports for another unit, and a stale answer changes nothing`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let duty = try duty(tree, db, act)
      let other = officer(.unitOfficer, tree.quangDien)
      #expect(throws: Refusal.notFound) {
        try Duties.report(duty.id, "Xong.", seen: 1, db, other)
      }
      let viewer = officer(.viewer, tree.hoaLoc)
      #expect(throws: Refusal.self) { try Duties.report(duty.id, "Xong.", seen: 1, db, viewer) }
      let commune = officer(.unitOfficer, tree.hoaLoc)
      #expect(throws: Refusal.self) { try Duties.accept(duty.id, seen: 1, db, commune) }
      #expect(throws: Refusal.self) { try Duties.report(duty.id, "  ", seen: 1, db, commune) }
      #expect(throws: Duties.stale) {
        try Duties.report(duty.id, "Xong.", seen: 7, db, commune)
      }
      #expect(try Duties.find(duty.id, db, commune).stage == .open)
      #expect(try DutySteps.list(of: duty.id, db, commune).isEmpty)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `lists part duties by their dates`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let plan = try #require(try duty(tree, db, act).plan)
      func count(_ due: DutyQuestion.Due, _ day: String) throws -> Int {
        let act = officer(.standingAgency, tree.province, day)
        return try Duties.list(DutyQuestion(plan: plan, due: due), db, act).lines.count
      }
      #expect(try count(.overdue, "2026-03-30") == 0)
      #expect(try count(.thisWeek, "2026-03-30") == 3)
      #expect(try count(.overdue, "2026-03-31") == 3)
      #expect(try count(.soon, "2026-12-22") == 3)
      #expect(try count(.later, "2026-12-01") == 3)
      #expect(try count(.overdue, "2027-01-01") == 6)
      let first = try Duties.list(DutyQuestion(plan: plan), limit: 4, db, act)
      let rest = try Duties.list(DutyQuestion(plan: plan), after: first.next, limit: 4, db, act)
      #expect(first.lines.count == 4 && rest.lines.count == 2 && rest.next == nil)
    }
  }
}
