internal import Rules
internal import Store

extension PlanTargets {
  /// Targets into another plan that remember which ones they were copied from.
  static func insert(
    copies targets: [PlanTarget], into plan: ID<OfficePlan>, _ db: any Writer, _ act: Act
  ) throws {
    try insert(targets.map(\.facts), into: plan, amendment: 0, db, act)
    for (index, target) in targets.enumerated() {
      try db.execute(
        """
        UPDATE plan_target SET origin_id = \(target.id)
        WHERE plan_id = \(plan) AND position = \(index)
        """)
    }
  }

  /// The targets that those of a plan were copied from.
  static func origins(
    of plan: ID<OfficePlan>, _ db: any Reader
  ) throws -> [ID<PlanTarget>: ID<PlanTarget>] {
    let rows = try db.rows(
      "SELECT id, origin_id FROM plan_target WHERE plan_id = \(plan) AND origin_id IS NOT NULL")
    return Dictionary(
      try rows.map { (try $0.get("id"), try $0.get("origin_id")) }
    ) { first, _ in first }
  }

  static func rewrite(
    _ id: ID<PlanTarget>, _ facts: TargetFacts, _ db: any Writer
  ) throws {
    let (unit, group) = PlanRows.columns(facts.holder)
    // Bound again, to the indicator that it names now.
    try db.execute(
      """
      UPDATE plan_target
      SET text = \(facts.text), comparator = \(facts.comparator.rawValue), value = \(facts.value),
        measure = \(facts.measure), scope = \(facts.scope), indicator_name = \(facts.indicator),
        unit_id = \(unit), unit_group = \(group?.rawValue), every = \(facts.every.rawValue),
        indicator_id = NULL, version = version + 1
      WHERE id = \(id)
      """)
  }
}

extension PlanTasks {
  /// Gives a task the facts and shares that an amendment decided.
  static func rewrite(
    _ id: ID<PlanTask>, _ facts: TaskFacts, _ shares: [TaskShare], _ db: any Writer
  ) throws {
    try db.execute(
      """
      UPDATE plan_task
      SET kind = \(facts.kind.rawValue), section = \(facts.section), text = \(facts.text),
        deadline_words = \(facts.deadline.words), due_on = \(facts.deadline.day),
        is_continuous = \(facts.deadline.isContinuous), goes_on = \(facts.deadline.goesOn),
        product = \(facts.product), evidence = \(facts.evidence), funding = \(facts.funding),
        estimate = \(facts.estimate), version = version + 1
      WHERE id = \(id)
      """)
    try db.execute("DELETE FROM task_share WHERE task_id = \(id)")
    try copy(shares, of: id, db)
  }

  /// Keeps how the last days of tasks were found: a calendar that changes later does not change what was said.
  static func keepReckoning(
    of tasks: [PlanTask], _ plan: OfficePlan, _ db: any Writer
  ) throws {
    for task in tasks {
      let steps = task.facts.deadline.explained(
        year: plan.facts.year, signed: plan.facts.signedOn, calendar: WorkingCalendar.vietnam)
      guard !steps.isEmpty else { continue }
      try db.execute(
        "UPDATE plan_task SET reckoning = \(steps.joined(separator: "\n")) WHERE id = \(task.id)")
    }
  }
}
