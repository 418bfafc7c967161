import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// A browser of one person over the in-process client: keeps cookies, finds form tokens, follows nothing.
final class TestBrowser {
  private let client: TestClient
  var cookies: [String: String] = [:]
  private(set) var page = ""
  private(set) var status: HTTPResponse.Status = .ok
  private(set) var location: String?

  init(_ client: TestClient) { self.client = client }

  @discardableResult
  func get(_ path: String) async throws -> String {
    try await send(path, .get, nil)
    return page
  }

  /// Sends the fields with the token, submission and version of the page last shown.
  func post(_ path: String, _ fields: [(String, String)]) async throws {
    var all = fields
    for name in ["token", "submission", "version"] where !fields.contains(where: { $0.0 == name }) {
      if let value = hidden(name) { all.append((name, value)) }
    }
    let body = all.map { Fields.encoded($0.0) + "=" + Fields.encoded($0.1) }.joined(separator: "&")
    try await send(path, .post, body)
  }

  /// Goes where the last answer led.
  @discardableResult
  func follow() async throws -> String { try await get(try #require(location)) }

  func hidden(_ name: String) -> String? {
    guard let start = page.firstRange(of: "name=\"\(name)\" value=\"") else { return nil }
    return page[start.upperBound...].firstIndex(of: "\"").map {
      String(page[start.upperBound..<$0])
    }
  }

  private func send(_ path: String, _ method: HTTPRequest.Method, _ body: String?) async throws {
    var headers: HTTPFields = [
      .cookie: cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    ]
    if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    let buffer = body.map { ByteBuffer(string: $0) }
    let response = try await client.executeRequest(
      uri: path, method: method, headers: headers, body: buffer)
    status = response.status
    location = response.headers[.location]
    for field in response.headers where field.name == .setCookie {
      let pair = field.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
      cookies[String(pair[0])] = pair.count > 1 ? String(pair[1]) : nil
    }
    let text = String(buffer: response.body)
    if !text.isEmpty { page = text }
  }
}

/// The code that an authenticator would show (RFC 6238), from the secret as a page shows it.
func authenticatorCode(_ secret: String, at moment: Instant) throws -> String {
  var bits = 0
  var held = 0
  var key: [UInt8] = []
  for letter in secret.utf8 where letter != UInt8(ascii: " ") {
    let value = letter >= 65 ? Int(letter) - 65 : Int(letter) - 24
    held = held << 5 | value
    bits += 5
    if bits >= 8 {
      bits -= 8
      key.append(UInt8(held >> bits & 255))
      held &= (1 << bits) - 1
    }
  }
  let step = UInt64(moment.milliseconds / 30_000)
  let message = (0..<8).reversed().map { UInt8(step >> (UInt64($0) * 8) & 255) }
  let code = Array(
    HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: key)))
  let offset = Int(code[19] & 15)
  let number = code[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7fff_ffff
  let digits = String(number % 1_000_000)
  return String(repeating: "0", count: 6 - digits.count) + digits
}

struct SignInTests {
  static let password = "con voi xanh di bo"

  /// Opens an empty office through its first-run page and signs its administrator in by password.
  static func open(_ browser: TestBrowser, _ code: String) async throws {
    try await browser.get("/first-run")
    try await browser.post(
      "/first-run",
      [
        ("code", code), ("name", "Lê Quang Vinh"), ("login", "quantri"), ("password", password),
        ("repeated", password),
      ])
    try await browser.follow()
    try await browser.post("/sign-in", [("login", "quantri"), ("password", password)])
  }

  @Test(arguments: TestOffice.engines)
  func `the first administrator opens the office, and must switch on a second factor`(
    engine: Engine
  ) async throws {
    try await onSite(engine) { client, _, code in
      let browser = TestBrowser(client)
      try await browser.get("/sign-in")
      #expect(browser.location == "/first-run")
      try await SignInTests.open(browser, code)
      #expect(browser.status == .seeOther)
      try await browser.get("/account")
      #expect(browser.location == "/account/second-factor")
      let page = try await browser.follow()
      #expect(page.contains("<svg viewBox"))
      let secret = try #require(page.firstMatch(of: /<code>([A-Z2-7 ]+)<\/code>/)?.1)
      try await browser.post("/account/second-factor", [("code", "000000")])
      #expect(browser.status == .unprocessableContent)
      #expect(browser.page.contains("<title>Lỗi: "))
      try await browser.post(
        "/account/second-factor",
        [("code", try authenticatorCode(String(secret), at: TestOffice.morning))])
      #expect(browser.status == .ok)
      #expect(browser.page.contains("Mã dự phòng"))
      let account = try await browser.get("/account")
      #expect(account.contains("Quản trị hệ thống"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func
    `a wrong set-up code, two passwords that differ and a short one are refused beside their fields`(
      engine: Engine
    ) async throws
  {
    try await onSite(engine) { client, _, code in
      let browser = TestBrowser(client)
      try await browser.get("/first-run")
      let good = [("name", "Lê Vinh"), ("login", "quantri")]
      let long = SignInTests.password
      for (code, first, second, field) in [
        ("sai", long, long, "code"), (code, long, long + "x", "repeated"),
        (code, "ngắn", "ngắn", "password"), (code, "", "", "password"),
      ] {
        try await browser.post(
          "/first-run", good + [("code", code), ("password", first), ("repeated", second)])
        #expect(browser.status == .unprocessableContent)
        #expect(browser.page.contains("id=\"\(field)-problem\""), "\(field)")
        #expect(browser.page.contains("value=\"Lê Vinh\""))
        #expect(!browser.page.contains(long))
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a form without the token of its page changes nothing`(engine: Engine) async throws {
    try await onSite(engine) { client, store, code in
      let browser = TestBrowser(client)
      try await browser.get("/khong-co")
      try await browser.post(
        "/first-run",
        [
          ("code", code), ("name", "A"), ("login", "quantri"), ("password", SignInTests.password),
          ("repeated", SignInTests.password), ("token", String(repeating: "0", count: 64)),
        ])
      #expect(browser.status == .forbidden)
      let isClosed = try await store.read { try Accounts.needsFirstAdministrator($0) }
      #expect(isClosed)
    }
  }

  @Test func `right, wrong and locked attempts are counted for those who watch`() async throws {
    let store = try SQLiteStore()
    try await store.migrate(Records.Schema.migrations)
    _ = try await AccountSite.add("Lê Vinh", "quantri", .administrator, on: nil, store)
    let site = try TestSite(store)
    try await site.serve { client in
      let browser = TestBrowser(client)
      for _ in 1...6 {
        try await browser.get("/sign-in")
        try await browser.post("/sign-in", [("login", "khong.co"), ("password", "sai rồi")])
      }
      let metrics = try await browser.get("/metrics")
      for (outcome, count) in [("ok", 0), ("failed", 5), ("locked", 1)] {
        #expect(
          metrics.contains(
            "soat_sign_ins_total{step=\"password\",outcome=\"\(outcome)\"} \(count)\n"))
      }
    }
  }
}
