import Records
import Rules
import Store
import TestSupport
import Testing

private typealias Lists = UnitImportFixture

/// Lists of units taken over one after another.
struct UnitImportTests {
  @Test(arguments: TestOffice.engines)
  func `the first list makes the tree`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let plan = try await Lists.take(Lists.old, on: Lists.first, store)
      #expect(plan.counts.begun == 13)
      let tree = try await Lists.tree(on: Lists.first, store)
      #expect(
        tree.prefix(3) == [
          "00001 Xã An Hòa < Huyện Thượng", "00002 Xã Tân Lập < Huyện Thượng",
          "00003 Xã Tân Lập < Huyện Hạ",
        ])
      #expect(tree.count == 13)
      #expect(try await Lists.tree(on: Lists.first.adding(days: -1), store).isEmpty)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a merger ends the old units on the day before and keeps what goes on`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      try await Lists.take(Lists.old, on: Lists.first, store)
      let giu = try await Lists.unit("00006", on: Lists.first, store)
      let anHoa = try await Lists.unit("00001", on: Lists.first, store)
      let thuong = try await Lists.unit("00004", on: Lists.first, store)
      let plan = try await Lists.take(Lists.new, Lists.merges, on: Lists.merged, store)
      #expect(
        try await Lists.tree(on: Lists.merged, store) == [
          "00001 Xã An Hoà < Tỉnh Đông Hải", "00002 Phường Tân Lập < Tỉnh Đông Hải",
          "00003 Xã Hạ < Tỉnh Đông Hải", "00004 Xã Thượng < Tỉnh Đông Hải",
          "00005 Đặc khu Đảo < Tỉnh Đông Hải", "00006 Xã Giữ < Tỉnh Đông Hải", "01 Tỉnh Đông Hải",
        ])
      #expect(try await Lists.tree(on: Lists.merged.adding(days: -1), store).count == 13)
      #expect(try await Lists.unit("00006", on: Lists.merged, store) == giu)
      #expect(try await Lists.unit("00004", on: Lists.merged, store) == thuong)
      #expect(try await Lists.unit("00001", on: Lists.merged, store) != anHoa)
      #expect(plan.withoutSuccessor == ["00007 Xã Cát", "00008 Xã Mất"].suffix(1))
      #expect(plan.remarks.contains { $0.description.contains("Ghi chú.") })
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the list of mergers becomes successions, and questions where it decides nothing`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let plan = try await Lists.history(store)
      #expect(
        try await Lists.successions(store)
          == [
            "Tỉnh Tây Sơn > Tỉnh Đông Hải whole", "Tỉnh Đông Hải > Tỉnh Đông Hải whole",
            "Xã An Hòa > Xã An Hoà whole", "Xã Cát > Đặc khu Đảo whole",
            "Xã Tân Lập > Xã An Hoà part", "Xã Tân Lập > Xã Hạ rest", "Xã Đảo > Đặc khu Đảo whole",
          ].sorted())
      #expect(plan.counts.references == 10)
      #expect(plan.counts.decided == 9)
      #expect(plan.doubts == [.notFound: 1])
      let act = TestOffice.act()
      let page = try await store.read { db in try UnitMerge.questions(db, act) }
      #expect(page.total == 1)
      #expect(page.questions.map(\.words) == ["Xã Cat Ba"])
      #expect(page.questions.map(\.unitName) == ["Xã Hạ"])
    }
  }

  @Test(arguments: TestOffice.engines)
  func `names and kinds change without another unit where nothing was merged`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      _ = try await Lists.history(store)
      let before = try await Lists.unit("00003", on: Lists.merged, store)
      let plan = try await Lists.take(Lists.latest, on: Lists.later, store)
      #expect(try await Lists.unit("00003", on: Lists.later, store) == before)
      #expect(plan.counts.begun == 0 && plan.counts.ended == 0)
      #expect(plan.counts.renamed == 1 && plan.counts.kindChanged == 2)
      #expect(plan.counts.spelledOtherwise == 1)
      let tree = try await Lists.tree(on: Lists.later, store)
      #expect(tree.contains("01 Thành phố Đông Hải"))
      #expect(tree.contains("00003 Xã Hạ Long < Thành phố Đông Hải"))
      #expect(tree.contains("00001 Xã An Hoà < Thành phố Đông Hải"))
      #expect(
        try await Lists.tree(on: Lists.later.adding(days: -1), store).contains(
          "00003 Xã Hạ < Tỉnh Đông Hải"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the same list on the same day changes nothing`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      _ = try await Lists.history(store)
      try await Lists.take(Lists.latest, on: Lists.later, store)
      let tables: [SQL] = [
        "unit", "unit_version", "unit_code", "unit_succession", "succession_question",
        "unit_import", "audit_entry",
      ]
      func counts() async throws -> [Int] {
        var counts: [Int] = []
        for table in tables { counts.append(try await Lists.count(table, store)) }
        return counts
      }
      let before = try await counts()
      #expect(try await !Lists.take(Lists.old, on: Lists.first, store).isChange)
      #expect(try await !Lists.take(Lists.new, Lists.merges, on: Lists.merged, store).isChange)
      #expect(try await !Lists.take(Lists.latest, on: Lists.later, store).isChange)
      #expect(try await counts() == before)
      #expect(before.last == 3)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `without the list of mergers a code with another name is another unit`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      try await Lists.take(Lists.old, on: Lists.first, store)
      let province = try await Lists.unit("01", on: Lists.first, store)
      let plan = try await Lists.take(Lists.new, on: Lists.merged, store)
      #expect(try await Lists.unit("01", on: Lists.merged, store) != province)
      #expect(plan.counts.renamed == 0)
      #expect(plan.remarks.contains { $0.description.contains("danh sách sáp nhập") })
      let later = try await Lists.take(Lists.new, Lists.merges, on: Lists.merged, store)
      #expect(later.counts.successions > 0)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a list before other changes is refused, and nothing is written`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      _ = try await Lists.history(store)
      let changed = Lists.file("x.csv", ["01|Tỉnh Tây Sơn|", "00001|Xã Khác|01"])
      await #expect {
        try await Lists.take(changed, on: Lists.first.adding(days: 9), store)
      } throws: { error in
        if case Refusal.conflict = error { return true } else { return false }
      }
      #expect(try await Lists.count("unit_import", store) == 2)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a list with mistakes is refused with their lines`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let bad = Lists.file("bad.csv", ["01|Tỉnh A|", "00001|Xã B|02", "00002|Xóm C|01"])
      await #expect(
        throws: Refusal.invalid([
          Problem("list", "Dòng 3: Không có đơn vị cấp trên mã 02 trong danh mục."),
          Problem("list", "Dòng 4: Không rõ loại đơn vị của “Xóm C”."),
        ])
      ) { try await Lists.take(bad, on: Lists.first, store) }
      let total = try await Lists.count("unit", store)
      #expect(total == 0)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `one province is taken with those it was made of, and others are left alone`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let old = Lists.file(
        "o.csv",
        [
          "01|Tỉnh A|", "02|Tỉnh B|", "03|Tỉnh C|", "00001|Xã X|01", "00002|Xã Y|02",
          "00003|Xã Z|03",
        ])
      let new = Lists.file("n.csv", ["01|Tỉnh A|", "03|Tỉnh C|", "00001|Xã X|01", "00003|Xã W|03"])
      let merges = Lists.file(
        "m.csv", ["01|Tỉnh A||tỉnh A, tỉnh B", "00001|Xã X|01|Xã X, Xã Y", "03|Tỉnh C||giữ nguyên"])
      try await Lists.take(old, on: Lists.first, store)
      try await Lists.take(new, merges, on: Lists.merged, provinces: ["01"], store)
      #expect(
        try await Lists.tree(on: Lists.merged, store) == [
          "00001 Xã X < Tỉnh A", "00003 Xã Z < Tỉnh C", "01 Tỉnh A", "03 Tỉnh C",
        ])
      await #expect(throws: Refusal.self) {
        try await Lists.take(new, on: Lists.merged, provinces: ["99"], store)
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a plan made for another tree is not carried out`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      try await Lists.take(Lists.old, on: Lists.first, store)
      let act = TestOffice.act()
      let request = UnitImportRequest(
        list: Lists.new, merges: Lists.merges, effectiveOn: Lists.merged)
      let plan = try await store.read { db in try UnitImport.plan(request, db, act) }
      try await store.write { db in _ = try db.execute("UPDATE unit SET version = version + 1") }
      await #expect(throws: Refusal.self) {
        try await store.write { db in _ = try UnitImport.apply(plan, db, act) }
      }
      #expect(try await Lists.count("unit_import", store) == 1)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `who may not import sees no plan`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act(
        Actor(account: nil, name: "x", grants: [Grant(role: .viewer, unit: nil)]))
      let request = UnitImportRequest(list: Lists.old, effectiveOn: Lists.first)
      await #expect(throws: Refusal.self) {
        try await store.read { db in _ = try UnitImport.plan(request, db, act) }
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `an import is kept with its digest, and its entry stands in the log`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let plan = try await Lists.history(store)
      let act = TestOffice.act()
      let past = try await store.read { db in try UnitImport.past(db, act) }
      #expect(past.map(\.listName).sorted() == ["new.csv", "old.csv"])
      let record = try #require(past.first { $0.listName == "new.csv" })
      #expect(record.listSHA256.count == 64)
      #expect(record.counts.successions == plan.counts.successions)
      let entry = try await store.read { db in
        try db.row("SELECT after FROM audit_entry WHERE action = 'unit.import' ORDER BY seq DESC")?
          .get("after", as: String.self)
      }
      #expect(entry?.contains("\"sha256\":\"abab") == true)
    }
  }
}
