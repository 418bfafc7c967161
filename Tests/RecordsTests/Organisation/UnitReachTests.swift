import Records
import Rules
import Store
import TestSupport
import Testing

/// How far lists of units and questions about mergers go for a role bound to one unit.
struct UnitReachTests {
  private typealias Lists = UnitImportFixture

  /// Two provinces side by side.
  private static let two = Lists.file(
    "two.csv",
    ["01|Tỉnh Tây Sơn|", "02|Tỉnh Đông Hải|", "00001|Xã An Hòa|01", "00002|Xã Đảo|02"])

  private static let later = Lists.file(
    "two.csv",
    ["01|Tỉnh Tây Sơn|", "02|Tỉnh Đông Hải|", "00001|Phường An Hòa|01", "00002|Phường Đảo|02"])

  private static let three = Lists.file(
    "three.csv",
    [
      "01|Tỉnh Tây Sơn|", "02|Tỉnh Đông Hải|", "03|Tỉnh Bắc Sa|", "00001|Phường An Hòa|01",
      "00002|Phường Đảo|02", "00003|Xã Cồn|03",
    ])

  /// A role, the code of the unit it is bound to (nil: the whole office), the provinces asked for.
  private static let imports: [(Role, String?, UnitListFile, [String], Bool)] = [
    (.administrator, nil, three, [], true),
    (.standingAgency, nil, three, [], true),
    (.standingAgency, "01", later, ["01"], true),
    (.administrator, "01", later, ["01"], true),
    (.standingAgency, "01", later, [], false),
    (.standingAgency, "01", later, ["02"], false),
    (.standingAgency, "01", three, ["03"], false),
    (.standingAgency, "00001", later, ["01"], true),
    (.standingAgency, "00002", later, ["01"], false),
    (.leader, nil, later, ["01"], false),
    (.unitOfficer, "01", later, ["01"], false),
    (.inspector, "01", later, ["01"], false),
    (.viewer, nil, later, ["01"], false),
  ]

  @Test(arguments: TestOffice.engines)
  func `a list is taken over by whom everything that it changes is under`(
    engine: Engine
  ) async throws {
    for (role, code, list, provinces, isAllowed) in UnitReachTests.imports {
      try await TestOffice.on(engine) { store in
        try await Lists.take(UnitReachTests.two, on: Lists.first, store)
        let act = try await UnitReachTests.act(role, code, store)
        let request = UnitImportRequest(
          list: list, effectiveOn: Lists.later, provinces: provinces)
        let before = try await Lists.tree(on: Lists.later, store)
        let isDone = try await isCarriedOut {
          try await store.write { db in
            let plan = try UnitImport.plan(request, db, act)
            #expect(plan.isChange)
            _ = try UnitImport.apply(plan, db, act)
          }
        }
        let words = "\(role) \(code ?? "-") \(provinces)"
        #expect(isDone == isAllowed, "\(words)")
        #expect((try await Lists.tree(on: Lists.later, store) == before) != isAllowed, "\(words)")
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a plan that one made does not help another whose reach is smaller`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      try await Lists.take(UnitReachTests.two, on: Lists.first, store)
      let act = try await UnitReachTests.act(.standingAgency, "01", store)
      let request = UnitImportRequest(list: UnitReachTests.later, effectiveOn: Lists.later)
      try await store.write { db in
        let plan = try UnitImport.plan(request, db, TestOffice.act())
        #expect(throws: Refusal.self) { try UnitImport.apply(plan, db, act) }
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the form offers the provinces that are in reach`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      try await Lists.take(UnitReachTests.two, on: Lists.first, store)
      for (role, code, provinces) in [
        (Role.administrator, nil, []), (.standingAgency, "01", ["01"]),
        (.standingAgency, "00002", []), (.leader, "01", []),
      ] as [(Role, String?, [String])] {
        let act = try await UnitReachTests.act(role, code, store)
        #expect(
          try await store.read { try UnitImport.provinces($0, act) } == provinces, "\(role)")
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `questions are seen and decided by whom their units are under`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      _ = try await Lists.history(store)
      let all = try await store.read {
        try UnitMerge.questions(limit: 100, $0, TestOffice.act()).questions
      }
      let asked = try #require(all.first { $0.topic == .predecessor })
      let code = try await store.read { db in
        try db.row("SELECT code FROM unit_code WHERE unit_id = \(asked.unit)")?
          .get("code", as: String.self)
      }
      let other = try await store.write { db in
        try Units.create(
          UnitDraft(
            UnitState(kind: .province, name: "Bắc Sa", parent: nil), from: Lists.merged), db,
          TestOffice.act())
      }
      for (role, unit, count) in [
        (Role.standingAgency, try await Lists.unit("01", on: Lists.later, store), all.count),
        (.standingAgency, asked.unit, all.count { $0.unit == asked.unit }),
        (.standingAgency, other, 0),
      ] {
        let act = TestOffice.act(
          Actor(account: nil, name: "A", grants: [Grant(role: role, unit: unit)]))
        try await store.read { db in
          let page = try UnitMerge.questions(limit: 100, db, act)
          #expect(page.questions.count == count && page.total == count, "\(code ?? "")")
          #expect(try UnitMerge.openCounts(db, act).values.reduce(0, +) == count)
          #expect(try UnitMerge.progress(db, act).map(\.open).reduce(0, +) == count)
        }
        let isDone = try await isCarriedOut {
          try await store.write { db in
            try UnitMerge.decide(
              asked.id, chosen: [], note: "không rõ", seen: asked.version, db, act)
            try UnitMerge.undo(asked.id, seen: asked.version + 1, db, TestOffice.act())
            try db.execute(
              "UPDATE succession_question SET version = \(asked.version) WHERE id = \(asked.id)")
          }
        }
        #expect(isDone == (count > 0))
      }
      let officer = TestOffice.act(
        Actor(account: nil, name: "A", grants: [Grant(role: .unitOfficer, unit: asked.unit)]))
      await #expect(throws: Refusal.self) {
        try await store.read { try UnitMerge.questions($0, officer) }
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what stands under a unit that has ended stays in reach from above`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      try await store.write { db in
        let system = TestOffice.act()
        let tree = try SampleTree.make(db, system)
        let act = TestOffice.act(
          Actor(
            account: nil, name: "A", grants: [Grant(role: .standingAgency, unit: tree.province)]))
        let reach = Rights.reach(of: .viewAccounts, act).condition("u.id", on: act.today)
        let inReach = Set<ID<Unit>>(
          try db.rows("SELECT u.id FROM unit u WHERE \(reach)").map { try $0.get("id") })
        let all = Set<ID<Unit>>(
          try db.rows("SELECT u.id FROM unit u").map { try $0.get("id") })
        for unit in all {
          #expect(
            try Rights.allows(.viewAccounts, on: unit, db, act) == inReach.contains(unit))
        }
        #expect(inReach.contains(tree.phuLoc))
        #expect(inReach == all)
        #expect(try Units.find(tree.phuLoc, on: act.today, db, act).id == tree.phuLoc)
      }
    }
  }

  private static func act(
    _ role: Role, _ code: String?, _ store: any Store
  ) async throws -> Act {
    let unit: ID<Unit>?
    if let code { unit = try await Lists.unit(code, on: Lists.first, store) } else { unit = nil }
    return TestOffice.act(
      Actor(account: nil, name: "A", grants: [Grant(role: role, unit: unit)]))
  }

  /// Whether `body` was carried out; false where the rules refused it.
  private func isCarriedOut(_ body: () async throws -> Void) async throws -> Bool {
    do {
      try await body()
      return true
    } catch is Refusal {
      return false
    }
  }
}
