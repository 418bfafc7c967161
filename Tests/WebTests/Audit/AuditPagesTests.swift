import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

struct AuditPagesTests {
  private func onOffice(
    _ engine: Engine,
    _ body: @Sendable (TestBrowser, SampleTree, any Store) async throws -> Void
  ) async throws {
    try await onSite(engine) { client, store, _ in
      let tree = try await AccountSite.tree(store)
      let browser = TestBrowser(client)
      let id = try await AccountSite.add("Lê Quản", "quantri", .administrator, on: nil, store)
      try await AccountSite.enter(browser, id, store)
      try await body(browser, tree, store)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the log says in words what was done, to what, and what it was before and after`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { browser, tree, store in
      try await store.write { db in
        try Units.change(
          tree.economy,
          to: UnitState(kind: .division, name: "Phòng Văn hóa", parent: tree.hoaLoc),
          from: TestOffice.morning.date, seen: 1, db, TestOffice.act())
      }
      let page = try await browser.get("/audit")
      #expect(page.contains("Thay đổi đơn vị"))
      #expect(page.contains("<del>Phòng Kinh tế</del> <ins>Phòng Văn hóa</ins>"))
      #expect(page.contains("<a href=\"/units/\(tree.economy)\">Phòng Văn hóa</a>"))
      #expect(page.contains("Quản trị hệ thống"))
      let english = try await store.read { _ in Language.english.text("audit.action.unit.change") }
      browser.cookies["language"] = "en"
      #expect(try await browser.get("/audit").contains(english))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `filters narrow the log, and those that fit nothing say so`(engine: Engine) async throws {
    try await onOffice(engine) { browser, tree, store in
      let id = try await AccountSite.add("Đỗ An", "an.do", .viewer, on: tree.hoaLoc, store)
      let role = "Cấp vai trò<small>"
      for (query, isThere) in [
        ("action=role.grant", true), ("action=role.", true), ("action=unit.", false),
        ("unit=\(tree.hoaLoc)", true), ("unit=hoa+loc", true), ("unit=\(tree.economy)", false),
        ("subject=account:\(id)", true), ("subject=unit:\(tree.hoaLoc)", false),
        ("from=20/11/2026&to=2026-11-20", true), ("from=2026-11-21", false),
        ("to=2026-11-19", false), ("who=an.do", false),
      ] {
        let page = try await browser.get("/audit?" + query)
        #expect(browser.status == .ok)
        #expect(
          page.split(separator: "<tbody>").last?.contains("row\">" + role) == isThere, "\(query)")
      }
      for (query, problem) in [
        ("from=khi+nào", "from"), ("from=2026-11-20&to=2026-11-01", "to"), ("who=ai+đó", "who"),
        ("unit=không+đâu", "unit"), ("unit=ph", "unit"),
      ] {
        let page = try await browser.get("/audit?" + query)
        #expect(page.contains("id=\"\(problem)-problem\""), "\(query)")
        #expect(!page.contains("<tbody>"), "\(query)")
      }
      #expect(try await browser.get("/audit?unit=ph").contains("/audit?unit=\(tree.hoaLoc)"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `reading the log is itself in the log`(engine: Engine) async throws {
    try await onOffice(engine) { browser, _, store in
      try await browser.get("/audit?from=2026-11-01&who=quantri")
      #expect(try await AccountSite.count("audit.read", store) == 1)
      let page = try await browser.get("/audit")
      #expect(page.contains("Xem nhật ký"))
      #expect(page.contains("from=2026-11-01 who"))
      #expect(try await AccountSite.count("audit.read", store) == 2)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a long log is read part by part, without gap`(engine: Engine) async throws {
    try await onOffice(engine) { browser, _, store in
      try await store.write { db in
        for number in 1...70 {
          try Audit.record(
            "unit.code", of: Subject("unit", "x"), after: ["code": "số \(number)."], db,
            TestOffice.act())
        }
      }
      let first = try await browser.get("/audit?action=unit.code")
      let next = try #require(first.firstMatch(of: /rel="next" href="([^"]+)"/)?.1)
      let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
      for number in 1...70 {
        let words = "<ins>số \(number).</ins>"
        #expect(first.contains(words) != second.contains(words), "\(number)")
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `who answers for a unit reads its log, and takes none away`(engine: Engine) async throws {
    try await onOffice(engine) { browser, tree, store in
      let agency = try await AccountSite.add(
        "Võ Lan", "lan.vo", .standingAgency, on: tree.province, store)
      try await AccountSite.enter(browser, agency, store)
      let page = try await browser.get("/audit")
      #expect(page.contains("Tỉnh Hương Giang"))
      #expect(!page.contains("quantri"))
      #expect(!page.contains("/audit/export"))
      try await browser.get("/audit/export")
      #expect(browser.status == .notFound)
      #expect(try await browser.get("/audit?unit=hoa+loc").contains("Phường Hòa Lộc"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the log goes out as lines that can be verified, and that is logged`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { browser, _, store in
      try await browser.get("/audit/export")
      try await browser.post("/audit/export", [("from", "2027-01-01")])
      #expect(browser.status == .unprocessableContent)
      try await browser.post("/audit/export", [])
      #expect(browser.status == .ok)
      let lines = browser.page.split(separator: "\n").map(String.init)
      var check = try #require(ExportCheck(head: lines[0], TestOffice.keys))
      for line in lines.dropFirst() { check.add(line) }
      #expect(check.unreadable.isEmpty)
      let report = check.finish()
      #expect(report.findings.isEmpty)
      #expect(report.count == lines.count - 1)
      #expect(try await AccountSite.count("audit.export", store) == 1)
    }
  }
}
