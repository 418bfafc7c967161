import Records
import Rules
import Store
import TestSupport
import Testing

struct TemporaryPasswordTests {
  private var oneDay: AccountLimits {
    var limits = AccountOffice.limits
    limits.temporaryPasswordDays = 1
    return limits
  }

  private func given(_ store: any Store) async throws -> ID<Account> {
    _ = try await AccountOffice.open(store)
    let id = try await AccountOffice.add("can.bo", .viewer, on: nil, store)
    let password = try AccountOffice.password()
    try await store.write { try Accounts.resetPassword(id, to: password, $0, TestOffice.act()) }
    return id
  }

  @Test(arguments: TestOffice.engines)
  func `a temporary password ends after its days, and says what to do then`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let id = try await given(store)
      let end = TestOffice.morning.adding(seconds: 7 * 86_400)
      let last = Instant(milliseconds: end.milliseconds - 1)
      let session = try await AccountOffice.session("can.bo", at: last, store)?.0
      #expect(session?.state == .mustChangePassword)
      let over = try await AccountOffice.signIn("can.bo", at: end, store)
      #expect(over.session == nil)
      #expect(over.words?.contains("quá 7 ngày") == true)
      #expect(over.words?.contains("quản trị viên") == true)
      #expect(try await AccountOffice.log(store).last == "signIn.fail")
      // It is no wrong attempt: the login is not locked by it.
      for _ in 1...10 { _ = try await AccountOffice.signIn("can.bo", at: end, store) }
      let password = try AccountOffice.password()
      try await store.write {
        try Accounts.resetPassword(id, to: password, $0, TestOffice.act(at: end))
      }
      #expect(try await AccountOffice.signIn("can.bo", at: end, store).session != nil)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `an office sets the days itself, and a password of one's own has no end`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let id = try await given(store)
      let limits = oneDay
      let next = TestOffice.morning.adding(seconds: 86_400)
      let over = try await AccountOffice.signIn(
        "can.bo", AccountOffice.word, at: next, limits: limits, store)
      #expect(over.session == nil)
      let token = try await store.write {
        try Invitations.issue(to: id, limits, $0, TestOffice.act(at: next)).token
      }
      let own = try AccountOffice.password("mèo mướp ngủ trưa")
      _ = try await store.write {
        try Invitations.accept(token.hash, own, limits, $0, TestOffice.act(.visitor, at: next))
      }
      let later = next.adding(seconds: 30 * 86_400)
      let entered = try await AccountOffice.signIn(
        "can.bo", "mèo mướp ngủ trưa", at: later, limits: limits, store)
      #expect(entered.session != nil)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `who changes an account that another changed meanwhile is told`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let id = try await given(store)
      let act = TestOffice.act()
      let unit = try await AccountOffice.unit("Xã A", under: nil, store)
      try await store.write { db in
        let seen = try Accounts.line(id, db, act).version
        let grant = try Roles.grant(
          .leader, to: id, on: unit, from: act.today, to: nil, db, act)
        #expect(throws: Refusal.self) { try Accounts.move(id, to: unit, seen: seen, db, act) }
        #expect(throws: Refusal.self) {
          try Accounts.disable(id, reason: "Nghỉ", seen: seen, db, act)
        }
        #expect(throws: Refusal.self) {
          try Roles.end(grant, on: act.today, seen: seen, db, act)
        }
        #expect(throws: Refusal.self) { try Roles.revoke(grant, seen: seen, db, act) }
        let now = try Accounts.line(id, db, act).version
        try Roles.end(grant, on: act.today, seen: now, db, act)
        try Accounts.move(id, to: unit, seen: now + 1, db, act)
        #expect(try Accounts.line(id, db, act).unit == unit)
      }
    }
  }
}
