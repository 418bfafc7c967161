import Records
import Rules
import Store
import TestSupport
import Testing

@Test(arguments: TestOffice.engines)
func `at the very end of its time a session is over`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    _ = try await AccountOffice.add("can.bo", .viewer, on: nil, store)
    let (session, cookie) = try #require(try await AccountOffice.session("can.bo", store))
    let end = AccountOffice.minutes(15)
    #expect(session.endsAt == end)
    let before = Instant(milliseconds: end.milliseconds - 1)
    #expect(try await AccountOffice.find(cookie, at: before, store) != nil)
    #expect(try await AccountOffice.find(cookie, at: end, store) == nil)
    let (_, other) = try #require(try await AccountOffice.session("quan.tri", store))
    let administratorEnd = AccountOffice.minutes(5)
    #expect(try await AccountOffice.find(other, at: AccountOffice.minutes(4), store) != nil)
    #expect(try await AccountOffice.find(other, at: administratorEnd, store) == nil)
  }
}

@Test(arguments: TestOffice.engines)
func `however busy, a session ends after twelve hours`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    _ = try await AccountOffice.add("can.bo", .viewer, on: nil, store)
    let (session, cookie) = try #require(try await AccountOffice.session("can.bo", store))
    #expect(!session.needsTouch)
    let late = AccountOffice.minutes(12 * 60 - 1)
    try await store.write {
      try Sessions.touch(session.id, $0, TestOffice.act(session.actor, at: late))
    }
    let busy = try #require(try await AccountOffice.find(cookie, at: late, store))
    #expect(busy.lastSeenAt == late)
    #expect(busy.endsAt == AccountOffice.minutes(12 * 60))
    #expect(try await AccountOffice.find(cookie, at: busy.endsAt, store) == nil)
    try await store.write {
      try Sessions.removeEnded(
        AccountOffice.limits, $0, TestOffice.act(at: AccountOffice.minutes(12 * 60)))
    }
    let left = try await store.read { try $0.rows("SELECT id FROM session").count }
    #expect(left == 0)
  }
}

@Test(arguments: TestOffice.engines)
func `one ends one's own sessions and nobody else's`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    _ = try await AccountOffice.add("can.bo", nil, on: nil, store)
    _ = try await AccountOffice.add("nguoi.khac", nil, on: nil, store)
    let (mine, _) = try #require(try await AccountOffice.session("can.bo", store))
    let (second, cookie) = try #require(try await AccountOffice.session("can.bo", store))
    let (foreign, _) = try #require(try await AccountOffice.session("nguoi.khac", store))
    let act = TestOffice.act(mine.actor)
    await #expect(throws: Refusal.notFound) {
      try await store.write { try Sessions.revoke(foreign.id, $0, act) }
    }
    let lines = try await store.read { try Sessions.list(AccountOffice.limits, $0, act) }
    #expect(Set(lines.map(\.id)) == [mine.id, second.id])
    #expect(lines.allSatisfy { $0.agent == "thử" && $0.address == "127.0.0.1" })
    try await store.write { try Sessions.revoke(second.id, $0, act) }
    #expect(try await AccountOffice.find(cookie, store) == nil)
    _ = try await AccountOffice.session("can.bo", store)
    let ended = try await store.write { try Sessions.revokeOthers(than: mine.id, $0, act) }
    #expect(ended == 1)
  }
}

@Test(arguments: TestOffice.engines)
func `a temporary password opens nothing but its own change`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let id = try await AccountOffice.add("can.bo", .administrator, on: nil, store)
    let temporary = try NewPassword.temporary(cost: AccountOffice.cost, TestOffice.act().chance)
    try await store.write {
      try Accounts.resetPassword(id, to: temporary.password, $0, TestOffice.act())
    }
    let new = try #require(
      try await AccountOffice.signIn("can.bo", temporary.text, store).session)
    let session = try #require(try await AccountOffice.find(new, store))
    #expect(session.state == .mustChangePassword)
    let act = TestOffice.act(session.actor)
    #expect(try await !store.read { try Rights.allows(.viewUnits, on: nil, $0, act) })
    let refusal = await #expect(throws: Refusal.self) {
      try await store.write { db in
        _ = try ApiTokens.create(
          "x", [.readOrganisation], until: act.today, AccountOffice.limits, db, act)
      }
    }
    #expect(refusal?.isForbidden == true)
    let (question, owner) = try await store.read { try Accounts.ownPassword($0, act) }
    let change = try PasswordChange.prepare(
      old: temporary.text, new: "bốn con gà mái mơ", question, owner, AccountOffice.limits,
      cost: AccountOffice.cost, act.chance)
    let outcome = try await store.write {
      try Accounts.changeOwnPassword(
        change, keeping: session.id, AccountOffice.limits, $0, act)
    }
    #expect(outcome == .done)
    #expect(try await AccountOffice.find(new, store)?.state == .mustEnrolSecondFactor)
  }
}

@Test(arguments: TestOffice.engines)
func `a changed password ends the other sessions; wrong old ones lock`(engine: Engine) async throws
{
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    _ = try await AccountOffice.add("can.bo", nil, on: nil, store)
    let (session, cookie) = try #require(try await AccountOffice.session("can.bo", store))
    let (_, other) = try #require(try await AccountOffice.session("can.bo", store))
    let act = TestOffice.act(session.actor)
    func change(_ old: String, _ new: String) async throws -> Outcome {
      let (question, owner) = try await store.read { try Accounts.ownPassword($0, act) }
      let change = try PasswordChange.prepare(
        old: old, new: new, question, owner, AccountOffice.limits, cost: AccountOffice.cost,
        act.chance)
      return try await store.write {
        try Accounts.changeOwnPassword(
          change, keeping: session.id, AccountOffice.limits, $0, act)
      }
    }
    let same = await #expect(throws: Refusal.self) {
      try await change(AccountOffice.word, AccountOffice.word)
    }
    #expect(same?.fields == ["password"])
    #expect(try await change(AccountOffice.word, "bốn con gà mái mơ") == .done)
    #expect(try await AccountOffice.find(cookie, store) != nil)
    #expect(try await AccountOffice.find(other, store) == nil)
    for _ in 1...5 { #expect(try await change("sai mật khẩu rồi", "năm con gà mái mơ") != .done) }
    #expect(try await change("bốn con gà mái mơ", "năm con gà mái mơ") != .done)
    #expect(try await AccountOffice.signIn("can.bo", "bốn con gà mái mơ", store).session == nil)
  }
}
