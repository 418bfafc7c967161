public import Rules
public import Store

/// The numbers that a plan sets. A draft's are edited freely; a published plan changes through amendments only.
public enum PlanTargets {
  static let columns: SQL = """
    t.id, t.plan_id, t.text, t.comparator, t.value, t.measure, t.scope, t.span_start, t.span_end,
    t.indicator_name, t.indicator_id, t.unit_id, t.unit_group, t.every, t.added_by, t.dropped_by,
    t.version
    """

  /// All targets in the order of the plan, those that amendments took out included.
  public static func list(
    of plan: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> [PlanTarget] {
    let plan = try Plans.find(plan, db, act)
    return try list(of: plan.id, db)
  }

  static func list(of plan: ID<OfficePlan>, _ db: any Reader) throws -> [PlanTarget] {
    try db.rows(
      """
      SELECT \(columns)
      FROM plan_target t
      WHERE t.plan_id = \(plan)
      ORDER BY t.position, t.id
      """
    ).map(target)
  }

  public static func find(
    _ id: ID<PlanTarget>, _ db: any Reader, _ act: Act
  ) throws -> PlanTarget {
    guard let row = try db.row("SELECT \(columns) FROM plan_target t WHERE t.id = \(id)") else {
      throw Refusal.notFound
    }
    let target = try target(row)
    _ = try Plans.find(target.plan, db, act)
    return target
  }

  /// A target more in a draft, where its words stand in the document, else at the end. Problems name `text`,
  /// `value`, `measure`, `indicator`.
  public static func add(
    _ facts: TargetFacts, to plan: ID<OfficePlan>, _ db: any Writer, _ act: Act
  ) throws -> ID<PlanTarget> {
    let plan = try PlanTasks.editable(plan, db, act)
    let facts = try checked(facts, db, act)
    let others = try list(of: plan.id, db)
    let behind = facts.span.flatMap { span in
      others.lastIndex { ($0.facts.span?.start ?? .max) <= span.start }
    }
    let position =
      facts.span == nil ? others.count : behind.map { $0 + 1 } ?? 0
    try db.execute(
      """
      UPDATE plan_target SET position = position + 1
      WHERE plan_id = \(plan.id) AND position >= \(position)
      """)
    let id = try insert([facts], into: plan.id, from: position, amendment: 0, db, act)[0]
    try Audit.record(
      "target.add", of: .plan(plan.id), unit: plan.unit, after: record(facts), db, act)
    return id
  }

  /// Puts a target of a draft right.
  public static func change(
    _ id: ID<PlanTarget>, _ facts: TargetFacts, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let old = try find(id, db, act)
    let plan = try PlanTasks.editable(old.plan, db, act)
    let facts = try checked(facts, db, act)
    let (unit, group) = PlanRows.columns(facts.holder)
    let count = try db.execute(
      """
      UPDATE plan_target
      SET text = \(facts.text), comparator = \(facts.comparator.rawValue), value = \(facts.value),
        measure = \(facts.measure), scope = \(facts.scope), indicator_name = \(facts.indicator),
        unit_id = \(unit), unit_group = \(group?.rawValue), every = \(facts.every.rawValue),
        version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard count == 1 else { throw changedMeanwhile }
    try Audit.record(
      "target.change", of: .plan(plan.id), unit: plan.unit, before: record(old.facts),
      after: record(facts), db, act)
  }

  /// Takes a target out of a draft.
  public static func remove(
    _ id: ID<PlanTarget>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let old = try find(id, db, act)
    let plan = try PlanTasks.editable(old.plan, db, act)
    let count = try db.execute(
      "DELETE FROM plan_target WHERE id = \(id) AND version = \(version)")
    guard count == 1 else { throw changedMeanwhile }
    try Audit.record(
      "target.remove", of: .plan(plan.id), unit: plan.unit, before: record(old.facts), db, act)
  }

  private static var changedMeanwhile: Refusal {
    .conflict("Chỉ tiêu vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp.")
  }

  /// Gives every target of a plan its indicator, by name; done again it finds those that have none yet. For
  /// whoever publishes a plan or an amendment.
  static func bind(_ plan: OfficePlan, _ db: any Writer, _ act: Act) throws {
    for target in try list(of: plan.id, db) where target.indicator == nil {
      let facts = target.facts
      let name = facts.indicator.isEmpty ? IndicatorName.suggested(facts) : facts.indicator
      let id = try Indicators.named(name, measure: facts.measure, for: plan.unit, db, act)
      try db.execute(
        """
        UPDATE plan_target SET indicator_id = \(id), indicator_name = \(name) WHERE id = \(target.id)
        """)
    }
  }

  @discardableResult
  static func insert(
    _ targets: [TargetFacts], into plan: ID<OfficePlan>, from position: Int = 0, amendment: Int,
    _ db: any Writer, _ act: Act
  ) throws -> [ID<PlanTarget>] {
    let ids = targets.map { _ in act.newID(PlanTarget.self) }
    try db.copyIn(
      "plan_target",
      [
        "id", "plan_id", "position", "text", "comparator", "value", "measure", "scope",
        "span_start", "span_end", "indicator_name", "unit_id", "unit_group", "every", "added_by",
      ],
      zip(ids, targets).enumerated().map { index, pair in
        let (id, facts) = pair
        let (unit, group) = PlanRows.columns(facts.holder)
        return [
          id.columnValue, plan.columnValue, .integer(Int64(position + index)), .text(facts.text),
          .text(facts.comparator.rawValue), .real(facts.value), .text(facts.measure),
          .text(facts.scope), (facts.span?.start).columnValue, (facts.span?.end).columnValue,
          .text(facts.indicator), unit.columnValue, (group?.rawValue).columnValue,
          .text(facts.every.rawValue), .integer(Int64(amendment)),
        ]
      })
    return ids
  }

  private static func checked(
    _ facts: TargetFacts, _ db: any Reader, _ act: Act
  ) throws -> TargetFacts {
    var facts = facts
    facts.text = OfficeText.cleaned(facts.text)
    facts.indicator = OfficeText.cleaned(facts.indicator)
    facts.measure = OfficeText.cleaned(facts.measure)
    if facts.indicator.isEmpty { facts.indicator = IndicatorName.suggested(facts) }
    var problems: [Problem] = []
    let checks = [
      OfficeText.problem(facts.text, "text", "Nội dung chỉ tiêu", limit: PlanTasks.longest),
      OfficeText.problem(
        facts.indicator, "indicator", "Tên chỉ số", limit: IndicatorName.longest),
      facts.measure == "%"
        ? nil : OfficeText.problem(facts.measure, "measure", "Đơn vị tính", limit: 50),
    ]
    problems += checks.compactMap(\.self)
    if !facts.value.isFinite || abs(facts.value) > IndicatorValues.largest {
      problems.append(Problem("value", "Số quá lớn. Hãy kiểm tra lại đơn vị tính."))
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
    if case .unit(let id) = facts.holder { _ = try Units.find(id, on: act.today, db, act) }
    return facts
  }

  private static func target(_ row: Row) throws -> PlanTarget {
    var facts = TargetFacts(
      text: try row.get("text"), comparator: try row.choice("comparator"),
      value: try row.get("value"), measure: try row.get("measure"), scope: try row.get("scope"))
    if let start: Int = try row.get("span_start"), let end: Int = try row.get("span_end") {
      facts.span = Span(start: start, end: end)
    }
    let unit: ID<Unit>? = try row.get("unit_id")
    let group = try row.get("unit_group", as: String?.self).flatMap(UnitGroup.init(rawValue:))
    facts.holder = unit.map { .unit($0) } ?? group.map { .group($0) } ?? .unknown
    facts.indicator = try row.get("indicator_name")
    facts.every = try row.choice("every")
    return PlanTarget(
      id: try row.get("id"), plan: try row.get("plan_id"), facts: facts,
      indicator: try row.get("indicator_id"), addedBy: try row.get("added_by"),
      droppedBy: try row.get("dropped_by"), version: try row.get("version"))
  }

  private static func record(_ facts: TargetFacts) -> Facts {
    [
      "text": facts.text, "value": "\(facts.comparator.rawValue) \(facts.value) \(facts.measure)",
      "indicator": facts.indicator, "every": facts.every.rawValue,
    ]
  }
}
