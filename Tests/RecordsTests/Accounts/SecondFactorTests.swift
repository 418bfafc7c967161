import Rules
import Store
import TestSupport
import Testing

@testable import Records

private struct Enrolled {
  var account: ID<Account>
  var secret: [UInt8]
  var codes: [String]
  var cookie: NewSession

  func code(at: Instant) -> String { OneTimeCode.code(secret, step: OneTimeCode.step(at)) }
}

/// "can.bo" with a second factor, confirmed in the morning.
private func enrolled(_ role: Role?, _ store: any Store) async throws -> Enrolled {
  let id = try await AccountOffice.add("can.bo", role, on: nil, store)
  let (session, old) = try #require(try await AccountOffice.session("can.bo", store))
  let act = TestOffice.act(session.actor)
  let shown = try await store.write { try SecondFactors.begin($0, act) }
  let again = try await store.read { try SecondFactors.pending($0, act) }
  #expect(again?.secret == shown.secret)
  #expect(shown.address.hasPrefix("otpauth://totp/So%C3%A1t:can.bo?secret=\(shown.secret)&"))
  let secret = try await store.read { db in
    let row = try db.row("SELECT secret FROM second_factor WHERE account_id = \(id)")
    return try Sealed.open(try row?.get("secret") ?? [], for: id, act)
  }
  #expect(Base32.text(secret) == shown.secret)
  let code = OneTimeCode.code(secret, step: OneTimeCode.step(act.at))
  let done = try await store.write {
    try SecondFactors.confirm(code, in: session.id, $0, act)
  }
  #expect(try await AccountOffice.find(old, store) == nil)
  return Enrolled(
    account: id, secret: secret, codes: done.recoveryCodes, cookie: done.session)
}

private func check(
  _ code: String, _ session: Session, at: Instant, _ store: any Store
) async throws -> SignInOutcome {
  try await store.write {
    try SecondFactors.check(
      code, in: session, AccountOffice.limits, $0, TestOffice.act(session.actor, at: at))
  }
}

@Test(arguments: TestOffice.engines)
func `an administrator enrols first, then signs in with a code used once`(engine: Engine)
  async throws
{
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let phone = try await enrolled(.administrator, store)
    #expect(phone.codes.count == 10)
    #expect(Set(phone.codes).count == 10)
    #expect(try await AccountOffice.find(phone.cookie, store)?.state == .full)
    let later = AccountOffice.minutes(2)
    let (session, first) = try #require(
      try await AccountOffice.session("can.bo", at: later, store))
    #expect(session.state == .secondFactorPending)
    #expect(throws: Refusal.self) { try Rights.ownAccount(TestOffice.act(session.actor)) }
    let outcome = try await check(phone.code(at: later), session, at: later, store)
    let full = try #require(outcome.session)
    #expect(try await AccountOffice.find(first, at: later, store) == nil)
    #expect(try await AccountOffice.find(full, at: later, store)?.state == .full)
    // The same code, still on the screen, in another browser.
    let (second, _) = try #require(try await AccountOffice.session("can.bo", at: later, store))
    #expect(try await check(phone.code(at: later), second, at: later, store).session == nil)
    let before = later.adding(seconds: -30)
    #expect(try await check(phone.code(at: before), second, at: later, store).session == nil)
  }
}

@Test(arguments: TestOffice.engines)
func `wrong codes lock, and a right password between them does not help`(engine: Engine)
  async throws
{
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let phone = try await enrolled(nil, store)
    let later = AccountOffice.minutes(2)
    for _ in 1...5 {
      let (session, _) = try #require(
        try await AccountOffice.session("can.bo", at: later, store))
      #expect(try await check("000000x", session, at: later, store).session == nil)
    }
    #expect(try await AccountOffice.signIn("can.bo", at: later, store).session == nil)
    let log = try await AccountOffice.log(store)
    #expect(log.count { $0 == "signIn.failCode" } == 5)
    #expect(log.count { $0 == "account.lock" } == 1)
    _ = phone
  }
}

@Test(arguments: TestOffice.engines)
func `a recovery code works once`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let phone = try await enrolled(nil, store)
    let later = AccountOffice.minutes(2)
    let typed = phone.codes[3].uppercased().replacing("-", with: " ")
    let (session, _) = try #require(try await AccountOffice.session("can.bo", at: later, store))
    let full = try #require(try await check(typed, session, at: later, store).session)
    let (second, _) = try #require(try await AccountOffice.session("can.bo", at: later, store))
    #expect(try await check(typed, second, at: later, store).session == nil)
    let actor = try #require(try await AccountOffice.find(full, at: later, store)).actor
    let left = try await store.read {
      try SecondFactors.recoveryCodesLeft($0, TestOffice.act(actor, at: later))
    }
    #expect(left == 9)
    let stored = try await store.read { db in
      try db.rows("SELECT code_hash FROM recovery_code").map {
        try $0.get("code_hash", as: String.self)
      }
    }
    #expect(!stored.contains { hash in phone.codes.contains { hash.contains($0) } })
  }
}

@Test(arguments: TestOffice.engines)
func `who must have a second factor cannot drop it; another administrator can`(engine: Engine)
  async throws
{
  try await TestOffice.on(engine) { store in
    let first = try await AccountOffice.open(store)
    let phone = try await enrolled(.administrator, store)
    let session = try #require(try await AccountOffice.find(phone.cookie, store))
    let own = TestOffice.act(session.actor)
    let dropped = await #expect(throws: Refusal.self) {
      try await store.write {
        try SecondFactors.remove("000000", AccountOffice.limits, $0, own)
      }
    }
    #expect(dropped?.isConflict == true)
    let self_ = await #expect(throws: Refusal.self) {
      try await store.write { try SecondFactors.reset(of: phone.account, $0, own) }
    }
    #expect(self_?.isForbidden == true)
    // A password of eight letters is enough beside a second factor, and too short without.
    let short = try NewPassword.make(
      "zx9!qlmw", for: PasswordOwner(login: "can.bo", name: "Người", hasSecondFactor: true),
      AccountOffice.limits, cost: AccountOffice.cost, own.chance)
    try await store.write { db in
      try Accounts.setPassword(phone.account, short, mustChange: false, db, own)
    }
    let other = try await AccountOffice.actor(first, store)
    try await store.write {
      try SecondFactors.reset(of: phone.account, $0, TestOffice.act(other))
    }
    #expect(try await AccountOffice.find(phone.cookie, store) == nil)
    let new = try #require(try await AccountOffice.signIn("can.bo", "zx9!qlmw", store).session)
    #expect(try await AccountOffice.find(new, store)?.state == .mustChangePassword)
    #expect(try await AccountOffice.log(store).contains("secondFactor.reset"))
  }
}

@Test(arguments: TestOffice.engines)
func `an office may ask everybody for a second factor`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    _ = try await AccountOffice.add("can.bo", .viewer, on: nil, store)
    var strict = AccountOffice.limits
    strict.secondFactorForAll = true
    let (_, cookie) = try #require(try await AccountOffice.session("can.bo", store))
    let state = try await AccountOffice.find(cookie, limits: strict, store)?.state
    #expect(state == .mustEnrolSecondFactor)
  }
}
