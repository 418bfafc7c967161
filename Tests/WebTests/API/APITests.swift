import Foundation
import HTTPTypes
import Hummingbird
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// The office as programs see it.
struct APITests {
  /// A site over an office with one account that administers everything, and a token of it.
  private func onAPI(
    _ scopes: Set<TokenScope> = Set(TokenScope.allCases),
    _ body: @Sendable (TestClient, HTTPFields) async throws -> Void
  ) async throws {
    let store = try SQLiteStore()
    try await store.migrate(Schema.migrations)
    let token = try await store.write { db in
      let system = TestOffice.act()
      let person = try People.create(PersonDraft(fullName: "Trần Thị Hạnh"), for: nil, db, system)
      let account: ID<Account> = system.newID()
      try db.execute(
        """
        INSERT INTO account
          (id, person_id, login, password_long, must_change, language, created_at, active_at)
        VALUES (\(account), \(person), \("hanh"), 1, 0, \("vi"), \(system.at), \(system.at))
        """)
      try db.execute(
        """
        INSERT INTO role_grant (id, account_id, role, unit_id, valid_from, valid_to)
        VALUES (\(system.newID(Grant.self)), \(account), \("administrator"), \(String?.none),
          \("2026-01-01"), \("9999-12-31"))
        """)
      let actor = Actor(
        account: account, name: "Hạnh", grants: [Grant(role: .administrator, unit: nil)])
      return try ApiTokens.create(
        "thử", scopes, until: TestOffice.morning.date.adding(days: 30),
        AccountLimits.inForce(on: TestOffice.morning.date), db, TestOffice.act(actor)
      ).token.text
    }
    let site = try TestSite(store)
    try await site.serve { client in
      try await body(
        client, [.authorization: "Bearer " + token, .contentType: "application/json"])
    }
  }

  private func json(_ response: TestResponse) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(response.text.utf8)) as? [String: Any])
  }

  @Test(
    arguments: [
      ("/units?search=a&under=x", "under"), ("/units?search=a&after=x", "after"),
      ("/units?limit=0", "limit"), ("/people?after=", "after"),
    ])
  func `a parameter that is wrong is told, whatever stands beside it`(path: String, field: String)
    async throws
  {
    try await onAPI { client, headers in
      try await client.execute(uri: "/api/v1" + path, method: .get, headers: headers) { response in
        #expect(response.status == .unprocessableContent)
        #expect(response.text.contains("\"field\":\"\(field)\""))
      }
    }
  }

  @Test(
    arguments: [
      ("/units", #"{"kind":"province","name":"A","from":1}"#, "from"),
      ("/people", #"{"fullName":"A","unit":"01aaaaaaaaaaaaaaaaaaaaaaaa"}"#, "unit"),
      ("/people", #"{"fullName":"A","unit":"x"}"#, "unit"), ("/people", "{}", "fullName"),
    ])
  func `a member that is wrong is told by its name`(path: String, body: String, field: String)
    async throws
  {
    try await onAPI { client, headers in
      try await client.execute(
        uri: "/api/v1" + path, method: .post, headers: headers, body: ByteBuffer(string: body)
      ) { response in
        #expect(response.status == .unprocessableContent, "\(response.text)")
        #expect(response.text.contains("\"field\":\"\(field)\""))
      }
    }
  }

  @Test func `a place in a list may end in whatever a name may hold`() {
    let id = "01aaaaaaaaaaaaaaaaaaaaaaaa"
    for key in ["", "an", "\u{1F3FB}", "\u{0301}", "~"] {
      #expect(PersonPage.Place(id + "~" + key)?.text == id + "~" + key)
      #expect(UnitPage.Place(id + "~" + key)?.text == id + "~" + key)
    }
  }

  private static let draft = #"{"kind":"province","name":"Tân An","from":"2026-01-01"}"#

  @Test func `what is made can be read where its address says, in all its states`() async throws {
    try await onAPI { client, headers in
      let made = try await client.execute(
        uri: "/api/v1/units", method: .post, headers: headers,
        body: ByteBuffer(string: APITests.draft)
      ) { response in
        #expect(response.status == .created)
        return try #require(response.headers[.location])
      }
      try await client.execute(uri: made, method: .get, headers: headers) { response in
        let unit = try json(response)
        #expect(unit["name"] as? String == "Tân An")
        #expect(unit["from"] as? String == "2026-01-01")
        #expect(unit["to"] == nil)
        #expect(unit["version"] as? Int == 1)
      }
      let change = #"{"kind":"province","name":"Tân Bình","from":"2026-07-01","version":1}"#
      for status in [201, 409] {
        try await client.execute(
          uri: made + "/changes", method: .post, headers: headers,
          body: ByteBuffer(string: change)
        ) { #expect($0.status.code == status) }
      }
      try await client.execute(uri: made + "/history", method: .get, headers: headers) {
        let items = try #require(try json($0)["items"] as? [[String: Any]])
        #expect(items.compactMap { $0["name"] as? String } == ["Tân An", "Tân Bình"])
      }
    }
  }

  @Test func `a change with a key is carried out once`() async throws {
    try await onAPI { client, headers in
      var headers = headers
      headers[.idempotencyKey] = "đơn vị số 1"
      var places: Set<String> = []
      for _ in 0..<3 {
        try await client.execute(
          uri: "/api/v1/units", method: .post, headers: headers,
          body: ByteBuffer(string: APITests.draft)
        ) { places.insert($0.headers[.location] ?? "") }
      }
      #expect(places.count == 1)
      try await client.execute(uri: "/api/v1/units", method: .get, headers: headers) {
        let items = try json($0)["items"] as? [Any]
        #expect(items?.count == 1)
      }
    }
  }

  @Test(
    arguments: [
      ("{", 400, nil), ("[]", 422, ""), ("", 400, nil), (#"{"kind":"province"}"#, 422, "name"),
      (#"{"kind":1,"name":"a","from":"2026-01-01"}"#, 422, "kind"),
      (#"{"kind":"x","name":"a","from":"2026-01-01"}"#, 422, "kind"),
      (#"{"kind":"province","name":"a","from":"01/01/2026"}"#, 422, "from"),
      (#"{"kind":"province","name":"a","from":"2026-01-01","parent":"x"}"#, 422, "parent"),
      (#"{"kind":"province","name":"","from":"2026-01-01"}"#, 422, "name"),
    ] as [(String, Int, String?)])
  func `what is wrong with what was sent is said field by field`(
    body: String, status: Int, field: String?
  ) async throws {
    try await onAPI { client, headers in
      try await client.execute(
        uri: "/api/v1/units", method: .post, headers: headers, body: ByteBuffer(string: body)
      ) { response in
        #expect(response.status.code == status)
        #expect(response.headers[.contentType] == "application/problem+json")
        let problem = try json(response)
        #expect(problem["status"] as? Int == status)
        if let field {
          let problems = try #require(problem["problems"] as? [[String: Any]])
          #expect(problems.contains { $0["field"] as? String == field })
        }
      }
    }
  }

  @Test(
    arguments: [
      "/api/v1/units?limit=0", "/api/v1/units?limit=x", "/api/v1/units?on=hom-nay",
      "/api/v1/units?under=x", "/api/v1/units?after=x", "/api/v1/people?limit=201",
    ])
  func `a question that makes no sense is refused`(uri: String) async throws {
    try await onAPI { client, headers in
      try await client.execute(uri: uri, method: .get, headers: headers) {
        #expect($0.status == .unprocessableContent)
      }
    }
  }

  @Test func `nobody gets in without a token, and a token does no more than its scope`()
    async throws
  {
    try await onAPI([.readPeople]) { client, headers in
      for more in [[:], [.authorization: "Bearer soat_x"], [.authorization: "Basic x"]]
        as [HTTPFields]
      {
        try await client.execute(uri: "/api/v1/units", method: .get, headers: more) {
          #expect($0.status == .unauthorized)
          #expect($0.headers[.wwwAuthenticate] == "Bearer")
        }
      }
      try await client.execute(uri: "/api/v1/people", method: .get, headers: headers) {
        #expect($0.status == .ok)
      }
      try await client.execute(uri: "/api/v1/units", method: .get, headers: headers) {
        #expect($0.status == .forbidden)
      }
      try await client.execute(
        uri: "/api/v1/people", method: .post, headers: headers,
        body: ByteBuffer(string: #"{"fullName":"Lê Văn Bình"}"#)
      ) { #expect($0.status == .forbidden) }
    }
  }

  @Test func `problems come in the language that was asked for`() async throws {
    try await onAPI { client, headers in
      for (language, title) in [("en-GB,en;q=0.9", "Not found"), ("vi", "Không tìm thấy")] {
        var headers = headers
        headers[.acceptLanguage] = language
        try await client.execute(uri: "/api/v1/khong-co", method: .get, headers: headers) {
          #expect($0.status == .notFound)
          let said = try json($0)["title"] as? String
          #expect(said == title)
        }
      }
    }
  }

  @Test func `a token that asks too often waits for the next minute`() async throws {
    try await onAPI { client, headers in
      for count in 1...(Callers.perMinute + 1) {
        try await client.execute(uri: "/api/v1/units?limit=1", method: .get, headers: headers) {
          #expect(($0.status == .tooManyRequests) == (count > Callers.perMinute))
        }
      }
    }
  }

  @Test func `every route of the API stands in its document, and nothing else`() async throws {
    try await onAPI { client, headers in
      try await client.execute(uri: "/api/v1/openapi.json", method: .get) { response in
        let document = try json(response)
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let described = paths.flatMap { path, methods in
          methods.keys.map { $0.uppercased() + " " + path }
        }
        let routes = Site.routes.filter { API.isMeant(by: $0.path) }
        #expect(described.sorted() == routes.map { $0.method.rawValue + " " + $0.path }.sorted())
        #expect(Set(API.endpoints.map(\.name)).count == API.endpoints.count)
        #expect(response.headers[.link] == "</api/v1/openapi.json>; rel=\"service-desc\"")
      }
    }
  }

  @Test func `every route of the API is described for its users`() throws {
    let text = try String(
      contentsOf: SourceFolder.root.appending(path: "docs/api.md"), encoding: .utf8)
    for endpoint in API.endpoints {
      let line = endpoint.route.method.rawValue + " " + endpoint.route.path
      #expect(text.contains("`" + line + "`"), "docs/api.md does not describe \(line)")
    }
  }
}
