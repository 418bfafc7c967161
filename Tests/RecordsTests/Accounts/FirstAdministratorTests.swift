import Records
import Rules
import Store
import TestSupport
import Testing

@Test(arguments: TestOffice.engines)
func `of two first administrators at once, one wins`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    #expect(try await store.read { try Accounts.needsFirstAdministrator($0) })
    let code = AccountOffice.code
    let password = try AccountOffice.password()
    let wins = await withTaskGroup(of: Bool.self) { group in
      for number in 1...8 {
        group.addTask {
          let first = FirstAdministrator(
            name: "Người \(number)", login: "nguoi.\(number)", password: password,
            language: .vietnamese)
          do {
            _ = try await store.write { db in
              try Accounts.createFirstAdministrator(
                first, code: code.text, expected: code, db, TestOffice.act(.visitor))
            }
            return true
          } catch { return false }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wins == 1)
    #expect(try await !store.read { try Accounts.needsFirstAdministrator($0) })
    let counts = try await store.read { db in
      try ["account", "person", "role_grant", "audit_entry"].map { table in
        try db.row("SELECT COUNT(*) AS n FROM " + SQL.script(table))?.get("n", as: Int.self)
      }
    }
    #expect(counts == [1, 1, 1, 2])
  }
}

@Test(arguments: TestOffice.engines)
func `without the code of the terminal nobody opens the office`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let first = FirstAdministrator(
      name: "Trần Văn Quản", login: "quan.tri", password: try AccountOffice.password(),
      language: .vietnamese)
    for given in ["", "xxxx-xxxx-xxxx", String(AccountOffice.code.text.dropLast())] {
      let refusal = await #expect(throws: Refusal.self) {
        try await store.write { db in
          try Accounts.createFirstAdministrator(
            first, code: given, expected: AccountOffice.code, db, TestOffice.act(.visitor))
        }
      }
      #expect(refusal?.fields == ["code"])
    }
    let typed =
      " " + AccountOffice.code.text.uppercased().split(separator: "-").joined(separator: " ")
    _ = try await store.write { db in
      try Accounts.createFirstAdministrator(
        first, code: typed, expected: AccountOffice.code, db, TestOffice.act(.visitor))
    }
    #expect(try await AccountOffice.log(store) == ["person.create", "office.open"])
  }
}

@Test(arguments: TestOffice.engines)
func `the last administrator stays`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let first = try await AccountOffice.open(store)
    let grant = try await store.read { try Roles.list(of: first, $0)[0].id }
    let system = TestOffice.act()
    func refused(_ body: @escaping @Sendable (any Writer) throws -> Void) async {
      let refusal = await #expect(throws: Refusal.self) { try await store.write(body) }
      #expect(refusal?.isConflict == true)
    }
    await refused { try Accounts.disable(first, reason: "thử", $0, system) }
    await refused { try Roles.revoke(grant, $0, system) }
    await refused { try Roles.end(grant, on: system.today, $0, system) }
    // One who has not yet chosen a password, or whose role will end, does not count.
    let invited = try await store.write { db in
      let id = try Accounts.create(
        NewAccount(holder: .newPerson("Lê Mời"), login: "le.moi", unit: nil), password: nil, db,
        system)
      try Roles.grant(.administrator, to: id, on: nil, from: system.today, to: nil, db, system)
      return id
    }
    await refused { try Accounts.disable(first, reason: "thử", $0, system) }
    let dated = try await AccountOffice.add("co.han", nil, on: nil, store)
    try await store.write { db in
      _ = try Roles.grant(
        .administrator, to: dated, on: nil, from: system.today, to: system.today.adding(days: 30),
        db, system)
    }
    await refused { try Roles.revoke(grant, $0, system) }
    let second = try await AccountOffice.add("thu.hai", .administrator, on: nil, store)
    try await store.write { try Accounts.disable(first, reason: "nghỉ hưu", $0, system) }
    await refused { try Accounts.disable(second, reason: "thử", $0, system) }
    _ = invited
  }
}
