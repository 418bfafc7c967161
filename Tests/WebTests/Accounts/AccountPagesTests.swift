import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

struct AccountPagesTests {
  /// An office with its administrator signed in.
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
  func `where several units fit, one of them is picked`(engine: Engine) async throws {
    try await onOffice(engine) { browser, tree, store in
      try await browser.get("/accounts/new")
      let form = [("name", "Đỗ An"), ("login", "an.do"), ("unit", "ph"), ("means", "invitation")]
      try await browser.post("/accounts/new", form)
      #expect(browser.status == .unprocessableContent)
      #expect(browser.page.contains("<option value=\"\(tree.hoaLoc)\""))
      #expect(browser.page.contains("value=\"Đỗ An\""))
      let picked = [("unitAsked", "ph"), ("unitPick", tree.economy.text)]
      try await browser.post("/accounts/new", form + picked)
      #expect(browser.status == .ok)
      let id = try await AccountSite.id(of: "an.do", store)
      let line = try await store.read { try Accounts.line(id, $0, TestOffice.act()) }
      #expect(line.unit == tree.economy)
      #expect(line.roles.isEmpty)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what is wrong with a new account stands beside its field, and nothing is made`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { browser, _, store in
      let good = [
        "name": "Đỗ An", "login": "an.do", "unit": "Hòa Lộc", "role": "viewer",
        "means": "invitation",
      ]
      for (field, value, problem) in [
        ("name", "", "name"), ("login", "có dấu", "login"), ("login", "quantri", "login"),
        ("unit", "không có đâu", "unit"), ("unit", "", "wholeOffice"),
        ("wholeOffice", "1", "wholeOffice"), ("roleUnit", "không có đâu", "roleUnit"),
        ("from", "2026-11-19", "from"), ("from", "hôm qua", "from"), ("to", "2026-11-01", "to"),
      ] {
        try await browser.get("/accounts/new")
        var form = good
        form[field] = value
        try await browser.post("/accounts/new", form.map { ($0.key, $0.value) })
        #expect(browser.status == .unprocessableContent, "\(field) \(value)")
        #expect(browser.page.contains("id=\"\(problem)-problem\""), "\(field) \(value)")
      }
      #expect(try await AccountSite.count("account.create", store) == 1)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a known person gets an account, once`(engine: Engine) async throws {
    try await onOffice(engine) { browser, tree, store in
      let person = try await store.write { db in
        try People.create(
          PersonDraft(fullName: "Phạm Thị Hường"), for: tree.hoaLoc, db, TestOffice.act())
      }
      let found = try await browser.get("/accounts/new?search=huong")
      #expect(found.contains("/accounts/new?person=\(person)"))
      let path = "/accounts/new?person=\(person)"
      let form = [("login", "huong.pham"), ("wholeOffice", "1"), ("means", "password")]
      try await browser.get(path)
      try await browser.post(path, form)
      #expect(browser.page.contains("<code id=\"secret\">"))
      let line = try await store.read { db in
        try Accounts.find(login: "huong.pham", db, TestOffice.act())
      }
      #expect(line.person == person)
      #expect(line.mustChangePassword)
      try await browser.get(path)
      try await browser.post(path, [("login", "huong.hai"), ("wholeOffice", "1")])
      #expect(browser.status == .conflict)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `roles are given, ended on a day and taken away at once`(engine: Engine) async throws {
    try await onOffice(engine) { browser, tree, store in
      let id = try await AccountSite.add("Đỗ An", "an.do", nil, on: tree.hoaLoc, store)
      let path = "/accounts/\(id)/roles"
      try await browser.get(path)
      for wrong in [
        [("role", "viewer")], [("role", "emperor"), ("unit", "Hòa Lộc")],
        [("role", "viewer"), ("unit", "Hòa Lộc"), ("to", "2026-01-01")],
      ] {
        try await browser.post(path, wrong)
        #expect(browser.status == .unprocessableContent)
      }
      try await browser.post(path, [("role", "viewer"), ("unit", "Hòa Lộc")])
      #expect(browser.location == "/accounts/\(id)?notice=roleGranted")
      let page = try await browser.follow()
      let ending = try #require(page.firstMatch(of: /href="(\/accounts\/[^"]+\/ending)"/)?.1)
      try await browser.get(String(ending))
      try await browser.post(String(ending), [("when", "day"), ("last", "2026-11-19")])
      #expect(browser.status == .unprocessableContent)
      try await browser.post(String(ending), [("when", "day"), ("last", "30/11/2026")])
      #expect(try await browser.follow().contains("đến hết 30/11/2026"))
      try await browser.get(String(ending))
      try await browser.post(String(ending), [("when", "now")])
      #expect(try await browser.follow().contains("đã kết thúc"))
      try await browser.get(String(ending))
      try await browser.post(String(ending), [("when", "now")])
      #expect(browser.status == .conflict)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `nobody gives a role above their own, or manages accounts without the right`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { browser, tree, store in
      let agency = try await AccountSite.add(
        "Võ Lan", "lan.vo", .standingAgency, on: tree.province, store)
      let id = try await AccountSite.add("Đỗ An", "an.do", nil, on: tree.hoaLoc, store)
      let other = try await AccountSite.id(of: "quantri", store)
      try await AccountSite.enter(browser, agency, store)
      let page = try await browser.get("/accounts/\(id)/roles")
      #expect(page.contains("<option value=\"leader\""))
      #expect(!page.contains("<option value=\"administrator\""))
      try await browser.post(
        "/accounts/\(id)/roles", [("role", "administrator"), ("unit", "Hòa Lộc")])
      #expect(browser.status == .forbidden)
      try await browser.get("/accounts/\(id)/roles")
      try await browser.post("/accounts/\(id)/roles", [("role", "viewer"), ("wholeOffice", "1")])
      #expect(browser.status == .forbidden)
      let card = try await browser.get("/accounts/\(id)")
      #expect(!card.contains("/disabling"))
      for path in ["/accounts/\(id)/disabling", "/accounts/\(id)/password", "/accounts/\(other)"] {
        try await browser.get(path)
        #expect(browser.status == .notFound, "\(path)")
      }
      try await browser.get("/accounts")
      try await browser.post("/accounts/\(id)/disabling", [("reason", "x")])
      #expect(browser.status == .notFound)
      let roles = try await store.read { try Roles.list(of: id, $0) }
      #expect(roles.isEmpty)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a lost password, telephone or token is put right by an administrator`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { browser, tree, store in
      let id = try await AccountSite.add("Đỗ An", "an.do", .administrator, on: tree.hoaLoc, store)
      let token = try await store.write { db in
        let act = TestOffice.act(
          Actor(account: id, name: "Đỗ An", grants: [Grant(role: .administrator, unit: nil)]))
        return try ApiTokens.create(
          "Đồng bộ", [.readOrganisation], until: act.today,
          AccountLimits.inForce(on: act.today), db, act
        ).id
      }
      #expect(try await browser.get("/accounts/\(id)").contains("Đồng bộ"))
      try await browser.post("/accounts/\(id)/tokens/\(token)/ending", [])
      #expect(browser.location == "/accounts/\(id)?notice=tokenEnded")
      try await browser.get("/accounts/\(id)/second-factor/removal")
      try await browser.post("/accounts/\(id)/second-factor/removal", [])
      #expect(browser.location == "/accounts/\(id)?notice=factorReset")
      try await browser.get("/accounts/\(id)/password")
      let submission = try #require(browser.hidden("submission"))
      try await browser.post("/accounts/\(id)/password", [("means", "invitation")])
      #expect(browser.page.contains("/invitation/"))
      try await browser.post(
        "/accounts/\(id)/password", [("means", "invitation"), ("submission", submission)])
      #expect(browser.location == "/accounts/\(id)?notice=secretShown")
      #expect(try await AccountSite.count("invitation.issue", store) == 1)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a list longer than a page is read to its end`(engine: Engine) async throws {
    try await onOffice(engine) { browser, _, store in
      for number in 10..<65 {
        _ = try await AccountSite.add("Người \(number)", "nguoi.\(number)", nil, on: nil, store)
      }
      let first = try await browser.get("/accounts")
      let next = try #require(first.firstMatch(of: /rel="next" href="([^"]+)"/)?.1)
      let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
      for number in 10..<65 {
        let login = "nguoi.\(number)</small>"
        #expect(first.contains(login) != second.contains(login), "\(number)")
      }
      #expect(try await browser.get("/accounts?q=nguoi+12").contains("nguoi.12"))
      #expect(try await !browser.get("/accounts?q=nguoi+12").contains("nguoi.13"))
      #expect(
        try await browser.get("/accounts?role=administrator&state=active").contains("quantri"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `script in a field is shown as text`(engine: Engine) async throws {
    try await onOffice(engine) { browser, tree, store in
      let script = "An \"\u{200D}'><script>alert(1)</script>"
      let id = try await AccountSite.add(script, "an.do", .viewer, on: tree.hoaLoc, store)
      let query = Fields.encoded(script)
      var pages: [String] = []
      for path in [
        "/accounts", "/accounts?q=\(query)", "/accounts?role=\(query)&after=\(query)",
        "/accounts/\(id)", "/accounts/new?search=\(query)", "/accounts/\(id)/roles",
        "/accounts/\(id)/disabling", "/audit?who=\(query)", "/audit?unit=\(query)",
        "/audit?subject=\(query):\(query)&action=\(query)&from=\(query)&to=\(query)",
        "/audit?subject=account:\(id)",
      ] {
        pages.append(try await browser.get(path))
        #expect(browser.status == .ok, "\(path)")
      }
      let fields = ["name", "login", "unit", "roleUnit", "from", "to", "role", "unitAsked"]
      try await browser.get("/accounts/new")
      try await browser.post("/accounts/new", fields.map { ($0, script) })
      #expect(browser.status == .unprocessableContent)
      pages.append(browser.page)
      try await browser.get("/accounts/\(id)/disabling")
      try await browser.post("/accounts/\(id)/disabling", [("reason", script)])
      pages.append(try await browser.follow())
      pages.append(try await browser.get("/audit"))
      for page in pages {
        #expect(!page.contains("<script>alert"))
        #expect(!page.unicodeScalars.contains("\u{200D}") || page.contains("&quot;\u{200D}"))
      }
      #expect(pages[0].contains("&lt;script&gt;alert"))
    }
  }

  @Test(
    arguments: TestOffice.engines,
    ["0", "00000000000000000000000000", "%27%20OR%201=1--", "..%2f..", "new%00", "%F0%9F%98%80"])
  func `an address of no account is not found`(engine: Engine, id: String) async throws {
    try await onOffice(engine) { browser, _, store in
      let own = try await AccountSite.id(of: "quantri", store)
      for path in [
        "/accounts/\(id)", "/accounts/\(id)/roles", "/accounts/\(id)/password",
        "/accounts/\(own)/roles/\(id)/ending", "/accounts/new?person=\(id)",
      ] {
        try await browser.get(path)
        #expect([.notFound, .badRequest].contains(browser.status), "\(path)")
      }
      try await browser.get("/invitation/\(id)")
      #expect([.gone, .badRequest].contains(browser.status))
      try await browser.get("/accounts")
      for path in ["/accounts/\(id)/enabling", "/accounts/\(own)/tokens/\(id)/ending"] {
        try await browser.post(path, [])
        #expect([.notFound, .badRequest].contains(browser.status), "\(path)")
      }
    }
  }
}
