import Records
import Rules
import Store
import TestSupport
import Testing

@Test(arguments: TestOffice.engines)
func `the tree is another before and after 1 July 2025`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    let tree = try await store.write { try SampleTree.make($0, act) }
    try await store.read { (db) throws in
      func names(_ parent: ID<Unit>, _ day: CivilDate) throws -> [String] {
        try Units.children(of: parent, on: day, db, act).lines.map(\.unit.fullName)
      }
      #expect(try names(tree.province, SampleTree.lastJune) == ["Sở Nội vụ", "Huyện Quảng Điền"])
      #expect(
        try names(tree.province, SampleTree.firstJuly)
          == ["Sở Nội vụ", "Phường Hòa Lộc", "Xã Quảng Điền"])
      #expect(
        try names(tree.district, SampleTree.lastJune)
          == ["Xã Hòa An", "Xã Phú Lộc", "Thị trấn Sịa"])
      #expect(try names(tree.district, SampleTree.firstJuly).isEmpty)
      let path = try Units.path(to: tree.sia, on: act.today, db, act)
      #expect(path.map(\.fullName) == ["Tỉnh Hương Giang", "Huyện Quảng Điền", "Thị trấn Sịa"])
      #expect(path.last?.isInForce(on: act.today) == false)
      let roots = try Units.roots(on: SampleTree.lastJune, db, act)
      #expect(roots.lines.map(\.unit.id) == [tree.province])
      #expect(roots.lines.map(\.children) == [2])
      #expect(try Units.subtree(of: tree.hoaLoc, on: act.today, db, act).count == 2)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `predecessors are found from the successor, and back`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    let tree = try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let later = try Units.create(
        UnitDraft(
          UnitState(kind: .ward, name: "An Lộc", parent: tree.province),
          from: SampleTree.day("2026-05-01")), db, act)
      try Units.end(
        tree.hoaLoc,
        UnitEnding(
          last: SampleTree.day("2026-04-30"), successors: [.init(later, .whole)],
          reason: "Nghị quyết 30/2026/QH16", under: .move(to: later)), seen: 1, db, act)
      return (tree, later)
    }
    try await store.read { (db) throws in
      let before = try Units.predecessors(of: tree.1, db, act)
      #expect(
        before.map(\.fullName)
          == ["Phường Hòa Lộc", "Xã Hòa An", "Xã Phú Lộc", "Thị trấn Sịa"])
      #expect(before.map(\.depth) == [1, 2, 2, 2])
      #expect(before.map(\.extent) == [.whole, .whole, .whole, .part])
      #expect(before.last?.effectiveOn == SampleTree.firstJuly)
      let after = try Units.successors(of: tree.0.sia, db, act)
      #expect(after.map(\.fullName) == ["Phường Hòa Lộc", "Xã Quảng Điền", "Phường An Lộc"])
      let office = try Units.find(tree.0.economy, on: act.today, db, act)
      #expect(office.parent == tree.1)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a code tells the unit only together with a day`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    let tree = try await store.write { try SampleTree.make($0, act) }
    try await store.read { (db) throws in
      func holder(_ day: CivilDate) throws -> ID<Unit>? {
        try Units.find(code: "19750", .statistics, .commune, on: day, db, act)?.id
      }
      #expect(try holder(SampleTree.lastJune) == tree.phuLoc)
      #expect(try holder(SampleTree.firstJuly) == tree.hoaLoc)
      #expect(try Units.search("19750", on: act.today, db, act).map(\.unit.id) == [tree.hoaLoc])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a search needs no marks and puts what was typed exactly first`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    _ = try await store.write { db in
      let tree = try SampleTree.make(db, act)
      for name in ["Hoa Lốc", "An Hòa Lộc", "Hòa Lộc Thượng", "Đắk 100%"] {
        _ = try Units.create(
          UnitDraft(
            UnitState(kind: .commune, name: name, parent: tree.province),
            from: SampleTree.firstJuly), db, act)
      }
    }
    try await store.read { (db) throws in
      func found(_ text: String) throws -> [String] {
        try Units.search(text, on: act.today, db, act).map(\.unit.name)
      }
      #expect(
        try found("hoa loc") == ["An Hòa Lộc", "Hoa Lốc", "Hòa Lộc", "Hòa Lộc Thượng"])
      #expect(try found("hoà lộc") == ["An Hòa Lộc", "Hòa Lộc", "Hòa Lộc Thượng", "Hoa Lốc"])
      #expect(try found("  PHƯỜNG  hòa ") == ["Hòa Lộc"])
      #expect(try found("dak 100%") == ["Đắk 100%"])
      #expect(try found("%").isEmpty)
      #expect(try found("_").isEmpty)
      #expect(try found("kinh te").count == 1)
      let line = try Units.search("kinh te", on: act.today, db, act).first
      #expect(line?.parentName == "Phường Hòa Lộc")
      #expect(try Units.search("phu loc", on: act.today, db, act).isEmpty)
      #expect(try Units.search("phu loc", on: SampleTree.lastJune, db, act).count == 1)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a long list goes on where the page before ended`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    let tree = try await store.write { db in
      let tree = try SampleTree.make(db, act)
      for number in 1...25 {
        _ = try Units.create(
          UnitDraft(
            UnitState(kind: .ward, name: "\(number)", parent: tree.province),
            from: SampleTree.firstJuly), db, act)
      }
      return tree
    }
    try await store.read { (db) throws in
      var names: [String] = []
      var place: UnitPage.Place?
      repeat {
        let page = try Units.children(
          of: tree.province, on: act.today, after: place, limit: 10, db, act)
        names += page.lines.map(\.unit.name)
        place = page.next.flatMap { UnitPage.Place($0.text) }
      } while place != nil
      #expect(names == ["Sở Nội vụ"] + (1...25).map(String.init) + ["Hòa Lộc", "Quảng Điền"])
    }
  }
}
