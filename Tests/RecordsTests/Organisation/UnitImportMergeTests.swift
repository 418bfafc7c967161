import Records
import Rules
import Store
import TestSupport
import Testing

private typealias Lists = UnitImportFixture

/// What people decide where lists do not.
struct UnitImportMergeTests {
  private static func question(_ store: any Store) async throws -> SuccessionQuestion {
    let act = TestOffice.act()
    let page = try await store.read { db in try UnitMerge.questions(db, act) }
    return try #require(page.questions.first)
  }

  @Test(arguments: TestOffice.engines)
  func `an answer becomes a succession, shares what another has whole, and can be taken back`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      _ = try await Lists.history(store)
      let act = TestOffice.act()
      let cat = try await Lists.unit("00007", on: Lists.first, store)
      let question = try await Self.question(store)
      try await store.write { db in
        try UnitMerge.decide(question.id, chosen: [cat], seen: question.version, db, act)
      }
      let decided = try await Lists.successions(store)
      #expect(decided.contains("Xã Cát > Xã Hạ part"))
      #expect(decided.contains("Xã Cát > Đặc khu Đảo part"))
      let answered = try await store.read { db in
        try UnitMerge.questions(answered: true, db, act).questions
      }
      #expect(answered.map(\.answer) == [.units])
      #expect(answered.first?.candidates.filter(\.isChosen).map(\.fullName) == ["Xã Cát"])
      try await store.write { db in
        try UnitMerge.undo(question.id, seen: question.version + 1, db, act)
      }
      let undone = try await Lists.successions(store)
      #expect(undone.contains("Xã Cát > Đặc khu Đảo whole"))
      #expect(undone.count == 7)
      #expect(try await Self.question(store).answer == nil)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `none needs a reason, a stale page is told, and later units are no predecessors`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      _ = try await Lists.history(store)
      let act = TestOffice.act()
      let question = try await Self.question(store)
      let newer = try await Lists.unit("00005", on: Lists.merged, store)
      await #expect(throws: Refusal.self) {
        try await store.write { db in
          try UnitMerge.decide(question.id, chosen: [], seen: question.version, db, act)
        }
      }
      await #expect(throws: Refusal.self) {
        try await store.write { db in
          try UnitMerge.decide(question.id, chosen: [newer], seen: question.version, db, act)
        }
      }
      try await store.write { db in
        try UnitMerge.decide(
          question.id, chosen: [], note: "Ghi nhầm", seen: question.version, db, act)
      }
      await #expect(throws: Refusal.self) {
        try await store.write { db in
          try UnitMerge.undo(question.id, seen: question.version, db, act)
        }
      }
      let open = try await store.read { db in try UnitMerge.questions(db, act).total }
      #expect(open == 0)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `an office's own units do not end with the one above, and people say where they go`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      try await Lists.take(Lists.old, on: Lists.first, store)
      let act = TestOffice.act()
      let island = try await Lists.unit("00005", on: Lists.first, store)
      let office = try await store.write { db in
        try Units.create(
          UnitDraft(
            UnitState(kind: .division, name: "Văn phòng", parent: island), from: Lists.first), db,
          act)
      }
      try await Lists.take(Lists.new, Lists.merges, on: Lists.merged, store)
      let questions = try await store.read { db in try UnitMerge.questions(db, act).questions }
      let question = try #require(questions.first { $0.topic == .subordinate })
      #expect(question.words == "Văn phòng")
      #expect(question.candidates.map(\.fullName) == ["Đặc khu Đảo"])
      let newer = try await Lists.unit("00005", on: Lists.merged, store)
      try await store.write { db in
        try UnitMerge.decide(question.id, chosen: [newer], seen: question.version, db, act)
      }
      let (before, after) = try await store.read { db in
        (
          try Units.find(office, on: Lists.merged.adding(days: -1), db, act).parent,
          try Units.find(office, on: Lists.merged, db, act).parent
        )
      }
      #expect(before == island && after == newer)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `units that nobody was made of are listed`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      _ = try await Lists.history(store)
      let act = TestOffice.act()
      let left = try await store.read { db in
        try UnitMerge.withoutSuccessor(on: Lists.merged, db, act).map(\.fullName)
      }
      #expect(left == ["Xã Mất"])
    }
  }

  @Test(arguments: TestOffice.engines)
  func `an office merges and splits by hand`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      _ = try await Lists.history(store)
      let act = TestOffice.act()
      let province = try await Lists.unit("01", on: Lists.merged, store)
      let (one, two) = (
        try await Lists.unit("00001", on: Lists.merged, store),
        try await Lists.unit("00003", on: Lists.merged, store)
      )
      let new = try await store.write { db in
        try UnitMerge.merge(
          [MergedUnit(one, .whole, seen: 1), MergedUnit(two, .whole, seen: 1)],
          into: UnitDraft(
            UnitState(kind: .commune, name: "An Hoà", parent: province), from: Lists.later,
            codes: [.statistics: "00001"]),
          source: "Nghị quyết thử", db, act)
      }
      #expect(try await Lists.unit("00001", on: Lists.later, store) == new)
      let parts = try await store.write { db in
        try UnitMerge.split(
          MergedUnit(new, .whole, seen: try Units.find(new, on: Lists.later, db, act).version),
          into: ["Xuân", "Hạ"].map {
            UnitDraft(
              UnitState(kind: .commune, name: $0, parent: province),
              from: Lists.later.adding(days: 100))
          },
          source: "Nghị quyết khác", db, act)
      }
      #expect(parts.count == 2)
      let successions = try await Lists.count("unit_succession", store)
      #expect(successions == 7 + 2 + 2)
    }
  }
}
