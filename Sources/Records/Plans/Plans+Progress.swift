public import Rules
public import Store

/// How far duties have come.
public struct DutyTally: Sendable, Equatable {
  /// Without those that are owed no more.
  public let all: Int
  public let accepted: Int
  /// Owed, and the last day is over.
  public let overdue: Int

  public init(all: Int, accepted: Int, overdue: Int) {
    self.all = all
    self.accepted = accepted
    self.overdue = overdue
  }
}

/// How many tasks a plan has, and how far its duties have come.
public struct PlanProgress: Sendable, Equatable {
  public let tasks: Int
  public let duties: DutyTally

  public init(tasks: Int, duties: DutyTally) {
    self.tasks = tasks
    self.duties = duties
  }
}

extension Plans {
  /// The progress of each of `plans`, counting the duties that the actor sees. Two queries.
  public static func progress(
    of plans: [ID<OfficePlan>], _ db: any Reader, _ act: Act
  ) throws -> [ID<OfficePlan>: PlanProgress] {
    guard !plans.isEmpty else { return [:] }
    var tasks: [ID<OfficePlan>: Int] = [:]
    let rows = try db.rows(
      """
      SELECT plan_id, COUNT(*) AS number
      FROM plan_task
      WHERE plan_id IN \(list: plans) AND dropped_by IS NULL
      GROUP BY plan_id
      """)
    for row in rows { tasks[try row.get("plan_id")] = try row.get("number") }
    let duties: [ID<OfficePlan>: DutyTally] = try tallies(
      "d.plan_id", of: "d.plan_id IN \(list: plans)", db, act)
    return Dictionary(
      plans.map { plan in
        let none = DutyTally(all: 0, accepted: 0, overdue: 0)
        return (plan, PlanProgress(tasks: tasks[plan] ?? 0, duties: duties[plan] ?? none))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The progress of each task of a plan that has duties which the actor sees.
  public static func taskProgress(
    of plan: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> [ID<PlanTask>: DutyTally] {
    try tallies("d.task_id", of: "d.plan_id = \(plan) AND d.task_id IS NOT NULL", db, act)
  }

  private static func tallies<T>(
    _ key: SQL, of condition: SQL, _ db: any Reader, _ act: Act
  ) throws -> [ID<T>: DutyTally] {
    let rows = try db.rows(
      """
      SELECT \(key) AS subject, COUNT(*) AS all_duties,
        SUM(CASE WHEN d.stage = 'accepted' THEN 1 ELSE 0 END) AS accepted,
        SUM(CASE WHEN d.stage IN ('open', 'returned') AND d.due_on < \(act.today) THEN 1 ELSE 0 END)
          AS overdue
      FROM duty d
      WHERE \(condition) AND d.stage <> 'dropped' AND \(Duties.visible(act))
      GROUP BY \(key)
      """)
    return Dictionary(
      try rows.map { row in
        (
          try row.get("subject"),
          DutyTally(
            all: try row.get("all_duties"), accepted: try row.get("accepted"),
            overdue: try row.get("overdue"))
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The years of the plans that the actor sees, the latest first.
  public static func years(_ db: any Reader, _ act: Act) throws -> [Int] {
    try db.rows(
      "SELECT DISTINCT p.year FROM plan p WHERE \(visible(act)) AND \(isOwn) ORDER BY p.year DESC"
    ).map { try $0.get("year") }
  }

  /// How many units under a plan's unit each group has today; groups without any are left out.
  public static func groupSizes(
    _ plan: OfficePlan, _ db: any Reader, _ act: Act
  ) throws -> [UnitGroup: Int] {
    let tree = try UnitGroups.tree(of: plan.unit, on: act.today, db).filter { $0.depth > 0 }
    var sizes: [UnitGroup: Int] = [:]
    for group in UnitGroup.allCases {
      let count = tree.count { group.contains($0.kind, depth: $0.depth) }
      if count > 0 { sizes[group] = count }
    }
    return sizes
  }
}
