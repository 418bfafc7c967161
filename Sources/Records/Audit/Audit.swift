public import Rules
public import Store

/// The audit log: each change writes one entry in its own transaction, chained to the one before by a code that
/// only the holder of the audit key can make. (TCVN 14423:2026 4.8 and QCVN 12:2026/BCA say what is kept.)
public enum Audit {
  /// Writes one entry: `action` says what was done ("unit.rename"), `before` and `after` hold only what changed.
  public static func record(
    _ action: String, of subject: Subject, unit: ID<Unit>? = nil, before: Facts? = nil,
    after: Facts? = nil, _ db: any Writer, _ act: Act
  ) throws {
    let head = try head(db)
    let entry = AuditEntry(
      seq: head.seq + 1, at: act.at, accountText: act.actor.account?.text, actor: act.actor.name,
      channel: act.channel.rawValue, request: act.request, address: act.address, action: action,
      subject: subject, unitText: unit?.text, before: before?.json, after: after?.json, mac: "")
    let mac = entry.code(after: head.mac, seq: entry.seq, act.keys)
    try db.execute(
      """
      INSERT INTO audit_entry (\(AuditEntry.columns))
      VALUES
        (\(entry.seq), \(entry.at), \(entry.accountText), \(entry.actor), \(entry.channel),
         \(entry.request), \(entry.address), \(action), \(subject.kind), \(subject.id),
         \(entry.unitText), \(entry.before), \(entry.after), \(mac))
      """)
  }

  /// Writes that something protected was read: the log itself, a person's data, an export. `what` names the
  /// fields or the question, never their values.
  public static func recordReading(
    of subject: Subject, _ what: String? = nil, unit: ID<Unit>? = nil, _ db: any Writer, _ act: Act
  ) throws {
    try record(
      subject.kind + ".read", of: subject, unit: unit, after: what.map { ["what": $0] }, db, act)
  }

  /// The newest entry.
  public static func head(_ db: any Reader) throws -> AuditHead {
    guard let row = try db.row("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1") else {
      return AuditHead(seq: 0, mac: "")
    }
    return AuditHead(seq: try row.get("seq"), mac: try row.get("mac"))
  }

  /// The code of one entry; nil where it is not there.
  public static func mac(of seq: Int64, _ db: any Reader) throws -> String? {
    try db.row("SELECT mac FROM audit_entry WHERE seq = \(seq)")?.get("mac")
  }
}

/// What an entry is about: "unit" and its id.
public struct Subject: Sendable, Equatable {
  public let kind: String
  public let id: String

  public init(_ kind: String, _ id: String) {
    self.kind = kind
    self.id = id
  }

  public static func unit(_ id: ID<Unit>) -> Subject { Subject("unit", id.text) }
  public static func person(_ id: ID<Person>) -> Subject { Subject("person", id.text) }
  public static func account(_ id: ID<Account>) -> Subject { Subject("account", id.text) }
  public static func office(_ id: ID<OfficeHolding>) -> Subject { Subject("office", id.text) }
  /// When people are reminded.
  public static let reminders = Subject("reminders", "")
  /// The log itself.
  public static let auditLog = Subject("audit", "")
}
