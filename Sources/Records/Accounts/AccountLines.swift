public import Rules
public import Store

/// Which accounts a page asks for.
public struct AccountQuery: Sendable {
  /// Part of a name or login, as typed.
  public var text: String?
  public var isDisabled: Bool?
  public var state: AccountState?
  public var role: Role?
  /// The last line of the page before.
  public var after: AccountLine.Place?
  public var count: Int

  public init(
    text: String? = nil, isDisabled: Bool? = nil, state: AccountState? = nil, role: Role? = nil,
    after: AccountLine.Place? = nil, count: Int = 50
  ) {
    self.text = text
    self.isDisabled = isDisabled
    self.state = state
    self.role = role
    self.after = after
    self.count = count
  }
}

/// Whether an account can be used just now; the first of these that holds.
public enum AccountState: String, CaseIterable, Sendable {
  case disabled
  /// After too many wrong attempts, for a time.
  case locked
  /// The person has not yet chosen a password.
  case invited
  case active
}

/// An account as its administrators see it.
public struct AccountLine: Sendable {
  /// Where a line stands in the order of names.
  public struct Place: Sendable, Equatable {
    public let sortKey: String
    public let id: ID<Account>

    public init(sortKey: String, id: ID<Account>) {
      self.sortKey = sortKey
      self.id = id
    }
  }

  public let id: ID<Account>
  public let place: Place
  public let person: ID<Person>
  public let name: String
  public let login: String
  public let unit: ID<Unit>?
  public let createdAt: Instant
  public let activeAt: Instant
  public let disabledAt: Instant?
  public let disabledReason: String?
  /// Set while wrong attempts keep the login locked.
  public let lockedUntil: Instant?
  public let hasPassword: Bool
  public let mustChangePassword: Bool
  /// When the temporary password was given; nil where the person chose theirs.
  public let temporarySince: Instant?
  public let hasSecondFactor: Bool
  /// Counts changes of the account and its roles.
  public let version: Int
  /// The roles in force today.
  public let roles: [RoleLine]

  public var state: AccountState {
    if disabledAt != nil { return .disabled }
    if lockedUntil != nil { return .locked }
    return hasPassword ? .active : .invited
  }
}

extension Accounts {
  /// The accounts that the actor may see, by name.
  public static func list(_ query: AccountQuery, _ db: any Reader, _ act: Act) throws
    -> [AccountLine]
  {
    try lines(conditions(query, act), min(max(query.count, 1), 500), db, act)
  }

  /// One account. Throws `Refusal.notFound` where there is none that the actor may see; everybody may see
  /// their own.
  public static func line(_ id: ID<Account>, _ db: any Reader, _ act: Act) throws -> AccountLine {
    let isOwn = act.actor.account == id && (act.actor.only?.contains(.manageOwnAccount) ?? true)
    let seen: SQL = isOwn ? "1 = 1" : visible(act)
    guard let line = try lines("\(seen) AND a.id = \(id)", 1, db, act).first else {
      throw Refusal.notFound
    }
    return line
  }

  /// The account of a login. Throws `Refusal.notFound`.
  public static func find(login: String, _ db: any Reader, _ act: Act) throws -> AccountLine {
    let text = Login(login)?.text ?? ""
    guard let line = try lines("\(visible(act)) AND a.login = \(text)", 1, db, act).first else {
      throw Refusal.notFound
    }
    return line
  }

  /// The account of a person; nil where there is none that the actor may see.
  public static func line(
    of person: ID<Person>, _ db: any Reader, _ act: Act
  ) throws -> AccountLine? {
    let isTheirs = act.actor.only?.contains(.manageOwnAccount) ?? true
    let own: SQL = isTheirs ? "a.id = \(act.actor.account?.text ?? "")" : "1 = 0"
    return try lines("(\(own) OR \(visible(act))) AND a.person_id = \(person)", 1, db, act).first
  }

  /// Whether a person has no account yet and the actor makes accounts somewhere.
  public static func mayAdd(
    for person: ID<Person>, _ db: any Reader, _ act: Act
  ) throws -> Bool {
    guard Rights.reach(of: .manageAccounts, act) != .units([]) else { return false }
    return try db.row("SELECT id FROM account WHERE person_id = \(person)") == nil
  }

  private static func visible(_ act: Act) -> SQL {
    Rights.reach(of: .viewAccounts, act).condition("a.unit_id", on: act.today)
  }

  private static func conditions(_ query: AccountQuery, _ act: Act) -> SQL {
    var conditions = [visible(act)]
    if let isDisabled = query.isDisabled {
      conditions.append(isDisabled ? "a.disabled_at IS NOT NULL" : "a.disabled_at IS NULL")
    }
    if let state = query.state { conditions.append(condition(state, act)) }
    if let role = query.role {
      conditions.append(
        """
        a.id IN (
          SELECT account_id FROM role_grant
          WHERE role = \(role.rawValue) AND revoked_at IS NULL
            AND valid_from <= \(act.today) AND valid_to >= \(act.today)
        )
        """)
    }
    if let text = query.text?.prefix(100), !text.allSatisfy(\.isWhitespace) {
      let key = VietnameseOrder.searchKey(String(text))
      let login = pattern(text.lowercased().filter { !$0.isWhitespace })
      // A key without letters would be part of every name.
      let name: SQL = key.isEmpty ? "1 = 0" : "p.search_key LIKE \(pattern(key)) ESCAPE '!'"
      conditions.append("(\(name) OR a.login LIKE \(login) ESCAPE '!')")
    }
    if let after = query.after {
      conditions.append(
        "(p.sort_key > \(after.sortKey) OR (p.sort_key = \(after.sortKey) AND a.id > \(after.id)))")
    }
    return .joined(conditions, " AND ")
  }

  /// The same as `AccountLine.state`.
  private static func condition(_ state: AccountState, _ act: Act) -> SQL {
    let isLocked: SQL = "COALESCE(g.locked_until, 0) > \(act.at)"
    return switch state {
    case .disabled: "a.disabled_at IS NOT NULL"
    case .locked: "a.disabled_at IS NULL AND \(isLocked)"
    case .invited: "a.disabled_at IS NULL AND NOT (\(isLocked)) AND a.password IS NULL"
    case .active: "a.disabled_at IS NULL AND NOT (\(isLocked)) AND a.password IS NOT NULL"
    }
  }

  private static func pattern(_ text: String) -> String {
    "%" + text.reduce(into: "") { $0 += "!%_".contains($1) ? "!\($1)" : "\($1)" } + "%"
  }

  private static func lines(_ condition: SQL, _ count: Int, _ db: any Reader, _ act: Act) throws
    -> [AccountLine]
  {
    let rows = try db.rows(
      """
      SELECT a.id, a.person_id, a.login, a.unit_id, a.created_at, a.active_at, a.disabled_at,
        a.disabled_reason, a.must_change, a.temporary_since, a.version, p.full_name, p.sort_key, f.confirmed_at, g.locked_until,
        CASE WHEN a.password IS NULL THEN 0 ELSE 1 END AS has_password
      FROM account a
      JOIN person p ON p.id = a.person_id
      LEFT JOIN second_factor f ON f.account_id = a.id
      LEFT JOIN sign_in_guard g ON g.subject = 'login:' || a.login
      WHERE \(condition)
      ORDER BY p.sort_key, a.id
      LIMIT \(count)
      """)
    return try rows.map { try line($0, db, act) }
  }

  private static func line(_ row: Row, _ db: any Reader, _ act: Act) throws -> AccountLine {
    let id: ID<Account> = try row.get("id")
    let locked = try row.get("locked_until", as: Instant?.self)
    return AccountLine(
      id: id, place: AccountLine.Place(sortKey: try row.get("sort_key"), id: id),
      person: try row.get("person_id"), name: try row.get("full_name"),
      login: try row.get("login"), unit: try row.get("unit_id"),
      createdAt: try row.get("created_at"), activeAt: try row.get("active_at"),
      disabledAt: try row.get("disabled_at"), disabledReason: try row.get("disabled_reason"),
      lockedUntil: locked.flatMap { $0 > act.at ? $0 : nil },
      hasPassword: try row.get("has_password"), mustChangePassword: try row.get("must_change"),
      temporarySince: try row.get("temporary_since"),
      hasSecondFactor: try row.get("confirmed_at", as: Instant?.self) != nil,
      version: try row.get("version"),
      roles: try Roles.list(of: id, db).filter { $0.isInForce(on: act.today) })
  }
}
