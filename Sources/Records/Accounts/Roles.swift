public import Rules
public import Store

/// A role given to an account, with its days.
public enum RoleGrant {}

/// One line of an account's roles.
public struct RoleLine: Sendable {
  public let id: ID<RoleGrant>
  public let role: Role
  /// Nil for the whole office.
  public let unit: ID<Unit>?
  /// The unit's latest full name; nil for the whole office.
  public let unitName: String?
  public let from: CivilDate
  /// The last day, included; `CivilDate.open` where no end is known.
  public let to: CivilDate
  public let revokedAt: Instant?

  public func isInForce(on date: CivilDate) -> Bool {
    from <= date && date <= to && revokedAt == nil
  }
}

/// What accounts are to units.
public enum Roles {
  /// Gives a role from a day (today or later) through `to`. Throws `Refusal.forbidden` for a role above the
  /// actor's own or a unit outside its reach.
  @discardableResult
  public static func grant(
    _ role: Role, to account: ID<Account>, on unit: ID<Unit>?, from: CivilDate, to: CivilDate?,
    _ db: any Writer, _ act: Act
  ) throws -> ID<RoleGrant> {
    try demandGranting(role, on: unit, db, act)
    let target = try Accounts.row(account, db)
    if target.isDisabled {
      throw Refusal.conflict(
        "Tài khoản đang bị vô hiệu hóa. Hãy cho tài khoản hoạt động lại trước khi cấp vai trò.")
    }
    let to = to ?? .open
    try checkDays(from, to, act)
    if let unit, try db.row("SELECT id FROM unit WHERE id = \(unit)") == nil {
      throw Refusal.invalid([Problem("unit", "Không có đơn vị này.")])
    }
    let twin = try list(of: account, db).first {
      $0.role == role && $0.unit == unit && $0.revokedAt == nil && $0.from <= to && $0.to >= from
    }
    if let twin {
      throw Refusal.conflict(
        "Tài khoản đã có vai trò \(role.words) ở đơn vị này từ \(twin.from.vietnamese). "
          + "Hãy kết thúc vai trò đó trước.")
    }
    let id: ID<RoleGrant> = act.newID()
    try insert(id, role, account, unit, from, to, db)
    try Accounts.touch(account, db)
    try Audit.record(
      "role.grant", of: .account(account), unit: unit,
      after: ["grant": id.text, "role": role.rawValue, "from": from.iso, "to": to.iso], db, act)
    return id
  }

  /// Sets the last day of a role, today or later.
  public static func end(
    _ grant: ID<RoleGrant>, on last: CivilDate, seen version: Int? = nil, _ db: any Writer,
    _ act: Act
  ) throws {
    let (account, line) = try find(grant, seen: version, db, act)
    guard last >= act.today, last >= line.from else {
      throw Refusal.invalid([
        Problem(
          "to",
          "Ngày cuối phải từ \(max(act.today, line.from).vietnamese) trở đi. "
            + "Muốn chấm dứt ngay, hãy dùng “Thu hồi”.")
      ])
    }
    try db.execute("UPDATE role_grant SET valid_to = \(last) WHERE id = \(grant)")
    try Accounts.touch(account, db)
    try Administrators.demandOne(after: line.role, db, act)
    try Audit.record(
      "role.end", of: .account(account), unit: line.unit,
      before: ["grant": grant.text, "role": line.role.rawValue, "to": line.to.iso],
      after: ["to": last.iso], db, act)
  }

  /// Takes a role away at once.
  public static func revoke(
    _ grant: ID<RoleGrant>, seen version: Int? = nil, _ db: any Writer, _ act: Act
  ) throws {
    let (account, line) = try find(grant, seen: version, db, act)
    try db.execute("UPDATE role_grant SET revoked_at = \(act.at) WHERE id = \(grant)")
    try Accounts.touch(account, db)
    try Administrators.demandOne(after: line.role, db, act)
    try Audit.record(
      "role.revoke", of: .account(account), unit: line.unit,
      before: ["grant": grant.text, "role": line.role.rawValue], db, act)
  }

  /// All roles an account has or had, the oldest first.
  public static func list(of account: ID<Account>, _ db: any Reader) throws -> [RoleLine] {
    try db.rows(
      """
      SELECT id, role, unit_id, \(unitName), valid_from, valid_to, revoked_at
      FROM role_grant
      WHERE account_id = \(account)
      ORDER BY valid_from, id
      """
    ).compactMap(line)
  }

  /// The roles in force on a day.
  public static func inForce(of account: ID<Account>, on date: CivilDate, _ db: any Reader) throws
    -> [Grant]
  {
    try db.rows(
      """
      SELECT role, unit_id
      FROM role_grant
      WHERE account_id = \(account) AND valid_from <= \(date) AND valid_to >= \(date)
        AND revoked_at IS NULL
      ORDER BY id
      """
    ).compactMap { row in
      // A role of a newer program gives nothing.
      guard let role = Role(rawValue: try row.get("role")) else { return nil }
      return Grant(role: role, unit: try row.get("unit_id"))
    }
  }

  static func insert(
    _ id: ID<RoleGrant>, _ role: Role, _ account: ID<Account>, _ unit: ID<Unit>?,
    _ from: CivilDate, _ to: CivilDate, _ db: any Writer
  ) throws {
    try db.execute(
      """
      INSERT INTO role_grant (id, account_id, role, unit_id, valid_from, valid_to)
      VALUES (\(id), \(account), \(role.rawValue), \(unit), \(from), \(to))
      """)
  }

  private static let unitName: SQL = """
    (SELECT v.full_name FROM unit_version v WHERE v.unit_id = role_grant.unit_id
     ORDER BY v.valid_from DESC LIMIT 1) AS unit_name
    """

  private static func line(_ row: Row) throws -> RoleLine? {
    guard let role = Role(rawValue: try row.get("role")) else { return nil }
    return RoleLine(
      id: try row.get("id"), role: role, unit: try row.get("unit_id"),
      unitName: try row.get("unit_name"),
      from: try row.get("valid_from"), to: try row.get("valid_to"),
      revokedAt: try row.get("revoked_at"))
  }

  /// The actor's grants that allow granting here, and among what they may give, this role.
  public static func demandGranting(
    _ role: Role, on unit: ID<Unit>?, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(.grantRoles, on: unit, db, act)
    let able = act.actor.grants.filter { $0.role.grantable.contains(role) }
    guard try Rights.holds(able, .grantRoles, on: unit, db, act) else {
      throw Refusal.forbidden(
        "Bạn không thể cấp hoặc thu hồi vai trò \(role.words) vì vai trò này cao hơn vai trò của bạn. "
          + "Hãy nhờ quản trị viên.")
    }
  }

  /// Whether the actor may give `role` on `unit`, and take it away there.
  public static func mayGrant(
    _ role: Role, on unit: ID<Unit>?, _ db: any Reader, _ act: Act
  ) throws -> Bool {
    do {
      try demandGranting(role, on: unit, db, act)
      return true
    } catch Refusal.forbidden {
      return false
    }
  }

  private static func checkDays(_ from: CivilDate, _ to: CivilDate, _ act: Act) throws {
    var problems: [Problem] = []
    if from < act.today {
      problems.append(
        Problem(
          "from", "Vai trò chỉ có hiệu lực từ hôm nay (\(act.today.vietnamese)) trở đi."))
    }
    if to < from {
      problems.append(
        Problem("to", "Ngày cuối phải không sớm hơn ngày đầu (\(from.vietnamese))."))
    }
    if !problems.isEmpty { throw Refusal.invalid(problems) }
  }

  private static func find(
    _ grant: ID<RoleGrant>, seen version: Int?, _ db: any Reader, _ act: Act
  ) throws -> (ID<Account>, RoleLine) {
    let row = try db.row(
      """
      SELECT id, account_id, role, unit_id, \(unitName), valid_from, valid_to, revoked_at
      FROM role_grant
      WHERE id = \(grant)
      """)
    guard let row, let line = try line(row) else { throw Refusal.notFound }
    let seen = try Rights.allows(.viewAccounts, on: line.unit, db, act)
    guard seen else { throw Refusal.notFound }
    try demandGranting(line.role, on: line.unit, db, act)
    let account: ID<Account> = try row.get("account_id")
    try Accounts.row(account, db).demandSeen(version)
    if line.revokedAt != nil || line.to < act.today {
      throw Refusal.conflict("Vai trò này đã kết thúc.")
    }
    return (account, line)
  }
}

extension CivilDate {
  /// The last day where no end is known, 31/12/9999.
  public static let open = CivilDate(dayNumber: 2_932_896)
}
