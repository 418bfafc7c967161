import Records
import Rules
import Store
import TestSupport
import Testing

@Test(arguments: TestOffice.engines)
func `the right password begins a session, and the log says so`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let unit = try await AccountOffice.unit("Xã A", under: nil, store)
    _ = try await AccountOffice.add("can.bo", .viewer, on: unit, store)
    let (session, _) = try #require(try await AccountOffice.session("Can.Bo", store))
    #expect(session.state == .full)
    #expect(session.grants == [Grant(role: .viewer, unit: unit)])
    #expect(session.actor.name == "Người can.bo")
    try await store.write { try SignIn.out(session, $0, TestOffice.act(session.actor)) }
    #expect(try await AccountOffice.log(store).suffix(2) == ["signIn", "signOut"])
  }
}

@Test(arguments: TestOffice.engines)
func `five wrong passwords lock for fifteen minutes, then thirty`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    _ = try await AccountOffice.add("can.bo", nil, on: nil, store)
    for _ in 1...4 { _ = try await AccountOffice.signIn("can.bo", "sai mật khẩu rồi", store) }
    let fifth = try await AccountOffice.signIn("can.bo", "sai mật khẩu rồi", store)
    #expect(fifth.words?.contains("08:30") == true)
    // Locked for the right password too, until the very end.
    let end = AccountOffice.minutes(15)
    #expect(try await AccountOffice.signIn("can.bo", store).session == nil)
    let before = Instant(milliseconds: end.milliseconds - 1)
    #expect(try await AccountOffice.signIn("can.bo", at: before, store).session == nil)
    for _ in 1...5 {
      _ = try await AccountOffice.signIn("can.bo", "sai mật khẩu rồi", at: end, store)
    }
    let second = end.adding(seconds: 30 * 60)
    let almost = Instant(milliseconds: second.milliseconds - 1)
    #expect(try await AccountOffice.signIn("can.bo", at: almost, store).session == nil)
    #expect(try await AccountOffice.signIn("can.bo", at: second, store).session != nil)
    let log = try await AccountOffice.log(store)
    #expect(log.count { $0 == "account.lock" } == 2)
    #expect(log.count { $0 == "signIn.fail" } == 13)
  }
}

@Test(arguments: TestOffice.engines)
func `a right password forgets four wrong ones; an administrator lifts a lock`(engine: Engine)
  async throws
{
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let id = try await AccountOffice.add("can.bo", nil, on: nil, store)
    for _ in 1...3 {
      for _ in 1...4 { _ = try await AccountOffice.signIn("can.bo", "sai mật khẩu rồi", store) }
      #expect(try await AccountOffice.signIn("can.bo", store).session != nil)
    }
    for _ in 1...5 { _ = try await AccountOffice.signIn("can.bo", "sai mật khẩu rồi", store) }
    #expect(try await AccountOffice.signIn("can.bo", store).session == nil)
    let line = try await store.read { try Accounts.line(id, $0, TestOffice.act()) }
    #expect(line.lockedUntil == AccountOffice.minutes(15))
    try await store.write { try Accounts.unlock(id, $0, TestOffice.act()) }
    #expect(try await AccountOffice.signIn("can.bo", store).session != nil)
    await #expect(throws: Refusal.conflict("Tài khoản không bị khóa.")) {
      try await store.write { try Accounts.unlock(id, $0, TestOffice.act()) }
    }
  }
}

@Test(arguments: TestOffice.engines)
func `an unknown login answers and locks like a known one`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    _ = try await AccountOffice.add("can.bo", nil, on: nil, store)
    for _ in 1...6 {
      let known = try await AccountOffice.signIn("can.bo", "sai mật khẩu rồi", store)
      let unknown = try await AccountOffice.signIn("khong.co", "sai mật khẩu rồi", store)
      #expect(known.words == unknown.words)
    }
    // What was typed in vain may be a password: the log does not have it.
    let entries = try await store.read { db in
      try db.rows("SELECT subject_id, after FROM audit_entry WHERE action = 'signIn.fail'").map {
        try $0.get("subject_id", as: String.self) + ($0.get("after", as: String?.self) ?? "")
      }
    }
    #expect(entries.count == 12)
    #expect(!entries.contains { $0.contains("khong.co") })
  }
}

@Test(arguments: TestOffice.engines)
func `an address that is wrong too often waits, whatever logins it tries`(engine: Engine)
  async throws
{
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    for number in 1...30 {
      _ = try await AccountOffice.signIn("nguoi.\(number)", "sai mật khẩu rồi", store)
    }
    let before = try await AccountOffice.log(store).count
    let refusal = await #expect(throws: Refusal.self) {
      try await AccountOffice.signIn("quan.tri", store)
    }
    #expect(refusal?.isConflict == true)
    #expect(try await AccountOffice.log(store).count == before)
    #expect(
      try await AccountOffice.signIn("quan.tri", at: AccountOffice.minutes(15), store).session
        != nil)
  }
}

@Test(arguments: TestOffice.engines)
func `a disabled account is told only to who knows its password`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let id = try await AccountOffice.add("can.bo", nil, on: nil, store)
    let (_, cookie) = try #require(try await AccountOffice.session("can.bo", store))
    try await store.write { try Accounts.disable(id, reason: "nghỉ", $0, TestOffice.act()) }
    #expect(try await AccountOffice.find(cookie, store) == nil)
    let right = try await AccountOffice.signIn("can.bo", store).words
    #expect(right?.contains("vô hiệu hóa") == true)
    let wrong = try await AccountOffice.signIn("can.bo", "sai mật khẩu rồi", store).words
    #expect(wrong?.contains("vô hiệu hóa") == false)
    try await store.write { try Accounts.enable(id, $0, TestOffice.act()) }
    #expect(try await AccountOffice.signIn("can.bo", store).session != nil)
  }
}

@Test(arguments: TestOffice.engines)
func `an answer to a password that was changed meanwhile is worth nothing`(engine: Engine)
  async throws
{
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let id = try await AccountOffice.add("can.bo", nil, on: nil, store)
    let act = TestOffice.act(.visitor)
    let limits = AccountOffice.limits
    let question = try await store.read { try SignIn.question(login: "can.bo", limits, $0, act) }
    let answer = try question.answer(AccountOffice.word, cost: AccountOffice.cost, act.chance)
    let other = try AccountOffice.password("bốn con gà mái mơ")
    try await store.write { try Accounts.resetPassword(id, to: other, $0, TestOffice.act()) }
    let outcome = try await store.write {
      try SignIn.finish(answer, agent: nil, limits, $0, act)
    }
    #expect(outcome.session == nil)
  }
}

@Test(arguments: TestOffice.engines)
func `a hash of another cost is renewed at the next sign-in`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let id = try await AccountOffice.add("can.bo", nil, on: nil, store)
    let dearer = PasswordHash.Cost(logRounds: 5, blockSize: 8, parallelism: 1)
    #expect(try await AccountOffice.signIn("can.bo", cost: dearer, store).session != nil)
    let stored = try await store.read { db in
      try db.row("SELECT password FROM account WHERE id = \(id)")?.get("password", as: String.self)
    }
    #expect(stored?.hasPrefix("$scrypt$ln=5,r=8,p=1$") == true)
    #expect(try await AccountOffice.signIn("can.bo", cost: dearer, store).session != nil)
  }
}

@Test(arguments: TestOffice.engines)
func `wrong passwords of one line count together, whatever address of its network it shows`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    @Sendable func isLetTry(_ login: String, from address: String) async throws -> Bool {
      let act = Act(
        actor: .visitor, at: TestOffice.morning, channel: .web, request: "thử", address: address,
        chance: TestOffice.act().chance, keys: TestOffice.keys)
      let limits = AccountOffice.limits
      do {
        let question = try await store.read { try SignIn.question(login: login, limits, $0, act) }
        let answer = try question.answer("sai mật khẩu rồi", cost: AccountOffice.cost, act.chance)
        let outcome = try await store.write {
          try SignIn.finish(answer, agent: nil, limits, $0, act)
        }
        return outcome.words != nil
      } catch Refusal.conflict {
        return false
      }
    }
    for number in 1...AccountOffice.limits.attemptsPerAddress {
      #expect(try await isLetTry("nguoi.\(number)", from: "2001:db8:1:2::\(number)"))
    }
    #expect(try await !isLetTry("ai.do", from: "2001:db8:1:2:aaaa::1"))
    #expect(try await isLetTry("ai.do", from: "2001:db8:1:3::1"))
  }
}
