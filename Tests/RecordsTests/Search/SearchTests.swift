import Records
import Rules
import Store
import TestSupport
import Testing

struct SearchTests {
  private func officer(_ role: Role, _ unit: ID<Unit>?) -> Act {
    TestOffice.act(Actor(account: nil, name: "thử", grants: [Grant(role: role, unit: unit)]))
  }

  private func plan(
    _ title: String, _ unit: ID<Unit>, _ db: any Writer, _ act: Act
  ) throws -> ID<OfficePlan> {
    try Plans.create(PlanFacts(kind: "plan", title: title, year: 2026), for: unit, db, act)
  }

  private func titles(
    _ kind: SearchKind, _ text: String, _ db: any Reader, _ act: Act
  ) throws -> [String] {
    try Search.find(kind, text, limit: 20, db, act).hits.map(\.text)
  }

  @Test(arguments: TestOffice.engines)
  func `words are found without marks, and those written just so stand first`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        for title in [
          "Hoà Bình xanh", "Hòa bình và hoá chất", "Hoa bình thường", "Đề án đổi mới", "De an khac",
        ] {
          _ = try plan(title, tree.province, db, act)
        }
        let all = ["Hoà Bình xanh", "Hòa bình và hoá chất", "Hoa bình thường"]
        for text in ["hoa binh", "HOA BINH", "binh hoa", "hoa"] {
          #expect(try Set(titles(.plan, text, db, act)) == Set(all), "\(text)")
        }
        for text in ["hoà bình", "Hòa Bình", "hoa\u{300} bi\u{300}nh", "HOÀ BÌNH"] {
          let found = try titles(.plan, text, db, act)
          #expect(Set(found.prefix(2)) == Set(all.prefix(2)) && found.count == 3, "\(text)")
        }
        #expect(try titles(.plan, "đổi mới", db, act) == ["Đề án đổi mới"])
        #expect(try titles(.plan, "doi moi", db, act) == ["Đề án đổi mới"])
        #expect(try titles(.plan, "đề án", db, act).first == "Đề án đổi mới")
        #expect(try titles(.plan, "de an", db, act).count == 2)
        for text in ["", "%", "hoa khong", "' OR 1=1 --", "bin", "hoa*"] {
          let expected = text == "hoa*" ? 3 : 0
          #expect(try titles(.plan, text, db, act).count == expected, "\(text)")
        }
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `drafts and what other units owe are not found`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let plan = try Plans.draft(
          PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "ke-hoach.txt",
          for: tree.province, db, act)
        let agency = officer(.standingAgency, tree.province)
        let commune = officer(.unitOfficer, tree.quangDien)
        let economy = officer(.unitOfficer, tree.economy)
        #expect(try titles(.plan, "cai cach", db, agency).count == 1)
        #expect(try titles(.plan, "cai cach", db, commune).isEmpty)
        #expect(try titles(.duty, "ra soat thu tuc", db, agency).isEmpty)
        try Plans.publish(plan, seen: 1, db, act)
        #expect(try titles(.plan, "18/KH-UBND", db, commune).count == 1)
        let found = try Search.find(.duty, "rà soát thủ tục", limit: 9, db, agency).hits
        #expect(found.count == 1)
        if case .task = found.first?.target {} else { Issue.record("\(found)") }
        let own = try Search.find(.duty, "ra soat", limit: 9, db, commune).hits
        #expect(own.first?.unitName == "Xã Quảng Điền" && own.count == 1)
        if case .duty = own.first?.target {} else { Issue.record("\(own)") }
        #expect(try titles(.duty, "ra soat", db, economy).isEmpty)
        #expect(try titles(.duty, "tuyen truyen", db, economy).count == 1)
        #expect(try titles(.duty, "tuyen truyen", db, commune).isEmpty)
        #expect(try titles(.unit, "quang dien", db, agency).count == 1)
        #expect(try titles(.unit, "quang dien", db, economy).isEmpty)
        let token = TestOffice.act(
          Actor(
            account: nil, name: "máy", grants: [Grant(role: .standingAgency, unit: nil)],
            only: [.viewUnits]))
        #expect(try titles(.duty, "ra soat", db, token).isEmpty)
        #expect(try titles(.plan, "cai cach", db, token).isEmpty)
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a changed text is found by its new words alone, and a refresh finds what was missed`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let id = try plan("Chuyển đổi số", tree.province, db, act)
        try Plans.change(
          id, PlanFacts(kind: "plan", title: "Cải cách tài chính", year: 2026), seen: 1, db, act)
        #expect(try titles(.plan, "chuyen doi", db, act).isEmpty)
        #expect(try titles(.plan, "tai chinh", db, act) == ["Cải cách tài chính"])
        #expect(try SearchEntries.refresh(db) == 0)
        try db.execute("DELETE FROM search_word")
        try db.execute("DELETE FROM search_entry")
        #expect(try SearchEntries.refresh(db) == 1)
        #expect(try titles(.plan, "tai chinh", db, act).count == 1)
        #expect(try SearchEntries.refresh(db) == 0)
      }
    }
  }
}
