internal import Rules
internal import Store

/// How plans and tasks stand in the database.
enum PlanRows {
  /// For `plan p`.
  static let columns: SQL = """
    p.id, p.unit_id, p.stage, p.kind, p.number, p.symbol, p.place, p.signed_on, p.year,
    p.issuer, p.title, p.signing_authority, p.signer_title, p.signer, p.published_on,
    p.copied_from, p.version,
    (SELECT a.plan_id FROM plan_amendment a WHERE a.id = p.id) AS amends_id
    """

  static func plan(_ row: Row) throws -> OfficePlan {
    var facts = PlanFacts(
      kind: try row.get("kind"), title: try row.get("title"), year: try row.get("year"))
    facts.number = try row.get("number", as: String?.self) ?? ""
    facts.symbol = try row.get("symbol", as: String?.self) ?? ""
    facts.place = try row.get("place", as: String?.self) ?? ""
    facts.signedOn = try row.get("signed_on")
    facts.issuer = try row.get("issuer", as: String?.self) ?? ""
    facts.signingAuthority = try row.get("signing_authority", as: String?.self) ?? ""
    facts.signerTitle = try row.get("signer_title", as: String?.self) ?? ""
    facts.signer = try row.get("signer", as: String?.self) ?? ""
    return OfficePlan(
      id: try row.get("id"), unit: try row.get("unit_id"), stage: try row.choice("stage"),
      facts: facts, publishedOn: try row.get("published_on"),
      copiedFrom: try row.get("copied_from"),
      amends: try row.get("amends_id"), version: try row.get("version"))
  }

  /// For `plan_task t`.
  static let taskColumns: SQL = """
    t.id, t.plan_id, t.position, t.kind, t.section, t.text, t.deadline_words, t.is_continuous, t.goes_on,
    t.due_on, t.product, t.evidence, t.funding, t.estimate, t.span_start, t.span_end, t.carried_over,
    t.added_by, t.dropped_by, t.origin_id, t.higher_task_id, t.reckoning, t.version
    """

  static func task(_ row: Row, _ shares: [TaskShare]) throws -> PlanTask {
    let deadline = TaskDeadline(
      words: try row.get("deadline_words"), day: try row.get("due_on"),
      isContinuous: try row.get("is_continuous"), goesOn: try row.get("goes_on"))
    var facts = TaskFacts(
      kind: try row.choice("kind"), text: try row.get("text"), deadline: deadline)
    facts.section = try row.get("section", as: String?.self) ?? ""
    facts.product = try row.get("product")
    facts.evidence = try row.get("evidence")
    facts.funding = try row.get("funding")
    facts.estimate = try row.get("estimate")
    if let start: Int = try row.get("span_start"), let end: Int = try row.get("span_end") {
      facts.span = Span(start: start, end: end)
    }
    return PlanTask(
      id: try row.get("id"), plan: try row.get("plan_id"), position: try row.get("position"),
      facts: facts, shares: shares, addedBy: try row.get("added_by"),
      droppedBy: try row.get("dropped_by"), isCarriedOver: try row.get("carried_over"),
      origin: try row.get("origin_id"), higher: try row.get("higher_task_id"),
      reckoning: try row.get("reckoning"), version: try row.get("version"))
  }

  static let taskNames: [StaticString] = [
    "id", "plan_id", "position", "kind", "section", "text", "deadline_words", "is_continuous",
    "goes_on", "due_on", "product", "evidence", "funding", "estimate", "span_start", "span_end",
    "carried_over", "added_by", "origin_id", "version",
  ]

  /// A row for `copyIn("plan_task", PlanRows.taskNames, …)`.
  static func task(
    _ id: ID<PlanTask>, in plan: ID<OfficePlan>, _ position: Int, _ facts: TaskFacts,
    carriedOver: Bool, addedBy: Int, origin: ID<PlanTask>? = nil
  ) -> [Value] {
    let deadline = facts.deadline
    return [
      id.columnValue, plan.columnValue, .integer(Int64(position)), .text(facts.kind.rawValue),
      .text(facts.section), .text(facts.text), .text(deadline.words),
      deadline.isContinuous.columnValue, deadline.goesOn.columnValue, deadline.day.columnValue,
      .text(facts.product), .text(facts.evidence), .text(facts.funding),
      facts.estimate.columnValue, (facts.span?.start).columnValue, (facts.span?.end).columnValue,
      carriedOver.columnValue, .integer(Int64(addedBy)), origin.columnValue, .integer(1),
    ]
  }

  static let shareNames: [StaticString] = [
    "task_id", "position", "role", "words", "unit_id", "unit_group", "is_sure",
  ]

  static func share(_ share: TaskShare, of task: ID<PlanTask>, _ position: Int) -> [Value] {
    let (unit, group) = columns(share.who)
    return [
      task.columnValue, .integer(Int64(position)), .text(share.role.rawValue), .text(share.words),
      unit.columnValue, (group?.rawValue).columnValue, share.isSure.columnValue,
    ]
  }

  static func columns(_ who: TaskShare.Who) -> (unit: ID<Unit>?, group: UnitGroup?) {
    switch who {
    case .unit(let id): (id, nil)
    case .group(let group): (nil, group)
    // Told apart by whether they are sure.
    case .outside, .unknown: (nil, nil)
    }
  }

  static func share(_ row: Row) throws -> TaskShare {
    let unit: ID<Unit>? = try row.get("unit_id")
    let group = try row.get("unit_group", as: String?.self).flatMap(UnitGroup.init(rawValue:))
    let isSure: Bool = try row.get("is_sure")
    let who: TaskShare.Who =
      unit.map { .unit($0) } ?? group.map { .group($0) } ?? (isSure ? .outside : .unknown)
    return TaskShare(
      role: try row.choice("role"), words: try row.get("words"), who: who, isSure: isSure)
  }
}
