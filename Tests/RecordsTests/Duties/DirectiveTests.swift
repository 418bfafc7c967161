import Records
import Rules
import Store
import TestSupport
import Testing

private func officer(_ role: Role, _ unit: ID<Unit>) -> Act {
  TestOffice.act(
    Actor(account: nil, name: "thử", grants: [Grant(role: role, unit: unit)]),
    at: Instant(startOf: SampleTree.day("2026-11-20")))
}

private func draft(_ giver: ID<Unit>, _ units: [(ID<Unit>, DutyRole)]) -> DirectiveDraft {
  DirectiveDraft(
    giver: giver, number: "45/TB-UBND", givenOn: SampleTree.day("2026-11-18"),
    text: "Báo cáo hồ sơ đất đai trễ hạn.", due: SampleTree.day("2026-12-05"),
    shares: units.map { TaskShare(role: $1, words: "", who: .unit($0), isSure: true) })
}

struct DirectiveTests {
  @Test(arguments: TestOffice.engines)
  func `a directive gives each unit a duty without a plan`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let leader = officer(.leader, tree.province)
        let given = try Directives.give(
          draft(
            tree.province,
            [(tree.hoaLoc, .coordinating), (tree.homeAffairs, .lead), (tree.quangDien, .executing)]
          ), db, leader)
        #expect(given.count == 3)
        let lead = try Duties.find(given[0], db, leader)
        #expect(lead.unit == tree.homeAffairs && lead.role == .lead && lead.plan == nil)
        #expect(try Directives.of(lead, db)?.number == "45/TB-UBND")
        var question = DutyQuestion()
        question.isDirective = true
        let lines = try Duties.list(question, db, leader).lines
        #expect(lines.count == 3 && lines.allSatisfy { $0.directive == lead.directive })
        let own = try Duties.list(question, db, officer(.unitOfficer, tree.hoaLoc)).lines
        #expect(own.map(\.lead) == [tree.homeAffairs])
        let group = [TaskShare(role: .executing, words: "", who: .group(.communes), isSure: true)]
        var all = draft(tree.province, [])
        all.shares = group
        #expect(try Directives.give(all, db, leader).count == 2)
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `nobody gives to units beyond their own, or without saying who wants what`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let leader = officer(.leader, tree.hoaLoc)
        let right = draft(tree.hoaLoc, [(tree.economy, .executing)])
        func refused(_ field: String, _ change: (inout DirectiveDraft) -> Void) throws {
          var wrong = right
          change(&wrong)
          do {
            try Directives.give(wrong, db, leader)
            Issue.record("\(field) was let through")
          } catch Refusal.invalid(let problems) {
            #expect(problems.map(\.field) == [field])
          }
        }
        func shares(_ units: [(ID<Unit>, DutyRole)]) -> [TaskShare] {
          draft(tree.hoaLoc, units).shares
        }
        try refused("units") { $0.shares = [] }
        try refused("units") { $0.shares = shares([(tree.quangDien, .executing)]) }
        try refused("units") { $0.shares = shares([(act.newID(), .executing)]) }
        try refused("units") { $0.shares = shares([(tree.economy, .coordinating)]) }
        try refused("units") { $0.shares = shares([(tree.economy, .lead), (tree.hoaLoc, .lead)]) }
        try refused("giver") { $0.giver = act.newID() }
        let foreign = draft(tree.quangDien, [(tree.quangDien, .executing)])
        #expect(throws: Refusal.self) { try Directives.give(foreign, db, leader) }
        try refused("givenBy") { $0.number = " " }
        try refused("text") { $0.text = "…" }
        try refused("givenOn") { $0.givenOn = SampleTree.day("2026-11-21") }
        try refused("due") { $0.due = SampleTree.day("2026-11-17") }
        try refused("due") { $0.due = SampleTree.day("9999-12-31") }
        for other in [
          officer(.unitOfficer, tree.hoaLoc), officer(.viewer, tree.province),
          officer(.leader, tree.province),
        ] {
          #expect(throws: Refusal.self) { try Directives.give(right, db, other) }
        }
        #expect(try Duties.list(DutyQuestion(), db, act).lines.isEmpty)
        #expect(try Directives.give(right, db, leader).count == 1)
      }
    }
  }
}
