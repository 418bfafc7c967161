import Records
import Rules
import Store
import TestSupport
import Testing

private let readPlan = PlanReader.read(SamplePlan.text)

private func draft(
  _ tree: SampleTree, _ db: any Writer, _ act: Act
) throws -> ID<OfficePlan> {
  try Plans.draft(
    readPlan, text: SamplePlan.text, name: "ke-hoach.txt", for: tree.province, db, act)
}

private func officer(_ role: Role, _ unit: ID<Unit>) -> Act {
  TestOffice.act(Actor(account: nil, name: "thử", grants: [Grant(role: role, unit: unit)]))
}

@Test(arguments: TestOffice.engines)
func `a plan that was read becomes a draft with its agencies found in the tree`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let id = try draft(tree, db, act)
      let plan = try Plans.find(id, db, act)
      #expect(plan.facts.reference == "18/KH-UBND")
      #expect(plan.facts.title == "Cải cách hành chính tỉnh Hương Giang năm 2026")
      #expect(plan.facts.signedOn == SampleTree.day("2026-01-12"))
      let tasks = try PlanTasks.list(of: id, db, act)
      try #require(tasks.count == 3)
      #expect(tasks[0].shares.map(\.who) == [.unit(tree.homeAffairs), .group(.communes)])
      #expect(tasks[0].shares.map(\.role) == [.lead, .coordinating])
      #expect(tasks[1].shares.map(\.who) == [.group(.communes)])
      #expect(tasks[2].shares.map(\.who) == [.unit(tree.economy)])
      #expect(tasks[2].facts.deadline.isContinuous)
      #expect(try PlanTargets.list(of: id, db, act).map(\.facts.value) == [98])
      #expect(try Plans.source(of: id, db, act)?.text == SamplePlan.text)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `publishing gives every unit what it owes, once`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let id = try draft(tree, db, act)
      #expect(try Plans.obstacles(id, db, act).isEmpty)
      let made = try Plans.publish(id, seen: 1, db, act)
      // Lead, two communes that coordinate; two that review; one that informs.
      #expect(made == Plans.Published(duties: 6, units: 4))
      let owed = try Duties.list(DutyQuestion(plan: id), db, act).lines
      let lead = try #require(owed.first { $0.role == .lead && $0.unit == tree.homeAffairs })
      #expect(lead.due == SampleTree.day("2026-03-30"))
      #expect(owed.filter { $0.role == .coordinating }.map(\.parent) == [lead.id, lead.id])
      #expect(
        Set(owed.filter { $0.role == .executing }.map(\.unit)) == [tree.hoaLoc, tree.quangDien])
      #expect(owed.last?.due == SampleTree.day("2026-12-31"))
      #expect(throws: Refusal.self) { try Plans.publish(id, seen: 2, db, act) }
      #expect(try Duties.list(DutyQuestion(plan: id), db, act).lines.count == 6)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a plan with something unsettled is not published and says all that is missing`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    let problems: [Problem] = try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let id = try draft(tree, db, act)
      let facts = TaskFacts(text: "Việc không rõ hạn", deadline: TaskDeadline())
      let unknown = TaskShare(
        role: .lead, words: "Sở Tài chính", who: .unknown, isSure: false)
      let first = try PlanTasks.add(.init(facts: facts, shares: []), to: id, db, act)
      let second = try PlanTasks.add(.init(facts: facts, shares: [unknown]), to: id, db, act)
      let found = try Plans.obstacles(id, db, act)
      #expect(found.map(\.field) == [first.text, second.text])
      #expect(found[1].text.description.contains("Sở Tài chính"))
      #expect(throws: Refusal.invalid(found)) { try Plans.publish(id, seen: 1, db, act) }
      return found
    }
    #expect(problems.count == 2)
  }
}

@Test(arguments: TestOffice.engines)
func `what an officer says of an agency is remembered for the next plan`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let id = try draft(tree, db, act)
      let task = try PlanTasks.list(of: id, db, act)[2]
      var changed = PlanTasks.Draft(facts: task.facts, shares: task.shares)
      changed.shares[0] = TaskShare(
        role: .lead, words: "Phòng Kinh tế", who: .unit(tree.hoaLoc), isSure: true)
      try PlanTasks.change(task.id, changed, seen: task.version, db, act)
      #expect(throws: Refusal.self) {
        try PlanTasks.change(task.id, changed, seen: task.version, db, act)
      }
      let next = try draft(tree, db, act)
      #expect(try PlanTasks.list(of: next, db, act)[2].shares.map(\.who) == [.unit(tree.hoaLoc)])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a draft is its makers' own; a published plan is seen below`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let id = try draft(tree, db, act)
      let commune = officer(.unitOfficer, tree.hoaLoc)
      for other in [
        commune, officer(.viewer, tree.province), officer(.unitOfficer, tree.homeAffairs),
      ] { #expect(throws: Refusal.notFound) { try Plans.find(id, db, other) } }
      for maker in [
        officer(.standingAgency, tree.province), officer(.leader, tree.province),
        officer(.unitOfficer, tree.province),
      ] { #expect(try Plans.list(db, maker).map(\.id) == [id]) }
      try Plans.publish(id, seen: 1, db, act)
      #expect(try Plans.find(id, db, commune).stage == .published)
      #expect(try Plans.list(db, commune).map(\.id) == [id])
      // Of the duties a commune sees its own, and not the other commune's.
      let seen = try Duties.list(DutyQuestion(), db, commune).lines
      #expect(Set(seen.map(\.unit)) == [tree.hoaLoc, tree.economy])
      #expect(throws: Refusal.self) {
        try Plans.create(
          PlanFacts(kind: "Kế hoạch", title: "CCHC", year: 2026), for: tree.province, db, commune)
      }
    }
  }
}

@Test(arguments: TestOffice.engines)
func `what publishing will make is told before, and how far it has come after`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let id = try draft(tree, db, act)
      let preview = try Plans.preview(id, db, act)
      #expect(try Duties.list(DutyQuestion(plan: id), db, act).lines.isEmpty)
      #expect(
        try Plans.progress(of: [id], db, act)[id]
          == PlanProgress(tasks: 3, duties: DutyTally(all: 0, accepted: 0, overdue: 0)))
      let plan = try Plans.find(id, db, act)
      let groups = try Plans.groupSizes(plan, db, act)
      #expect(groups[.communes] == 2)
      #expect(groups[.departments] == 1)
      #expect(groups[.districts] == nil)
      #expect(try Plans.publish(id, seen: 1, db, act) == preview)
      let duties = try Duties.list(DutyQuestion(plan: id), db, act).lines
      let first = try #require(duties.first { $0.role == .executing })
      try Duties.report(
        first.id, "Đã rà soát", seen: 1, db, officer(.unitOfficer, first.unit))
      try Duties.accept(first.id, seen: 2, db, officer(.standingAgency, tree.province))
      // In November the three duties of March are overdue.
      let tally = DutyTally(all: 6, accepted: 1, overdue: 3)
      #expect(try Plans.progress(of: [id], db, act)[id]?.duties == tally)
      let tasks = try PlanTasks.list(of: id, db, act)
      let each = try Plans.taskProgress(of: id, db, act)
      #expect(each[tasks[0].id] == DutyTally(all: 3, accepted: 0, overdue: 3))
      #expect(each[tasks[1].id] == DutyTally(all: 2, accepted: 1, overdue: 0))
      let commune = officer(.unitOfficer, tree.quangDien)
      #expect(try Plans.progress(of: [id], db, commune)[id]?.duties.all == 2)
      #expect(try Plans.years(db, commune) == [2026])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a draft is removed with all that stands in it; a published plan stays`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let id = try draft(tree, db, act)
      let kept = try draft(tree, db, act)
      #expect(throws: Refusal.self) { try Plans.remove(id, seen: 7, db, act) }
      #expect(throws: Refusal.notFound) {
        try Plans.remove(id, seen: 1, db, officer(.unitOfficer, tree.hoaLoc))
      }
      try Plans.remove(id, seen: 1, db, act)
      #expect(throws: Refusal.notFound) { try Plans.find(id, db, act) }
      #expect(try Plans.list(db, act).map(\.id) == [kept])
      let left = try db.row("SELECT COUNT(*) AS n FROM plan_task WHERE plan_id = \(id)")
      #expect(try left?.get("n", as: Int.self) == 0)
      try Plans.publish(kept, seen: 1, db, act)
      #expect(throws: Refusal.self) { try Plans.remove(kept, seen: 2, db, act) }
      let entries = try db.rows(
        "SELECT action FROM audit_entry WHERE subject_id = \(id) ORDER BY seq")
      #expect(
        try entries.map { try $0.get("action", as: String.self) } == [
          "plan.draft", "plan.remove",
        ])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `tasks keep their numbers without gaps, and a group without units keeps a plan back`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let id = try draft(tree, db, act)
      let tasks = try PlanTasks.list(of: id, db, act)
      try PlanTasks.remove(tasks[0].id, seen: 1, db, act)
      let left = try PlanTasks.list(of: id, db, act)
      #expect(left.map(\.position) == [1, 2])
      let nobody = TaskShare(
        role: .executing, words: "UBND các huyện", who: .group(.districts), isSure: true)
      let ended = TaskShare(
        role: .lead, words: "UBND xã Phú Lộc", who: .unit(tree.phuLoc), isSure: true)
      for share in [nobody, ended] {
        _ = try PlanTasks.add(
          .init(
            facts: TaskFacts(text: "Việc", deadline: TaskDeadline(isContinuous: true)),
            shares: [share]), to: id, after: 1, db, act)
      }
      #expect(try PlanTasks.list(of: id, db, act).map(\.position) == [1, 2, 3, 4])
      let problems = try Plans.obstacles(id, db, act).map(\.text.description)
      #expect(problems.count == 2)
      #expect(problems[0].contains("“UBND xã Phú Lộc” không còn hoạt động"))
      #expect(problems[1].contains("không có đơn vị nào trực thuộc"))
    }
  }
}

@Test(arguments: TestOffice.engines)
func `words that one task settles are settled in the plan's other tasks`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let id = try draft(tree, db, act)
      let facts = TaskFacts(text: "Việc", deadline: TaskDeadline(isContinuous: true))
      let unknown = TaskShare(role: .lead, words: "Phòng Nội vụ", who: .unknown, isSure: false)
      var ids: [ID<PlanTask>] = []
      for _ in 0..<3 {
        ids.append(try PlanTasks.add(.init(facts: facts, shares: [unknown]), to: id, db, act))
      }
      let settled = TaskShare(
        role: .lead, words: "phòng nội vụ", who: .unit(tree.homeAffairs), isSure: true)
      try PlanTasks.change(ids[0], .init(facts: facts, shares: [settled]), seen: 1, db, act)
      for other in ids.dropFirst() {
        let task = try PlanTasks.find(other, db, act)
        #expect(task.shares.map(\.who) == [.unit(tree.homeAffairs)])
        #expect(task.shares.map(\.words) == ["Phòng Nội vụ"])
        #expect(task.version == 2)
      }
      #expect(try Plans.obstacles(id, db, act).isEmpty)
    }
  }
}
