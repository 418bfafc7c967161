import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// Two small lists: what the sample tree is, and what becomes of it.
private enum Lists {
  static let header = "code,name,full_name,level,type,parent_code\n"
  static let today =
    header + "46,Hương Giang,Tỉnh Hương Giang,tinh,Tỉnh,\n"
    + "19750,Hòa Lộc,Phường Hòa Lộc,xa,Phường,46\n"
    + "19756,Quảng Điền Mới,Xã Quảng Điền Mới,xa,Xã,46\n"
  static let merged =
    header + "46,Hương Giang,Tỉnh Hương Giang,tinh,Tỉnh,\n"
    + "19750,Hòa Lộc,Phường Hòa Lộc,xa,Phường,46\n"
  static let merges =
    "code,full_name,level,parent_code,merged_from\n"
    + "46,Tỉnh Hương Giang,tinh,,giữ nguyên\n"
    + "19750,Phường Hòa Lộc,xa,46,\"Phường Hòa Lộc, Xã Quảng Điền và Xã Không Có\"\n"
}

struct ImportPageTests {
  @Test(arguments: TestOffice.engines)
  func `a list is looked at before anything is recorded, then recorded once`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      #expect(try await visitor.get("/units/imports").contains("Chưa nhập danh mục nào"))
      try await visitor.get("/units/imports/new")
      let entries = try await office.entryCount()
      try await visitor.upload(
        "/units/imports", [("effectiveOn", "2026-12-01")], [("list", "don-vi.csv", Lists.today)])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let draft = try #require(visitor.location)
      let report = try await visitor.follow()
      #expect(report.contains("Xã Quảng Điền"))
      #expect(report.contains("Quảng Điền Mới"))
      #expect(report.contains("đổi tên"))
      #expect(try await office.entryCount() == entries)
      let plan = try #require(report.firstMatch(of: /name="plan" value="([^"]+)"/)?.1)
      try await visitor.post(draft, [("plan", String(plan))])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let past = try await visitor.follow()
      #expect(past.contains("don-vi.csv"))
      let unit = try await visitor.get("/units/\(office.tree.quangDien)?on=2026-12-01")
      #expect(unit.contains("<h1>Xã Quảng Điền Mới</h1>"))
      try await visitor.get(draft)
      #expect(visitor.status == .notFound)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what is no list says which line is wrong, and nothing is recorded`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      try await visitor.get("/units/imports/new")
      try await visitor.upload("/units/imports", [("effectiveOn", "")], [])
      #expect(visitor.status == .unprocessableContent)
      #expect(visitor.page.contains("href=\"#list\""))
      let broken = Lists.header + "46,,,tinh,Tỉnh,\n<script>alert(1)</script>,x,x,xa,Xã,99\n"
      for text in [broken, "PK\u{3}\u{4}\u{0}\u{0}", "\"abc\n", "một,hai\n1,2\n"] {
        try await visitor.get("/units/imports/new")
        try await visitor.upload(
          "/units/imports", [("effectiveOn", "2026-12-01")], [("list", "../../a\".csv", text)])
        if visitor.status == .seeOther { try await visitor.follow() }
        #expect(visitor.status == .unprocessableContent, "\(text)")
        #expect(!visitor.page.contains("<script>alert"))
        #expect(!visitor.page.contains("name=\"plan\""))
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `an uploaded list is its uploader's own`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      try await visitor.get("/units/imports/new")
      try await visitor.upload(
        "/units/imports", [("effectiveOn", "2026-12-01")], [("list", "a.csv", Lists.today)])
      let draft = try #require(visitor.location)
      let other = try await office.visitor(.standingAgency, nil, name: "Lê Văn Bình")
      try await other.get(draft)
      #expect(other.status == .notFound)
      let officer = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      for path in [draft, "/units/imports", "/units/imports/new", "/units/merges"] {
        try await officer.get(path)
        #expect(officer.status == .notFound, "\(path)")
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what the mergers leave open is asked, answered, and taken back`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      try await visitor.get("/units/imports/new")
      try await visitor.upload(
        "/units/imports", [("effectiveOn", "2026-12-01")],
        [("list", "a.csv", Lists.merged), ("merges", "b.csv", Lists.merges)])
      let draft = try #require(visitor.location)
      let report = try await visitor.follow()
      let plan = try #require(
        report.firstMatch(of: /name="plan" value="([^"]+)"/)?.1, "\(report)")
      try await visitor.post(draft, [("plan", String(plan))])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let home = try await visitor.get("/")
      #expect(home.contains("câu hỏi sáp nhập chưa quyết định"))
      let progress = try await visitor.get("/units/merges")
      let list = try #require(
        progress.firstMatch(of: /"(\/units\/merges\/province\?province=[^"]*)"/)?.1, "\(progress)")
      let open = try await visitor.get(String(list).replacing("&amp;", with: "&"))
      let question = try #require(
        open.firstMatch(of: /"(\/units\/merges\/[0-9a-z]{26})"/)?.1)
      let stranded = try await visitor.get("/units/merges/province")
      #expect(stranded.contains("Phòng Kinh tế"))
      let page = try await visitor.get(String(question))
      #expect(page.contains("Xã Không Có"))
      try await visitor.post(String(question), [])
      #expect(visitor.status == .unprocessableContent)
      try await visitor.post(String(question), [("chosen", "none")])
      #expect(visitor.status == .unprocessableContent)
      #expect(visitor.page.contains("id=\"note-problem\""))
      try await visitor.post(String(question), [("chosen", "none"), ("note", "Không có thật")])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let answered = try await visitor.get(String(question))
      #expect(answered.contains("Không có thật"))
      try await visitor.post(String(question) + "/undo", [])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      #expect(try await visitor.get(String(question)).contains("name=\"chosen\""))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `units are merged and split by hand`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      try await visitor.get("/units/merges/new")
      try await visitor.post(
        "/units/merges/new",
        [
          ("from", "2026-12-01"), ("reason", "Nghị quyết 9"), ("giving-1", "Phường Hòa Lộc"),
          ("extent-1", "whole"), ("giving-2", "19756"), ("extent-2", "whole"), ("kind", "ward"),
          ("name", "Hòa Điền"), ("parent", "huong giang"), ("statistics", "19750"),
        ])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let page = try await visitor.follow()
      for text in ["Phường Hòa Điền", "Xã Quảng Điền", "Nghị quyết 9"] {
        #expect(page.contains(text), "\(text)")
      }
      let path = "/units/\(office.tree.homeAffairs)/split"
      try await visitor.get(path)
      try await visitor.post(
        path,
        [
          ("from", "2026-12-01"), ("reason", "Nghị quyết 10"), ("keeps", "keeps"),
          ("kind-1", "department"), ("new-1", "Sở Thi đua"),
        ])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      #expect(try await visitor.get("/units?search=thi%20dua&on=2026-12-01").contains("Sở Thi đua"))
    }
  }
}
