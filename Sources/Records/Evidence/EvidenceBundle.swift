public import Rules
public import Store

/// What is put together for an inspection: all evidence of a plan, a unit with those under it, or a time.
public struct EvidenceScope: Sendable, Equatable {
  public var plan: ID<OfficePlan>?
  public var unit: ID<Unit>?
  /// Of duties due from this day to that one; of what proves no duty, the day it was added.
  public var from: CivilDate?
  public var to: CivilDate?

  public init(
    plan: ID<OfficePlan>? = nil, unit: ID<Unit>? = nil, from: CivilDate? = nil,
    to: CivilDate? = nil
  ) {
    self.plan = plan
    self.unit = unit
    self.from = from
    self.to = to
  }

  var isEmpty: Bool { plan == nil && unit == nil && from == nil && to == nil }
}

/// All evidence within a scope that the actor sees, one line for each duty that a piece proves.
public struct EvidenceBundle: Sendable {
  /// Lines of one bundle at most: the index is made in memory.
  public static let most = 50_000

  public struct Line: Sendable {
    /// Nil where the piece proves no duty within the scope.
    public let duty: ID<Duty>?
    public let dutyTitle: String
    public let due: CivilDate?
    public let stage: DutyStage?
    /// The unit of the duty, or of the piece.
    public let unit: ID<Unit>
    public let evidence: EvidenceLine
    public let remark: String
  }

  public let lines: [Line]
  public let units: [ID<Unit>: String]

  /// Each piece once.
  public var pieces: [EvidenceLine] {
    var seen: Set<ID<Evidence>> = []
    return lines.map(\.evidence).filter { seen.insert($0.id).inserted }
  }

  /// Throws `Refusal.invalid` for a scope that names nothing or is too large, `Refusal.notFound` for a plan or
  /// unit that the actor does not see.
  public static func of(
    _ scope: EvidenceScope, _ db: any Reader, _ act: Act
  ) throws -> EvidenceBundle {
    try Rights.demandSomewhere(.viewDuties, act)
    guard !scope.isEmpty else {
      throw Refusal.invalid([
        Problem("plan", "Chọn kế hoạch, đơn vị hoặc khoảng thời gian cần đóng gói minh chứng.")
      ])
    }
    if let from = scope.from, let to = scope.to, to < from {
      throw Refusal.invalid([
        Problem("to", "Ngày cuối phải từ ngày đầu (\(from.vietnamese)) trở đi.")
      ])
    }
    _ = try scope.plan.map { try Plans.find($0, db, act) }
    _ = try scope.unit.map { try Units.find($0, on: act.today, db, act) }
    let lines = try proving(scope, db, act) + loose(scope, db, act)
    guard lines.count <= most else {
      throw Refusal.invalid([
        Problem(
          "plan", "Có hơn \(most) dòng minh chứng. Hãy chia theo đơn vị hoặc khoảng thời gian.")
      ])
    }
    return EvidenceBundle(
      lines: lines, units: try Units.names(of: lines.map { ($0.unit, act.today) }, db))
  }

  /// Notes that the files left the office.
  public func record(_ scope: EvidenceScope, _ db: any Writer, _ act: Act) throws {
    try Audit.record(
      "evidence.bundle", of: Subject("evidence", ""), unit: scope.unit,
      after: [
        "plan": scope.plan?.text, "from": scope.from?.iso, "to": scope.to?.iso,
        "pieces": String(pieces.count),
        "bytes": String(pieces.reduce(0) { $0 + $1.file.file.sum.size }),
      ], db, act)
  }

  private static func proving(
    _ scope: EvidenceScope, _ db: any Reader, _ act: Act
  ) throws -> [Line] {
    var conditions: [SQL] = [Duties.visible(act)]
    if let plan = scope.plan { conditions.append("d.plan_id = \(plan)") }
    if let unit = scope.unit {
      conditions.append(Reach.units([unit]).condition("d.unit_id", on: act.today))
    }
    if let from = scope.from { conditions.append("d.due_on >= \(from)") }
    if let to = scope.to { conditions.append("d.due_on <= \(to)") }
    return try db.rows(
      """
      SELECT \(EvidenceRows.columns), p.remark, d.id AS duty_id, d.title AS duty_title, d.due_on,
        d.stage, d.unit_id AS duty_unit_id
      FROM duty d
      JOIN evidence_link p ON p.duty_id = d.id
      JOIN evidence e ON e.id = p.evidence_id
      JOIN evidence_file f ON \(EvidenceRows.latest)
      WHERE \(SQL.joined(conditions, " AND "))
      ORDER BY d.unit_id, d.due_on, d.id, e.id
      LIMIT \(most + 1)
      """
    ).map { row in
      Line(
        duty: try row.get("duty_id"), dutyTitle: try row.get("duty_title"),
        due: try row.get("due_on"), stage: try row.choice("stage"),
        unit: try row.get("duty_unit_id"), evidence: try EvidenceRows.line(row),
        remark: try row.get("remark"))
    }
  }

  /// What units have and no duty is proved by; a plan has none of it.
  private static func loose(
    _ scope: EvidenceScope, _ db: any Reader, _ act: Act
  ) throws -> [Line] {
    guard scope.plan == nil else { return [] }
    var conditions = Evidence.conditions(
      EvidenceQuestion(unit: scope.unit, isUnused: true), act)
    if let from = scope.from { conditions.append("f.at >= \(Instant(startOf: from))") }
    if let to = scope.to { conditions.append("f.at < \(Instant(startOf: to.adding(days: 1)))") }
    return try db.rows(
      """
      SELECT \(EvidenceRows.columns)
      FROM evidence e
      JOIN evidence_file f ON \(EvidenceRows.latest)
      WHERE \(SQL.joined(conditions, " AND "))
      ORDER BY e.unit_id, e.id
      LIMIT \(most + 1)
      """
    ).map { row in
      let line = try EvidenceRows.line(row)
      return Line(
        duty: nil, dutyTitle: "", due: nil, stage: nil, unit: line.unit, evidence: line,
        remark: "")
    }
  }
}
