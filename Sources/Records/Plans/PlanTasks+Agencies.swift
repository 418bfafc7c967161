public import Rules
public import Store

extension PlanTasks {
  /// Words for an agency in a draft that an officer should say the meaning of.
  public struct Doubt: Sendable, Equatable {
    /// As the plan writes them where they stand first.
    public let words: String
    /// What they were taken for so far.
    public let who: TaskShare.Who
    /// The numbers of the tasks that name it, ascending.
    public let tasks: [Int]

    public init(words: String, who: TaskShare.Who, tasks: [Int]) {
      self.words = words
      self.who = who
      self.tasks = tasks
    }
  }

  /// Each name that nobody has settled, once, however many tasks have it; in the order of the plan.
  public static func doubts(in tasks: [PlanTask]) -> [Doubt] {
    var order: [String] = []
    var found: [String: Doubt] = [:]
    for task in tasks where task.droppedBy == nil {
      for share in task.shares where !share.isSure {
        let key = AgencyMatching.memory(share.words)
        guard let known = found[key] else {
          order.append(key)
          found[key] = Doubt(words: share.words, who: share.who, tasks: [task.position])
          continue
        }
        guard known.tasks.last != task.position else { continue }
        found[key] = Doubt(
          words: known.words, who: known.who, tasks: known.tasks + [task.position])
      }
    }
    return order.compactMap { found[$0] }
  }

  /// Says of several names at once whom they mean, in all tasks of a draft where nobody has settled them yet, and
  /// remembers it for the next plans of the unit.
  public static func settle(
    _ meanings: [(words: String, who: TaskShare.Who)], in plan: ID<OfficePlan>, _ db: any Writer,
    _ act: Act
  ) throws {
    let plan = try editable(plan, db, act)
    let shares = meanings.filter { $0.who != .unknown }.map {
      TaskShare(role: .executing, words: $0.words, who: $0.who, isSure: true)
    }
    for case .unit(let id) in shares.map(\.who) { _ = try Units.find(id, on: act.today, db, act) }
    guard !shares.isEmpty else { return }
    try remember(shares, plan.unit, db)
    let tasks = try settle(shares, in: plan.id, but: nil, db)
    try Audit.record(
      "plan.settle", of: .plan(plan.id), unit: plan.unit,
      after: [
        "settled": "\(tasks.count)", "shares": shares.map(\.words).joined(separator: "; "),
      ], db, act)
  }

  /// Keeps what was settled by hand, for the next plan of the same unit.
  static func remember(_ shares: [TaskShare], _ owner: ID<Unit>, _ db: any Writer) throws {
    for share in shares where share.isSure && !share.words.isEmpty && share.who != .unknown {
      let (unit, group) = PlanRows.columns(share.who)
      try db.execute(
        """
        INSERT INTO agency_memory (owner_id, words, unit_id, unit_group)
        VALUES (\(owner), \(AgencyMatching.memory(share.words)), \(unit), \(group?.rawValue))
        ON CONFLICT (owner_id, words) DO UPDATE
        SET unit_id = excluded.unit_id, unit_group = excluded.unit_group
        """)
    }
  }

  /// Gives the same words in the plan's other tasks the same meaning, where nobody has settled them yet: a plan
  /// that names one agency forty times asks for it once. The tasks that changed.
  @discardableResult
  static func settle(
    _ shares: [TaskShare], in plan: ID<OfficePlan>, but task: ID<PlanTask>?, _ db: any Writer
  ) throws -> Set<ID<PlanTask>> {
    let settled = Dictionary(
      shares.filter { $0.isSure && $0.who != .unknown }.map {
        (AgencyMatching.memory($0.words), $0.who)
      }, uniquingKeysWith: { first, _ in first })
    let open = try db.rows(
      """
      SELECT s.task_id, s.position, s.words
      FROM plan_task t
      JOIN task_share s ON s.task_id = t.id
      WHERE t.plan_id = \(plan) AND s.is_sure = 0
      """)
    var changed: Set<ID<PlanTask>> = []
    for row in open {
      let other: ID<PlanTask> = try row.get("task_id")
      guard other != task, let who = settled[AgencyMatching.memory(try row.get("words"))] else {
        continue
      }
      let position: Int = try row.get("position")
      let (unit, group) = PlanRows.columns(who)
      try db.execute(
        """
        UPDATE task_share SET unit_id = \(unit), unit_group = \(group?.rawValue), is_sure = 1
        WHERE task_id = \(other) AND position = \(position)
        """)
      changed.insert(other)
    }
    if !changed.isEmpty {
      try db.execute(
        "UPDATE plan_task SET version = version + 1 WHERE id IN \(list: changed.sorted())")
    }
    return changed
  }
}
