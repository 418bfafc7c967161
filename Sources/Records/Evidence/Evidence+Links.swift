public import Rules
public import Store

extension Evidence {
  /// Evidence of one duty at most: more is a folder that nobody reads.
  public static let mostPerDuty = 200

  /// A piece proves a duty, too. The actor must see the piece and be allowed to report the duty. Linked again,
  /// it keeps the newer remark.
  public static func link(
    _ id: ID<Evidence>, to duty: ID<Duty>, remark: String = "", _ db: any Writer, _ act: Act
  ) throws {
    let line = try find(id, db, act)
    let owed = try Duties.find(duty, db, act)
    try Rights.demand(.reportDuties, on: owed.unit, db, act)
    guard owed.stage != .dropped else {
      throw Refusal.conflict(
        "Việc này không phải thực hiện nữa nên không nhận thêm minh chứng.")
    }
    let remark = OfficeText.cleaned(remark)
    let problem = OfficeText.problem(remark, "remark", "Ghi chú", limit: 500, mayBeEmpty: true)
    if let problem { throw Refusal.invalid([problem]) }
    let count = try db.row("SELECT COUNT(*) AS n FROM evidence_link WHERE duty_id = \(duty)")
    guard try count?.get("n", as: Int.self) ?? 0 < mostPerDuty else {
      throw Refusal.conflict(
        "Việc này đã có \(mostPerDuty) minh chứng, là số tối đa. Hãy gộp các tệp nhỏ thành một tệp."
      )
    }
    try db.execute(
      """
      INSERT INTO evidence_link (evidence_id, duty_id, remark, at, who)
      VALUES (\(id), \(duty), \(remark), \(act.at), \(act.actor.name))
      ON CONFLICT (evidence_id, duty_id) DO UPDATE SET remark = excluded.remark
      """)
    try Audit.record(
      "evidence.link", of: .evidence(id), unit: owed.unit,
      after: [
        "duty": duty.text, "title": line.facts.title, "remark": remark.isEmpty ? nil : remark,
      ], db, act)
  }

  /// A piece no longer stands for a duty; it stays a piece of its unit. Where the duty was accepted a reason is
  /// needed. Problems name `reason`.
  public static func unlink(
    _ id: ID<Evidence>, from duty: ID<Duty>, _ reason: String, _ db: any Writer, _ act: Act
  ) throws {
    let owed = try Duties.find(duty, db, act)
    try Rights.demand(.reportDuties, on: owed.unit, db, act)
    let reason = OfficeText.cleaned(reason)
    let mayBeEmpty = owed.stage != .accepted
    let problem = OfficeText.problem(
      reason, "reason", "Lý do bỏ minh chứng", limit: 500, mayBeEmpty: mayBeEmpty)
    if let problem { throw Refusal.invalid([problem]) }
    let line = try find(id, db, act)
    let count = try db.execute(
      "DELETE FROM evidence_link WHERE evidence_id = \(id) AND duty_id = \(duty)")
    guard count == 1 else { throw Refusal.notFound }
    try Audit.record(
      "evidence.unlink", of: .evidence(id), unit: owed.unit,
      before: ["duty": duty.text, "title": line.facts.title],
      after: ["reason": reason.isEmpty ? nil : reason], db, act)
  }

  /// What proves a duty, in the order in which it was linked.
  public static func of(
    _ duty: ID<Duty>, _ db: any Reader, _ act: Act
  ) throws -> [DutyEvidence] {
    let duty = try Duties.find(duty, db, act)
    return try db.rows(
      """
      SELECT \(EvidenceRows.columns), p.remark, p.at AS linked_at, p.who AS linked_by
      FROM evidence_link p
      JOIN evidence e ON e.id = p.evidence_id
      JOIN evidence_file f ON \(EvidenceRows.latest)
      WHERE p.duty_id = \(duty.id)
      ORDER BY p.at, e.id
      """
    ).map { row in
      DutyEvidence(
        line: try EvidenceRows.line(row), remark: try row.get("remark"),
        at: try row.get("linked_at"), who: try row.get("linked_by"))
    }
  }

  /// What a piece proves: the duties that the actor sees, and how many others there are.
  public static func proofs(
    of id: ID<Evidence>, limit: Int = 100, _ db: any Reader, _ act: Act
  ) throws -> (list: [EvidenceProof], others: Int) {
    let id = try find(id, db, act).id
    let rows = try db.rows(
      """
      SELECT \(DutyLine.columns), p.remark
      FROM evidence_link p
      JOIN duty d ON d.id = p.duty_id
      WHERE p.evidence_id = \(id) AND \(Duties.visible(act))
      ORDER BY p.at, d.id
      LIMIT \(limit)
      """)
    let all = try db.row("SELECT COUNT(*) AS n FROM evidence_link WHERE evidence_id = \(id)")
    let duties = try rows.map(DutyLine.init)
    let names = try Units.names(of: duties.map { ($0.unit, act.today) }, db)
    let list = try zip(rows, duties).map { row, duty in
      EvidenceProof(
        duty: duty, unitName: names[duty.unit] ?? "–", remark: try row.get("remark"))
    }
    return (list, max(0, (try all?.get("n", as: Int.self) ?? 0) - list.count))
  }
}
