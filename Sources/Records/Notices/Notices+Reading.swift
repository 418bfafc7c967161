public import Rules
public import Store

/// Some of a person's notices, the newest first.
public struct NoticePage: Sendable {
  public let notices: [Notice]
  /// The last one, where more follow.
  public let next: ID<Notice>?
}

/// What a person does with their own notices. None of it is audited: it changes nothing but what they have read.
extension Notices {
  public static func list(
    unreadOnly: Bool = false, before: ID<Notice>? = nil, limit: Int = 50, _ db: any Reader,
    _ act: Act
  ) throws -> NoticePage {
    let account = try Rights.ownAccount(act)
    let unread: SQL = unreadOnly ? "AND n.read_at IS NULL" : .empty
    let before: SQL = before.map { "AND n.id < \($0)" } ?? .empty
    let notices = try db.rows(
      """
      SELECT \(Notice.columns)
      FROM notice n
      WHERE n.account_id = \(account) \(unread) \(before)
      ORDER BY n.id DESC
      LIMIT \(limit + 1)
      """
    ).map(Notice.init)
    return NoticePage(
      notices: Array(notices.prefix(limit)),
      next: notices.count > limit ? notices[limit - 1].id : nil)
  }

  /// Marks one as read; what it is about. Throws `Refusal.notFound` for anybody else's.
  public static func read(
    _ id: ID<Notice>, _ db: any Writer, _ act: Act
  ) throws -> Notice {
    let account = try Rights.ownAccount(act)
    let row = try db.row(
      """
      SELECT \(Notice.columns) FROM notice n WHERE n.id = \(id) AND n.account_id = \(account)
      """)
    guard let row else { throw Refusal.notFound }
    try db.execute("UPDATE notice SET read_at = \(act.at) WHERE id = \(id) AND read_at IS NULL")
    return try Notice(row)
  }

  /// Marks as read all that the person could have seen: up to `id`.
  public static func readAll(
    through id: ID<Notice>, _ db: any Writer, _ act: Act
  ) throws {
    let account = try Rights.ownAccount(act)
    try db.execute(
      """
      UPDATE notice SET read_at = \(act.at)
      WHERE account_id = \(account) AND read_at IS NULL AND id <= \(id)
      """)
  }

  /// Whether one's own notices come by mail too, and to which address; nil: the person has none.
  public static func mailChoice(
    _ db: any Reader, _ act: Act
  ) throws -> (isOn: Bool, address: String?) {
    let account = try Rights.ownAccount(act)
    let row = try db.row(
      """
      SELECT p.email, c.by_mail
      FROM account a
      JOIN person p ON p.id = a.person_id
      LEFT JOIN notice_choice c ON c.account_id = a.id
      WHERE a.id = \(account)
      """)
    guard let row else { throw Refusal.notFound }
    let address = try row.get("email", as: String?.self).flatMap { $0.isEmpty ? nil : $0 }
    return (try row.get("by_mail", as: Bool?.self) ?? true, address)
  }

  public static func chooseMail(_ isOn: Bool, _ db: any Writer, _ act: Act) throws {
    let account = try Rights.ownAccount(act)
    guard try mailChoice(db, act).isOn != isOn else { return }
    try db.execute(
      """
      INSERT INTO notice_choice (account_id, by_mail) VALUES (\(account), \(isOn))
      ON CONFLICT (account_id) DO UPDATE SET by_mail = excluded.by_mail
      """)
    try Audit.record(
      "account.mailChoice", of: .account(account), after: ["mail": isOn ? "yes" : "no"], db, act)
  }

  /// Forgets what was told before `time`, read or not; how many they were.
  public static func forget(before time: Instant, _ db: any Writer) throws -> Int {
    try db.execute("DELETE FROM notice WHERE made_at < \(time)")
  }
}
