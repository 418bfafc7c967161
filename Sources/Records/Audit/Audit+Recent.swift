public import Rules
public import Store

extension Audit {
  /// The newest entries about a thing. Whether the actor may read its log is asked before.
  public static func recent(
    of subject: Subject, limit: Int, _ db: any Reader
  ) throws -> [AuditLine] {
    try db.rows(
      """
      SELECT at, actor, action
      FROM audit_entry
      WHERE subject_kind = \(subject.kind) AND subject_id = \(subject.id)
      ORDER BY seq DESC
      LIMIT \(limit)
      """
    ).map {
      AuditLine(at: try $0.get("at"), actor: try $0.get("actor"), action: try $0.get("action"))
    }
  }
}

/// One entry of the log as a list shows it.
public struct AuditLine: Sendable, Equatable {
  public let at: Instant
  public let actor: String
  public let action: String
}
