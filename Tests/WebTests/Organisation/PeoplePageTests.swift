import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

struct PeoplePageTests {
  @Test(arguments: TestOffice.engines)
  func `a head is appointed by a name nobody has yet, ends, and stands in the person's history`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let unit = office.tree.hoaLoc
      let visitor = try await office.visitor(.unitOfficer, unit)
      let path = "/units/\(unit)/office-holdings"
      try await visitor.get(path)
      let fields = [
        ("person", "Nguyễn Văn An"), ("post", "head"), ("title", "Chủ tịch UBND phường"),
        ("from", "2025-07-01"),
      ]
      try await visitor.post(path, fields)
      #expect(visitor.status == .unprocessableContent)
      #expect(visitor.page.contains("Thêm người mới"))
      try await visitor.post(path, fields + [("person-pick", "new")])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let page = try await visitor.get("/units/\(unit)")
      #expect(page.contains("Nguyễn Văn An"))
      #expect(page.contains("Chủ tịch UBND phường"))
      let ending = try #require(page.firstMatch(of: /"(\/office-holdings\/[^"]+)"/)?.1)
      try await visitor.get(String(ending))
      try await visitor.post(String(ending), [("last", "2026-10-31")])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let today = try await visitor.get("/units/\(unit)")
      #expect(!today.contains("Nguyễn Văn An"))
      let then = try await visitor.get("/units/\(unit)?on=2026-10-31")
      let person = try #require(then.firstMatch(of: /"(\/people\/[^"]+)"/)?.1)
      let history = try await visitor.get(String(person))
      #expect(history.contains("từ 01/07/2025 đến 31/10/2026"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `people of another commune are not listed, found or shown`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      let person = try await office.store.write { db in
        let act = TestOffice.act()
        let person = try People.create(
          PersonDraft(fullName: "Phạm Quốc Khánh"), for: tree.quangDien, db, act)
        _ = try OfficeHoldings.appoint(
          OfficeDraft(
            person: person, unit: tree.quangDien, post: .head, from: SampleTree.firstJuly),
          db, act)
        return person
      }
      let visitor = try await office.visitor(.unitOfficer, tree.hoaLoc)
      for path in ["/people", "/people?search=khanh", "/units", "/"] {
        let page = try await visitor.get(path)
        #expect(!page.contains("Phạm Quốc Khánh"), "\(path)")
      }
      for path in ["/people/\(person)", "/people/\(person)/change"] {
        try await visitor.get(path)
        #expect(visitor.status == .notFound, "\(path)")
      }
      let agency = try await office.visitor(.standingAgency, nil)
      #expect(try await agency.get("/people?search=khanh").contains("Phạm Quốc Khánh"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what one person has open is handed to another, and the hand-over is listed`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let unit = office.tree.hoaLoc
      let giver = try await office.store.write { db in
        let act = TestOffice.act()
        let giver = try People.create(
          PersonDraft(fullName: "Trần Văn Ộp"), for: unit, db, act)
        _ = try People.create(PersonDraft(fullName: "Phạm Thị Hường"), for: unit, db, act)
        _ = try OfficeHoldings.appoint(
          OfficeDraft(person: giver, unit: unit, post: .parOfficer, from: SampleTree.firstJuly),
          db, act)
        return giver
      }
      let visitor = try await office.visitor(.unitOfficer, unit)
      let path = "/units/\(unit)/hand-over"
      #expect(try await visitor.get(path).contains("Trần Văn Ộp"))
      try await visitor.post(path, [])
      #expect(visitor.status == .unprocessableContent)
      #expect(visitor.page.contains("Chọn người bàn giao."))
      let second = try await visitor.get(path + "?giver=\(giver)")
      let item = try #require(second.firstMatch(of: /name="items" value="([^"]+)"/)?.1)
      try await visitor.post(
        path, [("items", String(item)), ("taker", "pham thi huong"), ("on", "2026-12-01")])
      if visitor.status == .unprocessableContent {
        let pick = try #require(
          visitor.page.firstMatch(of: /name="taker-pick" value="([^"]+)"/)?.1)
        try await visitor.post(
          path,
          [
            ("items", String(item)), ("taker", "pham thi huong"), ("taker-pick", String(pick)),
            ("on", "2026-12-01"),
          ])
      }
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let after = try await visitor.follow()
      #expect(after.contains("Phạm Thị Hường"))
      #expect(after.contains("01/12/2026"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the start says which units lack a head or a PAR officer, each number a link`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      let page = try await visitor.get("/")
      #expect(page.contains("Phường Hòa Lộc"))
      #expect(page.contains("<b>2</b>"))
      #expect(page.contains("/units?vacant=head"))
      let list = try await visitor.get("/units?vacant=head")
      #expect(list.contains("Phòng Kinh tế"))
      #expect(list.contains("Phường Hòa Lộc"))
    }
  }
}
