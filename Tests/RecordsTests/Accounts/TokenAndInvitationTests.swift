import Records
import Rules
import Store
import TestSupport
import Testing

@Test(arguments: TestOffice.engines)
func `a token does what its scope and its account's roles both allow`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let unit = try await AccountOffice.unit("Tỉnh A", under: nil, store)
    let id = try await AccountOffice.add("so.nv", .standingAgency, on: unit, store)
    let own = TestOffice.act(try await AccountOffice.actor(id, store))
    let until = own.today.adding(days: 366)
    let made = try await store.write { db in
      try ApiTokens.create(
        "Báo cáo", [.readOrganisation, .readAccounts], until: until, AccountOffice.limits, db, own)
    }
    #expect(made.token.text.hasPrefix("soat_"))
    func caller(_ at: Instant) async throws -> ApiCaller? {
      try await store.read { try ApiTokens.find(made.token.text, $0, now: at) }
    }
    let act = TestOffice.act(try #require(try await caller(TestOffice.morning)).actor)
    #expect(try await store.read { try Rights.allows(.viewUnits, on: unit, $0, act) })
    #expect(try await !store.read { try Rights.allows(.changeUnits, on: unit, $0, act) })
    #expect(try await !store.read { try Rights.allows(.manageOwnAccount, on: nil, $0, act) })
    #expect(throws: Refusal.self) { try Rights.ownAccount(act) }
    let lastMoment = Instant(
      milliseconds: Instant(startOf: until.adding(days: 1)).milliseconds - 1)
    #expect(try await caller(lastMoment) != nil)
    #expect(try await caller(Instant(startOf: until.adding(days: 1))) == nil)
    try await store.write { try Accounts.disable(id, reason: "nghỉ", $0, TestOffice.act()) }
    #expect(try await caller(TestOffice.morning) == nil)
    try await store.write { try Accounts.enable(id, $0, TestOffice.act()) }
    #expect(try await caller(TestOffice.morning) != nil)
    try await store.write { try ApiTokens.revoke(made.id, $0, own) }
    #expect(try await caller(TestOffice.morning) == nil)
    let stored = try await store.read { db in
      try db.row("SELECT token_hash FROM api_token")?.get("token_hash", as: String.self)
    }
    #expect(stored?.count == 64)
  }
}

@Test(arguments: TestOffice.engines)
func `a token has a name, a scope and an end within a year`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let id = try await AccountOffice.add("so.nv", nil, on: nil, store)
    let own = TestOffice.act(try await AccountOffice.actor(id, store))
    let refusal = await #expect(throws: Refusal.self) {
      try await store.write { db in
        _ = try ApiTokens.create(
          " ", [], until: own.today.adding(days: 367), AccountOffice.limits, db, own)
      }
    }
    #expect(refusal?.fields == ["name", "scopes", "until"])
    let other = try await AccountOffice.add("nguoi.khac", nil, on: nil, store)
    let stranger = TestOffice.act(try await AccountOffice.actor(other, store))
    let made = try await store.write { db in
      try ApiTokens.create(
        "x", [.readPeople], until: own.today, AccountOffice.limits, db, own)
    }
    await #expect(throws: Refusal.notFound) {
      try await store.write { try ApiTokens.revoke(made.id, $0, stranger) }
    }
    try await store.write { try ApiTokens.revoke(made.id, $0, TestOffice.act()) }
  }
}

@Test(arguments: TestOffice.engines)
func `an invitation lets one choose a password, once, in time`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let limits = AccountOffice.limits
    let (id, first) = try await store.write { db in
      let act = TestOffice.act()
      let id = try Accounts.create(
        NewAccount(holder: .newPerson("Lê Thị Mời"), login: "le.moi", unit: nil), password: nil,
        db, act)
      return (id, try Invitations.issue(to: id, limits, db, act))
    }
    #expect(try await AccountOffice.signIn("le.moi", "", store).session == nil)
    let second = try await store.write {
      try Invitations.issue(to: id, limits, $0, TestOffice.act())
    }
    func find(_ token: SecretToken, _ at: Instant) async throws -> Bool {
      try await store.read { try Invitations.find(token.hash, $0, now: at) != nil }
    }
    #expect(try await !find(first.token, TestOffice.morning))
    let last = Instant(milliseconds: second.endsAt.milliseconds - 1)
    #expect(try await find(second.token, last))
    #expect(try await !find(second.token, second.endsAt))
    let password = try AccountOffice.password()
    let visitor = TestOffice.act(.visitor)
    let accepted = try await store.write {
      try Invitations.accept(second.token.hash, password, limits, $0, visitor)
    }
    #expect(accepted == id)
    await #expect(throws: Refusal.notFound) {
      try await store.write {
        try Invitations.accept(second.token.hash, password, limits, $0, visitor)
      }
    }
    #expect(try await AccountOffice.session("le.moi", store)?.0.state == .full)
  }
}

@Test(arguments: TestOffice.engines)
func `accounts unused for forty-five days are disabled, but never the last administrator`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let first = try await AccountOffice.open(store)
    let used = try await AccountOffice.add("co.dung", .viewer, on: nil, store)
    let idle = try await AccountOffice.add("bo.quen", .viewer, on: nil, store)
    let today = TestOffice.morning.date
    _ = try await AccountOffice.signIn("co.dung", at: AccountOffice.minutes(1440), store)
    func run(_ day: Int) async throws -> [ID<Account>] {
      try await store.write {
        try Accounts.disableIdle(
          on: today.adding(days: day), AccountOffice.limits, $0, TestOffice.act())
      }
    }
    #expect(try await run(44).isEmpty)
    #expect(try await run(45) == [idle])
    #expect(try await run(45).isEmpty)
    #expect(try await run(46) == [used])
    #expect(try await run(400).isEmpty)
    let line = try await store.read { try Accounts.line(first, $0, TestOffice.act()) }
    #expect(line.disabledAt == nil)
    let log = try await AccountOffice.log(store)
    #expect(log.count { $0 == "account.disableIdle" } == 2)
  }
}

@Test(arguments: TestOffice.engines)
func `accounts are listed by name, page by page, and found by part of it`(engine: Engine)
  async throws
{
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    for login in ["c.ba", "a.mot", "b_hai"] {
      _ = try await AccountOffice.add(login, .viewer, on: nil, store)
    }
    func list(_ query: AccountQuery) async throws -> [String] {
      try await store.read { try Accounts.list(query, $0, TestOffice.act()).map(\.login) }
    }
    let all = try await list(AccountQuery())
    #expect(all.count == 4)
    let page = try await store.read {
      try Accounts.list(AccountQuery(count: 2), $0, TestOffice.act())
    }
    let rest = try await list(AccountQuery(after: page.last?.place))
    #expect(page.map(\.login) + rest == all)
    #expect(try await list(AccountQuery(text: "tran van quan")) == ["quan.tri"])
    #expect(try await list(AccountQuery(text: "b_h")) == ["b_hai"])
    #expect(try await list(AccountQuery(text: "%")).isEmpty)
    #expect(try await list(AccountQuery(role: .administrator)) == ["quan.tri"])
    #expect(try await list(AccountQuery(isDisabled: true)).isEmpty)
    let refusal = await #expect(throws: Refusal.self) {
      try await store.write { db in
        _ = try Accounts.create(
          NewAccount(holder: .newPerson("Lê Tư"), login: "A.MOT", unit: nil), password: nil, db,
          TestOffice.act())
      }
    }
    #expect(refusal?.fields == ["login"])
  }
}

@Test(arguments: TestOffice.engines)
func `a token made for the log alone sees no units and no people`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let unit = try await AccountOffice.unit("Tỉnh A", under: nil, store)
    let id = try await AccountOffice.add("so.nv", .standingAgency, on: unit, store)
    let own = TestOffice.act(try await AccountOffice.actor(id, store))
    let made = try await store.write { db in
      try ApiTokens.create(
        "Nhật ký", [.readAudit], until: own.today, AccountOffice.limits, db, own)
    }
    let caller = try await store.read {
      try ApiTokens.find(made.token.text, $0, now: TestOffice.morning)
    }
    let act = TestOffice.act(try #require(caller).actor)
    let seen = try await store.read { db in
      (
        try Units.roots(on: act.today, db, act).lines.count,
        try Units.roots(on: own.today, db, own).lines.count,
        try People.search("", db, act).people.count
      )
    }
    #expect(seen.0 == 0)
    #expect(seen.1 == 1)
    #expect(seen.2 == 0)
    await #expect(throws: Refusal.notFound) {
      try await store.read { _ = try Units.find(unit, on: act.today, $0, act) }
    }
  }
}
