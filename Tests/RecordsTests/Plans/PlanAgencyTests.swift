import Records
import Rules
import Store
import TestSupport
import Testing

/// Two tasks of unknown agencies, one without a unit and a time limit.
private let text = SamplePlan.text
  .replacing("Cơ quan chủ trì: Sở Nội vụ.", with: "Cơ quan chủ trì: Ban Tuyên truyền.")
  .replacing(
    "Cơ quan chủ trì: Phòng Kinh tế.",
    with: "Cơ quan chủ trì: Ban  tuyên truyền; các ngành liên quan.")

private func draft(
  _ tree: SampleTree, _ db: any Writer, _ act: Act
) throws -> ID<OfficePlan> {
  try Plans.draft(
    PlanReader.read(text), text: text, name: "ke-hoach.txt", for: tree.province, db, act)
}

struct PlanAgencyTests {
  @Test(arguments: TestOffice.engines)
  func `each doubtful name is asked once, settled in all tasks and remembered`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let id = try draft(tree, db, act)
        let doubts = PlanTasks.doubts(in: try PlanTasks.list(of: id, db, act))
        try #require(doubts.count == 2)
        #expect(doubts[0].words == "Ban Tuyên truyền" && doubts[0].tasks == [1, 3])
        #expect(doubts[0].who == .unknown)
        #expect(doubts[1].who == .group(.departments) && doubts[1].tasks == [3])
        try PlanTasks.settle(
          [
            ("Ban Tuyên truyền", .unit(tree.homeAffairs)), ("các ngành liên quan", .group(.organs)),
          ],
          in: id, db, act)
        let tasks = try PlanTasks.list(of: id, db, act)
        #expect(PlanTasks.doubts(in: tasks).isEmpty)
        #expect(tasks[0].shares[0].who == .unit(tree.homeAffairs))
        #expect(tasks[2].shares.map(\.who) == [.unit(tree.homeAffairs), .group(.organs)])
        #expect(try Plans.obstacles(id, db, act).isEmpty)
        let next = try draft(tree, db, act)
        #expect(PlanTasks.doubts(in: try PlanTasks.list(of: next, db, act)).isEmpty)
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `an agency outside of the office stays named, gets no duty, and is remembered`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let id = try draft(tree, db, act)
        try PlanTasks.settle(
          [("Ban Tuyên truyền", .outside), ("các ngành liên quan", .outside)], in: id, db, act)
        let tasks = try PlanTasks.list(of: id, db, act)
        #expect(tasks[0].shares.map(\.who) == [.outside, .group(.communes)])
        #expect(tasks[0].shares[0].words == "Ban Tuyên truyền")
        // Task 3 has nobody left who could do it.
        #expect(try Plans.obstacles(id, db, act).map(\.field) == [tasks[2].id.text])
        try PlanTasks.change(
          tasks[2].id,
          .init(
            facts: tasks[2].facts,
            shares: tasks[2].shares + [
              TaskShare(
                role: .executing, words: "Phòng Kinh tế", who: .unit(tree.economy), isSure: true)
            ]), seen: tasks[2].version, db, act)
        #expect(try Plans.publish(id, seen: 1, db, act).duties == 5)
        let next = try draft(tree, db, act)
        #expect(try PlanTasks.list(of: next, db, act)[0].shares[0].who == .outside)
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `names are settled by those who draft, for units they see, in drafts only`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let id = try draft(tree, db, act)
        let leader = TestOffice.act(
          Actor(account: nil, name: "thử", grants: [Grant(role: .leader, unit: tree.province)]))
        #expect(throws: Refusal.self) {
          try PlanTasks.settle([("Ban Tuyên truyền", .outside)], in: id, db, leader)
        }
        #expect(throws: Refusal.notFound) {
          try PlanTasks.settle([("Ban Tuyên truyền", .unit(act.newID()))], in: id, db, act)
        }
        try PlanTasks.settle([("Ban Tuyên truyền", .unknown)], in: id, db, act)
        #expect(PlanTasks.doubts(in: try PlanTasks.list(of: id, db, act)).count == 2)
        try PlanTasks.settle(
          [
            ("Ban Tuyên truyền", .unit(tree.homeAffairs)), ("các ngành liên quan", .group(.organs)),
          ],
          in: id, db, act)
        try Plans.publish(id, seen: 1, db, act)
        #expect(throws: Refusal.self) {
          try PlanTasks.settle([("Ban Tuyên truyền", .outside)], in: id, db, act)
        }
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a remark is put aside once`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let id = try draft(tree, db, act)
        for _ in 1...2 { try Plans.see(remark: "numberingJump-40", of: id, db, act) }
        #expect(try Plans.remarksSeen(of: id, db, act) == ["numberingJump-40"])
        #expect(throws: Refusal.notFound) {
          try Plans.see(remark: String(repeating: "a", count: 61), of: id, db, act)
        }
        #expect(throws: Refusal.notFound) { try Plans.see(remark: "a b", of: id, db, act) }
        try Plans.remove(id, seen: 1, db, act)
      }
    }
  }
}
