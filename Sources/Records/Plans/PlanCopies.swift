public import Rules
public import Store

/// Plans made from earlier ones.
public enum PlanCopies {
  /// A draft for another year from a published plan, its days and the years in its wordings moved, everything marked
  /// as carried over. Number, date and signer are those of the new plan and stay empty. Problems name `year` and
  /// `title`. Needs `changePlans` on the unit.
  public static func make(
    of id: ID<OfficePlan>, year: Int, title: String, _ db: any Writer, _ act: Act
  ) throws -> ID<OfficePlan> {
    let plan = try Plans.find(id, db, act)
    guard plan.stage == .published, plan.amends == nil else {
      throw Refusal.conflict("Chỉ chép được từ kế hoạch đã ban hành.")
    }
    var facts = plan.facts
    facts.title = OfficeText.cleaned(title)
    facts.year = year
    (facts.number, facts.signedOn, facts.signer) = ("", nil, "")
    let draft = try Plans.create(facts, for: plan.unit, db, act)
    try db.execute("UPDATE plan SET copied_from = \(id) WHERE id = \(draft)")
    try copy(id, into: draft, YearMove(from: plan.facts.year, to: year), db, act)
    // Last year's higher plan is not this year's.
    let bases = try PlanBases.list(of: id, db).filter { !$0.isHigher }
    try PlanBases.insert(bases, into: draft, db)
    try db.execute(
      """
      INSERT INTO plan_recipient (plan_id, position, name, purpose)
      SELECT \(draft), position, name, purpose FROM plan_recipient WHERE plan_id = \(id)
      """)
    return draft
  }

  /// The tasks and targets in force of one plan into another; with `move` into another year, marked as carried
  /// over.
  static func copy(
    _ id: ID<OfficePlan>, into draft: ID<OfficePlan>, _ move: YearMove?, _ db: any Writer,
    _ act: Act
  ) throws {
    let tasks = try PlanTasks.list(of: id, db).filter { $0.droppedBy == nil }
    let drafts = tasks.map { task in
      var facts = task.facts
      if let move {
        facts.deadline = move.moved(facts.deadline)
        // The copy has no document.
        facts.span = nil
      }
      return PlanTasks.Draft(facts: facts, shares: task.shares)
    }
    try PlanTasks.insert(
      drafts, into: draft, after: 0, amendment: 0, carriedOver: move != nil,
      origins: tasks.map(\.id), db, act)
    let targets = try PlanTargets.list(of: id, db, act).filter { $0.droppedBy == nil }
    try PlanTargets.insert(copies: targets, into: draft, db, act)
    if move != nil {
      try db.execute(
        """
        UPDATE plan_target SET carried_over = 1, span_start = NULL, span_end = NULL
        WHERE plan_id = \(draft)
        """)
    }
  }

  static func clear(_ id: ID<OfficePlan>, _ db: any Writer) throws {
    try db.execute(
      "DELETE FROM task_share WHERE task_id IN (SELECT id FROM plan_task WHERE plan_id = \(id))")
    try db.execute("DELETE FROM plan_task WHERE plan_id = \(id)")
    try db.execute("DELETE FROM plan_target WHERE plan_id = \(id)")
  }

  /// Says that what was carried over is right for the new plan: one task, or (nil) everything. Needs
  /// `changePlans` on the plan's unit.
  public static func confirm(
    _ task: ID<PlanTask>?, in id: ID<OfficePlan>, _ db: any Writer, _ act: Act
  ) throws {
    let plan = try PlanTasks.editable(id, db, act)
    let which: SQL = task.map { "AND id = \($0)" } ?? .empty
    var count = try db.execute(
      """
      UPDATE plan_task SET carried_over = 0, version = version + 1
      WHERE plan_id = \(id) AND carried_over = 1 \(which)
      """)
    if task == nil {
      count += try db.execute(
        """
        UPDATE plan_target SET carried_over = 0, version = version + 1
        WHERE plan_id = \(id) AND carried_over = 1
        """)
    }
    guard count > 0 else { return }
    try Audit.record(
      "plan.confirm", of: task.map { .task($0) } ?? .plan(id), unit: plan.unit,
      after: ["confirmed": "\(count)"], db, act)
  }

  /// What keeps a copy back: what nobody has confirmed yet.
  static func obstacles(
    _ plan: OfficePlan, _ tasks: [PlanTask], _ db: any Reader
  ) throws -> [Problem] {
    guard plan.copiedFrom != nil else { return [] }
    var problems = tasks.filter(\.isCarriedOver).map { task in
      Problem(
        task.id.text,
        "Nhiệm vụ \(task.position) chuyển từ kế hoạch năm trước, chưa được xác nhận. Hãy xem lại rồi sửa hoặc xác nhận."
      )
    }
    let targets = try carriedTargets(plan.id, db)
    if targets > 0 {
      problems.append(
        Problem(
          "", "\(targets) chỉ tiêu chuyển từ kế hoạch năm trước, chưa được xác nhận."))
    }
    return problems
  }

  static func carriedTargets(_ id: ID<OfficePlan>, _ db: any Reader) throws -> Int {
    try db.row(
      "SELECT COUNT(*) AS number FROM plan_target WHERE plan_id = \(id) AND carried_over = 1")?
      .get("number") ?? 0
  }

  /// How many duties of the plan that a copy was made from are not done, by its tasks.
  public static func unfinished(
    _ plan: OfficePlan, _ db: any Reader, _ act: Act
  ) throws -> [(task: PlanTask, duties: Int)] {
    guard let from = plan.copiedFrom, let last = try Plans.seen(from, db, act) else { return [] }
    let counts = try db.rows(
      """
      SELECT d.task_id, COUNT(*) AS number
      FROM duty d
      WHERE d.plan_id = \(last.id) AND d.stage IN ('open', 'returned', 'reported')
        AND d.task_id IS NOT NULL AND \(Duties.visible(act))
      GROUP BY d.task_id
      """)
    var open: [ID<PlanTask>: Int] = [:]
    for row in counts { open[try row.get("task_id")] = try row.get("number") }
    return try PlanTasks.list(of: last.id, db).compactMap { task in
      open[task.id].map { (task, $0) }
    }
  }
}
