internal import Rules
internal import Store

/// Counts wrong attempts, by login and by address, and locks.
enum SignInGuard {
  private struct Count {
    var failures = 0
    var firstFailedAt: Instant
    var locks = 0
    var lockedUntil = Instant(milliseconds: 0)
  }

  /// Until when a login is locked; nil where it is not.
  static func lock(of login: Login, _ db: any Reader, _ act: Act) throws -> Instant? {
    let until = try count("login:\(login)", db, act).lockedUntil
    return until > act.at ? until : nil
  }

  /// Until when an address has to wait; nil where it need not.
  static func wait(_ limits: AccountLimits, _ db: any Reader, _ act: Act) throws -> Instant? {
    guard let subject = subject(act) else { return nil }
    let count = try count(subject, db, act)
    let end = count.firstFailedAt.adding(seconds: Int64(limits.addressMinutes) * 60)
    return count.failures >= limits.attemptsPerAddress && end > act.at ? end : nil
  }

  /// One wrong attempt more: until when the login is locked now, nil where it is not.
  @discardableResult
  static func fail(
    _ login: Login?, _ limits: AccountLimits, _ db: any Writer, _ act: Act
  ) throws -> Instant? {
    try failAddress(limits, db, act)
    guard let login else { return nil }
    var count = try count("login:\(login)", db, act)
    count.failures += 1
    var until: Instant?
    if count.failures >= limits.wrongAttempts {
      count.locks += 1
      let minutes = limits.lockMinutes(forLock: count.locks)
      count.lockedUntil = act.at.adding(seconds: Int64(minutes) * 60)
      count.failures = 0
      until = count.lockedUntil
    }
    try save("login:\(login)", count, db, act)
    return until
  }

  /// An attempt at a login that is locked counts for the address only.
  static func failAddress(_ limits: AccountLimits, _ db: any Writer, _ act: Act) throws {
    guard let subject = subject(act) else { return }
    var count = try count(subject, db, act)
    let end = count.firstFailedAt.adding(seconds: Int64(limits.addressMinutes) * 60)
    if end <= act.at { count = Count(firstFailedAt: act.at) }
    count.failures += 1
    try save(subject, count, db, act)
  }

  /// A complete sign-in, or an administrator, takes all of a login's counts away.
  @discardableResult
  static func clear(_ login: Login, _ db: any Writer) throws -> Bool {
    try db.execute("DELETE FROM sign_in_guard WHERE subject = \("login:\(login)")") > 0
  }

  /// Forgets counts of the days before yesterday.
  static func forget(_ db: any Writer, _ act: Act) throws {
    let limit = act.at.adding(seconds: -2 * 86_400)
    try db.execute(
      "DELETE FROM sign_in_guard WHERE last_failed_at < \(limit) AND locked_until < \(act.at)")
  }

  /// Whom attempts from the network are counted against: one line, whatever address it shows.
  private static func subject(_ act: Act) -> String? {
    act.address.map { "address:" + (NetworkAddress($0)?.line ?? $0) }
  }

  private static func count(_ subject: String, _ db: any Reader, _ act: Act) throws -> Count {
    let row = try db.row(
      """
      SELECT failures, first_failed_at, locks, locked_until
      FROM sign_in_guard
      WHERE subject = \(subject)
      """)
    guard let row else { return Count(firstFailedAt: act.at) }
    return try Count(
      failures: row.get("failures"), firstFailedAt: row.get("first_failed_at"),
      locks: row.get("locks"), lockedUntil: row.get("locked_until"))
  }

  private static func save(_ subject: String, _ count: Count, _ db: any Writer, _ act: Act) throws {
    try db.execute(
      """
      INSERT INTO sign_in_guard
        (subject, failures, first_failed_at, last_failed_at, locks, locked_until)
      VALUES
        (\(subject), \(count.failures), \(count.firstFailedAt), \(act.at), \(count.locks),
         \(count.lockedUntil))
      ON CONFLICT (subject) DO UPDATE SET
        failures = excluded.failures,
        first_failed_at = excluded.first_failed_at,
        last_failed_at = excluded.last_failed_at,
        locks = excluded.locks,
        locked_until = excluded.locked_until
      """)
  }
}
