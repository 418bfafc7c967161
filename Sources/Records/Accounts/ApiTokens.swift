public import Rules
public import Store

/// A key by which a program uses the API for an account.
public enum ApiToken {}

public struct ApiTokenLine: Sendable {
  public let id: ID<ApiToken>
  public let name: String
  public let scopes: [TokenScope]
  public let createdAt: Instant
  /// The last day, included.
  public let until: CivilDate
  public let revokedAt: Instant?
  public let lastUsedAt: Instant?
}

/// A program that calls: its account's roles, cut to the token's scopes.
public struct ApiCaller: Sendable {
  public let token: ID<ApiToken>
  public let actor: Actor
  /// Whether `ApiTokens.touch` is due: at most once a minute.
  public let needsTouch: Bool
}

public enum ApiTokens {
  /// Makes a token for one's own account; `soat_…` is shown once. Only from a complete session, not by a token.
  public static func create(
    _ name: String, _ scopes: Set<TokenScope>, until: CivilDate, _ limits: AccountLimits,
    _ db: any Writer, _ act: Act
  ) throws -> (id: ID<ApiToken>, token: SecretToken) {
    let account = try Rights.ownAccount(act)
    guard act.actor.only == nil else {
      throw Refusal.forbidden("Hãy hoàn tất đăng nhập trước khi tạo mã truy cập API.")
    }
    let name = try checked(name, scopes, until, limits, act)
    let id: ID<ApiToken> = act.newID()
    let token = SecretToken.make(prefix: "soat_", act.chance)
    let scopes = TokenScope.allCases.filter(scopes.contains).map(\.rawValue)
      .joined(separator: " ")
    try db.execute(
      """
      INSERT INTO api_token (id, account_id, name, token_hash, scopes, created_at, valid_to)
      VALUES (\(id), \(account), \(name), \(token.hash), \(scopes), \(act.at), \(until))
      """)
    try Audit.record(
      "apiToken.create", of: .account(account),
      after: ["token": id.text, "name": name, "scopes": scopes, "until": until.iso], db, act)
    return (id, token)
  }

  /// Who calls with a token; nil where it is none, has ended, was revoked, or its account is disabled.
  public static func find(_ token: String, _ db: any Reader, now: Instant) throws -> ApiCaller? {
    guard token.hasPrefix("soat_"), token.utf8.count < 100 else { return nil }
    let row = try db.row(
      """
      SELECT t.id, t.account_id, t.scopes, t.last_used_at, p.full_name
      FROM api_token t
      JOIN account a ON a.id = t.account_id
      JOIN person p ON p.id = a.person_id
      WHERE t.token_hash = \(TokenHash(of: token)) AND t.revoked_at IS NULL
        AND t.valid_to >= \(now.date) AND a.disabled_at IS NULL
      """)
    guard let row else { return nil }
    let account: ID<Account> = try row.get("account_id")
    let permissions = scopes(try row.get("scopes")).reduce(into: Set<Permission>()) {
      $0.formUnion($1.permissions)
    }
    let used: Instant? = try row.get("last_used_at")
    return ApiCaller(
      token: try row.get("id"),
      actor: Actor(
        account: account, name: try row.get("full_name"),
        grants: try Roles.inForce(of: account, on: now.date, db), only: permissions),
      needsTouch: used.map { now >= $0.adding(seconds: 60) } ?? true)
  }

  /// Notes that a token, and with it its account, is in use. Not audited.
  public static func touch(_ token: ID<ApiToken>, _ db: any Writer, _ act: Act) throws {
    try db.execute("UPDATE api_token SET last_used_at = \(act.at) WHERE id = \(token)")
    try db.execute(
      """
      UPDATE account SET active_at = \(act.at)
      WHERE id = (SELECT account_id FROM api_token WHERE id = \(token)) AND active_at < \(act.at)
      """)
  }

  /// The tokens of one's own account, or of another that the actor may manage; the newest first.
  public static func list(of account: ID<Account>, _ db: any Reader, _ act: Act) throws
    -> [ApiTokenLine]
  {
    try demand(account, db, act)
    return try db.rows(
      """
      SELECT id, name, scopes, created_at, valid_to, revoked_at, last_used_at
      FROM api_token
      WHERE account_id = \(account)
      ORDER BY id DESC
      """
    ).map {
      ApiTokenLine(
        id: try $0.get("id"), name: try $0.get("name"), scopes: scopes(try $0.get("scopes")),
        createdAt: try $0.get("created_at"), until: try $0.get("valid_to"),
        revokedAt: try $0.get("revoked_at"), lastUsedAt: try $0.get("last_used_at"))
    }
  }

  /// Ends a token at once: one's own, or another's that the actor may manage.
  public static func revoke(_ token: ID<ApiToken>, _ db: any Writer, _ act: Act) throws {
    let row = try db.row("SELECT account_id, name, revoked_at FROM api_token WHERE id = \(token)")
    guard let row else { throw Refusal.notFound }
    let account: ID<Account> = try row.get("account_id")
    try demand(account, db, act)
    guard try row.get("revoked_at", as: Instant?.self) == nil else {
      throw Refusal.conflict("Mã truy cập này đã thu hồi.")
    }
    try db.execute("UPDATE api_token SET revoked_at = \(act.at) WHERE id = \(token)")
    try Audit.record(
      "apiToken.revoke", of: .account(account),
      before: ["token": token.text, "name": try row.get("name", as: String.self)], db, act)
  }

  private static func demand(_ account: ID<Account>, _ db: any Reader, _ act: Act) throws {
    if act.actor.account == account {
      _ = try Rights.ownAccount(act)
    } else {
      let other = try Accounts.managed(account, db, act)
      try Rights.demand(.manageTokens, on: other.unit, db, act)
    }
  }

  private static func checked(
    _ name: String, _ scopes: Set<TokenScope>, _ until: CivilDate, _ limits: AccountLimits,
    _ act: Act
  ) throws -> String {
    let name = name.split { $0.isWhitespace }.joined(separator: " ")
    let last = act.today.adding(days: limits.tokenDays)
    var problems: [Problem] = []
    if !(1...100).contains(name.count) {
      problems.append(Problem("name", "Tên của mã truy cập cần 1–100 ký tự."))
    }
    if scopes.isEmpty { problems.append(Problem("scopes", "Hãy chọn ít nhất một phạm vi.")) }
    if until < act.today || until > last {
      problems.append(
        Problem(
          "until",
          "Ngày cuối phải trong khoảng \(act.today.vietnamese)–\(last.vietnamese)."))
    }
    if !problems.isEmpty { throw Refusal.invalid(problems) }
    return name
  }

  private static func scopes(_ text: String) -> [TokenScope] {
    text.split(separator: " ").compactMap { TokenScope(rawValue: String($0)) }
  }
}
