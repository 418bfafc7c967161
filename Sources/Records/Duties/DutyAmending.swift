internal import Rules
internal import Store

/// What an amendment of a plan does to the duties of its tasks: found out first, so that it can be shown, then
/// carried out many at a time.
///
/// A duty that was reported or accepted stays: the unit has done what was asked. A day that moves keeps the first
/// one beside it, and who was granted more time keeps the later day.
struct DutyAmending {
  /// One task that the amendment concerns.
  struct Change {
    let before: PlanTask?
    let after: PlanTask?
    /// The task of the plan, for one that was added.
    let added: ID<PlanTask>?

    init(before: PlanTask?, after: PlanTask?, added: ID<PlanTask>?) {
      self.before = before
      self.after = after
      self.added = added
    }
  }

  private let plan: OfficePlan
  private let position: Int
  private let words: String
  private let making: DutyMaking
  private let act: Act
  private var make: [(task: PlanTask, days: [CivilDate])] = []
  /// More of tasks that have several occurrences.
  private var more: [(task: PlanTask, days: [CivilDate])] = []
  private var drop: [DutyLine] = []
  private var move: [CivilDate: [DutyLine]] = [:]
  private var roles: [DutyRole: [DutyLine]] = [:]
  private var rewrite: [(task: PlanTask, duties: [DutyLine])] = []
  private var changed: [DutyLine] = []

  init(
    _ plan: OfficePlan, _ changes: [Change], position: Int, words: String, _ db: any Reader,
    _ act: Act
  ) throws {
    self.plan = plan
    self.position = position
    self.words = words
    self.act = act
    making = try DutyMaking(plan, db, act)
    let owed = try DutyAmending.owed(changes.compactMap(\.before?.id), db)
    for change in changes {
      let duties = change.before.flatMap { owed[$0.id] } ?? []
      switch (change.before, change.after) {
      case (nil, let after?): add(after, change.added)
      case (_, nil): drop += duties.filter(\.isOpen)
      case (let before?, let after?): compare(before, after, duties)
      }
    }
    let all = move.values.flatMap { $0 } + roles.values.flatMap { $0 } + rewrite.flatMap(\.duties)
    var seen = Set(drop.map(\.id))
    changed = all.filter { seen.insert($0.id).inserted }
  }

  private static func owed(
    _ tasks: [ID<PlanTask>], _ db: any Reader
  ) throws -> [ID<PlanTask>: [DutyLine]] {
    let rows = try db.rows(
      """
      SELECT \(DutyLine.columns)
      FROM duty d
      WHERE d.task_id IN \(list: tasks) AND d.stage <> 'dropped'
      ORDER BY d.id
      """)
    var owed: [ID<PlanTask>: [DutyLine]] = [:]
    for row in rows { owed[try row.get("task_id"), default: []].append(try DutyLine(row)) }
    return owed
  }

  private mutating func add(_ task: PlanTask, _ id: ID<PlanTask>?) {
    make.append((task.placed(in: plan.id, id), coming(Plans.days(task, plan))))
  }

  /// Days that are not over, where there are any: nobody is late at once with an occurrence that has passed.
  private func coming(_ days: [CivilDate]) -> [CivilDate] {
    let rest = days.filter { $0 >= act.today }
    return rest.isEmpty ? Array(days.suffix(1)) : rest
  }

  private mutating func compare(_ before: PlanTask, _ after: PlanTask, _ duties: [DutyLine]) {
    var kept = duties
    let holders = making.holders(after.shares)
    let roleOf = Dictionary(holders.map { ($0.unit, $0.role) }) { first, _ in first }
    if before.shares != after.shares {
      drop += duties.filter { $0.isOpen && roleOf[$0.unit] == nil }
      kept = duties.filter { roleOf[$0.unit] != nil }
      for duty in kept {
        guard let role = roleOf[duty.unit], role != duty.role else { continue }
        roles[role, default: []].append(duty)
      }
    }
    let (old, new) = (Plans.days(before, plan), Plans.days(after, plan))
    if old != new { kept = reschedule(kept, old, new) }
    let units = Set(duties.map(\.unit))
    let days = coming(new)
    // Units that are new to the task; units that have it get the days that are new.
    let isOngoing = old.count > 1 || before.facts.deadline.goesOn
    append(after, before, holders.filter { !units.contains($0.unit) }, days, isOngoing)
    if old.count != 1 || new.count != 1 {
      append(
        after, before, holders.filter { units.contains($0.unit) },
        days.filter { !old.contains($0) }, isOngoing)
    }
    if before.facts.text != after.facts.text || before.facts.product != after.facts.product
      || before.facts.evidence != after.facts.evidence
    {
      rewrite.append((after, kept.filter { $0.stage != .accepted }))
    }
  }

  private mutating func append(
    _ task: PlanTask, _ before: PlanTask, _ holders: [DutyMaking.Holder], _ days: [CivilDate],
    _ isOngoing: Bool
  ) {
    guard !holders.isEmpty, !days.isEmpty else { return }
    let shares = holders.map {
      TaskShare(role: $0.role, words: "", who: .unit($0.unit), isSure: true)
    }
    let part = (task: task.placed(in: plan.id, before.id, shares), days: days)
    if isOngoing { more.append(part) } else { make.append(part) }
  }

  /// The duties that stay.
  private mutating func reschedule(
    _ duties: [DutyLine], _ old: [CivilDate], _ new: [CivilDate]
  ) -> [DutyLine] {
    if old.count == 1, new.count == 1 {
      for duty in duties where duty.stage != .accepted {
        let due = duty.due == old[0] ? new[0] : max(new[0], duty.due)
        if due != duty.due { move[due, default: []].append(duty) }
      }
      return duties
    }
    let gone = Set(old).subtracting(new)
    drop += duties.filter { $0.isOpen && gone.contains($0.firstDue) }
    return duties.filter { !($0.isOpen && gone.contains($0.firstDue)) }
  }

  var effect: PlanAmendments.Effect {
    let made = making.count(make + more)
    return PlanAmendments.Effect(
      made: made.duties, changed: changed.count, dropped: drop.count, units: units.count)
  }

  /// What each unit is to be told.
  func news(_ title: String, _ number: String) -> [News] {
    var counts: [ID<Unit>: (made: Int, changed: Int, dropped: Int)] = [:]
    for (task, days) in make + more {
      for holder in making.holders(task.shares) {
        counts[holder.unit, default: (0, 0, 0)].made += days.count
      }
    }
    for duty in changed { counts[duty.unit, default: (0, 0, 0)].changed += 1 }
    for duty in drop { counts[duty.unit, default: (0, 0, 0)].dropped += 1 }
    return counts.sorted { $0.key < $1.key }.map { unit, count in
      News(
        "“\(title)” được điều chỉnh, bổ sung theo văn bản số \(number): đơn vị có thêm \(count.made) việc, đổi \(count.changed) việc, bỏ \(count.dropped) việc.",
        about: .plan(plan.id), to: .reporters(of: unit))
    }
  }

  /// All units that the amendment concerns.
  var units: Set<ID<Unit>> {
    Set((make + more).flatMap { making.holders($0.task.shares).map(\.unit) })
      .union((changed + drop).map(\.unit))
  }

  func apply(_ db: any Writer) throws -> PlanAmendments.Effect {
    let effect = effect
    try update(drop.map(\.id), db) { ids in
      // The occurrence is free again, should a later amendment ask the same of the same unit.
      """
      UPDATE duty
      SET stage = 'dropped', occurrence = occurrence || \("#\(position)"), decided_on = \(act.today),
        version = version + 1
      WHERE id IN \(list: ids)
      """
    }
    try update(drop.map(\.id), db) { "DELETE FROM duty_extension WHERE duty_id IN \(list: $0)" }
    for (role, duties) in roles.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      try update(duties.map(\.id), db) {
        "UPDATE duty SET role = \(role.rawValue) WHERE id IN \(list: $0)"
      }
    }
    for (due, duties) in move.sorted(by: { $0.key < $1.key }) {
      try update(duties.map(\.id), db) {
        """
        UPDATE duty
        SET due_on = \(due),
          occurrence = CASE WHEN occurrence = '' THEN '' ELSE \(due) END
        WHERE id IN \(list: $0)
        """
      }
    }
    for (task, duties) in rewrite {
      try update(duties.map(\.id), db) {
        """
        UPDATE duty
        SET title = \(task.facts.text), product = \(task.facts.product),
          evidence = \(task.facts.evidence)
        WHERE id IN \(list: $0)
        """
      }
    }
    try update(changed.map(\.id), db) {
      "UPDATE duty SET version = version + 1 WHERE id IN \(list: $0)"
    }
    _ = try making.make(make, db)
    _ = try making.make(more, isOngoing: true, db)
    try follow(db)
    try say(db)
    return effect
  }

  /// The duties of coordinating units belong to the lead's, which may be another one now.
  private func follow(_ db: any Writer) throws {
    let tasks = Set((make + more).map(\.task.id) + (changed + drop).compactMap(\.task)).sorted()
    try db.execute(
      """
      UPDATE duty
      SET parent_id = (
        SELECT MIN(l.id) FROM duty l
        WHERE l.task_id = duty.task_id AND l.role = 'lead' AND l.stage <> 'dropped'
          AND (l.occurrence = duty.occurrence OR l.due_on = duty.due_on))
      WHERE task_id IN \(list: tasks) AND role = 'coordinating' AND stage <> 'dropped'
      """)
    try db.execute(
      "UPDATE duty SET parent_id = NULL WHERE task_id IN \(list: tasks) AND role <> 'coordinating'")
  }

  private func say(_ db: any Writer) throws {
    let dues = Dictionary(move.flatMap { due, duties in duties.map { ($0.id, due) } }) { $1 }
    let steps =
      drop.map { ("drop", $0, CivilDate?.none) } + changed.map { ("amend", $0, dues[$0.id]) }
    try db.copyIn(
      "duty_step", ["id", "duty_id", "at", "account_id", "who", "kind", "words", "due_on"],
      steps.map { kind, duty, due in
        [
          act.newID(DutyStep.self).columnValue, duty.id.columnValue, act.at.columnValue,
          act.actor.account.columnValue, .text(act.actor.name), .text(kind), .text(words),
          due.columnValue,
        ]
      })
  }

  /// In parts: a statement has room for some thousand values.
  private func update(
    _ ids: [ID<Duty>], _ db: any Writer, _ statement: ([ID<Duty>]) -> SQL
  ) throws {
    for start in stride(from: 0, to: ids.count, by: 1_000) {
      try db.execute(statement(Array(ids[start..<min(start + 1_000, ids.count)])))
    }
  }
}

extension DutyLine {
  fileprivate var isOpen: Bool { DutyStage.owed.contains(stage) }
}

extension PlanTask {
  /// The same task as it stands in another plan.
  fileprivate func placed(
    in plan: ID<OfficePlan>, _ id: ID<PlanTask>?, _ shares: [TaskShare]? = nil
  ) -> PlanTask {
    PlanTask(
      id: id ?? self.id, plan: plan, position: position, facts: facts,
      shares: shares ?? self.shares, addedBy: addedBy, droppedBy: nil, isCarriedOver: false,
      version: version)
  }
}
