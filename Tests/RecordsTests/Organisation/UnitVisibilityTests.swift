import Records
import Rules
import Store
import TestSupport
import Testing

private func act(_ role: Role, _ unit: ID<Unit>?) -> Act {
  TestOffice.act(Actor(account: nil, name: "thử", grants: [Grant(role: role, unit: unit)]))
}

@Test(arguments: TestOffice.engines)
func `a ward officer sees the ward, what is under it, and the names above`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let tree = try await store.write { try SampleTree.make($0, TestOffice.act()) }
    let act = act(.unitOfficer, tree.hoaLoc)
    try await store.read { (db) throws in
      #expect(try Units.find(tree.hoaLoc, on: act.today, db, act).name == "Hòa Lộc")
      #expect(try Units.find(tree.economy, on: act.today, db, act).name == "Phòng Kinh tế")
      for unit in [tree.quangDien, tree.province, tree.homeAffairs] {
        #expect(throws: Refusal.notFound) { try Units.find(unit, on: act.today, db, act) }
        #expect(throws: Refusal.notFound) { try Units.path(to: unit, on: act.today, db, act) }
        #expect(throws: Refusal.notFound) { try Units.history(of: unit, db, act) }
      }
      let path = try Units.path(to: tree.economy, on: act.today, db, act)
      #expect(
        path.map(\.fullName) == ["Tỉnh Hương Giang", "Phường Hòa Lộc", "Phòng Kinh tế"])
      let roots = try Units.roots(on: act.today, db, act)
      #expect(roots.lines.map(\.unit.id) == [tree.hoaLoc])
      let siblings = try Units.children(of: tree.province, on: act.today, db, act)
      #expect(siblings.lines.map(\.unit.id) == [tree.hoaLoc])
      #expect(try Units.search("quang dien", on: act.today, db, act).isEmpty)
      #expect(try Units.search("19756", on: act.today, db, act).isEmpty)
      #expect(try Units.search("hoa", on: act.today, db, act).count == 1)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a ward officer sees the predecessors as they were, not what lives on elsewhere`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let system = TestOffice.act()
    let tree = try await store.write { db in
      let tree = try SampleTree.make(db, system)
      try UnitSuccessions.record(
        from: tree.quangDien, to: tree.hoaLoc, on: SampleTree.day("2026-01-01"), .part,
        source: "Nghị quyết về địa giới", db, system)
      return tree
    }
    let act = act(.unitOfficer, tree.hoaLoc)
    try await store.read { (db) throws in
      for unit in [tree.phuLoc, tree.hoaAn, tree.sia] {
        #expect(try Units.find(unit, on: act.today, db, act).to == SampleTree.lastJune)
      }
      let roots = try Units.roots(on: SampleTree.lastJune, db, act)
      #expect(roots.lines.map(\.unit.id) == [tree.hoaAn, tree.phuLoc, tree.sia])
      #expect(throws: Refusal.notFound) { try Units.find(tree.quangDien, on: act.today, db, act) }
      let earlier = SampleTree.day("2025-12-31")
      #expect(try Units.find(tree.quangDien, on: earlier, db, act).id == tree.quangDien)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `the standing agency of the province and the administrator see all of it`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let tree = try await store.write { try SampleTree.make($0, TestOffice.act()) }
    for act in [act(.standingAgency, tree.province), act(.administrator, nil)] {
      try await store.read { (db) throws in
        for unit in [tree.hoaLoc, tree.sia, tree.economy, tree.homeAffairs, tree.district] {
          #expect(try Units.find(unit, on: act.today, db, act).id == unit)
        }
        #expect(try Units.roots(on: act.today, db, act).lines.map(\.unit.id) == [tree.province])
        #expect(try Units.children(of: tree.province, on: act.today, db, act).lines.count == 3)
      }
    }
  }
}

@Test(arguments: TestOffice.engines)
func `whoever has no role sees nothing and changes nothing`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let tree = try await store.write { try SampleTree.make($0, TestOffice.act()) }
    let nobody = TestOffice.act(Actor(account: nil, name: "khách", grants: []))
    try await store.read { (db) throws in
      #expect(try Units.roots(on: nobody.today, db, nobody).lines.isEmpty)
      #expect(try Units.search("hoa", on: nobody.today, db, nobody).isEmpty)
      #expect(try People.search("", db, nobody).people.isEmpty)
    }
    let viewer = act(.viewer, tree.province)
    await #expect(throws: Refusal.self) {
      try await store.write { db in
        try Units.end(
          tree.economy, UnitEnding(last: viewer.today, reason: "thử"), seen: 1, db, viewer)
      }
    }
    let unit = try await store.read { (db) throws in
      try Units.find(tree.economy, on: viewer.today, db, viewer)
    }
    #expect(unit.to == .last)
  }
}
