import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// Script in all the ways that have got through somewhere; the last closes an attribute where escaping goes
/// by grapheme.
private let script = "<script>alert(1)</script>\" onload='x' \"\u{200D}\u{301}"

struct UnitFormTests {
  @Test(arguments: TestOffice.engines)
  func `a renamed commune keeps its old name before the day, and the log says so once`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let unit = office.tree.hoaLoc
      let visitor = try await office.visitor(.standingAgency, nil)
      let path = "/units/\(unit)/change"
      let form = try await visitor.get(path)
      #expect(form.contains("value=\"Hòa Lộc\""))
      let fields = [
        ("from", "2026-03-01"), ("kind", "ward"), ("name", "Hòa Lộc Mới"),
        ("parent", "Tỉnh Hương Giang"),
      ]
      try await visitor.post(path, fields)
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let after = try await visitor.get("/units/\(unit)")
      #expect(after.contains("Phường Hòa Lộc Mới"))
      #expect(after.contains("Đổi tên: Hòa Lộc → Hòa Lộc Mới"))
      let before = try await visitor.get("/units/\(unit)?on=2026-02-28")
      #expect(before.contains("<h1>Phường Hòa Lộc</h1>"))
      #expect(try await office.actions(about: unit).filter { $0 == "unit.change" }.count == 1)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a form sent twice is carried out once`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      let path = "/units/\(office.tree.hoaLoc)/units"
      let form = try await visitor.get(path)
      let submission = try #require(
        form.firstMatch(of: /name="submission" value="([^"]+)"/)?.1)
      let token = try #require(form.firstMatch(of: /name="token" value="([^"]+)"/)?.1)
      let fields = [
        ("kind", "division"), ("name", "Phòng Văn hóa - Xã hội"), ("from", "2026-01-01"),
        ("submission", String(submission)), ("token", String(token)),
      ]
      try await visitor.post(path, fields)
      let first = visitor.location
      try await visitor.post(path, fields)
      #expect(visitor.status == .seeOther)
      #expect(visitor.location == first)
      let page = try await visitor.get("/units?under=\(office.tree.hoaLoc)")
      #expect(page.matches(of: /Phòng Văn hóa - Xã hội/).count == 1)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `problems stand on top and beside their fields, and what was typed stays`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      let entries = try await office.entryCount()
      let path = "/units/\(office.tree.hoaLoc)/change"
      try await visitor.get(path)
      try await visitor.post(
        path, [("from", "31/02/2026"), ("kind", "ward"), ("name", ""), ("parent", "Hương Giang")])
      #expect(visitor.status == .unprocessableContent)
      for text in [
        "<title>Lỗi: ", "href=\"#from\"", "href=\"#name\"", "id=\"name-problem\"",
        "value=\"31/02/2026\"", "value=\"Hương Giang\"",
      ] {
        #expect(visitor.page.contains(text), "\(text)")
      }
      #expect(try await office.entryCount() == entries)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `who saves second sees both versions, loses nothing and can go on`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let unit = office.tree.economy
      let path = "/units/\(unit)/correction"
      let first = try await office.visitor(.standingAgency, nil)
      let second = try await office.visitor(.standingAgency, nil, name: "Lê Văn Bình")
      try await first.get(path)
      try await second.get(path)
      let fields = { (name: String) in
        [("kind", "division"), ("name", name), ("parent", "Phường Hòa Lộc")]
      }
      try await first.post(path, fields("Phòng Kinh tế và Hạ tầng"))
      #expect(first.status == .seeOther, "\(first.page)")
      try await second.post(path, fields("Phòng Kinh tế - Đô thị"))
      #expect(second.status == .conflict)
      for text in ["Phòng Kinh tế và Hạ tầng", "Phòng Kinh tế - Đô thị", "class=\"differs\""] {
        #expect(second.page.contains(text), "\(text)")
      }
      #expect(!(try await first.get("/units/\(unit)")).contains("Phòng Kinh tế - Đô thị"))
      try await second.post(path, fields("Phòng Kinh tế - Đô thị"))
      #expect(second.status == .seeOther, "\(second.page)")
      #expect(try await first.get("/units/\(unit)").contains("<h1>Phòng Kinh tế - Đô thị</h1>"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `script in every text field is shown as text`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      let unit = office.tree.hoaLoc
      for (path, names) in [
        ("/units/\(unit)/change", ["name", "parent", "from", "kind"]),
        ("/units/\(unit)/units", ["name", "statistics", "portal", "from", "to"]),
        ("/units/\(unit)/codes", ["code", "from"]),
        ("/units/\(unit)/ending", ["last", "reason", "successor-1", "moveTo"]),
        ("/units/\(unit)/office-holdings", ["person", "title", "from"]),
        ("/people/new", ["fullName", "email", "phone", "unit"]),
      ] {
        try await visitor.get(path)
        try await visitor.post(path, names.map { ($0, script) })
        #expect(visitor.status == .unprocessableContent, "\(path)")
        #expect(!visitor.page.contains("<script>alert"), "\(path)")
        #expect(!visitor.page.contains("\" onload"), "\(path)")
        #expect(visitor.page.contains("&lt;script&gt;"), "\(path)")
      }
      let search = try await visitor.get("/units?search=" + Fields.encoded(script))
      #expect(!search.contains("<script>alert"))
      #expect(!search.contains("\" onload"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a unit that several successors follow ends with them, and not while units stand under it`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      let visitor = try await office.visitor(.standingAgency, nil)
      let path = "/units/\(tree.hoaLoc)/ending"
      try await visitor.get(path)
      var fields = [
        ("last", "2026-12-31"), ("reason", "Nghị quyết 5/NQ-HĐND"), ("successor-1", "quang dien"),
        ("extent-1", "whole"), ("under", "refuse"),
      ]
      try await visitor.post(path, fields)
      #expect(visitor.status == .conflict)
      #expect(visitor.page.contains("Phòng Kinh tế"))
      #expect(visitor.page.contains("value=\"quang dien\""))
      fields[4].1 = "endToo"
      try await visitor.post(path, fields)
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let later = try await visitor.get("/units/\(tree.hoaLoc)?on=2027-01-01")
      #expect(later.contains("Xã Quảng Điền"))
      #expect(try await office.actions(about: tree.hoaLoc).last == "unit.end")
    }
  }

  @Test(arguments: TestOffice.engines)
  func `where a typed name fits several units, the form comes back with them to choose from`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      let path = "/units/\(office.tree.economy)/change"
      try await visitor.get(path)
      let fields = [
        ("from", "2026-05-01"), ("kind", "division"), ("name", "Phòng Kinh tế"), ("parent", "n"),
      ]
      try await visitor.post(path, fields)
      #expect(visitor.status == .unprocessableContent)
      #expect(visitor.page.contains("name=\"parent-pick\""))
      try await visitor.post(path, fields + [("parent-pick", office.tree.homeAffairs.text)])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let page = try await visitor.get("/units/\(office.tree.economy)")
      #expect(page.contains("Chuyển trực thuộc: Phường Hòa Lộc → Sở Nội vụ"))
    }
  }
}
