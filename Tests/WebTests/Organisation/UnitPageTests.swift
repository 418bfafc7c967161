import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

struct UnitPageTests {
  @Test(arguments: TestOffice.engines)
  func `the tree of the standing agency shows what stands under the province today, with codes`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      let roots = try await visitor.get("/units")
      #expect(visitor.status == .ok)
      #expect(roots.contains("Tỉnh Hương Giang"))
      #expect(!roots.contains("Phường Hòa Lộc"))
      let under = try await visitor.get("/units?under=\(office.tree.province)")
      for text in ["Phường Hòa Lộc", "Xã Quảng Điền", "Sở Nội vụ", "19750", "Thêm đơn vị"] {
        #expect(under.contains(text), "\(text)")
      }
      #expect(!under.contains("Huyện Quảng Điền"))
      #expect(!under.contains("Cơ cấu tại ngày"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a day before today is marked, shows the units of that day, and stays in the links`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      let page = try await visitor.get("/units?under=\(office.tree.province)&on=2025-06-30")
      #expect(page.contains("Cơ cấu tại ngày 30/06/2025"))
      #expect(page.contains("Huyện Quảng Điền"))
      #expect(!page.contains("Phường Hòa Lộc"))
      #expect(page.contains("/units/\(office.tree.district)?on=2025-06-30"))
      let unit = try await visitor.get("/units/\(office.tree.district)?on=2025-06-30")
      for text in ["Xã Phú Lộc", "Thị trấn Sịa", "Cơ cấu tại ngày 30/06/2025"] {
        #expect(unit.contains(text), "\(text)")
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a day is asked for and shown day first, and what is none is told and kept`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil, language: "en")
      let unit = "/units/\(office.tree.quangDien)"
      for path in ["/units", unit] {
        let page = try await visitor.get(path + "?on=5.9.2026")
        #expect(page.contains("value=\"05/09/2026\""), "\(path)")
        #expect(page.contains("placeholder=\"day/month/year\""), "\(path)")
        #expect(page.contains("?on=2026-09-05") || page.contains("&amp;on=2026-09-05"), "\(path)")
        let wrong = try await visitor.get(path + "?on=31/13/2026")
        #expect(wrong.contains("value=\"31/13/2026\""), "\(path)")
        #expect(wrong.contains("“31/13/2026” is not a date"), "\(path)")
        #expect(wrong.contains("aria-describedby=\"on-problem on-format\""), "\(path)")
      }
      let form = try await visitor.get(unit + "/change")
      #expect(form.contains("inputmode=\"numeric\""))
      #expect(!form.contains("type=\"date\""))
    }
  }

  @Test(arguments: TestOffice.engines)
  func
    `a search finds by name without marks and by code, says where it stands, and says when nothing is found`(
      engine: Engine
    ) async throws
  {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      let byName = try await visitor.get("/units?search=hoa%20loc")
      #expect(byName.contains("Phường Hòa Lộc"))
      #expect(byName.contains("Tỉnh Hương Giang"))
      let byCode = try await visitor.get("/units?search=19756")
      #expect(byCode.contains("Xã Quảng Điền"))
      #expect(!byCode.contains("Phường Hòa Lộc"))
      let none = try await visitor.get("/units?search=khong%20co")
      #expect(none.contains("Không tìm thấy đơn vị nào"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a unit that has ended says so and leads to its successors; those know their predecessors`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      let tree = office.tree
      let sia = try await visitor.get("/units/\(tree.sia)")
      #expect(sia.contains("ngày cuối cùng là 30/06/2025"))
      for unit in [tree.hoaLoc, tree.quangDien] {
        #expect(sia.contains("href=\"/units/\(unit)\""))
      }
      #expect(sia.contains("một phần"))
      #expect(sia.contains("phần còn lại"))
      let hoaLoc = try await visitor.get("/units/\(tree.hoaLoc)")
      for text in ["Xã Phú Lộc", "Xã Hòa An", "toàn bộ", "Nghị quyết 1675/NQ-UBTVQH15"] {
        #expect(hoaLoc.contains(text), "\(text)")
      }
      #expect(!hoaLoc.contains("Đơn vị đã kết thúc"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a ward officer sees nothing of another commune, by list, search, page, day or form`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      let visitor = try await office.visitor(.unitOfficer, tree.hoaLoc)
      let list = try await visitor.get("/units")
      #expect(list.contains("Phường Hòa Lộc"))
      for path in [
        "/units", "/units?search=quang%20dien", "/units?search=19756", "/units?vacant=head",
        "/units/\(tree.hoaLoc)", "/units/\(tree.economy)", "/", "/people",
      ] {
        let page = try await visitor.get(path)
        #expect(visitor.status == .ok, "\(path)")
        #expect(!page.contains("Xã Quảng Điền"), "\(path)")
        #expect(!page.contains("\(tree.quangDien)"), "\(path)")
        #expect(!page.contains("\(tree.homeAffairs)"), "\(path)")
      }
      for path in [
        "/units/\(tree.quangDien)", "/units/\(tree.quangDien)?on=2025-06-30",
        "/units?under=\(tree.quangDien)", "/units/\(tree.homeAffairs)",
        "/units/\(tree.quangDien)/change", "/units/\(tree.quangDien)/office-holdings",
        "/units/\(tree.quangDien)/hand-over", "/units/imports",
      ] {
        try await visitor.get(path)
        #expect(visitor.status == .notFound, "\(path)")
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `only those who may change a unit are shown how`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let path = "/units/\(office.tree.hoaLoc)"
      let viewer = try await office.visitor(.viewer, office.tree.hoaLoc)
      let seen = try await viewer.get(path)
      for word in ["Việc có thể làm", "Nhật ký gần đây", path + "/change"] {
        #expect(!seen.contains(word), "\(word)")
      }
      let agency = try await office.visitor(.standingAgency, nil)
      let all = try await agency.get(path)
      for word in ["Việc có thể làm", "Nhật ký gần đây", path + "/change", "Lập đơn vị"] {
        #expect(all.contains(word), "\(word)")
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what is no unit, no id or no place is not found, in Vietnamese`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil)
      for path in ["/units/xyz", "/units/00000000000000000000000000", "/units?under=%2e%2e"] {
        let page = try await visitor.get(path)
        #expect(visitor.status == .notFound, "\(path)")
        #expect(page.contains("Không tìm thấy"))
      }
      try await visitor.get("/units?after=%27%3B--&on=99/99/9999")
      #expect(visitor.status == .ok)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the pages are said in English to those who chose it`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, nil, language: "en")
      let page = try await visitor.get("/units/\(office.tree.hoaLoc)?on=2025-08-01")
      for text in ["As it stood on 01/08/2025", "Predecessors", "People in office"] {
        #expect(page.contains(text), "\(text)")
      }
      #expect(!page.contains("Đơn vị tiền thân"))
    }
  }
}
