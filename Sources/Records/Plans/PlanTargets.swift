public import Rules
public import Store

/// The numbers that a plan sets.
public enum PlanTargets {
  public static func list(
    of plan: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> [PlanTarget] {
    let plan = try Plans.find(plan, db, act)
    return try db.rows(
      """
      SELECT id, plan_id, text, comparator, value, measure, scope, span_start, span_end, added_by,
        dropped_by, version
      FROM plan_target
      WHERE plan_id = \(plan.id)
      ORDER BY position, id
      """
    ).map(target)
  }

  static func insert(
    _ targets: [TargetFacts], into plan: ID<OfficePlan>, amendment: Int, _ db: any Writer,
    _ act: Act
  ) throws {
    try db.copyIn(
      "plan_target",
      [
        "id", "plan_id", "position", "text", "comparator", "value", "measure", "scope",
        "span_start", "span_end", "added_by",
      ],
      targets.enumerated().map { index, facts in
        [
          act.newID(PlanTarget.self).columnValue, plan.columnValue, .integer(Int64(index)),
          .text(facts.text), .text(facts.comparator.rawValue), .real(facts.value),
          .text(facts.measure), .text(facts.scope), (facts.span?.start).columnValue,
          (facts.span?.end).columnValue, .integer(Int64(amendment)),
        ]
      })
  }

  private static func target(_ row: Row) throws -> PlanTarget {
    var facts = TargetFacts(
      text: try row.get("text"), comparator: try row.choice("comparator"),
      value: try row.get("value"), measure: try row.get("measure"), scope: try row.get("scope"))
    if let start: Int = try row.get("span_start"), let end: Int = try row.get("span_end") {
      facts.span = Span(start: start, end: end)
    }
    return PlanTarget(
      id: try row.get("id"), plan: try row.get("plan_id"), facts: facts,
      addedBy: try row.get("added_by"), droppedBy: try row.get("dropped_by"),
      version: try row.get("version"))
  }
}
