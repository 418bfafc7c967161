public import Rules
public import Store

/// The secret address at which a person's calendar program fetches their duties.
public struct CalendarFeed: Sendable, Equatable {
  public let createdAt: Instant
  public let lastUsedAt: Instant?
}

/// Who fetches a feed: the account with its roles of the day, cut down to looking at duties.
public struct CalendarCaller: Sendable {
  public let actor: Actor
  public let language: String
  /// Whether `CalendarFeeds.touch` is due: at most once in ten minutes.
  public let needsTouch: Bool
}

public enum CalendarFeeds {
  /// Duties that one feed holds.
  public static let most = 1_000

  /// Of one's own account.
  public static func own(_ db: any Reader, _ act: Act) throws -> CalendarFeed? {
    let account = try Rights.ownAccount(act)
    return try db.row(
      "SELECT created_at, last_used_at FROM calendar_feed WHERE account_id = \(account)"
    ).map {
      CalendarFeed(
        createdAt: try $0.get("created_at"), lastUsedAt: try $0.get("last_used_at"))
    }
  }

  /// Makes the address of one's own account, `lich_…`, shown once; an earlier one ends. Only from a complete
  /// session.
  public static func make(_ db: any Writer, _ act: Act) throws -> SecretToken {
    let account = try Rights.ownAccount(act)
    guard act.actor.only == nil else {
      throw Refusal.forbidden("Hãy hoàn tất đăng nhập trước khi tạo địa chỉ lịch.")
    }
    let token = SecretToken.make(prefix: "lich_", act.chance)
    try db.execute("DELETE FROM calendar_feed WHERE account_id = \(account)")
    try db.execute(
      """
      INSERT INTO calendar_feed (account_id, token_hash, created_at)
      VALUES (\(account), \(token.hash), \(act.at))
      """)
    try Audit.record("calendarFeed.make", of: .account(account), db, act)
    return token
  }

  /// Ends the address of one's own account. Throws `Refusal.notFound` where there is none.
  public static func revoke(_ db: any Writer, _ act: Act) throws {
    let account = try Rights.ownAccount(act)
    guard try db.execute("DELETE FROM calendar_feed WHERE account_id = \(account)") == 1 else {
      throw Refusal.notFound
    }
    try Audit.record("calendarFeed.revoke", of: .account(account), db, act)
  }

  /// Nil where the token is none, has ended, or its account is disabled.
  public static func find(
    _ token: some StringProtocol, _ db: any Reader, now: Instant
  ) throws -> CalendarCaller? {
    guard token.hasPrefix("lich_"), token.utf8.count < 100 else { return nil }
    let row = try db.row(
      """
      SELECT f.account_id, f.last_used_at, p.full_name, a.language
      FROM calendar_feed f
      JOIN account a ON a.id = f.account_id
      JOIN person p ON p.id = a.person_id
      WHERE f.token_hash = \(TokenHash(of: token)) AND a.disabled_at IS NULL
      """)
    guard let row else { return nil }
    let account: ID<Account> = try row.get("account_id")
    let used: Instant? = try row.get("last_used_at")
    return CalendarCaller(
      actor: Actor(
        account: account, name: try row.get("full_name"),
        grants: try Roles.inForce(of: account, on: now.date, db), only: [.viewDuties]),
      language: try row.get("language"),
      needsTouch: used.map { now >= $0.adding(seconds: 600) } ?? true)
  }

  /// Notes that a feed is in use. Not audited.
  public static func touch(_ db: any Writer, _ act: Act) throws {
    guard let account = act.actor.account else { return }
    try db.execute(
      "UPDATE calendar_feed SET last_used_at = \(act.at) WHERE account_id = \(account)")
  }

  /// What the feed of the actor holds: what their units have to do or reported, or, for those whose roles are
  /// bound to no unit, what is owed in the office from a month ago until in three months.
  public static func duties(_ db: any Reader, _ act: Act) throws -> DutyPage {
    let own = Set(act.actor.grants.compactMap(\.unit)).sorted()
    var question = DutyQuestion(stages: [.open, .returned, .reported])
    if own.isEmpty {
      question.days = act.today.adding(days: -31)...act.today.adding(days: 92)
    } else {
      question.among = own
    }
    return try Duties.list(question, limit: most, db, act)
  }
}
