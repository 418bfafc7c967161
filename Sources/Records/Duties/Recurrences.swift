public import Rules
public import Store

/// Tasks that go on after their plan's year: their next days become duties a year ahead.
public enum Recurrences {
  /// Published plans that may have such tasks.
  public static func plans(_ db: any Reader, _ act: Act) throws -> [ID<OfficePlan>] {
    try Rights.demandSomewhere(.publishPlans, act)
    return try db.rows(
      """
      SELECT DISTINCT p.id
      FROM plan p
      JOIN plan_task t ON t.plan_id = p.id
      JOIN unit u ON u.id = p.unit_id
      WHERE p.stage = 'published' AND t.dropped_by IS NULL AND t.due_on IS NULL
        AND u.valid_to >= \(act.today)
      ORDER BY p.id
      """
    ).map { try $0.get("id") }
  }

  /// Makes what is due within a year and not made yet. Groups are those of today; a day that was made once is
  /// never made again, so that it can run as often as one likes. Needs `publishPlans` on the plan's unit.
  public static func extend(
    _ id: ID<OfficePlan>, _ db: any Writer, _ act: Act
  ) throws -> Plans.Published {
    let plan = try Plans.find(id, db, act)
    try Rights.demand(.publishPlans, on: plan.unit, db, act)
    let none = Plans.Published(duties: 0, units: 0)
    guard plan.stage == .published else { return none }
    let made = try made(id, db)
    let tasks = try PlanTasks.list(of: id, db).filter { $0.droppedBy == nil }
      .map { task in
        let days = Recurrence.days(
          of: task.facts, in: plan.facts, from: act.today, calendar: WorkingCalendar.vietnam)
        return (task: task, days: days.filter { !made[task.id, default: []].contains($0.iso) })
      }.filter { !$0.days.isEmpty }
    guard let last = tasks.flatMap(\.days).max() else { return none }
    let published = try DutyMaking(plan, db, act).make(tasks, isOngoing: true, db)
    guard published.duties > 0 else { return none }
    try Audit.record(
      "plan.extend", of: .plan(id), unit: plan.unit,
      after: [
        "duties": "\(published.duties)", "units": "\(published.units)", "until": last.iso,
      ], db, act)
    return published
  }

  private static func made(
    _ plan: ID<OfficePlan>, _ db: any Reader
  ) throws -> [ID<PlanTask>: Set<String>] {
    try db.rows(
      """
      SELECT DISTINCT task_id, occurrence
      FROM duty
      WHERE plan_id = \(plan) AND task_id IS NOT NULL
      """
    ).reduce(into: [:]) { made, row in
      made[try row.get("task_id"), default: []].insert(try row.get("occurrence"))
    }
  }
}
