public import Rules
public import Store

/// A link by which a person chooses a password, once, until its end.
public enum Invitations {
  /// Who is invited, for the page behind the link.
  public struct Invited: Sendable {
    public let account: ID<Account>
    public let owner: PasswordOwner
    public let endsAt: Instant
  }

  /// Makes a link's token, shown once. Earlier ones of the account count no more.
  public static func issue(
    to id: ID<Account>, _ limits: AccountLimits, _ db: any Writer, _ act: Act
  ) throws -> (token: SecretToken, endsAt: Instant) {
    let account = try Accounts.managed(id, db, act)
    if account.isDisabled { throw Refusal.conflict("Tài khoản đang bị vô hiệu hóa.") }
    try withdraw(id, db)
    let token = SecretToken.make(act.chance)
    let end = act.at.adding(seconds: Int64(limits.invitationHours) * 3600)
    try db.execute(
      """
      INSERT INTO invitation (token_hash, account_id, created_at, ends_at)
      VALUES (\(token.hash), \(id), \(act.at), \(end))
      """)
    try Audit.record(
      "invitation.issue", of: .account(id), unit: account.unit,
      after: ["endsAt": "\(end.milliseconds)"], db, act)
    return (token, end)
  }

  /// Nil where the link was used, withdrawn, or has ended.
  public static func find(_ token: TokenHash, _ db: any Reader, now: Instant) throws -> Invited? {
    let row = try db.row(
      """
      SELECT i.account_id, i.ends_at
      FROM invitation i
      JOIN account a ON a.id = i.account_id
      WHERE i.token_hash = \(token) AND i.used_at IS NULL AND i.ends_at > \(now)
        AND a.disabled_at IS NULL
      """)
    guard let row else { return nil }
    let account = try Accounts.row(try row.get("account_id"), db)
    return Invited(account: account.id, owner: account.owner, endsAt: try row.get("ends_at"))
  }

  /// Sets the invited person's password. Throws `Refusal.notFound` for a link that counts no more.
  public static func accept(
    _ token: TokenHash, _ password: NewPassword, _ limits: AccountLimits, _ db: any Writer,
    _ act: Act
  ) throws -> ID<Account> {
    guard let invited = try find(token, db, now: act.at) else { throw Refusal.notFound }
    let account = try Accounts.row(invited.account, db)
    try Accounts.demandLength(password, account, limits)
    try Accounts.setPassword(account.id, password, mustChange: false, db, act)
    try db.execute("UPDATE invitation SET used_at = \(act.at) WHERE token_hash = \(token)")
    try Sessions.end(of: account.id, db)
    try SignInGuard.clear(account.login, db)
    let own = act.by(Actor(account: account.id, name: account.name, grants: []))
    try Audit.record("invitation.accept", of: .account(account.id), db, own)
    return account.id
  }

  static func withdraw(_ account: ID<Account>, _ db: any Writer) throws {
    try db.execute("DELETE FROM invitation WHERE account_id = \(account) AND used_at IS NULL")
  }
}
