import Records
import Rules
import Store
import TestSupport
import Testing

/// The fields a refusal names, or what kind of refusal it was.
func refused<T>(_ body: () throws -> T) throws -> [String] {
  do {
    _ = try body()
    return []
  } catch Refusal.invalid(let problems) {
    return problems.map(\.field)
  } catch Refusal.conflict {
    return ["conflict"]
  } catch Refusal.forbidden {
    return ["forbidden"]
  } catch Refusal.notFound {
    return ["notFound"]
  }
}

@Test(arguments: TestOffice.engines)
func `a change of kind or name keeps the unit and its past`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    let date = SampleTree.day("2026-04-30")
    let tree = try await store.write { db in
      let tree = try SampleTree.make(db, act)
      try Units.change(
        tree.quangDien, to: UnitState(kind: .ward, name: "Quảng Điền", parent: tree.province),
        from: date, seen: 1, db, act)
      try Units.change(
        tree.province, to: UnitState(kind: .municipality, name: "Hương Giang", parent: nil),
        from: date, seen: 1, db, act)
      return tree
    }
    try await store.read { (db) throws in
      let eve = date.adding(days: -1)
      #expect(try Units.find(tree.quangDien, on: eve, db, act).fullName == "Xã Quảng Điền")
      #expect(try Units.find(tree.quangDien, on: date, db, act).fullName == "Phường Quảng Điền")
      let history = try Units.history(of: tree.province, db, act)
      #expect(history.map(\.fullName) == ["Tỉnh Hương Giang", "Thành phố Hương Giang"])
      #expect(history.map(\.stateTo) == [eve, .last])
      #expect(history.map(\.version) == [2, 2])
      let entry = try db.row(
        "SELECT before, after FROM audit_entry WHERE action = 'unit.change' ORDER BY seq LIMIT 1")
      let before = try entry?.get("before", as: String.self) ?? ""
      let after = try entry?.get("after", as: String.self) ?? ""
      #expect(before.contains("\"kind\":\"commune\"") && after.contains("\"kind\":\"ward\""))
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a correction mends a state without a new day`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      try Units.correct(
        tree.hoaAn, stateOn: SampleTree.lastJune,
        to: UnitState(kind: .commune, name: "Hòa Ân", parent: tree.district), seen: 1, db, act)
      let history = try Units.history(of: tree.hoaAn, db, act)
      #expect(history.map(\.name) == ["Hòa Ân"])
      #expect(history.map(\.stateFrom.iso) == ["2020-01-01"])
      #expect(try Units.search("hoa an", on: SampleTree.lastJune, db, act).count == 1)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `what the rules of the tree forbid is refused by field`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      func create(
        _ kind: UnitKind, _ name: String, _ parent: ID<Unit>?, _ from: String,
        _ to: String? = nil
      ) throws -> [String] {
        try refused {
          try Units.create(
            UnitDraft(
              UnitState(kind: kind, name: name, parent: parent), from: SampleTree.day(from),
              to: to.map(SampleTree.day)), db, act)
        }
      }
      let stranger = act.newID(Unit.self)
      #expect(try create(.ward, "Hoà  Lộc", tree.province, "2025-08-01") == ["name"])
      #expect(try create(.ward, "", tree.province, "2025-08-01") == ["name"])
      #expect(try create(.ward, "A\u{202E}B", tree.province, "2025-08-01") == ["name"])
      #expect(
        try create(.ward, String(repeating: "a", count: 201), tree.province, "2025-08-01")
          == ["name"])
      #expect(try create(.ward, "An", tree.province, "2025-08-01", "2025-07-31") == ["to"])
      #expect(try create(.ward, "An", tree.province, "2025-06-30") == ["parent"])
      #expect(try create(.ward, "An", tree.province, "2019-01-01") == ["parent"])
      #expect(try create(.ward, "An", tree.hoaLoc, "2025-08-01") == ["parent"])
      #expect(try create(.ward, "An", stranger, "2025-08-01") == ["parent"])
      #expect(try create(.district, "An", tree.province, "2025-01-01") == ["kind", "parent"])
      #expect(try create(.commune, "An", tree.district, "2025-01-01") == ["parent"])
      #expect(try create(.division, "Phòng", nil, "2025-08-01") == ["parent"])
      #expect(try create(.commune, "Hòa Lộc", tree.province, "2025-08-01") == [])
      #expect(try create(.commune, "A \"\u{200D} b", tree.province, "2025-08-01") == [])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a unit never comes to stand under itself`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let from = SampleTree.firstJuly
      func center(_ name: String, _ parent: ID<Unit>) throws -> ID<Unit> {
        try Units.create(
          UnitDraft(
            UnitState(kind: .publicServiceUnit, name: name, parent: parent), from: from), db, act)
      }
      let one = try center("Trung tâm Một", tree.hoaLoc)
      let two = try center("Trung tâm Hai", one)
      let three = try center("Trung tâm Ba", two)
      let state = UnitState(kind: .publicServiceUnit, name: "Trung tâm Một", parent: three)
      let day = SampleTree.day("2026-01-01")
      #expect(
        try refused { try Units.change(one, to: state, from: day, seen: 1, db, act) }
          == ["parent"])
      // Where the loop would close only later, it is refused as well.
      try Units.change(
        two, to: UnitState(kind: .publicServiceUnit, name: "Trung tâm Hai", parent: tree.hoaLoc),
        from: day, seen: 1, db, act)
      try Units.change(one, to: state, from: day, seen: 1, db, act)
      let back = UnitState(kind: .publicServiceUnit, name: "Trung tâm Hai", parent: one)
      #expect(
        try refused {
          try Units.correct(two, stateOn: day, to: back, seen: 2, db, act)
        } == ["parent"])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a unit does not end over the heads of those under it`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      var ending = UnitEnding(last: SampleTree.day("2026-06-30"), reason: "Nghị quyết thử")
      do {
        try Units.end(tree.hoaLoc, ending, seen: 1, db, act)
        Issue.record("ended with a division under it")
      } catch Refusal.conflict(let text) {
        #expect(text.description.contains("Phòng Kinh tế"))
      }
      ending.under = .endToo
      try Units.end(tree.hoaLoc, ending, seen: 1, db, act)
      #expect(try Units.find(tree.economy, on: act.today, db, act).to == ending.last)
      #expect(
        try refused { try Units.end(tree.hoaLoc, ending, seen: 2, db, act) } == ["conflict"])
      #expect(
        try Units.find(code: "19750", .statistics, .commune, on: act.today, db, act) == nil)
      try Units.withdrawEnd(tree.hoaLoc, seen: 2, db, act)
      #expect(try Units.find(tree.hoaLoc, on: act.today, db, act).isInForce(on: act.today))
    }
  }
}

@Test(arguments: TestOffice.engines)
func `the second of two edits of one unit is told`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let from = SampleTree.day("2026-01-01")
      let state = UnitState(kind: .ward, name: "Hòa Lộc Mới", parent: tree.province)
      try Units.change(tree.hoaLoc, to: state, from: from, seen: 1, db, act)
      for other in ["Hòa Lộc Cũ", "Hòa Lộc Mới"] {
        let again = UnitState(kind: .ward, name: other, parent: tree.province)
        #expect(
          try refused {
            try Units.change(
              tree.hoaLoc, to: again, from: from.adding(days: 5), seen: 1, db, act)
          } == ["conflict"])
      }
      #expect(
        try refused {
          try Units.change(tree.hoaLoc, to: state, from: from, seen: 2, db, act)
        } == ["from"])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `codes change on a day and belong to one unit at a time`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let day = SampleTree.day("2026-01-01")
      func assign(_ code: String, _ scheme: CodeScheme, _ seen: Int) throws -> [String] {
        try refused {
          try UnitCodes.assign(
            code, scheme, to: tree.hoaLoc, from: day, seen: seen, db, act)
        }
      }
      #expect(try assign("19756", .statistics, 1) == ["statistics"])
      #expect(try assign("1975", .statistics, 1) == ["statistics"])
      #expect(try assign("H46/1", .portal, 1) == ["portal"])
      #expect(try assign(" h46.12 ", .portal, 1) == [])
      #expect(try assign("19760", .statistics, 2) == [])
      let codes = try UnitCodes.of(tree.hoaLoc, db, act)
      #expect(codes.map(\.code) == ["19760", "19750", "H46.12"])
      #expect(codes.map(\.to) == [.last, day.adding(days: -1), .last])
      try UnitCodes.end(.portal, of: tree.hoaLoc, on: day, seen: 3, db, act)
      #expect(try Units.search("h46.12", on: act.today, db, act).isEmpty)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a whole passes on only when it has ended, a part at any time`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      func record(
        _ old: ID<Unit>, _ new: ID<Unit>, _ day: CivilDate, _ extent: SuccessionExtent
      ) throws -> [String] {
        try refused {
          try UnitSuccessions.record(
            from: old, to: new, on: day, extent, source: "Nghị quyết thử", db, act)
        }
      }
      let day = SampleTree.day("2026-01-01")
      #expect(try record(tree.hoaLoc, tree.quangDien, day, .whole) == ["extent"])
      #expect(try record(tree.hoaLoc, tree.quangDien, day, .part) == [])
      #expect(try record(tree.hoaLoc, tree.quangDien, day, .part) == ["conflict"])
      #expect(try record(tree.hoaLoc, tree.phuLoc, day, .part) == ["successors"])
      try UnitSuccessions.withdraw(from: tree.hoaLoc, to: tree.quangDien, on: day, db, act)
      #expect(try Units.successors(of: tree.hoaLoc, db, act).isEmpty)
    }
  }
}
