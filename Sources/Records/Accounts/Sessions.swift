public import Rules
public import Store

/// Signed-in browsers.
public enum Sessions {
  /// More unread notices than this are not counted: every request asks.
  public static let mostUnread = 100

  /// The session of a token, nil where there is none, it has ended, or its account is disabled. At the very end
  /// of its time a session has ended.
  public static func find(
    _ token: TokenHash, _ limits: AccountLimits, _ db: any Reader, now: Instant
  ) throws -> Session? {
    let row = try db.row(
      """
      SELECT s.id, s.account_id, s.created_at, s.last_seen_at, s.second_factor_at,
        a.person_id, a.login, a.language, a.must_change, p.full_name, f.confirmed_at,
        (SELECT COUNT(*) FROM (
          SELECT n.id FROM notice n WHERE n.account_id = s.account_id AND n.read_at IS NULL
          LIMIT \(mostUnread)
        ) u) AS unread
      FROM session s
      JOIN account a ON a.id = s.account_id
      JOIN person p ON p.id = a.person_id
      LEFT JOIN second_factor f ON f.account_id = a.id
      WHERE s.token_hash = \(token) AND a.disabled_at IS NULL
      """)
    guard let row else { return nil }
    let account: ID<Account> = try row.get("account_id")
    let grants = try Roles.inForce(of: account, on: now.date, db)
    let session = try session(row, account, grants, limits, now)
    return session.endsAt > now ? session : nil
  }

  private static func session(
    _ row: Row, _ account: ID<Account>, _ grants: [Grant], _ limits: AccountLimits, _ now: Instant
  ) throws -> Session {
    let isAdministrator = grants.contains { $0.role == .administrator }
    let created: Instant = try row.get("created_at")
    let seen: Instant = try row.get("last_seen_at")
    let idle = Int64(limits.idleMinutes(isAdministrator: isAdministrator)) * 60
    let confirmed: Instant? = try row.get("confirmed_at")
    let longest = Int64(limits.sessionMinutes(isAdministrator: isAdministrator)) * 60
    return Session(
      id: try row.get("id"), account: account, person: try row.get("person_id"),
      name: try row.get("full_name"), login: try row.get("login"),
      language: Language(rawValue: try row.get("language")) ?? .vietnamese,
      state: state(
        hasFactor: confirmed != nil, passed: try row.get("second_factor_at", as: Instant?.self),
        mustChange: try row.get("must_change"),
        isRequired: limits.requiresSecondFactor(isAdministrator: isAdministrator)),
      hasSecondFactor: confirmed != nil, grants: grants, createdAt: created, lastSeenAt: seen,
      endsAt: min(
        seen.adding(seconds: idle), created.adding(seconds: longest)),
      unread: try row.get("unread"),
      needsTouch: now >= seen.adding(seconds: 60))
  }

  private static func state(
    hasFactor: Bool, passed: Instant?, mustChange: Bool, isRequired: Bool
  ) -> Session.State {
    if hasFactor, passed == nil { return .secondFactorPending }
    if mustChange { return .mustChangePassword }
    return isRequired && !hasFactor ? .mustEnrolSecondFactor : .full
  }

  /// Notes that the session is in use. Not audited; call it when `Session.needsTouch`.
  public static func touch(_ session: ID<Session>, _ db: any Writer, _ act: Act) throws {
    try db.execute(
      """
      UPDATE session SET last_seen_at = \(act.at)
      WHERE id = \(session) AND last_seen_at < \(act.at)
      """)
  }

  /// The sessions of one's own account that have not ended, latest first.
  public static func list(_ limits: AccountLimits, _ db: any Reader, _ act: Act) throws
    -> [SessionLine]
  {
    let account = try Rights.ownAccount(act)
    let isAdministrator = act.actor.grants.contains { $0.role == .administrator }
    let idle = Int64(limits.idleMinutes(isAdministrator: isAdministrator)) * 60
    let longest = Int64(limits.sessionMinutes(isAdministrator: isAdministrator)) * 60
    let rows = try db.rows(
      """
      SELECT s.id, s.created_at, s.last_seen_at, s.address, s.agent, s.second_factor_at,
        f.confirmed_at
      FROM session s
      LEFT JOIN second_factor f ON f.account_id = s.account_id
      WHERE s.account_id = \(account)
        AND s.last_seen_at > \(act.at.adding(seconds: -idle))
        AND s.created_at > \(act.at.adding(seconds: -longest))
      ORDER BY s.last_seen_at DESC, s.id
      """)
    return try rows.map {
      SessionLine(
        id: try $0.get("id"), createdAt: try $0.get("created_at"),
        lastSeenAt: try $0.get("last_seen_at"), address: try $0.get("address"),
        agent: try $0.get("agent"),
        isComplete: try $0.get("confirmed_at", as: Instant?.self) == nil
          || $0.get("second_factor_at", as: Instant?.self) != nil)
    }
  }

  /// Ends one of one's own sessions. Throws `Refusal.notFound` for anybody else's.
  public static func revoke(_ session: ID<Session>, _ db: any Writer, _ act: Act) throws {
    let account = try Rights.ownAccount(act)
    let count = try db.execute(
      "DELETE FROM session WHERE id = \(session) AND account_id = \(account)")
    guard count > 0 else { throw Refusal.notFound }
    try Audit.record(
      "session.revoke", of: .account(account), before: ["session": session.text], db, act)
  }

  /// Ends all of one's sessions but this one; how many they were.
  @discardableResult
  public static func revokeOthers(than session: ID<Session>, _ db: any Writer, _ act: Act) throws
    -> Int
  {
    let account = try Rights.ownAccount(act)
    let count = try end(of: account, but: session, db)
    guard count > 0 else { return 0 }
    try Audit.record(
      "session.revokeOthers", of: .account(account), before: ["count": "\(count)"], db, act)
    return count
  }

  /// Removes what ended by time; a job's work, not audited: the end was known from the start.
  public static func removeEnded(_ limits: AccountLimits, _ db: any Writer, _ act: Act) throws {
    let oldest = act.at.adding(seconds: -Int64(limits.sessionMinutes) * 60)
    let idle = act.at.adding(seconds: -Int64(limits.idleMinutes) * 60)
    try db.execute(
      "DELETE FROM session WHERE created_at <= \(oldest) OR last_seen_at <= \(idle)")
    try SignInGuard.forget(db, act)
  }

  static func begin(
    _ account: ID<Account>, agent: String?, secondFactorAt: Instant?, _ db: any Writer, _ act: Act
  ) throws -> NewSession {
    let session = NewSession(id: act.newID(), token: .make(act.chance))
    try db.execute(
      """
      INSERT INTO session
        (id, token_hash, account_id, created_at, last_seen_at, second_factor_at, address, agent)
      VALUES
        (\(session.id), \(session.token.hash), \(account), \(act.at), \(act.at), \(secondFactorAt),
         \(act.address), \(agent.map(clipped)))
      """)
    return session
  }

  /// The same session under a new token: whoever saw the old one gains nothing from the step up.
  /// Throws `Refusal.notFound` where the account has no such session any more.
  static func passSecondFactor(
    _ session: ID<Session>, of account: ID<Account>, _ db: any Writer, _ act: Act
  ) throws -> NewSession {
    let next = NewSession(id: session, token: .make(act.chance))
    let count = try db.execute(
      """
      UPDATE session
      SET token_hash = \(next.token.hash), second_factor_at = \(act.at), last_seen_at = \(act.at)
      WHERE id = \(session) AND account_id = \(account)
      """)
    guard count == 1 else { throw Refusal.notFound }
    return next
  }

  @discardableResult
  static func end(of account: ID<Account>, but kept: ID<Session>? = nil, _ db: any Writer) throws
    -> Int
  {
    try db.execute(
      "DELETE FROM session WHERE account_id = \(account) AND id <> \(kept?.text ?? "")")
  }

  private static func clipped(_ agent: String) -> String { String(agent.prefix(300)) }
}
