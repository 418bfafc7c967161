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

struct ResponsibilityTests {
  @Test(arguments: TestOffice.engines)
  func `who was head on the last day answers for what was late`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let plan = try Plans.draft(
          PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "ke-hoach.txt",
          for: tree.province, db, act)
        try Plans.publish(plan, seen: 1, db, act)
        func head(_ name: String, _ from: String, _ to: String?) throws -> ID<Person> {
          let person = try People.create(PersonDraft(fullName: name), for: tree.hoaLoc, db, act)
          _ = try OfficeHoldings.appoint(
            OfficeDraft(
              person: person, unit: tree.hoaLoc, post: .head, from: SampleTree.day(from),
              to: to.map(SampleTree.day)), db, act)
          return person
        }
        let first = try head("Đỗ Hữu Đức", "2026-01-01", "2026-06-30")
        let second = try head("Võ Thị Lan", "2026-10-01", nil)
        let duties = try Duties.list(DutyQuestion(unit: tree.hoaLoc), db, act).lines
        let review = try #require(duties.first { $0.role == .executing })
        let commune = acting(.unitOfficer, tree.hoaLoc, "2026-12-20")
        let agency = acting(.standingAgency, tree.province, "2027-01-20")
        let more = SampleTree.day("2027-01-15")
        try Duties.askExtension(review.id, to: more, "Thiếu số liệu.", seen: 1, db, commune)
        try Duties.decideExtension(review.id, grant: more, seen: 2, db, agency)
        try Duties.report(
          review.id, "Xong.", seen: 3, db, acting(.unitOfficer, tree.hoaLoc, "2027-01-10"))
        let question = Responsibility.Question(
          from: SampleTree.day("2026-01-01"), to: SampleTree.day("2027-01-31"),
          unit: tree.hoaLoc)
        let lines = try Responsibility.ledger(question, db, agency).lines
        func line(_ person: ID<Person>?, _ unit: ID<Unit>) -> Responsibility.Line? {
          lines.first { $0.holder == Responsibility.Holder(unit: unit, person: person) }
        }
        let old = try #require(line(first, tree.hoaLoc))
        #expect(old.personName == "Đỗ Hữu Đức")
        #expect((old.all, old.late, old.stillOwed, old.firstLate) == (1, 1, 1, 1))
        let new = try #require(line(second, tree.hoaLoc))
        #expect((new.all, new.late, new.stillOwed, new.firstLate) == (1, 0, 0, 1))
        let vacant = try #require(line(nil, tree.economy))
        #expect(vacant.personName == nil && vacant.late == 1)
        let late = try Responsibility.duties(of: old.holder, question, db, agency)
        #expect(late.map(\.role) == [.coordinating])
        #expect(
          try Responsibility.ledger(
            question, db, acting(.unitOfficer, tree.quangDien, "2027-01-20")
          ).lines.isEmpty)
        // Who takes over later does not answer for what ran out before.
        try Units.end(
          tree.hoaLoc,
          UnitEnding(
            last: SampleTree.day("2027-01-31"), successors: [.init(tree.quangDien, .whole)],
            reason: "Nghị quyết 12/NQ-HĐND", under: .endToo),
          seen: try Units.find(tree.hoaLoc, on: act.today, db, act).version, db, act)
        let worker = TestOffice.act(
          .system("worker"), at: Instant(startOf: SampleTree.day("2027-02-01")))
        _ = try DutyPasses.carryOut(db, worker)
        let whole = Responsibility.Question(from: question.from, to: question.to)
        let after = try Responsibility.ledger(whole, db, worker).lines
        #expect(after.contains { $0.holder == new.holder && $0.firstLate == 1 })
        #expect(after.filter { $0.holder.unit == tree.quangDien }.allSatisfy { $0.late == 2 })
      }
    }
  }
}
