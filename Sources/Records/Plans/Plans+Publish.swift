public import Rules
public import Store

extension Plans {
  /// What publishing made.
  public struct Published: Sendable, Equatable {
    public let duties: Int
    public let units: Int

    public init(duties: Int, units: Int) {
      self.duties = duties
      self.units = units
    }
  }

  /// What keeps a draft from being published; empty where nothing does. A problem's field is the task's id, empty
  /// for the plan itself.
  public static func obstacles(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> [Problem] {
    let plan = try find(id, db, act)
    return try obstacles(plan, try PlanTasks.list(of: id, db), db, act)
  }

  /// What publishing a draft would make today, without making it.
  public static func preview(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> Published {
    let plan = try find(id, db, act)
    let tasks = try PlanTasks.list(of: id, db)
    return try DutyMaking(plan, db, act).count(tasks.map { ($0, days($0, plan)) })
  }

  private static func obstacles(
    _ plan: OfficePlan, _ tasks: [PlanTask], _ db: any Reader, _ act: Act
  ) throws -> [Problem] {
    if tasks.isEmpty {
      return [
        Problem("", "Kế hoạch chưa có nhiệm vụ nào. Hãy thêm ít nhất một nhiệm vụ.")
      ]
    }
    let further =
      try PlanCopies.obstacles(plan, tasks, db) + PlanAmendments.obstacles(plan, db, act)
    let making = try DutyMaking(plan, db, act)
    let named = tasks.flatMap(\.shares).compactMap(\.unit)
    let inForce = try Units.names(of: named.map { ($0, act.today) }, db)
    let own = tasks.compactMap { task -> Problem? in
      if task.shares.isEmpty {
        return Problem(task.id.text, "Nhiệm vụ \(task.position) chưa có đơn vị nào thực hiện.")
      }
      if let share = task.shares.first(where: { $0.who == .unknown }) {
        return Problem(
          task.id.text,
          "Nhiệm vụ \(task.position): chưa rõ “\(share.words)” là đơn vị nào. Hãy chọn đơn vị hoặc nhóm đơn vị."
        )
      }
      if let share = task.shares.first(where: { $0.unit.map { inForce[$0] == nil } ?? false }) {
        return Problem(
          task.id.text,
          "Nhiệm vụ \(task.position): đơn vị chọn cho “\(share.words)” không còn hoạt động. Hãy chọn đơn vị khác."
        )
      }
      if task.shares.allSatisfy({ $0.who == .outside }) {
        return Problem(
          task.id.text,
          "Nhiệm vụ \(task.position) chỉ có cơ quan ngoài hệ thống. Hãy thêm đơn vị theo dõi, thực hiện."
        )
      }
      if !making.reachesSomebody(task.shares) {
        return Problem(
          task.id.text,
          "Nhiệm vụ \(task.position): nhóm đã chọn không có đơn vị nào trực thuộc đơn vị ban hành. Hãy chọn đơn vị hoặc nhóm khác."
        )
      }
      if days(task, plan).isEmpty {
        return Problem(
          task.id.text,
          "Nhiệm vụ \(task.position) chưa có thời hạn. Hãy nhập ngày, hoặc đánh dấu là việc thường xuyên."
        )
      }
      return nil
    }
    return further + own
  }

  /// The last days that a task's deadline gives, ascending; empty where it gives none.
  public static func days(_ task: PlanTask, _ plan: OfficePlan, year: Int? = nil) -> [CivilDate] {
    task.facts.deadline.lastDays(
      year: year ?? plan.facts.year, signed: plan.facts.signedOn,
      calendar: WorkingCalendar.vietnam)
  }

  /// Publishes a draft: every unit gets its duties; an amendment is published as such. Needs `publishPlans` on the
  /// plan's unit. Throws
  /// `Refusal.invalid` with everything that keeps it back, `Refusal.conflict` where it is published already.
  @discardableResult
  public static func publish(
    _ id: ID<OfficePlan>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws -> Published {
    let plan = try find(id, db, act)
    if plan.amends != nil {
      let effect = try PlanAmendments.publish(id, seen: version, db, act)
      return Published(duties: effect.made, units: effect.units)
    }
    try Rights.demand(.publishPlans, on: plan.unit, db, act)
    guard plan.stage == .draft else {
      throw Refusal.conflict("Kế hoạch đã được ban hành trước đó; không có gì thay đổi.")
    }
    let tasks = try PlanTasks.list(of: id, db)
    let problems = try obstacles(plan, tasks, db, act)
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
    let count = try db.execute(
      """
      UPDATE plan
      SET stage = 'published', published_at = \(act.at), published_on = \(act.today),
        version = version + 1
      WHERE id = \(id) AND version = \(version) AND stage = 'draft'
      """)
    guard count == 1 else {
      throw Refusal.conflict(
        "Kế hoạch vừa được người khác sửa. Hãy xem lại bản mới rồi ban hành.")
    }
    try PlanTargets.bind(plan, db, act)
    let made = try DutyMaking(plan, db, act).make(tasks.map { ($0, days($0, plan)) }, db)
    try PlanTasks.keepReckoning(of: tasks, plan, db)
    try SubPlans.settle(by: plan, db, act)
    try Audit.record(
      "plan.publish", of: .plan(id), unit: plan.unit,
      after: ["title": plan.facts.title, "duties": "\(made.duties)", "units": "\(made.units)"], db,
      act)
    try Notices.tellPublished(plan, db, act)
    return made
  }
}

extension TaskShare {
  fileprivate var unit: ID<Unit>? {
    if case .unit(let id) = who { id } else { nil }
  }
}
