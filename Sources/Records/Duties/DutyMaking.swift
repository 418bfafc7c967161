internal import Rules
internal import Store

/// Makes the duties of a plan's tasks: one for each unit, role and date.
struct DutyMaking {
  private let plan: OfficePlan
  private let tree: [UnitGroups.Member]
  private let act: Act

  init(_ plan: OfficePlan, _ db: any Reader, _ act: Act) throws {
    self.plan = plan
    self.act = act
    tree = try UnitGroups.tree(of: plan.unit, on: act.today, db)
  }

  static let columns: [StaticString] = [
    "id", "unit_id", "giver_id", "role", "plan_id", "task_id", "parent_id", "occurrence", "title",
    "product", "evidence", "opened_on", "due_on", "first_due_on", "is_continuous", "stage",
  ]

  /// What `make` would make, without making it.
  func count(_ tasks: [(task: PlanTask, days: [CivilDate])]) -> Plans.Published {
    var units: Set<ID<Unit>> = []
    var duties = 0
    for (task, days) in tasks {
      let holders = holders(task.shares)
      duties += holders.count * days.count
      if !days.isEmpty { units.formUnion(holders.map(\.unit)) }
    }
    return Plans.Published(duties: duties, units: units.count)
  }

  /// Whether any unit would get a duty of these shares.
  func reachesSomebody(_ shares: [TaskShare]) -> Bool { !holders(shares).isEmpty }

  /// `isOngoing`: the days are some of a series that goes on, so that each is an occurrence of its own.
  func make(
    _ tasks: [(task: PlanTask, days: [CivilDate])], isOngoing: Bool = false, _ db: any Writer
  ) throws -> Plans.Published {
    var rows: [[Value]] = []
    var units: Set<ID<Unit>> = []
    for (task, days) in tasks {
      let holders = holders(task.shares)
      for day in days {
        let isOne = days.count == 1 && !task.facts.deadline.goesOn && !isOngoing
        rows += duties(of: task, holders, due: day, isOne ? "" : day.iso)
      }
      units.formUnion(holders.map(\.unit))
    }
    try db.copyIn("duty", DutyMaking.columns, rows)
    try SearchEntries.note(.duty, tasks.map(\.task.id.text), db)
    return Plans.Published(duties: rows.count, units: units.count)
  }

  /// Leads come first, so that the duties of coordinating units can name theirs.
  private func duties(
    of task: PlanTask, _ holders: [Holder], due: CivilDate, _ occurrence: String
  ) -> [[Value]] {
    let ids = holders.map { _ in act.newID(Duty.self) }
    let lead = zip(holders, ids).first { $0.0.role == .lead }?.1
    return zip(holders, ids).map { holder, id in
      let parent = holder.role == .coordinating ? lead : nil
      return [
        id.columnValue, holder.unit.columnValue, plan.unit.columnValue,
        .text(holder.role.rawValue), plan.id.columnValue, task.id.columnValue, parent.columnValue,
        .text(occurrence), .text(task.facts.text), .text(task.facts.product),
        .text(task.facts.evidence), act.today.columnValue, due.columnValue, due.columnValue,
        task.facts.deadline.isContinuous.columnValue, .text(DutyStage.open.rawValue),
      ]
    }
  }

  struct Holder {
    let unit: ID<Unit>
    let role: DutyRole
  }

  /// Each unit once, in its highest role; units named singly before those of groups.
  func holders(_ shares: [TaskShare]) -> [Holder] {
    var roles: [ID<Unit>: DutyRole] = [:]
    var order: [ID<Unit>] = []
    for role in DutyRole.allCases {
      for share in shares where share.role == role {
        for unit in units(share.who) where roles[unit] == nil {
          roles[unit] = role
          order.append(unit)
        }
      }
    }
    return order.compactMap { unit in roles[unit].map { Holder(unit: unit, role: $0) } }
  }

  private func units(_ who: TaskShare.Who) -> [ID<Unit>] {
    switch who {
    case .unit(let id): [id]
    case .group(let group):
      tree.filter { $0.depth > 0 && group.contains($0.kind, depth: $0.depth) }.map(\.id)
    case .outside, .unknown: []
    }
  }
}
