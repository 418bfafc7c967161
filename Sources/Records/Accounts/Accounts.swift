public import Rules
public import Store

/// Whose account is to be made.
public enum AccountHolder: Sendable {
  case person(ID<Person>)
  /// Somebody not yet known to the office, by full name.
  case newPerson(String)
}

/// What is needed for an account.
public struct NewAccount: Sendable {
  public let holder: AccountHolder
  public let login: String
  /// The unit whose administrators keep the account; nil for those of the whole office.
  public let unit: ID<Unit>?
  public let language: Language

  public init(
    holder: AccountHolder, login: String, unit: ID<Unit>?, language: Language = .vietnamese
  ) {
    self.holder = holder
    self.login = login
    self.unit = unit
    self.language = language
  }
}

/// People's ways into the system.
public enum Accounts {
  /// Makes an account without roles. With a password it is a temporary one, to be changed at the first sign-in;
  /// without, `Invitations.issue` lets the person choose one.
  public static func create(
    _ draft: NewAccount, password: NewPassword?, _ db: any Writer, _ act: Act
  ) throws -> ID<Account> {
    try Rights.demand(.manageAccounts, on: draft.unit, db, act)
    let id = try insert(draft, password, mustChange: password != nil, db, act)
    try Audit.record(
      "account.create", of: .account(id), unit: draft.unit,
      after: ["login": try row(id, db).login.text], db, act)
    return id
  }

  /// Ends an account's sessions and refuses its sign-ins and tokens until it is enabled again.
  public static func disable(
    _ id: ID<Account>, reason: String, seen version: Int? = nil, _ db: any Writer, _ act: Act
  ) throws {
    let account = try managed(id, db, act)
    try account.demandSeen(version)
    if account.isDisabled { throw Refusal.conflict("Tài khoản đã bị vô hiệu hóa từ trước.") }
    try disable(account, reason: reason, action: "account.disable", db, act)
    try Administrators.demandOne(db, act)
  }

  static func disable(
    _ account: AccountRow, reason: String, action: String, _ db: any Writer, _ act: Act
  ) throws {
    let reason = String(reason.prefix(500))
    try db.execute(
      """
      UPDATE account
      SET disabled_at = \(act.at), disabled_reason = \(reason), version = version + 1
      WHERE id = \(account.id)
      """)
    try Sessions.end(of: account.id, db)
    try Audit.record(
      action, of: .account(account.id), unit: account.unit,
      after: ["reason": reason], db, act)
  }

  public static func enable(_ id: ID<Account>, _ db: any Writer, _ act: Act) throws {
    let account = try managed(id, db, act)
    if !account.isDisabled { throw Refusal.conflict("Tài khoản đang hoạt động.") }
    try db.execute(
      """
      UPDATE account
      SET disabled_at = NULL, disabled_reason = NULL, active_at = \(act.at), version = version + 1
      WHERE id = \(id)
      """)
    try Audit.record("account.enable", of: .account(id), unit: account.unit, db, act)
  }

  /// Gives a temporary password; all sessions end.
  public static func resetPassword(
    _ id: ID<Account>, to password: NewPassword, _ db: any Writer, _ act: Act
  ) throws {
    let account = try managed(id, db, act)
    try setPassword(account.id, password, mustChange: true, db, act)
    try Invitations.withdraw(id, db)
    try Sessions.end(of: id, db)
    try Audit.record("account.resetPassword", of: .account(id), unit: account.unit, db, act)
  }

  /// Lifts a lock after wrong attempts. Throws `Refusal.conflict` where there is nothing to lift.
  public static func unlock(_ id: ID<Account>, _ db: any Writer, _ act: Act) throws {
    let account = try managed(id, db, act)
    guard try SignInGuard.clear(account.login, db) else {
      throw Refusal.conflict("Tài khoản không bị khóa.")
    }
    try Audit.record("account.unlock", of: .account(id), unit: account.unit, db, act)
  }

  /// Puts an account into the care of another unit's administrators; both units must be in reach.
  public static func move(
    _ id: ID<Account>, to unit: ID<Unit>?, seen version: Int? = nil, _ db: any Writer, _ act: Act
  ) throws {
    let account = try managed(id, db, act)
    try account.demandSeen(version)
    try Rights.demand(.manageAccounts, on: unit, db, act)
    guard account.unit != unit else { return }
    try db.execute(
      "UPDATE account SET unit_id = \(unit), version = version + 1 WHERE id = \(id)")
    try Audit.record(
      "account.move", of: .account(id), unit: unit, before: ["unit": account.unit?.text],
      after: ["unit": unit?.text], db, act)
  }

  public static func setOwnLanguage(_ language: Language, _ db: any Writer, _ act: Act) throws {
    let id = try Rights.ownAccount(act)
    let before = try db.row("SELECT language FROM account WHERE id = \(id)")?
      .get("language", as: String.self)
    guard before != language.rawValue else { return }
    try db.execute("UPDATE account SET language = \(language.rawValue) WHERE id = \(id)")
    try Audit.record(
      "account.language", of: .account(id), before: ["language": before],
      after: ["language": language.rawValue], db, act)
  }

  static func setPassword(
    _ id: ID<Account>, _ password: NewPassword, mustChange: Bool, _ db: any Writer, _ act: Act
  ) throws {
    try db.execute(
      """
      UPDATE account
      SET password = \(password.hash.text), password_long = \(password.isLong),
        must_change = \(mustChange), temporary_since = \(mustChange ? act.at : nil),
        version = version + 1
      WHERE id = \(id)
      """)
  }

  /// The rows of a new account, without its audit entry.
  static func insert(
    _ draft: NewAccount, _ password: NewPassword?, mustChange: Bool, _ db: any Writer, _ act: Act
  ) throws -> ID<Account> {
    guard let login = Login(draft.login) else {
      throw Refusal.invalid([Problem("login", Login.rule)])
    }
    if try db.row("SELECT id FROM account WHERE login = \(login.text)") != nil {
      throw Refusal.invalid([
        Problem("login", "Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.")
      ])
    }
    if let unit = draft.unit, try db.row("SELECT id FROM unit WHERE id = \(unit)") == nil {
      throw Refusal.invalid([Problem("unit", "Không có đơn vị này.")])
    }
    let person = try person(of: draft.holder, in: draft.unit, db, act)
    let id: ID<Account> = act.newID()
    try db.execute(
      """
      INSERT INTO account
        (id, person_id, login, unit_id, password, password_long, must_change, temporary_since,
         language, created_at, active_at)
      VALUES
        (\(id), \(person), \(login.text), \(draft.unit), \(password?.hash.text),
         \(password?.isLong ?? false), \(mustChange), \(mustChange ? act.at : nil),
         \(draft.language.rawValue), \(act.at), \(act.at))
      """)
    return id
  }

  private static func person(
    of holder: AccountHolder, in unit: ID<Unit>?, _ db: any Writer, _ act: Act
  ) throws -> ID<Person> {
    switch holder {
    case .newPerson(let name): return try person(named: name, in: unit, db, act)
    case .person(let id):
      guard try db.row("SELECT id FROM person WHERE id = \(id)") != nil else {
        throw Refusal.invalid([Problem("person", "Không có người này trong danh sách.")])
      }
      if try db.row("SELECT id FROM account WHERE person_id = \(id)") != nil {
        throw Refusal.conflict("Người này đã có tài khoản.")
      }
      return id
    }
  }

  /// The form of an account calls the name "name".
  private static func person(
    named name: String, in unit: ID<Unit>?, _ db: any Writer, _ act: Act
  ) throws -> ID<Person> {
    do {
      return try People.create(PersonDraft(fullName: name), for: unit, db, act)
    } catch Refusal.invalid(let problems) {
      throw Refusal.invalid(
        problems.map { Problem($0.field == "fullName" ? "name" : $0.field, $0.text) })
    }
  }
}
