import Records
import Rules
import Store
import TestSupport
import Testing

@Test(arguments: TestOffice.engines)
func `last year's plan becomes a draft for this year that waits until all is confirmed`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let act = TestOffice.act()
      let tree = try SampleTree.make(db, act)
      let last = try Plans.draft(
        PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "a.txt", for: tree.province,
        db, act)
      #expect(throws: Refusal.self) {
        try PlanCopies.make(of: last, year: 2027, title: "Cải cách", db, act)
      }
      try Plans.publish(last, seen: 1, db, act)
      #expect(throws: Refusal.self) { try PlanCopies.make(of: last, year: 1, title: "", db, act) }
      let copy = try PlanCopies.make(
        of: last, year: 2027, title: "Cải cách hành chính năm 2027", db, act)
      let plan = try Plans.find(copy, db, act)
      #expect(plan.copiedFrom == last)
      #expect(plan.facts.reference == nil)
      #expect(plan.facts.signedOn == nil)
      let tasks = try PlanTasks.list(of: copy, db, act)
      #expect(tasks.map(\.isCarriedOver) == [true, true, true])
      #expect(Plans.days(tasks[0], plan) == [SampleTree.day("2027-03-30")])
      #expect(tasks[1].facts.deadline.words == "Quý IV/2027")
      #expect(tasks[0].shares.map(\.who) == [.unit(tree.homeAffairs), .group(.communes)])
      #expect(try PlanBases.list(of: copy, db, act).map(\.number) == ["76/NQ-CP"])
      #expect(try PlanCopies.unfinished(plan, db, act).map(\.duties) == [3, 2, 1])
      // Three tasks and the targets.
      #expect(try Plans.obstacles(copy, db, act).count == 4)
      #expect(throws: Refusal.notFound) {
        try PlanCopies.confirm(
          nil, in: copy, db,
          TestOffice.act(
            Actor(
              account: nil, name: "x", grants: [Grant(role: .unitOfficer, unit: tree.hoaLoc)])))
      }
      try PlanCopies.confirm(tasks[0].id, in: copy, db, act)
      #expect(try Plans.obstacles(copy, db, act).count == 3)
      let second = PlanTasks.Draft(facts: tasks[1].facts, shares: tasks[1].shares)
      try PlanTasks.change(tasks[1].id, second, seen: 1, db, act)
      #expect(try Plans.obstacles(copy, db, act).count == 2)
      try PlanCopies.confirm(nil, in: copy, db, act)
      #expect(try Plans.obstacles(copy, db, act).isEmpty)
      try Plans.publish(copy, seen: 1, db, act)
      #expect(throws: Refusal.self) { try PlanCopies.confirm(nil, in: copy, db, act) }
    }
  }
}
