public import Rules
public import Store

/// An account as records need it to decide.
struct AccountRow {
  let id: ID<Account>
  let login: Login
  let name: String
  let unit: ID<Unit>?
  let password: PasswordHash?
  let isPasswordLong: Bool
  let mustChange: Bool
  let disabledAt: Instant?
  let hasSecondFactor: Bool
  let version: Int

  var isDisabled: Bool { disabledAt != nil }
  var owner: PasswordOwner {
    PasswordOwner(login: login.text, name: name, hasSecondFactor: hasSecondFactor)
  }
}

extension AccountRow {
  /// Throws where somebody changed the account or its roles after the version that a form saw; nil saw none.
  func demandSeen(_ seen: Int?) throws {
    guard seen == nil || seen == version else {
      throw Refusal.conflict(
        "Tài khoản của \(name) vừa được người khác sửa. Hãy xem lại rồi sửa tiếp.")
    }
  }
}

extension Accounts {
  /// Counts the version up where something beside the row itself changed: the roles.
  static func touch(_ id: ID<Account>, _ db: any Writer) throws {
    try db.execute("UPDATE account SET version = version + 1 WHERE id = \(id)")
  }

  /// Throws `Refusal.notFound`.
  static func row(_ id: ID<Account>, _ db: any Reader) throws -> AccountRow {
    let row = try db.row(
      """
      SELECT a.login, p.full_name, a.unit_id, a.password, a.password_long, a.must_change,
        a.disabled_at, a.version, f.confirmed_at
      FROM account a
      JOIN person p ON p.id = a.person_id
      LEFT JOIN second_factor f ON f.account_id = a.id
      WHERE a.id = \(id)
      """)
    guard let row, let login = Login(try row.get("login", as: String.self)) else {
      throw Refusal.notFound
    }
    return AccountRow(
      id: id, login: login, name: try row.get("full_name"), unit: try row.get("unit_id"),
      password: try row.get("password", as: String?.self).map(PasswordHash.init(stored:)),
      isPasswordLong: try row.get("password_long"), mustChange: try row.get("must_change"),
      disabledAt: try row.get("disabled_at"),
      hasSecondFactor: try row.get("confirmed_at", as: Instant?.self) != nil,
      version: try row.get("version"))
  }

  /// Throws where the actor may not manage an account, for pages that ask before they act.
  public static func demandManaging(
    _ id: ID<Account>, _ db: any Reader, _ act: Act
  ) throws {
    _ = try managed(id, db, act)
  }

  /// An account that the actor may manage: its unit, and the unit of every role it has or will have, lie in the
  /// actor's reach. Otherwise resetting a password would be a way to a higher role.
  static func managed(_ id: ID<Account>, _ db: any Reader, _ act: Act) throws -> AccountRow {
    let account = try row(id, db)
    guard try Rights.allows(.viewAccounts, on: account.unit, db, act) else {
      throw Refusal.notFound
    }
    try Rights.demand(.manageAccounts, on: account.unit, db, act)
    for role in try Roles.list(of: id, db) where role.revokedAt == nil && role.to >= act.today {
      try Rights.demand(.manageAccounts, on: role.unit, db, act)
    }
    return account
  }
}
