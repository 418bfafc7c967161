public import Rules
public import Store

extension PlanAmendments {
  /// What publishing an amendment does to duties.
  public struct Effect: Sendable, Equatable {
    public var made = 0
    public var changed = 0
    public var dropped = 0
    public var units = 0

    public init(made: Int = 0, changed: Int = 0, dropped: Int = 0, units: Int = 0) {
      self.made = made
      self.changed = changed
      self.dropped = dropped
      self.units = units
    }
  }

  /// What keeps a draft back beside what keeps every draft back; fields as in `Plans.obstacles`.
  static func obstacles(
    _ plan: OfficePlan, _ db: any Reader, _ act: Act
  ) throws -> [Problem] {
    guard let amendment = try find(plan.id, db, act) else { return [] }
    var problems: [Problem] = []
    if amendment.facts.number.isEmpty || amendment.facts.signedOn == nil {
      problems.append(Problem("", "Chưa có số và ngày ký của văn bản điều chỉnh, bổ sung."))
    }
    if try difference(plan.id, db, act).isEmpty {
      problems.append(
        Problem(
          "",
          "Chưa có thay đổi nào so với kế hoạch đang thực hiện. Hãy thêm, sửa hoặc bỏ nhiệm vụ, chỉ tiêu."
        ))
    }
    return problems
  }

  /// What publishing a draft would do today, without doing it.
  public static func preview(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> Effect {
    guard let amendment = try find(id, db, act) else { throw Refusal.notFound }
    return try amending(amendment, try difference(id, db, act), [:], db, act).effect
  }

  private static func amending(
    _ amendment: PlanAmendment, _ difference: PlanDifference,
    _ added: [ID<PlanTask>: ID<PlanTask>], _ db: any Reader, _ act: Act
  ) throws -> DutyAmending {
    let plan = try Plans.find(amendment.plan, db, act)
    let changes = difference.tasks.map { pair in
      DutyAmending.Change(
        before: pair.before, after: pair.after, added: pair.after.flatMap { added[$0.id] })
    }
    return try DutyAmending(
      plan, changes, position: amendment.position,
      words:
        "Điều chỉnh, bổ sung theo văn bản số \(amendment.facts.number): \(amendment.facts.reason)",
      db, act)
  }

  /// Publishes a draft: the plan takes its tasks and targets, the draft keeps the state that was. Needs
  /// `publishPlans` on the plan's unit. Throws as `Plans.publish` does.
  @discardableResult
  public static func publish(
    _ id: ID<OfficePlan>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws -> Effect {
    guard let amendment = try find(id, db, act) else { throw Refusal.notFound }
    let draft = try Plans.find(id, db, act)
    try Rights.demand(.publishPlans, on: draft.unit, db, act)
    guard draft.stage == .draft else { throw isPublished }
    let problems = try Plans.obstacles(id, db, act)
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
        "Điều chỉnh, bổ sung này vừa được người khác sửa. Hãy xem lại bản mới rồi ban hành.")
    }
    let difference = try difference(id, db, act, asDraft: amendment)
    let next = try PlanTasks.list(of: id, db)
    let was = try PlanTasks.list(of: amendment.plan, db).filter { $0.droppedBy == nil }
    let targets = try PlanTargets.list(of: amendment.plan, db, act).filter { $0.droppedBy == nil }
    let content = AmendedContent(amendment: amendment, db: db, act: act)
    let added = try content.apply(difference, next)
    try content.keep(was, targets)
    try PlanTargets.bind(try Plans.find(amendment.plan, db, act), db, act)
    let amending = try amending(amendment, difference, added, db, act)
    let effect = try amending.apply(db)
    try Audit.record(
      "plan.amend", of: .plan(amendment.plan), unit: draft.unit,
      after: [
        "number": amendment.facts.number, "reason": amendment.facts.reason,
        "added": "\(difference.added)", "changed": "\(difference.changed)",
        "dropped": "\(difference.dropped)", "duties": "\(effect.made)", "units": "\(effect.units)",
      ], db, act)
    try Notices.tell(amending.news(draft.facts.title, amendment.facts.number), db, act)
    return effect
  }

  /// As long as the plan has the state before, whatever the draft's stage says.
  private static func difference(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act, asDraft amendment: PlanAmendment
  ) throws -> PlanDifference {
    PlanDifference(
      before: try state(amendment.plan, db, act), after: try state(id, db, act))
  }
}

/// Gives a plan the tasks and targets of its amendment, and the amendment those that the plan had.
struct AmendedContent {
  let amendment: PlanAmendment
  let db: any Writer
  let act: Act

  /// The tasks that were added, by those of the draft, which are `next`.
  func apply(
    _ difference: PlanDifference, _ next: [PlanTask]
  ) throws -> [ID<PlanTask>: ID<PlanTask>] {
    try applyTargets(difference)
    return try applyTasks(difference, next)
  }

  private func applyTasks(
    _ difference: PlanDifference, _ next: [PlanTask]
  ) throws -> [ID<PlanTask>: ID<PlanTask>] {
    var added: [ID<PlanTask>: ID<PlanTask>] = [:]
    for pair in difference.tasks {
      switch (pair.before, pair.after) {
      case (let before?, let after?):
        try PlanTasks.rewrite(before.id, after.facts, after.shares, db)
      case (nil, let after?):
        let draft = PlanTasks.Draft(facts: after.facts, shares: after.shares)
        added[after.id] = try PlanTasks.insert(
          [draft], into: amendment.plan, after: after.position - 1,
          amendment: amendment.position, db, act)[0]
      case (let before?, nil):
        try db.execute(
          "UPDATE plan_task SET dropped_by = \(amendment.position) WHERE id = \(before.id)")
      case (nil, nil): break
      }
    }
    for (index, task) in next.enumerated() {
      guard let id = added[task.id] ?? task.origin else { continue }
      try db.execute(
        """
        UPDATE plan_task SET position = \(index + 1)
        WHERE id = \(id) AND position <> \(index + 1)
        """)
    }
    return added
  }

  private func applyTargets(_ difference: PlanDifference) throws {
    for pair in difference.targets {
      switch (pair.before, pair.after) {
      case (let before?, let after?): try PlanTargets.rewrite(before.id, after.facts, db)
      case (nil, let after?):
        try PlanTargets.insert(
          [after.facts], into: amendment.plan, amendment: amendment.position, db, act)
      case (let before?, nil):
        try db.execute(
          "UPDATE plan_target SET dropped_by = \(amendment.position) WHERE id = \(before.id)")
      case (nil, nil): break
      }
    }
  }

  /// The state that was, in place of the one that is now the plan's.
  func keep(_ was: [PlanTask], _ targets: [PlanTarget]) throws {
    try PlanCopies.clear(amendment.id, db)
    try PlanTasks.insert(
      was.map { PlanTasks.Draft(facts: $0.facts, shares: $0.shares) }, into: amendment.id,
      after: 0, amendment: 0, origins: was.map(\.id), db, act)
    try PlanTargets.insert(copies: targets, into: amendment.id, db, act)
  }
}
