public import Rules
public import Store

/// Which entries of the log are asked for; nil leaves a question open.
public struct AuditFilter: Sendable, Equatable {
  public var subject: Subject?
  public var account: ID<Account>?
  public var unit: ID<Unit>?
  /// What is recorded for the units under `unit` today as well.
  public var includesSubordinates = false
  /// "unit.rename", or all of a kind with a point at the end: "unit."
  public var action: String?
  /// Both days inclusive, in Viet Nam.
  public var from: CivilDate?
  public var through: CivilDate?

  public init(
    subject: Subject? = nil, account: ID<Account>? = nil, unit: ID<Unit>? = nil,
    action: String? = nil, from: CivilDate? = nil, through: CivilDate? = nil
  ) {
    self.subject = subject
    self.account = account
    self.unit = unit
    self.action = action
    self.from = from
    self.through = through
  }

  func condition(on today: CivilDate) -> SQL {
    var parts: [SQL] = ["1 = 1"]
    if let unit {
      parts.append(
        includesSubordinates
          ? Reach.units([unit]).condition("unit_id", on: today) : "unit_id = \(unit)")
    }
    if let subject {
      parts.append("subject_kind = \(subject.kind) AND subject_id = \(subject.id)")
    }
    if let account { parts.append("account_id = \(account)") }
    if let action, action.hasSuffix(".") {
      // Texts are compared by their code points; "/" comes after ".".
      let end = action.dropLast() + "/"
      parts.append("action >= \(action) AND action < \(String(end))")
    } else if let action {
      parts.append("action = \(action)")
    }
    if let from { parts.append("at >= \(Instant(startOf: from))") }
    if let through { parts.append("at < \(Instant(startOf: through.adding(days: 1)))") }
    return SQL.joined(parts, " AND ")
  }
}

/// Some entries, newest first; `next` continues the list where there are more.
public struct AuditPage: Sendable, Equatable {
  public let entries: [AuditEntry]
  /// To be given as `before` for the next page.
  public let next: Int64?
}

extension Audit {
  /// Entries, newest first, older than the entry `seq` where one is named. Asks for the right to read the log
  /// of `filter.unit`, or of the whole office. The caller also writes `recordReading(of: .auditLog, …)`.
  public static func entries(
    _ filter: AuditFilter, before seq: Int64? = nil, limit: Int = 50, _ db: any Reader, _ act: Act
  ) throws -> AuditPage {
    try Rights.demand(.readAudit, on: filter.unit, db, act)
    let rows = try db.rows(
      """
      SELECT \(AuditEntry.columns)
      FROM audit_entry
      WHERE \(filter.condition(on: act.today)) AND seq < \(seq ?? Int64.max)
      ORDER BY seq DESC
      LIMIT \(limit + 1)
      """)
    let entries = try rows.prefix(limit).map(AuditEntry.init)
    return AuditPage(entries: entries, next: rows.count > limit ? entries.last?.seq : nil)
  }

  /// What happened to one thing, newest first: its own entries, for its page. The caller has asked whether the
  /// actor may see the thing.
  public static func history(
    of subject: Subject, limit: Int = 100, _ db: any Reader
  ) throws -> [AuditEntry] {
    try db.rows(
      """
      SELECT \(AuditEntry.columns)
      FROM audit_entry
      WHERE subject_kind = \(subject.kind) AND subject_id = \(subject.id)
      ORDER BY seq DESC
      LIMIT \(limit)
      """
    ).map(AuditEntry.init)
  }

  /// Entries in their order, `limit` at most, after the entry `seq`.
  public static func run(
    after seq: Int64, through last: Int64 = .max, limit: Int = 2_000, _ db: any Reader
  ) throws -> [AuditEntry] {
    try db.rows(
      """
      SELECT \(AuditEntry.columns)
      FROM audit_entry
      WHERE seq > \(seq) AND seq <= \(last)
      ORDER BY seq
      LIMIT \(limit)
      """
    ).map(AuditEntry.init)
  }
}
