import HTTPTypes
import Hummingbird
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// A route that says what it was sent, one that changes nothing, one that fails by accident.
private let routes: [Route] = [
  .get("/things/{thing}", .everyone) { call in
    .text("\(call.parameters["thing"] ?? "") \(call.query["q"] ?? "")")
  },
  .get("/things/new", .everyone) { _ in .text("new") },
  .post("/things", .everyone) { call in .text(call.form.fields["ten"] ?? "") },
  .get("/fault", .everyone) { _ in throw StoreError.failed(code: "1", message: "m", statement: "s")
  },
  .get("/closed", .signedIn) { _ in .text("in") },
  .get("/page", .everyone) { call in
    try call.page(
      FailurePage(title: "t", message: "m", request: call.act.request, isAccident: false))
  },
]

struct GatewayTests {
  private func site(_ store: any Store, _ change: (inout WebSettings) -> Void = { _ in }) throws
    -> TestSite
  { try TestSite(store, routes: Health.routes + Assets.routes + routes, change) }

  @Test func `a word goes before a parameter, and parameters come decoded`() async throws {
    let site = try site(SQLiteStore())
    try await site.serve { client in
      for (uri, text) in [
        ("/things/new", "new"), ("/things/X%C3%A3?q=Ph%C3%BA+L%E1%BB%99c", "Xã Phú Lộc"),
        ("/things/a+b", "a+b "), ("/things/%3Cb%3E", "<b> "),
      ] {
        try await client.execute(uri: uri, method: .get) { #expect($0.text == text) }
      }
    }
  }

  @Test(
    arguments: [
      ("/things/%", 400), ("/things/%zz", 400), ("/things/%ff", 400), ("/things/%00", 400),
      ("/things/a?q=%00", 400), ("/things/a?q=%ff", 400), ("/things/a?%", 400),
      ("/things/%0d%0a", 400), ("/things/a/", 404), ("//things/a", 404), ("/things//a", 404),
      ("/things", 405), ("/khong-co", 404), ("/things/a/b", 404), ("/..%2f..%2fetc", 404),
    ])
  func `an address that is broken or none says so`(uri: String, status: Int) async throws {
    let site = try site(SQLiteStore())
    try await site.serve { client in
      try await client.execute(uri: uri, method: .get) { response in
        #expect(response.status.code == status)
        #expect(response.headers[.contentSecurityPolicy] != nil)
        #expect(response.text.contains("<h1>"))
      }
    }
  }

  @Test func `HEAD is a GET without body, OPTIONS and 405 say what is allowed`() async throws {
    let site = try site(SQLiteStore())
    try await site.serve { client in
      try await client.execute(uri: "/things/new", method: .head) { response in
        #expect(response.status == .ok)
        #expect(response.headers[.contentLength] == "3")
        #expect(response.body.readableBytes == 0)
      }
      try await client.execute(uri: "/things/new", method: .options) { response in
        #expect(response.status == .noContent)
        #expect(response.headers[.allow] == "GET, HEAD, OPTIONS")
      }
      try await client.execute(uri: "/things", method: .delete) { response in
        #expect(response.status == .methodNotAllowed)
        #expect(response.headers[.allow] == "POST, OPTIONS")
      }
    }
  }

  @Test(
    arguments: [
      ("localhost", nil, true), ("127.0.0.1:8080", nil, true), ("[::1]:8080", nil, true),
      ("192.168.1.5:8080", nil, true), ("soat.tinh.gov.vn", nil, false),
      ("soat.tinh.gov.vn", "https://soat.tinh.gov.vn", true), ("evil.com", nil, false),
      ("127.0.0.1.evil.com", nil, false), ("", nil, false),
      ("evil.com", "https://soat.tinh.gov.vn", false),
    ] as [(String, String?, Bool)])
  func `only names of our own are served`(host: String, url: String?, isOwn: Bool) {
    var settings = WebSettings()
    settings.publicURL = url
    #expect(OwnHost.isOwn(host, settings) == isOwn)
  }

  @Test func `a database that does not answer is a page with a time to come back`() async throws {
    let site = try site(SilentStore())
    try await site.serve { client in
      try await client.execute(
        uri: "/page", method: .get,
        headers: [.cookie: "soat=" + String(repeating: "a", count: 64)]
      ) { response in
        #expect(response.status == .serviceUnavailable)
        #expect(response.headers[.retryAfter] == "10")
        // The visitor stays signed in: the next answer may know the cookie again.
        #expect(response.headers[.setCookie] == nil)
        #expect(response.text.contains("tạm thời không trả lời"))
      }
      for uri in ["/health", site.site.assets.paths.css] {
        try await client.execute(
          uri: uri, method: .get, headers: [.cookie: "soat=" + String(repeating: "a", count: 64)]
        ) { #expect($0.status == .ok) }
      }
      try await client.execute(uri: "/ready", method: .get) {
        #expect($0.status == .serviceUnavailable)
      }
    }
  }

  @Test func `an office whose tables are not up to date, or ahead of the program, is not ready`()
    async throws
  {
    let store = try SQLiteStore()
    let site = try site(store)
    try await site.serve { client in
      try await client.execute(uri: "/ready", method: .get) { response in
        #expect(response.status == .serviceUnavailable)
        #expect(response.text.contains("pending"))
      }
      try await store.migrate(Records.Schema.migrations)
      try await client.execute(uri: "/ready", method: .get) { #expect($0.status == .ok) }
      _ = try await store.write { db in
        try db.execute(
          "INSERT INTO schema_migration (name, checksum, applied_at) VALUES ('9999_later', '', 0)")
      }
      try await client.execute(uri: "/ready", method: .get) {
        #expect($0.status == .serviceUnavailable)
      }
    }
  }

  @Test func `a server about to stop is not ready, and says that each answer is the last`()
    async throws
  {
    let store = try SQLiteStore()
    try await store.migrate(Records.Schema.migrations)
    let site = try site(store)
    try await site.serve { client in
      try await client.execute(uri: "/things/new", method: .get) {
        #expect($0.headers[.connection] == nil)
      }
      site.site.announceStop()
      try await client.execute(uri: "/things/new", method: .get) { response in
        #expect(response.text == "new")
        #expect(response.headers[.connection] == "close")
      }
      try await client.execute(uri: "/ready", method: .get) {
        #expect($0.status == .serviceUnavailable)
      }
    }
  }

  @Test func `an accident shows its request's id and nothing of the inside, and is logged once`()
    async throws
  {
    let site = try site(SQLiteStore())
    try await site.serve { client in
      try await client.execute(uri: "/fault", method: .get) { response in
        #expect(response.status == .internalServerError)
        let id = try #require(response.headers[.requestID])
        #expect(response.text.contains(id))
        #expect(!response.text.contains("failed("))
        #expect(site.log.lines.filter { $0.hasPrefix("error") }.count == 1)
        #expect(site.log.lines.contains { $0.contains(id) && $0.hasPrefix("error accident") })
      }
    }
  }

  @Test func `the log names the route and never what was asked for`() async throws {
    let site = try site(SQLiteStore())
    try await site.serve { client in
      try await client.execute(uri: "/things/Tran-Van-An?q=Binh", method: .get)
    }
    let line = try #require(site.log.lines.first { $0.hasPrefix("info request") })
    #expect(line.contains("route=/things/{thing} "))
    #expect(line.contains("status=200"))
    #expect(!line.contains("Tran") && !line.contains("Binh"))
  }

  @Test func `what is counted can be read by those who may`() async throws {
    let site = try site(SQLiteStore())
    try await site.serve { client in
      try await client.execute(uri: "/things/new", method: .get)
      try await client.execute(uri: "/metrics", method: .get) { response in
        #expect(
          response.text.contains(
            "soat_requests_total{method=\"GET\",route=\"/things/new\",status=\"2xx\"} 1\n"))
        #expect(
          response.text.contains(
            "soat_request_seconds_bucket{method=\"GET\",route=\"/things/new\",le=\"+Inf\"} 1\n"))
        #expect(response.text.contains("soat_requests_under_way 1\n"))
        #expect(response.text.contains("soat_write_queue_length 0\n"))
        #expect(response.text.contains("soat_write_queue_wait_seconds_count 0\n"))
        #expect(
          response.text.contains("soat_sign_ins_total{step=\"password\",outcome=\"locked\"} 0\n"))
      }
      try await client.execute(
        uri: "/metrics", method: .get, headers: [.forwardedFor: "10.0.0.1"]
      ) { #expect($0.status == .notFound) }
    }
  }

  @Test func `over TLS the cookie is bound to the host and the browser told to stay there`()
    async throws
  {
    let plain = try site(SQLiteStore())
    try await plain.serve { client in
      try await client.execute(uri: "/page", method: .get) { response in
        let cookie = try #require(response.headers[.setCookie])
        #expect(cookie.hasPrefix("soat="))
        #expect(cookie.contains("; Path=/; HttpOnly; SameSite=Lax"))
        #expect(response.headers[.strictTransportSecurity] == nil)
        #expect(response.headers[.cacheControl] == "no-store")
      }
      try await client.execute(uri: "/health", method: .get) {
        #expect($0.headers[.setCookie] == nil)
      }
    }
    let secure = try site(SQLiteStore()) { $0.publicURL = "https://localhost" }
    try await secure.serve { client in
      try await client.execute(uri: "/page", method: .get) { response in
        let cookie = try #require(response.headers[.setCookie])
        #expect(cookie.hasPrefix("__Host-soat="))
        #expect(cookie.hasSuffix("; Secure"))
        #expect(response.headers[.strictTransportSecurity] == "max-age=31536000")
      }
    }
  }

  @Test func `who is not signed in is led to the door and back`() async throws {
    let site = try site(SQLiteStore())
    try await site.serve { client in
      try await client.execute(uri: "/closed", method: .get) { response in
        #expect(response.status == .seeOther)
        #expect(response.headers[.location] == "/sign-in?next=/closed")
      }
    }
  }
}

struct RequestForgeryTests {
  private let cookie = String(repeating: "a", count: 64)
  private var token: String { RequestForgery.token(for: cookie, TestOffice.keys) }

  private func status(
    _ body: String, _ more: [(HTTPField.Name, String)] = [], cookie: String? = nil
  ) async throws -> Int {
    let store = try SQLiteStore()
    try await store.migrate(Schema.migrations)
    let site = try TestSite(store, routes: routes)
    let status = Box()
    var headers: HTTPFields = [
      .contentType: "application/x-www-form-urlencoded", .cookie: "soat=" + (cookie ?? self.cookie),
    ]
    for (name, value) in more { headers[name] = value }
    try await site.serve { [headers] client in
      try await client.execute(
        uri: "/things", method: .post, headers: headers, body: ByteBuffer(string: body)
      ) { status.code = $0.status.code }
    }
    return status.code
  }

  private final class Box: @unchecked Sendable {
    var code = 0
  }

  @Test func `a form of our own page is carried out`() async throws {
    #expect(try await status("ten=a&token=\(token)") == 200)
    #expect(
      try await status(
        "ten=a&token=\(token)", [(.origin, "http://localhost"), (.secFetchSite, "same-origin")])
        == 200)
  }

  @Test(
    arguments: [
      (HTTPField.Name.origin, "https://evil.com"), (.origin, "null"),
      (.origin, "http://localhost.evil.com"),
      (.origin, "http://localhost:81"), (.secFetchSite, "cross-site"), (.secFetchSite, "same-site"),
    ])
  func `a form from elsewhere is refused`(name: HTTPField.Name, value: String) async throws {
    #expect(try await status("ten=a&token=\(token)", [(name, value)]) == 403)
  }

  @Test func `a form without its token or with another's is refused`() async throws {
    #expect(try await status("ten=a") == 403)
    #expect(try await status("ten=a&token=") == 403)
    #expect(
      try await status("ten=a&token=\(token)", cookie: String(repeating: "b", count: 64)) == 403)
    let other = RequestForgery.token(for: String(repeating: "b", count: 64), TestOffice.keys)
    #expect(try await status("ten=a&token=\(other)") == 403)
  }

  @Test(
    arguments: [
      ("text/plain", 415), ("application/json", 415), ("multipart/form-data; boundary=a", 415),
    ])
  func `what is no form is refused`(type: String, code: Int) async throws {
    #expect(try await status("ten=a&token=\(token)", [(.contentType, type)]) == code)
  }

  @Test func `a form that is too large, too long or broken is refused`() async throws {
    #expect(
      try await status("token=\(token)&ten=" + String(repeating: "a", count: 1_000_001)) == 413)
    #expect(try await status("token=\(token)" + String(repeating: "&a=1", count: 1_001)) == 400)
    #expect(try await status("token=\(token)&ten=%ff") == 400)
    #expect(try await status("token=\(token)&ten=%00") == 400)
  }

  @Test func `every route that changes something is a POST`() {
    for route in Site.routes {
      #expect(route.method == .get || route.method == .post, "\(route.path)")
    }
  }
}
