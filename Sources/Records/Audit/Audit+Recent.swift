public import Rules
public import Store

extension Audit {
  /// The newest entries about a thing. Whether the actor may read its log is asked before.
  public static func recent(
    of subject: Subject, limit: Int, _ db: any Reader
  ) throws -> [AuditLine] {
    try lines("e.subject_kind = \(subject.kind) AND e.subject_id = \(subject.id)", limit, db)
  }

  /// The newest entry that changed a thing: not one that only read or used it, as an account's sign-ins.
  public static func lastChange(of subject: Subject, _ db: any Reader) throws -> AuditLine? {
    let uses = ["signIn", "signOut", "session.", "invitation.", "apiToken.", "account.lock"]
    return try recent(of: subject, limit: 50, db).first { line in
      !line.action.hasSuffix(".read") && !uses.contains { line.action.hasPrefix($0) }
    }
  }

  /// The newest entries of a unit: about itself and about its people, posts, codes and accounts. Whether the
  /// actor may read its log is asked before.
  public static func recent(
    in unit: ID<Unit>, limit: Int, _ db: any Reader
  ) throws -> [AuditLine] {
    try lines("e.unit_id = \(unit)", limit, db)
  }

  private static func lines(
    _ condition: SQL, _ limit: Int, _ db: any Reader
  ) throws -> [AuditLine] {
    try db.rows(
      """
      SELECT e.at, e.actor, e.action, COALESCE(p.full_name, q.full_name, r.full_name) AS person
      FROM audit_entry e
      LEFT JOIN person p ON e.subject_kind = 'person' AND p.id = e.subject_id
      LEFT JOIN account a ON e.subject_kind = 'account' AND a.id = e.subject_id
      LEFT JOIN person q ON q.id = a.person_id
      LEFT JOIN office_holding h ON e.subject_kind = 'office' AND h.id = e.subject_id
      LEFT JOIN person r ON r.id = h.person_id
      WHERE \(condition)
      ORDER BY e.seq DESC
      LIMIT \(limit)
      """
    ).map {
      AuditLine(
        at: try $0.get("at"), actor: try $0.get("actor"), action: try $0.get("action"),
        person: try $0.get("person"))
    }
  }
}

/// One entry of the log as a list shows it.
public struct AuditLine: Sendable, Equatable {
  public let at: Instant
  public let actor: String
  public let action: String
  /// The name of the person that the entry is about, or whose account or post it is about.
  public let person: String?
}
