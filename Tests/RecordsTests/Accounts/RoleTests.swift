import Records
import Rules
import Store
import TestSupport
import Testing

private func act(_ id: ID<Account>, _ store: any Store) async throws -> Act {
  TestOffice.act(try await AccountOffice.actor(id, store))
}

@Test(arguments: TestOffice.engines)
func `nobody gives more than they have, or beyond their units`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let first = try await AccountOffice.open(store)
    let province = try await AccountOffice.unit("Tỉnh A", under: nil, store)
    let commune = try await AccountOffice.unit("Xã B", under: province, store)
    let foreign = try await AccountOffice.unit("Tỉnh C", under: nil, store)
    let local = try await AccountOffice.add("qt.tinh", .administrator, on: province, store)
    let standing = try await AccountOffice.add("so.nv", .standingAgency, on: province, store)
    let officer = try await AccountOffice.add("cb.xa", .unitOfficer, on: commune, store)
    func grant(_ giver: ID<Account>, _ role: Role, _ unit: ID<Unit>?) async throws -> Bool {
      let act = try await act(giver, store)
      do {
        _ = try await store.write { db in
          let id = try Roles.grant(
            role, to: officer, on: unit, from: act.today, to: nil, db, act)
          try Roles.revoke(id, db, TestOffice.act())
        }
        return true
      } catch let refusal as Refusal {
        #expect(refusal.isForbidden)
        return false
      }
    }
    #expect(try await grant(first, .administrator, nil))
    #expect(try await grant(local, .administrator, province))
    #expect(try await grant(local, .administrator, commune))
    #expect(try await !grant(local, .administrator, nil))
    #expect(try await !grant(local, .viewer, foreign))
    #expect(try await grant(standing, .leader, commune))
    #expect(try await !grant(standing, .administrator, commune))
    #expect(try await !grant(standing, .leader, foreign))
    #expect(try await !grant(standing, .leader, nil))
    #expect(try await !grant(officer, .viewer, commune))
  }
}

@Test(arguments: TestOffice.engines)
func `managing an account needs reach over all its roles`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let first = try await AccountOffice.open(store)
    let province = try await AccountOffice.unit("Tỉnh A", under: nil, store)
    let foreign = try await AccountOffice.unit("Tỉnh C", under: nil, store)
    let local = try await AccountOffice.add("qt.tinh", .administrator, on: province, store)
    let act = try await act(local, store)
    let password = try AccountOffice.password()
    func refusal(_ id: ID<Account>) async -> Refusal? {
      await #expect(throws: Refusal.self) {
        try await store.write { try Accounts.resetPassword(id, to: password, $0, act) }
      }
    }
    #expect(await refusal(first) == .notFound)
    // Kept by the province, but with a role elsewhere, even one that has yet to begin.
    let officer = try await AccountOffice.add("cb.tinh", .viewer, on: province, store)
    try await store.write { try Accounts.resetPassword(officer, to: password, $0, act) }
    let later = act.today.adding(days: 30)
    try await store.write { db in
      _ = try Roles.grant(
        .administrator, to: officer, on: foreign, from: later, to: nil, db, TestOffice.act())
    }
    #expect(await refusal(officer)?.isForbidden == true)
    let abroad = await #expect(throws: Refusal.self) {
      try await store.write { db in
        _ = try Accounts.create(
          NewAccount(holder: .newPerson("Kẻ Khác"), login: "ke.khac", unit: foreign),
          password: password, db, act)
      }
    }
    #expect(abroad?.isForbidden == true)
    let seen = try await store.read { try Accounts.list(AccountQuery(), $0, act).map(\.login) }
    #expect(Set(seen) == ["qt.tinh", "cb.tinh"])
  }
}

@Test(arguments: TestOffice.engines)
func `a role holds from its first day through its last`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let unit = try await AccountOffice.unit("Xã A", under: nil, store)
    let id = try await AccountOffice.add("can.bo", nil, on: unit, store)
    let today = TestOffice.morning.date
    let (from, to) = (today.adding(days: 2), today.adding(days: 4))
    let grant = try await store.write { db in
      try Roles.grant(.viewer, to: id, on: unit, from: from, to: to, db, TestOffice.act())
    }
    for (day, holds) in [(1, false), (2, true), (4, true), (5, false)] {
      let grants = try await store.read {
        try Roles.inForce(of: id, on: today.adding(days: day), $0)
      }
      #expect(grants.isEmpty != holds)
    }
    let past = await #expect(throws: Refusal.self) {
      try await store.write { db in
        _ = try Roles.grant(
          .leader, to: id, on: unit, from: today.adding(days: -1), to: nil, db, TestOffice.act())
      }
    }
    #expect(past?.fields == ["from"])
    let twice = await #expect(throws: Refusal.self) {
      try await store.write { db in
        _ = try Roles.grant(.viewer, to: id, on: unit, from: to, to: nil, db, TestOffice.act())
      }
    }
    #expect(twice?.isConflict == true)
    try await store.write { try Roles.revoke(grant, $0, TestOffice.act()) }
    let grants = try await store.read { try Roles.inForce(of: id, on: from, $0) }
    #expect(grants.isEmpty)
  }
}

@Test(arguments: TestOffice.engines)
func `a revoked role stops the next request of a session`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    _ = try await AccountOffice.open(store)
    let unit = try await AccountOffice.unit("Xã A", under: nil, store)
    let id = try await AccountOffice.add("can.bo", .leader, on: unit, store)
    let (session, cookie) = try #require(try await AccountOffice.session("can.bo", store))
    let before = TestOffice.act(session.actor)
    #expect(try await store.read { try Rights.allows(.viewUnits, on: unit, $0, before) })
    let grant = try await store.read { try Roles.list(of: id, $0)[0].id }
    try await store.write { try Roles.revoke(grant, $0, TestOffice.act()) }
    let after = TestOffice.act(try #require(try await AccountOffice.find(cookie, store)).actor)
    let refusal = await #expect(throws: Refusal.self) {
      try await store.read { try Rights.demand(.viewUnits, on: unit, $0, after) }
    }
    #expect(refusal?.isForbidden == true)
    if case .forbidden(let words) = refusal {
      #expect(words.description.contains("xem đơn vị"))
      #expect(words.description.contains("quản trị viên"))
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a unit that has ended keeps the tree of its last day`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let province = try await AccountOffice.unit("Tỉnh A", under: nil, store)
    let district = try await AccountOffice.unit("Huyện B", under: province, store)
    let commune = try await AccountOffice.unit("Xã C", under: district, store)
    let last = CivilDate(dayNumber: TestOffice.morning.date.dayNumber - 10)
    try await store.write { db in
      for unit in [district, commune] {
        try db.execute("UPDATE unit SET valid_to = \(last) WHERE id = \(unit)")
        try db.execute("UPDATE unit_version SET valid_to = \(last) WHERE unit_id = \(unit)")
      }
    }
    let above = try await store.read {
      try Ancestry.of(commune, on: TestOffice.morning.date, $0)
    }
    #expect(above == [district, province])
  }
}
