public import Rules
public import Store

/// Which tasks of higher plans the tasks of a plan carry out.
public struct TaskLinks: Sendable {
  /// A task that can be named, with its plan.
  public struct Higher: Sendable {
    public let task: PlanTask
    public let plan: OfficePlan
  }

  public struct Line: Sendable {
    public let task: PlanTask
    /// What the words and days suggest, where nobody has said anything yet.
    public let match: TaskMatch?
  }

  public let plan: OfficePlan
  public let lines: [Line]
  /// The tasks of the higher plans, in the order of those.
  public let higher: [Higher]

  public init(of id: ID<OfficePlan>, _ db: any Reader, _ act: Act) throws {
    let plan = try Plans.find(id, db, act)
    self.plan = plan
    var higher: [Higher] = []
    for id in try PlanBases.list(of: id, db).compactMap(\.higher) {
      guard let above = try Plans.seen(id, db, act) else { continue }
      higher += try PlanTasks.list(of: id, db)
        .filter { $0.droppedBy == nil && $0.facts.kind != .subPlan }
        .map { Higher(task: $0, plan: above) }
    }
    self.higher = higher
    let texts = higher.map {
      TaskMatch.Text(
        $0.task.id, $0.task.facts.text, lastDay: Plans.days($0.task, $0.plan).last)
    }
    lines = try PlanTasks.list(of: id, db).filter { $0.droppedBy == nil }.map { task in
      let text = TaskMatch.Text(task.id, task.facts.text, lastDay: Plans.days(task, plan).last)
      return Line(task: task, match: task.higher == nil ? TaskMatch.best(text, among: texts) : nil)
    }
  }

  /// Says for some tasks of a plan which task above each carries out; nil: none. Needs `changePlans` on the plan's
  /// unit; throws `Refusal.notFound` for tasks that are not the plan's, or not of a plan that it rests on.
  public static func set(
    _ links: [ID<PlanTask>: ID<PlanTask>?], in id: ID<OfficePlan>, seen version: Int,
    _ db: any Writer, _ act: Act
  ) throws {
    let found = try TaskLinks(of: id, db, act)
    try Rights.demand(.changePlans, on: found.plan.unit, db, act)
    let own = Dictionary(found.lines.map { ($0.task.id, $0.task) }) { first, _ in first }
    let allowed = Set(found.higher.map(\.task.id))
    let changes = links.filter { task, higher in own[task]?.higher != higher }
    guard changes.allSatisfy({ own[$0] != nil && ($1.map(allowed.contains) ?? true) }) else {
      throw Refusal.notFound
    }
    let count = try db.execute(
      "UPDATE plan SET version = version + 1 WHERE id = \(id) AND version = \(version)")
    guard count == 1 else {
      throw Refusal.conflict(
        "Kế hoạch vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp.")
    }
    guard !changes.isEmpty else { return }
    for (task, higher) in changes {
      try db.execute("UPDATE plan_task SET higher_task_id = \(higher) WHERE id = \(task)")
    }
    let record = changes.keys.sorted().map { task in
      "\(own[task]?.position ?? 0) → \(changes[task]??.text ?? "–")"
    }
    try Audit.record(
      "plan.links", of: .plan(id), unit: found.plan.unit,
      after: ["links": record.joined(separator: "; ")], db, act)
  }
}
