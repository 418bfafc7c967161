import Records
import Rules
import Store
import TestSupport
import Testing

/// The published sample plan, whose communes owe one duty until 31 December 2026, and a leader above them.
private struct Owed {
  let tree: SampleTree
  let officer: ID<Account>
  let leader: ID<Account>

  init(_ store: any Store) async throws {
    let act = TestOffice.act(at: Instant(startOf: SampleTree.day("2026-11-01")))
    tree = try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let plan = try Plans.draft(
        PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "ke-hoach.txt",
        for: tree.province, db, act)
      try Plans.publish(plan, seen: 1, db, act)
      return tree
    }
    officer = try await AccountOffice.add("thao", .unitOfficer, on: tree.hoaLoc, store)
    leader = try await AccountOffice.add("minh", .leader, on: tree.province, store)
    try await store.write { db in
      // Roles began with the tests' day; these tests look at days before it too.
      _ = try db.execute("UPDATE role_grant SET valid_from = '2026-01-01'")
    }
  }

  static func act(_ day: String) -> Act {
    TestOffice.act(at: Instant(startOf: SampleTree.day(day)).adding(seconds: 25_200))
  }

  /// Reminds as the worker does, in portions.
  static func remind(_ day: String, limit: Int = 2, _ store: any Store) async throws {
    var place: DutyPage.Place?
    repeat {
      place = try await store.write { [place] db in
        try Reminders.remind(after: place, limit: limit, db, act(day)).next
      }
    } while place != nil
  }

  static func words(_ account: ID<Account>, _ store: any Store) async throws -> [String] {
    let act = TestOffice.act(Actor(account: account, name: "", grants: []))
    return try await store.read { db in
      try Notices.list(db, act).notices.filter { $0.kind != .news }.map(\.words.description)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `each step is told once, however often the worker runs, and a lost day brings no flood`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let owed = try await Owed(store)
    try await Owed.remind("2026-12-01", store)
    #expect(try await Owed.words(owed.officer, store).isEmpty)
    for _ in 0..<2 { try await Owed.remind("2026-12-24", store) }
    let first = try await Owed.words(owed.officer, store)
    #expect(!first.isEmpty && first.allSatisfy { $0.contains("ngày làm việc là đến hạn") })
    #expect(try await Owed.words(owed.leader, store).isEmpty)
    // Off from here until after the last day: one step more, not three.
    try await Owed.remind("2027-01-04", store)
    try await Owed.remind("2027-01-05", store)
    let second = try await Owed.words(owed.officer, store)
    #expect(second.count == 2 * first.count)
    #expect(second.prefix(first.count).allSatisfy { $0.contains("đã quá hạn") })
    // Nobody heads the ward, and no leader is there: the step to the head tells nobody, and hurts nobody.
    try await Owed.remind("2027-01-08", store)
    #expect(try await Owed.words(owed.officer, store).count == second.count)
    #expect(try await Owed.words(owed.leader, store).isEmpty)
  }
}

@Test(arguments: TestOffice.engines)
func `more time means new reminders, and what is done is not reminded of`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let owed = try await Owed(store)
    try await Owed.remind("2026-12-31", store)
    let before = try await Owed.words(owed.officer, store)
    let duties = try await store.read { db in
      try Duties.list(DutyQuestion(unit: owed.tree.hoaLoc), db, TestOffice.act()).lines
    }
    let moved = try #require(duties.first { $0.role == .executing })
    try await store.write { db in
      let act = Owed.act("2026-12-31")
      _ = try db.execute("UPDATE duty SET due_on = '2027-01-15' WHERE id = \(moved.id)")
      for duty in duties where duty.id != moved.id {
        _ = try db.execute("UPDATE duty SET stage = 'reported' WHERE id = \(duty.id)")
      }
      _ = try Reminders.remind(db, act)
    }
    try await Owed.remind("2027-01-15", store)
    let after = try await Owed.words(owed.officer, store)
    #expect(after.count == before.count + 1)
    #expect(after.first?.contains("đến hạn ngày 15/01/2027") == true)
  }
}

@Test(arguments: TestOffice.engines)
func `leaders get what is overdue in their area, once a week`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let owed = try await Owed(store)
    func digest(_ day: String) async throws {
      let act = Owed.act(day)
      let readers = try await store.read { try Reminders.digestReaders($0, act) }
      #expect(readers == [owed.leader])
      for reader in readers {
        let news = try await store.read { try Reminders.digest(for: reader, $0, act) }
        if let news { try await store.write { try Notices.tell([news], $0, act) } }
      }
    }
    for day in ["2027-01-05", "2027-01-06", "2027-01-10"] { try await digest(day) }
    let told = try await Owed.words(owed.leader, store)
    #expect(told.count == 1)
    #expect(told.first?.contains("việc quá hạn của") == true)
    try await digest("2027-01-11")
    #expect(try await Owed.words(owed.leader, store).count == 2)
    let act = TestOffice.act(Actor(account: owed.leader, name: "", grants: []))
    let notices = try await store.read { try Notices.list($0, act).notices }
    #expect(notices.first { $0.kind == .digest }?.details.isEmpty == false)
  }
}

@Test(arguments: TestOffice.engines)
func `the steps are the office's to choose`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    let own = ReminderLadder(
      before: [10, 2], onDay: false, after: [], headAfter: nil, digest: .none)
    try await store.write { db in
      #expect(try Reminders.ladder(db) == (.standard, 0))
      try Reminders.choose(own, seen: 0, db, act)
      #expect(try Reminders.ladder(db) == (own, 1))
    }
    await #expect(throws: Refusal.self) {
      try await store.write { try Reminders.choose(.standard, seen: 0, $0, act) }
    }
    let officer = TestOffice.act(
      Actor(
        account: nil, name: "", grants: [Grant(role: .standingAgency, unit: nil)]))
    await #expect(throws: Refusal.self) {
      try await store.write { try Reminders.choose(.standard, seen: 1, $0, officer) }
    }
    #expect(try await store.read { try Reminders.digestReaders($0, act) }.isEmpty)
  }
}
