import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// The sample tree behind the application.
struct OfficeSite {
  let client: TestClient
  let store: any Store
  let tree: SampleTree

  /// Somebody signed in with a role, without the way through passwords.
  func visitor(
    _ role: Role, _ unit: ID<Unit>?, name: String = "Trần Thị Hạnh", language: String = "vi"
  ) async throws -> OfficeVisitor {
    let token = Hex.text(TestOffice.act().chance.bytes(32))
    let account = try await store.write { db in
      let act = TestOffice.act()
      let person = try People.create(PersonDraft(fullName: name), for: nil, db, act)
      let account: ID<Account> = act.newID()
      try db.execute(
        """
        INSERT INTO account
          (id, person_id, login, password_long, must_change, language, created_at, active_at)
        VALUES (\(account), \(person), \(account.text), 1, 0, \(language), \(act.at), \(act.at))
        """)
      try db.execute(
        """
        INSERT INTO role_grant (id, account_id, role, unit_id, valid_from, valid_to)
        VALUES (\(act.newID(RoleGrant.self)), \(account), \(role.rawValue), \(unit),
          '2025-01-01', '9999-12-31')
        """)
      try db.execute(
        """
        INSERT INTO session (id, token_hash, account_id, created_at, last_seen_at)
        VALUES (\(act.newID(Session.self)), \(TokenHash(of: token)), \(account), \(act.at), \(act.at))
        """)
      return account
    }
    return OfficeVisitor(client, token, account)
  }

  /// What the log holds about a thing, oldest first.
  func actions(about unit: ID<Unit>) async throws -> [String] {
    try await store.read { db in
      try db.rows(
        """
        SELECT action FROM audit_entry WHERE subject_kind = 'unit' AND subject_id = \(unit)
        ORDER BY seq
        """
      ).map { try $0.get("action") }
    }
  }

  /// How many entries the log has.
  func entryCount() async throws -> Int {
    try await store.read { db in
      try db.row("SELECT COUNT(*) AS number FROM audit_entry")?.get("number") ?? 0
    }
  }
}

/// The application over the sample tree on one engine.
func onOffice(
  _ engine: Engine, _ body: @Sendable (OfficeSite) async throws -> Void
) async throws {
  try await onSite(engine) { client, store, _ in
    let tree = try await store.write { try SampleTree.make($0, TestOffice.act()) }
    try await body(OfficeSite(client: client, store: store, tree: tree))
  }
}

/// A browser with a session.
final class OfficeVisitor {
  let account: ID<Account>
  private let client: TestClient
  let cookie: String
  private(set) var page = ""
  private(set) var status: HTTPResponse.Status = .ok
  private(set) var location: String?

  init(_ client: TestClient, _ cookie: String, _ account: ID<Account>) {
    self.client = client
    self.cookie = cookie
    self.account = account
  }

  @discardableResult
  func get(_ path: String) async throws -> String {
    try await send(path, .get, nil, nil)
    return page
  }

  /// Sends the fields with the hidden fields of the page last shown, which the fields given overrule.
  func post(_ path: String, _ fields: [(String, String)]) async throws {
    let all = fields + hidden(fields)
    let body = all.map { Fields.encoded($0.0) + "=" + Fields.encoded($0.1) }.joined(separator: "&")
    try await send(path, .post, body, "application/x-www-form-urlencoded")
  }

  /// Sends a form with files, as a browser does (RFC 7578).
  func upload(
    _ path: String, _ fields: [(String, String)],
    _ files: [(field: String, name: String, text: String)]
  ) async throws {
    let boundary = "----soatTest"
    var body = ""
    for (name, value) in fields + hidden(fields) {
      body +=
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    for file in files {
      let name = file.name.replacing("\"", with: "%22")
      body +=
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; "
        + "filename=\"\(name)\"\r\nContent-Type: text/csv\r\n\r\n\(file.text)\r\n"
    }
    try await send(
      path, .post, body + "--\(boundary)--\r\n", "multipart/form-data; boundary=\(boundary)")
  }

  /// Hidden fields of the page last shown that `fields` do not overrule.
  private func hidden(_ fields: [(String, String)]) -> [(String, String)] {
    let own = Set(fields.map(\.0))
    var names: Set<String> = []
    return page.matches(
      of: /<input type="hidden" name="(token|submission|version|state|giver)" value="([^"]*)">/
    ).map { (String($0.1), String($0.2)) }.filter {
      !own.contains($0.0) && names.insert($0.0).inserted
    }
  }

  /// Goes where the last answer led.
  @discardableResult
  func follow() async throws -> String { try await get(try #require(location)) }

  private func send(
    _ path: String, _ method: HTTPRequest.Method, _ body: String?, _ type: String?
  ) async throws {
    var headers: HTTPFields = [.cookie: "soat=" + cookie]
    headers[.contentType] = type
    let response = try await client.executeRequest(
      uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    status = response.status
    location = response.headers[.location]
    page = String(buffer: response.body)
  }
}
