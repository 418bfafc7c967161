import Records
import Rules
import Store
import TestSupport
import Testing

private let signed = AmendmentFacts(
  number: "315/KH-UBND", signedOn: SampleTree.day("2026-11-19"), reason: "Theo chỉ đạo mới")

@Test(arguments: TestOffice.engines)
func `an amendment adds, changes and drops duties in one act, and the earlier state stays readable`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let office = try TreeOffice(db)
      let (tree, act) = (office.tree, office.act)
      let plan = try office.higher()
      let agency = office.by(.standingAgency, tree.province)
      // One commune has done its review before the plan changes.
      let reviews = try Duties.list(DutyQuestion(plan: plan), db, act).lines.filter {
        $0.due == SampleTree.day("2026-12-31")
      }
      let done = try #require(reviews.first { $0.unit == tree.hoaLoc })
      try Duties.report(done.id, "Đã rà soát.", seen: 1, db, office.by(.unitOfficer, tree.hoaLoc))

      let draft = try PlanAmendments.begin(on: plan, signed, db, agency)
      #expect(throws: Refusal.self) { try PlanAmendments.begin(on: plan, signed, db, agency) }
      #expect(try PlanAmendments.difference(draft, db, act).isEmpty)
      #expect(try Plans.obstacles(draft, db, act).count == 1)
      #expect(throws: Refusal.self) {
        try Plans.publish(draft, seen: office.version(draft), db, agency)
      }
      let tasks = try PlanTasks.list(of: draft, db, act)
      var review = PlanTasks.Draft(facts: tasks[1].facts, shares: tasks[1].shares)
      review.facts.deadline.day = SampleTree.day("2027-01-31")
      try PlanTasks.change(tasks[1].id, review, seen: 1, db, agency)
      try PlanTasks.remove(tasks[2].id, seen: 1, db, agency)
      _ = try PlanTasks.add(
        office.task(
          "Tập huấn", .task, TaskDeadline(day: SampleTree.day("2026-12-28")),
          office.unit(tree.homeAffairs, .lead)), to: draft, db, agency)
      // Nothing has happened to the plan yet, and no list has one plan twice.
      #expect(try Plans.list(db, act).map(\.id) == [plan])
      #expect(try Plans.progress(of: [plan], db, act)[plan]?.duties.all == 5)

      let preview = try PlanAmendments.preview(draft, db, act)
      #expect(preview == PlanAmendments.Effect(made: 1, changed: 2, dropped: 1, units: 3))
      #expect(throws: Refusal.self) {
        try PlanAmendments.publish(draft, seen: 1, db, office.by(.unitOfficer, tree.province))
      }
      let effect = try PlanAmendments.publish(draft, seen: office.version(draft), db, agency)
      #expect(effect == preview)
      let owed = try Duties.list(
        DutyQuestion(plan: plan, stages: DutyStage.allCases), db, act
      ).lines
      let moved = owed.filter { $0.title.hasPrefix("Rà soát") }
      #expect(moved.map(\.due) == [SampleTree.day("2027-01-31"), SampleTree.day("2027-01-31")])
      #expect(
        moved.map(\.firstDue) == [SampleTree.day("2026-12-31"), SampleTree.day("2026-12-31")])
      #expect(moved.first { $0.id == done.id }?.stage == .reported)
      let dropped = try #require(owed.first { $0.stage == .dropped })
      #expect(dropped.title.hasPrefix("Tuyên truyền"))
      let step = try #require(try DutySteps.list(of: dropped.id, db, act).last)
      #expect(step.kind == "drop")
      #expect(step.words.contains("315/KH-UBND: Theo chỉ đạo mới"))
      #expect(owed.contains { $0.title == "Tập huấn" && $0.unit == tree.homeAffairs })

      // The plan has the new state, the amendment the old one, and both say what happened between.
      let now = try PlanTasks.list(of: plan, db, act).filter { $0.droppedBy == nil }
      #expect(now.map(\.facts.text).map { $0.prefix(6) } == ["Ban hà", "Rà soá", "Tập hu"])
      #expect(now.map(\.position) == [1, 2, 3])
      #expect(now.map(\.addedBy) == [0, 0, 1])
      let was = try PlanTasks.list(of: draft, db, act)
      #expect(was.count == 3)
      #expect(was[1].facts.deadline.day == SampleTree.day("2026-12-31"))
      let difference = try PlanAmendments.difference(draft, db, act)
      #expect([difference.added, difference.changed, difference.dropped] == [1, 1, 1])
      #expect(difference.tasks.map { $0.before?.facts.text.prefix(4) } == ["Rà s", nil, "Tuyê"])
      let commune = office.by(.unitOfficer, tree.quangDien)
      #expect(try PlanAmendments.list(of: plan, db, commune).map(\.position) == [1])
      #expect(try Plans.find(draft, db, commune).amends == plan)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `an amendment is published once, by whoever saw its last state`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let office = try TreeOffice(db)
      let (tree, act) = (office.tree, office.act)
      let plan = try office.higher()
      let agency = office.by(.standingAgency, tree.province)
      #expect(throws: Refusal.self) {
        try PlanAmendments.begin(on: plan, AmendmentFacts(reason: " "), db, agency)
      }
      let unsigned = try PlanAmendments.begin(
        on: plan, AmendmentFacts(reason: "Đổi"), db, agency)
      #expect(throws: Refusal.notFound) {
        try Plans.find(unsigned, db, office.by(.unitOfficer, tree.hoaLoc))
      }
      let tasks = try PlanTasks.list(of: unsigned, db, act)
      try PlanTasks.remove(tasks[2].id, seen: 1, db, agency)
      #expect(
        try Plans.obstacles(unsigned, db, act).map(\.text.description).first?.contains(
          "số và ngày ký") == true)
      #expect(throws: Refusal.self) {
        try PlanAmendments.change(unsigned, signed, seen: 7, db, agency)
      }
      try PlanAmendments.change(unsigned, signed, seen: 1, db, agency)
      #expect(throws: Refusal.self) { try Plans.publish(unsigned, seen: 1, db, agency) }
      try Plans.publish(unsigned, seen: 2, db, agency)
      #expect(throws: Refusal.self) { try Plans.publish(unsigned, seen: 3, db, agency) }
      #expect(throws: Refusal.self) { try PlanTasks.remove(tasks[0].id, seen: 1, db, agency) }
      #expect(throws: Refusal.self) {
        try PlanAmendments.change(unsigned, signed, seen: 3, db, agency)
      }
      // A second one tells its own difference, and the first keeps its own.
      let second = try PlanAmendments.begin(on: plan, signed, db, agency)
      let again = try PlanTasks.list(of: second, db, act)
      #expect(again.count == 2)
      _ = try PlanTasks.add(
        PlanTasks.Draft(facts: tasks[2].facts, shares: tasks[2].shares), to: second, db, agency)
      try Plans.publish(second, seen: office.version(second), db, agency)
      let differences = try [unsigned, second].map { try PlanAmendments.difference($0, db, act) }
      #expect(differences.map(\.dropped) == [1, 0])
      #expect(differences.map(\.added) == [0, 1])
      #expect(try Plans.progress(of: [plan], db, act)[plan]?.duties.all == 5)
      // A draft that is not wanted goes, and leaves the plan as it is.
      let third = try PlanAmendments.begin(on: plan, signed, db, agency)
      try Plans.remove(third, seen: 1, db, agency)
      #expect(try PlanAmendments.list(of: plan, db, act).count == 2)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `units that a task loses or gains lose or gain their duties, and coordinate with the new lead`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let office = try TreeOffice(db)
      let (tree, act) = (office.tree, office.act)
      let plan = try office.draft(
        "Kế hoạch", tree.province,
        [
          office.task(
            "Họp giao ban", .meeting,
            TaskDeadline(words: "chậm nhất ngày 10 của các tháng 11, 12"),
            office.unit(tree.homeAffairs, .lead), office.unit(tree.hoaLoc, .coordinating))
        ])
      try Plans.publish(plan, seen: 1, db, act)
      let draft = try PlanAmendments.begin(on: plan, signed, db, act)
      let task = try PlanTasks.list(of: draft, db, act)[0]
      var changed = PlanTasks.Draft(facts: task.facts, shares: [])
      changed.facts.deadline.words = "chậm nhất ngày 10 của các tháng 12"
      changed.shares = [
        office.unit(tree.quangDien, .lead), office.unit(tree.hoaLoc, .coordinating),
      ]
      try PlanTasks.change(task.id, changed, seen: 1, db, act)
      try Plans.publish(draft, seen: 1, db, act)
      let owed = try Duties.list(DutyQuestion(plan: plan), db, act).lines
      let day = SampleTree.day("2026-12-10")
      #expect(owed.map(\.due) == [day, day])
      let lead = try #require(owed.first { $0.role == .lead })
      #expect(lead.unit == tree.quangDien)
      #expect(owed.first { $0.role == .coordinating }?.parent == lead.id)
      // Given back to the first one, as if nothing had been.
      let back = try PlanAmendments.begin(on: plan, signed, db, act)
      let now = try PlanTasks.list(of: back, db, act)[0]
      try PlanTasks.change(
        now.id, PlanTasks.Draft(facts: now.facts, shares: task.shares), seen: 1, db, act)
      try Plans.publish(back, seen: 1, db, act)
      let last = try Duties.list(DutyQuestion(plan: plan), db, act).lines
      #expect(Set(last.map(\.unit)) == [tree.homeAffairs, tree.hoaLoc])
      #expect(last.count == 2)
    }
  }
}
