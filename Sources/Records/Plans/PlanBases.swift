public import Rules
public import Store

/// The documents that plans rest on; those among them that are plans make the tree of plans.
public enum PlanBases {
  /// More bases than any plan has.
  static let most = 100

  public static func list(
    of plan: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> [PlanBasis] {
    let plan = try Plans.find(plan, db, act)
    return try list(of: plan.id, db)
  }

  static func list(of plan: ID<OfficePlan>, _ db: any Reader) throws -> [PlanBasis] {
    try db.rows(
      """
      SELECT document, number, issued_on, is_higher, higher_id
      FROM plan_basis
      WHERE plan_id = \(plan)
      ORDER BY position
      """
    ).map { row in
      PlanBasis(
        document: try row.get("document"),
        number: try row.get("number", as: String?.self) ?? "",
        issuedOn: try row.get("issued_on"), isHigher: try row.get("is_higher"),
        higher: try row.get("higher_id"))
    }
  }

  /// Says what a plan rests on. A published plan that names a higher plan settles what its unit owes there.
  /// Problems name `higher-N` (from 1). Needs `changePlans` on the plan's unit.
  public static func change(
    of id: ID<OfficePlan>, _ bases: [PlanBasis], seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let plan = try Plans.find(id, db, act)
    try Rights.demand(.changePlans, on: plan.unit, db, act)
    let old = try list(of: id, db)
    try check(bases, of: plan, old, db, act)
    let count = try db.execute(
      "UPDATE plan SET version = version + 1 WHERE id = \(id) AND version = \(version)")
    guard count == 1 else {
      throw Refusal.conflict(
        "Kế hoạch vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp.")
    }
    try db.execute("DELETE FROM plan_basis WHERE plan_id = \(id)")
    try insert(bases, into: id, db)
    try Audit.record(
      "plan.bases", of: .plan(id), unit: plan.unit, before: record(old), after: record(bases), db,
      act)
    if plan.stage == .published { try SubPlans.settle(by: plan, db, act) }
  }

  static func insert(
    _ bases: [PlanBasis], into plan: ID<OfficePlan>, _ db: any Writer
  ) throws {
    try db.copyIn(
      "plan_basis",
      ["plan_id", "position", "document", "number", "issued_on", "is_higher", "higher_id"],
      bases.enumerated().map { index, basis in
        [
          plan.columnValue, .integer(Int64(index)), .text(basis.document), .text(basis.number),
          basis.issuedOn.columnValue, basis.isHigher.columnValue, basis.higher.columnValue,
        ]
      })
  }

  /// What a document rests on, with the plans of the office that its bases mean: published ones of the unit or
  /// above it that have the number and, where both say one, the date.
  static func found(
    _ references: [DocumentReference], for unit: ID<Unit>, _ db: any Reader, _ act: Act
  ) throws -> [PlanBasis] {
    var bases = references.map(PlanBasis.init)
    guard bases.contains(where: \.isHigher) else { return bases }
    let known = try candidates(for: unit, nil, db, act)
    for index in bases.indices where bases[index].isHigher {
      let basis = bases[index]
      bases[index].higher =
        known.first { plan in
          guard let reference = plan.facts.reference,
            PlanBasis.key(reference) == PlanBasis.key(basis.number)
          else { return false }
          guard let signed = plan.facts.signedOn, let issued = basis.issuedOn else { return true }
          return signed == issued
        }?.id
    }
    return bases
  }

  /// Plans that one of `unit` can rest on: published ones of the unit itself and of those above it, the newest
  /// first.
  public static func candidates(
    for unit: ID<Unit>, _ but: ID<OfficePlan>?, _ db: any Reader, _ act: Act
  ) throws -> [OfficePlan] {
    let units = try [unit] + Ancestry.of(unit, on: act.today, db)
    return try db.rows(
      """
      SELECT \(PlanRows.columns)
      FROM plan p
      WHERE p.stage = 'published' AND p.unit_id IN \(list: units) AND \(Plans.isOwn)
        AND \(Plans.visible(act))
      ORDER BY p.year DESC, p.id DESC
      LIMIT 200
      """
    ).map(PlanRows.plan).filter { $0.id != but }
  }

  private static func check(
    _ bases: [PlanBasis], of plan: OfficePlan, _ old: [PlanBasis], _ db: any Reader, _ act: Act
  ) throws {
    var problems: [Problem] = []
    if bases.count > most {
      problems.append(Problem("", "Một kế hoạch ghi tối đa \(most) căn cứ."))
    }
    let allowed = Set(try candidates(for: plan.unit, plan.id, db, act).map(\.id))
      .union(old.compactMap(\.higher))
    let below = Set(try under(plan.id, db))
    for (index, basis) in bases.prefix(most).enumerated() {
      if let problem = OfficeText.problem(
        basis.document, "document-\(index + 1)", "Tên văn bản", limit: 1_000)
      {
        problems.append(problem)
      }
      guard let higher = basis.higher else { continue }
      if below.contains(higher) {
        problems.append(
          Problem(
            "higher-\(index + 1)",
            "Kế hoạch này lại lấy kế hoạch đang sửa làm căn cứ, nên không thể là kế hoạch cấp trên của nó. Hãy chọn kế hoạch khác."
          ))
      } else if !allowed.contains(higher) {
        problems.append(
          Problem(
            "higher-\(index + 1)",
            "Chỉ chọn được kế hoạch đã ban hành của đơn vị hoặc của cấp trên."))
      }
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
  }

  /// The plan and all that rest on it, whoever may see them.
  private static func under(_ plan: ID<OfficePlan>, _ db: any Reader) throws -> [ID<OfficePlan>] {
    try db.rows(
      """
      WITH RECURSIVE under (id) AS (
        SELECT id FROM plan WHERE id = \(plan)
        UNION
        SELECT b.plan_id FROM under JOIN plan_basis b ON b.higher_id = under.id
      )
      SELECT id FROM under
      """
    ).map { try $0.get("id") }
  }

  private static func record(_ bases: [PlanBasis]) -> Facts {
    [
      "bases": bases.map(\.document).joined(separator: "; "),
      "higher": bases.filter(\.isHigher).map { $0.higher?.text ?? $0.number }
        .joined(separator: "; "),
    ]
  }
}
