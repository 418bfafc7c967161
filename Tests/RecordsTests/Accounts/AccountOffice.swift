import Records
import Rules
import Store
import TestSupport

/// An office with an administrator and a few units, for the tests of accounts.
enum AccountOffice {
  static let limits = AccountLimits.inForce(on: TestOffice.morning.date)
  /// Real costs would make the tests slow.
  static let cost = PasswordHash.Cost(logRounds: 4, blockSize: 8, parallelism: 1)
  static let word = "trâu vàng uống nước"
  static let code = SetupCode.make(TestOffice.act().chance)

  static func password(_ text: String = word) throws -> NewPassword {
    try NewPassword.make(
      text, for: PasswordOwner(login: "someone", name: "Ai Đó", hasSecondFactor: false), limits,
      cost: cost, TestOffice.act().chance)
  }

  static func minutes(_ minutes: Int64) -> Instant {
    TestOffice.morning.adding(seconds: minutes * 60)
  }

  /// The first administrator, login "quan.tri".
  static func open(_ store: any Store) async throws -> ID<Account> {
    let first = FirstAdministrator(
      name: "Trần Văn Quản", login: "quan.tri", password: try password(), language: .vietnamese)
    let code = code
    return try await store.write { db in
      try Accounts.createFirstAdministrator(
        first, code: code.text, expected: code, db, TestOffice.act(.visitor))
    }
  }

  /// An account with a password of its own, and a role.
  static func add(
    _ login: String, _ role: Role?, on unit: ID<Unit>?, _ store: any Store
  ) async throws -> ID<Account> {
    let password = try password()
    return try await store.write { db in
      let act = TestOffice.act()
      let id = try Accounts.create(
        NewAccount(holder: .newPerson("Người \(login)"), login: login, unit: unit),
        password: password, db, act)
      try db.execute("UPDATE account SET must_change = 0 WHERE id = \(id)")
      if let role {
        try Roles.grant(role, to: id, on: unit, from: act.today, to: nil, db, act)
      }
      return id
    }
  }

  static func actor(_ id: ID<Account>, _ store: any Store) async throws -> Actor {
    try await store.read { db in
      Actor(
        account: id, name: "Người thử",
        grants: try Roles.inForce(of: id, on: TestOffice.morning.date, db))
    }
  }

  static func unit(_ name: String, under parent: ID<Unit>?, _ store: any Store) async throws
    -> ID<Unit>
  {
    try await store.write { db in
      let id: ID<Unit> = TestOffice.act().newID()
      let parent = parent
      try db.execute(
        "INSERT INTO unit (id, valid_from, valid_to) VALUES (\(id), '2025-07-01', '9999-12-31')")
      try db.execute(
        """
        INSERT INTO unit_version
          (unit_id, valid_from, valid_to, kind, name, full_name, parent_id, sort_key, search_key,
           folded_name)
        VALUES (\(id), '2025-07-01', '9999-12-31', 'commune', \(name), \(name), \(parent), 'x', 'x', 'x')
        """)
      return id
    }
  }

  /// Signs in with a password; `at` is when.
  static func signIn(
    _ login: String, _ password: String, at: Instant = TestOffice.morning,
    limits: AccountLimits = limits, cost: PasswordHash.Cost = cost, _ store: any Store
  ) async throws -> SignInOutcome {
    let act = TestOffice.act(.visitor, at: at)
    let question = try await store.read { try SignIn.question(login: login, limits, $0, act) }
    let answer = try question.answer(password, cost: cost, act.chance)
    return try await store.write { try SignIn.finish(answer, agent: "thử", limits, $0, act) }
  }

  /// Signs in with the right password.
  static func signIn(
    _ login: String, at: Instant = TestOffice.morning, cost: PasswordHash.Cost = cost,
    _ store: any Store
  ) async throws -> SignInOutcome {
    try await signIn(login, word, at: at, cost: cost, store)
  }

  /// The session after a sign-in with the right password.
  static func session(
    _ login: String, at: Instant = TestOffice.morning, _ store: any Store
  ) async throws -> (Session, NewSession)? {
    guard case .signedIn(let new) = try await signIn(login, at: at, store) else { return nil }
    return try await find(new, at: at, store).map { ($0, new) }
  }

  static func find(
    _ new: NewSession, at: Instant = TestOffice.morning, limits: AccountLimits = limits,
    _ store: any Store
  ) async throws -> Session? {
    try await store.read { try Sessions.find(new.token.hash, limits, $0, now: at) }
  }

  /// The actions in the log, oldest first.
  static func log(_ store: any Store) async throws -> [String] {
    try await store.read { db in
      try db.rows("SELECT action FROM audit_entry ORDER BY seq").map { try $0.get("action") }
    }
  }
}

extension SignInOutcome {
  var session: NewSession? {
    if case .signedIn(let session) = self { session } else { nil }
  }
  var words: String? {
    switch self {
    case .signedIn: nil
    case .refused(let words), .locked(let words): words.description
    }
  }
}

extension Refusal {
  var isForbidden: Bool {
    if case .forbidden = self { true } else { false }
  }
  var isConflict: Bool {
    if case .conflict = self { true } else { false }
  }
  var fields: [String] {
    if case .invalid(let problems) = self { problems.map(\.field) } else { [] }
  }
}
