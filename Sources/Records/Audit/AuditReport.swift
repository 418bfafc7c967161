public import Store

/// What a look through the whole log found.
public struct AuditReport: Sendable, Equatable {
  /// How many entries were read, and the number of the newest.
  public let count: Int
  public let last: Int64
  /// The last entry that was taken out after its time; nil where the log is whole.
  public let cut: AuditHead?
  public let findings: [AuditFinding]
}

extension Audit {
  /// Walks the whole log. `marks` must have been read before this transaction began, or they may be ahead of it.
  public static func check(
    marks: [AuditMark], _ keys: Keys, _ db: any Reader
  ) throws -> AuditReport {
    let cut = try cut(db)
    var check = ChainCheck(after: cut ?? AuditHead(seq: 0, mac: ""), marks: marks, keys)
    var last = cut?.seq ?? 0
    while case let entries = try run(after: last, db), let end = entries.last {
      for entry in entries { check.add(entry) }
      last = end.seq
    }
    check.finish()
    return AuditReport(count: check.count, last: check.lastSeq, cut: cut, findings: check.findings)
  }

  /// The last entry that retention took out, as the log itself says: the entry that says so is in the chain.
  static func cut(_ db: any Reader) throws -> AuditHead? {
    let row = try db.row(
      """
      SELECT after FROM audit_entry WHERE action = 'audit.cut' ORDER BY seq DESC LIMIT 1
      """)
    guard let text = try row?.get("after", as: String?.self), let facts = Facts(json: text),
      let seq = facts["through"].flatMap({ Int64($0) }), let mac = facts["mac"]
    else { return nil }
    return AuditHead(seq: seq, mac: mac)
  }
}
