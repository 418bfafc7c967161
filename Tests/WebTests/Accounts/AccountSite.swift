import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// Accounts and sessions made beside the pages, without hashing a password for each.
enum AccountSite {
  /// An account with one role; a second factor where it is an administrator.
  static func add(
    _ name: String, _ login: String, _ role: Role?, on unit: ID<Unit>?, _ store: any Store
  ) async throws -> ID<Account> {
    try await store.write { db in
      let act = TestOffice.act()
      let id = try Accounts.create(
        NewAccount(holder: .newPerson(name), login: login, unit: unit), password: nil, db, act)
      try db.execute("UPDATE account SET password = 'x' WHERE id = \(id)")
      if let role {
        try Roles.grant(role, to: id, on: unit, from: act.today, to: nil, db, act)
      }
      if role == .administrator {
        try db.execute(
          """
          INSERT INTO second_factor (account_id, secret, confirmed_at, last_step)
          VALUES (\(id), \([UInt8](repeating: 0, count: 40)), \(act.at), 0)
          """)
      }
      return id
    }
  }

  /// Gives the browser a complete session of the account.
  static func enter(_ browser: TestBrowser, _ account: ID<Account>, _ store: any Store) async throws
  {
    let token = try await store.write { db in
      let act = TestOffice.act()
      let id: ID<Session> = act.newID()
      let token = "cookie-" + id.text + id.text
      try db.execute(
        """
        INSERT INTO session
          (id, token_hash, account_id, created_at, last_seen_at, second_factor_at)
        VALUES
          (\(id), \(TokenHash(of: token)), \(account), \(act.at), \(act.at), \(act.at))
        """)
      return token
    }
    browser.cookies["soat"] = token
  }

  static func tree(_ store: any Store) async throws -> SampleTree {
    try await store.write { db in try SampleTree.make(db, TestOffice.act()) }
  }

  static func id(of login: String, _ store: any Store) async throws -> ID<Account> {
    try await store.read { try Accounts.find(login: login, $0, TestOffice.act()).id }
  }

  /// How often an act stands in the log.
  static func count(_ action: String, _ store: any Store) async throws -> Int {
    try await store.read { db in
      try db.rows("SELECT seq FROM audit_entry WHERE action = \(action)").count
    }
  }
}
