public import Rules
public import Store

extension Audit {
  /// The newest entry that may be taken out: it and all before it were made before `day` and stand in exports.
  /// Nil where there is none.
  public static func removable(before day: CivilDate, _ db: any Reader) throws -> Int64? {
    let start = try cut(db)?.seq ?? 0
    let young = try db.row(
      "SELECT MIN(seq) AS seq FROM audit_entry WHERE at >= \(Instant(startOf: day))")
    var limit = try head(db).seq
    if let seq = try young?.get("seq", as: Int64?.self) { limit = min(limit, seq - 1) }
    var exported = start
    for range in try exports(db) where range.lowerBound <= exported + 1 {
      exported = max(exported, range.upperBound)
    }
    let last = min(exported, limit)
    return last > start ? last : nil
  }

  /// Takes out the entries up to `seq`, which must be removable, and writes an entry that holds the last one's
  /// code, so that the rest can still be verified. Returns what it left as the start of the chain.
  public static func cut(
    through seq: Int64, before day: CivilDate, _ db: any Writer, _ act: Act
  ) throws -> AuditHead {
    try Rights.demand(.readAudit, on: nil, db, act)
    guard let last = try removable(before: day, db), seq <= last, let mac = try mac(of: seq, db)
    else {
      throw Refusal.conflict(
        "Chỉ được cắt các mục nhật ký cũ hơn thời hạn lưu và đã xuất ra tệp (soat audit export).")
    }
    try record(
      "audit.cut", of: .auditLog, after: ["through": String(seq), "mac": mac], db, act)
    try db.execute("DELETE FROM audit_entry WHERE seq <= \(seq)")
    return AuditHead(seq: seq, mac: mac)
  }

  /// The runs that were exported, as the log says, by their first entry.
  private static func exports(_ db: any Reader) throws -> [ClosedRange<Int64>] {
    try db.rows("SELECT after FROM audit_entry WHERE action = 'audit.export'")
      .compactMap { row in
        guard let facts = try row.get("after", as: String?.self).flatMap({ Facts(json: $0) }),
          let first = facts["first"].flatMap({ Int64($0) }),
          let last = facts["last"].flatMap({ Int64($0) }), first <= last
        else { return nil }
        return first...last
      }
      .sorted { $0.lowerBound < $1.lowerBound }
  }
}
