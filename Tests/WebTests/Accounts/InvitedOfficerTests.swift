import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

struct InvitedOfficerTests {
  static let form = [
    ("name", "Trần Thị Hạnh"), ("login", "hanh.tran"), ("unit", "hoa loc"),
    ("role", "unitOfficer"), ("from", "2026-11-20"), ("to", "31/12/2026"),
    ("means", "invitation"),
  ]

  @Test(arguments: TestOffice.engines)
  func
    `an officer is invited, comes in, sees only what is theirs, and is shut out and let in again`(
      engine: Engine
    ) async throws
  {
    try await onSite(engine) { client, store, _ in
      let tree = try await AccountSite.tree(store)
      let admin = TestBrowser(client)
      let administrator = try await AccountSite.add(
        "Lê Quản", "quantri", .administrator, on: nil, store)
      try await AccountSite.enter(admin, administrator, store)
      let link = try await invite(admin, tree, store)
      let officer = TestBrowser(client)
      try await accept(link, officer)
      for path in ["/accounts", "/accounts/new", "/accounts/\(administrator)", "/audit"] {
        try await officer.get(path)
        #expect(officer.status == .notFound, "\(path)")
      }
      try await shutOut(admin, officer, store)
      try await lock(admin, TestBrowser(client), store)
    }
  }

  private func invite(
    _ admin: TestBrowser, _ tree: SampleTree, _ store: any Store
  ) async throws -> String {
    try await admin.get("/accounts/new")
    let submission = try #require(admin.hidden("submission"))
    try await admin.post("/accounts/new", InvitedOfficerTests.form)
    #expect(admin.status == .ok)
    #expect(admin.page.contains("23/11/2026 08:15"))
    let link = try #require(
      admin.page.firstMatch(of: /http:\/\/[^\/<]*(\/invitation\/[a-z2-7]+)/)?.1)
    try await admin.post("/accounts/new", InvitedOfficerTests.form + [("submission", submission)])
    #expect(admin.location == "/accounts?notice=secretShown")
    let list = try await admin.follow()
    #expect(list.contains("chờ đặt mật khẩu"))
    #expect(!list.contains(String(link)))
    let id = try await AccountSite.id(of: "hanh.tran", store)
    let roles = try await store.read { try Roles.list(of: id, $0) }
    #expect(roles.map(\.unit) == [tree.hoaLoc])
    #expect(roles.map(\.to.iso) == ["2026-12-31"])
    return String(link)
  }

  private func accept(_ link: String, _ officer: TestBrowser) async throws {
    let page = try await officer.get(link)
    #expect(page.contains("Trần Thị Hạnh"))
    try await officer.post(link, [("password", "ngắn"), ("repeated", "ngắn")])
    #expect(officer.status == .unprocessableContent)
    #expect(officer.page.contains("id=\"password-problem\""))
    let password = SignInTests.password
    try await officer.post(link, [("password", password), ("repeated", password)])
    #expect(officer.location == "/sign-in?notice=invitationAccepted")
    try await officer.get(link)
    #expect(officer.status == .gone)
    try await officer.get("/sign-in")
    try await officer.post("/sign-in", [("login", "hanh.tran"), ("password", password)])
    #expect(officer.status == .seeOther)
    let account = try await officer.get("/account")
    #expect(account.contains("Phường Hòa Lộc"))
  }

  private func shutOut(
    _ admin: TestBrowser, _ officer: TestBrowser, _ store: any Store
  ) async throws {
    let id = try await AccountSite.id(of: "hanh.tran", store)
    try await admin.get("/accounts/\(id)/disabling")
    try await admin.post("/accounts/\(id)/disabling", [("reason", "  ")])
    #expect(admin.status == .unprocessableContent)
    try await admin.post("/accounts/\(id)/disabling", [("reason", "Chuyển công tác")])
    #expect(admin.location == "/accounts/\(id)?notice=accountDisabled")
    try await officer.get("/account")
    #expect(officer.location?.hasPrefix("/sign-in") == true)
    let list = try await admin.get("/accounts?state=disabled")
    #expect(list.contains("Chuyển công tác"))
    #expect(!list.contains("quantri</small>"))
    try await admin.get("/accounts/\(id)")
    try await admin.post("/accounts/\(id)/enabling", [])
    try await admin.get("/accounts/\(id)")
    try await admin.post("/accounts/\(id)/enabling", [])
    #expect(admin.status == .conflict)
  }

  private func lock(
    _ admin: TestBrowser, _ stranger: TestBrowser, _ store: any Store
  ) async throws {
    let id = try await AccountSite.id(of: "hanh.tran", store)
    try await stranger.get("/sign-in")
    for _ in 1...5 {
      try await stranger.post("/sign-in", [("login", "hanh.tran"), ("password", "sai bét nhè")])
    }
    #expect(try await admin.get("/accounts?state=locked").contains("khóa đến 20/11/2026 08:30"))
    #expect(try await admin.get("/accounts/\(id)").contains("/accounts/\(id)/unlocking"))
    try await admin.post("/accounts/\(id)/unlocking", [])
    #expect(try await admin.follow().contains("Đã mở khóa"))
    #expect(try await !admin.get("/accounts?state=locked").contains("hanh.tran"))
  }
}
