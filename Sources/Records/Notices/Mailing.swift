internal import Rules
public import Store

/// Who gets mail, and what is to be mailed.
public enum Mailing {
  /// The kind of job that sends one mail; its payload names notices of one person.
  public static let job = "mail"

  /// Notes whether the server can send mail, so that nothing is queued where it cannot.
  public static func note(isOn: Bool, _ db: any Writer) throws {
    try db.execute(
      """
      INSERT INTO mail_office (one, is_on) VALUES (1, \(isOn))
      ON CONFLICT (one) DO UPDATE SET is_on = excluded.is_on
      """)
  }

  public static func isOn(_ db: any Reader) throws -> Bool {
    try db.row("SELECT is_on FROM mail_office")?.get("is_on") ?? false
  }

  /// Of these accounts, those whose person has an address and did not say that they want none.
  static func wanted(by accounts: [ID<Account>], _ db: any Reader) throws -> [ID<Account>] {
    var found: [ID<Account>] = []
    for start in stride(from: 0, to: accounts.count, by: 1_000) {
      let part = Array(accounts[start..<min(start + 1_000, accounts.count)])
      found += try db.rows(
        """
        SELECT a.id
        FROM account a
        JOIN person p ON p.id = a.person_id
        LEFT JOIN notice_choice c ON c.account_id = a.id
        WHERE a.id IN \(list: part) AND COALESCE(p.email, '') <> '' AND COALESCE(c.by_mail, 1) = 1
        ORDER BY a.id
        """
      ).map { try $0.get("id") }
    }
    return found
  }

  /// What one mail says, and to whom.
  public struct Letter: Sendable {
    public let address: String
    public let name: String
    public let notices: [Notice]
  }

  /// The mail of a job. Nil where there is nobody to send it to any more: no address, a closed account, or the
  /// person wants no mail by now.
  public static func letter(_ payload: String, _ db: any Reader) throws -> Letter? {
    let ids = payload.split(separator: " ").compactMap { ID<Notice>($0) }
    let rows = try db.rows(
      """
      SELECT \(Notice.columns), p.email, p.full_name
      FROM notice n
      JOIN account a ON a.id = n.account_id
      JOIN person p ON p.id = a.person_id
      LEFT JOIN notice_choice c ON c.account_id = a.id
      WHERE n.id IN \(list: ids) AND a.disabled_at IS NULL AND COALESCE(p.email, '') <> ''
        AND COALESCE(c.by_mail, 1) = 1
      ORDER BY n.id
      """)
    guard let first = rows.first else { return nil }
    return Letter(
      address: try first.get("email"), name: try first.get("full_name"),
      notices: try rows.map(Notice.init))
  }
}
