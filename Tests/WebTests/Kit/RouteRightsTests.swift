import HTTPTypes
import Hummingbird
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// Every route with every role, on a unit of one's own, on one under it, and on a foreign one: the answer is the
/// one that the table of permissions gives.
struct RouteRightsTests {
  /// A unit with one under it and a foreign one beside it; a person and an account in each; a signed-in account
  /// of each role, bound to the first unit.
  private struct Office {
    var units: [Relation: ID<Unit>] = [:]
    var people: [Relation: ID<Person>] = [:]
    var accounts: [Relation: ID<Account>] = [:]
    /// Of accounts whose role is bound to the first unit.
    var cookies: [Role: String] = [:]
    /// Of accounts whose role is for the whole office.
    var wide: [Role: String] = [:]

    static func make(_ db: any Writer) throws -> Office {
      var office = Office()
      let act = TestOffice.act()
      let start = CivilDate(dayNumber: 20_454)
      func unit(_ kind: UnitKind, _ name: String, _ parent: ID<Unit>?) throws -> ID<Unit> {
        try Units.create(
          UnitDraft(UnitState(kind: kind, name: name, parent: parent), from: start), db, act)
      }
      let own = try unit(.province, "Tân An", nil)
      office.units = [
        .own: own, .subordinate: try unit(.commune, "Phú Lộc", own),
        .foreign: try unit(.province, "Tân Bình", nil),
      ]
      for (relation, unit) in office.units {
        let person = try People.create(PersonDraft(fullName: "Lê Văn An"), for: unit, db, act)
        _ = try OfficeHoldings.appoint(
          OfficeDraft(person: person, unit: unit, post: .staff, title: "Chuyên viên", from: start),
          db, act)
        office.people[relation] = person
        office.accounts[relation] = try account(of: person, relation.rawValue, unit, db)
      }
      for role in Role.allCases {
        let person = try People.create(
          PersonDraft(fullName: "Trần Thị Hạnh"), for: own, db, act)
        let account = try account(of: person, role.rawValue, own, db)
        office.cookies[role] = try session(of: account, role, own, db)
        let other = try People.create(PersonDraft(fullName: "Bùi Văn Cường"), for: own, db, act)
        let chief = try RouteRightsTests.Office.account(of: other, role.rawValue + ".2", own, db)
        office.wide[role] = try session(of: chief, role, nil, db)
      }
      return office
    }

    private static func account(
      of person: ID<Person>, _ login: String, _ unit: ID<Unit>, _ db: any Writer
    ) throws -> ID<Account> {
      let act = TestOffice.act()
      let account: ID<Account> = act.newID()
      try db.execute(
        """
        INSERT INTO account
          (id, person_id, login, unit_id, password_long, must_change, language, created_at, active_at)
        VALUES
          (\(account), \(person), \(login.lowercased()), \(unit), 1, 0, \("vi"), \(act.at), \(act.at))
        """)
      return account
    }

    private static func session(
      of account: ID<Account>, _ role: Role, _ unit: ID<Unit>?, _ db: any Writer
    ) throws -> String {
      let act = TestOffice.act()
      let cookie = Hex.text(act.chance.bytes(32))
      try db.execute(
        """
        INSERT INTO role_grant (id, account_id, role, unit_id, valid_from, valid_to)
        VALUES (\(act.newID(Grant.self)), \(account), \(role.rawValue), \(unit), \("2026-01-01"),
          \("9999-12-31"))
        """)
      try db.execute(
        """
        INSERT INTO second_factor (account_id, secret, confirmed_at, last_step)
        VALUES (\(account), \([UInt8]([1])), \(act.at), 0)
        """)
      try db.execute(
        """
        INSERT INTO session
          (id, token_hash, account_id, created_at, last_seen_at, second_factor_at)
        VALUES (\(act.newID(Session.self)), \(TokenHash(of: cookie)), \(account), \(act.at),
          \(act.at), \(act.at))
        """)
      return cookie
    }

    /// The route's path with what stands in `relation`; nil where a parameter names none of these.
    func path(_ route: Route, _ relation: Relation) -> String? {
      let values = [
        "unit": units[relation]?.text, "person": people[relation]?.text,
        "account": accounts[relation]?.text,
      ]
      guard route.parameters.allSatisfy({ values[$0] != nil }) else { return nil }
      return route.path.split(separator: "/").map { word in
        word.first == "{"
          ? "/" + (values[String(word.dropFirst().dropLast())].flatMap(\.self) ?? "") : "/" + word
      }.joined()
    }
  }

  /// Things that a test of their own makes; here only that nobody gets at what there is not.
  private static let otherParameters: Set<String> = [
    "question", "draft", "token", "grant", "holding", "session", "hash", "name", "plan", "task",
    "duty", "notice", "job", "filter", "target", "committee", "member", "meeting", "point",
    "evidence", "position",
  ]

  /// Pages without a thing in their address that concern the office as a whole, or no unit at all; the others
  /// are also for those whose role is bound to one unit.
  private static let ofTheOffice: Set<String> = [
    "/units/new", "/audit/export", "/health", "/jobs", "/reminders",
  ]

  @Test func `every parameter of a route is one that this test knows`() {
    for route in Site.routes {
      for name in route.parameters where !["unit", "person", "account"].contains(name) {
        #expect(RouteRightsTests.otherParameters.contains(name), "\(route.path)")
      }
    }
  }

  @Test(arguments: Role.allCases)
  func `each route lets in whom the table lets in`(role: Role) async throws {
    let store = try SQLiteStore()
    try await store.migrate(Schema.migrations)
    let office = try await store.write { try Office.make($0) }
    let site = try TestSite(store)
    let bound = try #require(office.cookies[role])
    let wide = try #require(office.wide[role])
    try await site.serve { client in
      for route in Site.routes {
        guard case .may(let permission) = route.access else { continue }
        if API.isMeant(by: route.path), route.method != .get { continue }
        for relation in route.parameters.isEmpty ? [.own] : Relation.allCases {
          guard let path = office.path(route, relation) else { continue }
          let isAllowed =
            route.parameters.isEmpty
            ? Relation.allCases.contains { Permissions.allows(role, permission, $0) }
            : Permissions.allows(role, permission, relation)
          // What belongs to no unit belongs to the office as a whole.
          let cookie = route.parameters.isEmpty && isAllowed ? wide : bound
          let before = try await entries(store)
          let body = "token=" + RequestForgery.token(for: cookie, TestOffice.keys)
          var headers: HTTPFields = [.cookie: "soat=" + cookie]
          if route.method == .post {
            headers[.contentType] = "application/x-www-form-urlencoded"
          }
          try await client.execute(
            uri: path, method: route.method, headers: headers,
            body: route.method == .post ? ByteBuffer(string: body) : nil
          ) { response in
            let said = "\(route.method) \(route.path) \(relation): \(response.status.code)"
            let code = response.status.code
            if isAllowed {
              let isEmptyHandOver = route.method == .post && route.path.hasSuffix("/hand-over")
              #expect(![403, 404, 500].contains(code) || isEmptyHandOver, "\(said)")
            } else if route.method == .get {
              #expect([403, 404].contains(code), "\(said)")
            } else {
              #expect([403, 404, 422].contains(code), "\(said)")
            }
          }
          if !isAllowed { #expect(try await entries(store) == before, "\(route.path)") }
          if isAllowed, route.parameters.isEmpty, route.method == .get,
            !RouteRightsTests.ofTheOffice.contains(route.path)
          {
            try await client.execute(
              uri: path, method: .get, headers: [.cookie: "soat=" + bound]
            ) { response in
              #expect(![403, 404, 500].contains(response.status.code), "\(route.path) bound")
            }
          }
        }
      }
    }
  }

  private func entries(_ store: any Store) async throws -> Int {
    try await store.read { db in
      try db.row("SELECT COUNT(*) AS n FROM audit_entry")?.get("n") ?? 0
    }
  }
}
