public import Rules
public import Store

/// The tasks of plans. A draft's are edited freely; a published plan changes through amendments only.
public enum PlanTasks {
  /// Scalars in a task's text.
  static let longest = 20_000

  public struct Draft: Sendable, Equatable {
    public var facts: TaskFacts
    public var shares: [TaskShare]

    public init(facts: TaskFacts, shares: [TaskShare]) {
      self.facts = facts
      self.shares = shares
    }
  }

  /// All tasks in the order of the plan, those that amendments took out included.
  public static func list(
    of plan: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> [PlanTask] {
    let plan = try Plans.find(plan, db, act)
    return try list(of: plan.id, db)
  }

  static func list(of plan: ID<OfficePlan>, _ db: any Reader) throws -> [PlanTask] {
    let rows = try db.rows(
      """
      SELECT \(PlanRows.taskColumns)
      FROM plan_task t
      WHERE t.plan_id = \(plan)
      ORDER BY t.position, t.id
      """)
    var shares: [ID<PlanTask>: [TaskShare]] = [:]
    let found = try db.rows(
      """
      SELECT s.task_id, s.role, s.words, s.unit_id, s.unit_group, s.is_sure
      FROM plan_task t
      JOIN task_share s ON s.task_id = t.id
      WHERE t.plan_id = \(plan)
      ORDER BY s.task_id, s.position
      """)
    for row in found { shares[try row.get("task_id"), default: []].append(try PlanRows.share(row)) }
    return try rows.map { try PlanRows.task($0, shares[try $0.get("id")] ?? []) }
  }

  public static func find(
    _ id: ID<PlanTask>, _ db: any Reader, _ act: Act
  ) throws -> PlanTask {
    guard
      let row = try db.row(
        "SELECT \(PlanRows.taskColumns) FROM plan_task t WHERE t.id = \(id)")
    else { throw Refusal.notFound }
    let shares = try db.rows(
      """
      SELECT role, words, unit_id, unit_group, is_sure
      FROM task_share
      WHERE task_id = \(id)
      ORDER BY position
      """
    ).map(PlanRows.share)
    let task = try PlanRows.task(row, shares)
    _ = try Plans.find(task.plan, db, act)
    return task
  }

  /// A task more in a draft, behind `after` (nil: at the end). Problems name `text`, `deadline`, `estimate`.
  public static func add(
    _ draft: Draft, to plan: ID<OfficePlan>, after: Int? = nil, _ db: any Writer, _ act: Act
  ) throws -> ID<PlanTask> {
    let plan = try editable(plan, db, act)
    let draft = try checked(draft)
    let last = try db.row(
      "SELECT MAX(position) AS last FROM plan_task WHERE plan_id = \(plan.id)")
    let position = try after ?? last?.get("last", as: Int?.self) ?? 0
    if after != nil {
      try db.execute(
        """
        UPDATE plan_task SET position = position + 1
        WHERE plan_id = \(plan.id) AND position > \(position)
        """)
    }
    let ids = try insert([draft], into: plan.id, after: position, amendment: 0, db, act)
    try remember(draft.shares, plan.unit, db)
    let others = try settle(draft.shares, in: plan.id, but: ids[0], db).count
    try Audit.record(
      "task.add", of: .task(ids[0]), unit: plan.unit, after: record(draft, others), db, act)
    return ids[0]
  }

  /// Puts a task of a draft right. What the officer says of agencies is remembered for later plans.
  public static func change(
    _ id: ID<PlanTask>, _ draft: Draft, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let old = try find(id, db, act)
    let plan = try editable(old.plan, db, act)
    let draft = try checked(draft)
    let facts = draft.facts
    let count = try db.execute(
      """
      UPDATE plan_task
      SET kind = \(facts.kind.rawValue), section = \(facts.section), text = \(facts.text),
        deadline_words = \(facts.deadline.words), due_on = \(facts.deadline.day),
        is_continuous = \(facts.deadline.isContinuous), goes_on = \(facts.deadline.goesOn),
        product = \(facts.product), evidence = \(facts.evidence), funding = \(facts.funding),
        estimate = \(facts.estimate), carried_over = 0, version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard count == 1 else {
      throw Refusal.conflict(
        "Nhiệm vụ vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp.")
    }
    try db.execute("DELETE FROM task_share WHERE task_id = \(id)")
    try copy(draft.shares, of: id, db)
    try remember(draft.shares, plan.unit, db)
    let others = try settle(draft.shares, in: plan.id, but: id, db).count
    try Audit.record(
      "task.change", of: .task(id), unit: plan.unit,
      before: record(Draft(facts: old.facts, shares: old.shares)), after: record(draft, others),
      db, act)
  }

  /// Takes a task out of a draft.
  public static func remove(
    _ id: ID<PlanTask>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let old = try find(id, db, act)
    let plan = try editable(old.plan, db, act)
    guard old.version == version else {
      throw Refusal.conflict(
        "Nhiệm vụ vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp.")
    }
    try db.execute("DELETE FROM task_share WHERE task_id = \(id)")
    try db.execute("DELETE FROM plan_task WHERE id = \(id)")
    // The tasks behind it move up, so that their numbers stay those of the page.
    try db.execute(
      """
      UPDATE plan_task SET position = position - 1
      WHERE plan_id = \(plan.id) AND position > \(old.position)
      """)
    try Audit.record(
      "task.remove", of: .task(id), unit: plan.unit,
      before: record(Draft(facts: old.facts, shares: old.shares)), db, act)
  }

  @discardableResult
  static func insert(
    _ drafts: [Draft], into plan: ID<OfficePlan>, after position: Int, amendment: Int,
    carriedOver: Bool = false, origins: [ID<PlanTask>] = [], _ db: any Writer, _ act: Act
  ) throws -> [ID<PlanTask>] {
    let ids = drafts.map { _ in act.newID(PlanTask.self) }
    try db.copyIn(
      "plan_task", PlanRows.taskNames,
      zip(ids, drafts).enumerated().map { index, pair in
        PlanRows.task(
          pair.0, in: plan, position + 1 + index, pair.1.facts, carriedOver: carriedOver,
          addedBy: amendment, origin: origins.isEmpty ? nil : origins[index])
      })
    for (id, draft) in zip(ids, drafts) { try copy(draft.shares, of: id, db) }
    return ids
  }

  static func copy(
    _ shares: [TaskShare], of task: ID<PlanTask>, _ db: any Writer
  ) throws {
    try db.copyIn(
      "task_share", PlanRows.shareNames,
      shares.enumerated().map { PlanRows.share($1, of: task, $0) })
  }

  static func editable(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> OfficePlan {
    let plan = try Plans.find(id, db, act)
    try Rights.demand(.changePlans, on: plan.unit, db, act)
    guard plan.stage == .draft else {
      throw Refusal.conflict(
        "Kế hoạch đã được ban hành. Muốn thêm, sửa hoặc bỏ nhiệm vụ, hãy lập điều chỉnh, bổ sung kế hoạch."
      )
    }
    return plan
  }

  static func checked(_ draft: Draft) throws -> Draft {
    var draft = draft
    draft.facts.text = VietnameseOrder.composed(draft.facts.text)
    var problems: [Problem] = []
    if let problem = OfficeText.problem(
      OfficeText.cleaned(draft.facts.text), "text", "Nội dung nhiệm vụ", limit: longest)
    {
      problems.append(problem)
    }
    if let estimate = draft.facts.estimate {
      if estimate < 0 {
        problems.append(Problem("estimate", "Kinh phí dự kiến không thể là số âm."))
      } else if estimate > Money.most {
        problems.append(
          Problem(
            "estimate", "Kinh phí dự kiến quá lớn: tối đa một triệu tỷ đồng cho một nhiệm vụ."))
      }
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
    return draft
  }

  private static func record(_ draft: Draft, _ others: Int = 0) -> Facts {
    [
      "settled": others == 0 ? nil : "\(others)",
      "text": draft.facts.text,
      "deadline": draft.facts.deadline.day?.iso ?? draft.facts.deadline.words,
      "product": draft.facts.product,
      "shares": draft.shares.map { "\($0.role.rawValue): \($0.words)" }.joined(separator: "; "),
    ]
  }
}
