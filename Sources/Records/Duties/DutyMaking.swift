internal import Rules
internal import Store

/// Makes duties of a plan's tasks or of a directive: one for each unit, role and date.
struct DutyMaking {
  /// What is owed, whoever owes it.
  struct Matter {
    var plan: ID<OfficePlan>?
    var task: ID<PlanTask>?
    var directive: ID<Directive>?
    var title: String
    var product = ""
    var evidence = ""
    var isContinuous = false
  }

  struct Holder {
    let unit: ID<Unit>
    let role: DutyRole
  }

  /// The giver.
  private let unit: ID<Unit>
  private let tree: [UnitGroups.Member]
  private let act: Act

  init(_ plan: OfficePlan, _ db: any Reader, _ act: Act) throws {
    try self.init(by: plan.unit, db, act)
  }

  /// For what `unit` gives: groups are those of today under it.
  init(by unit: ID<Unit>, _ db: any Reader, _ act: Act) throws {
    self.unit = unit
    self.act = act
    tree = try UnitGroups.tree(of: unit, on: act.today, db)
  }

  private static let columns: [StaticString] = [
    "id", "unit_id", "giver_id", "role", "plan_id", "task_id", "directive_id", "parent_id",
    "lead_id", "occurrence", "title", "product", "evidence", "opened_on", "due_on",
    "first_due_on", "is_continuous", "stage",
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

  /// Whether it is the giver or stands under it.
  func reaches(_ unit: ID<Unit>) -> Bool { tree.contains { $0.id == unit } }

  /// `isOngoing`: the days are some of a series that goes on, so that each is an occurrence of its own.
  func make(
    _ tasks: [(task: PlanTask, days: [CivilDate])], isOngoing: Bool = false, _ db: any Writer
  ) throws -> Plans.Published {
    var rows: [[Value]] = []
    var units: Set<ID<Unit>> = []
    for (task, days) in tasks {
      let holders = holders(task.shares)
      let matter = Matter(
        plan: task.plan, task: task.id, title: task.facts.text, product: task.facts.product,
        evidence: task.facts.evidence, isContinuous: task.facts.deadline.isContinuous)
      for day in days {
        let isOne = days.count == 1 && !task.facts.deadline.goesOn && !isOngoing
        rows += duties(matter, holders, due: day, isOne ? "" : day.iso)
      }
      units.formUnion(holders.map(\.unit))
    }
    try db.copyIn("duty", DutyMaking.columns, rows)
    try SearchEntries.note(.duty, tasks.map(\.task.id.text), db)
    return Plans.Published(duties: rows.count, units: units.count)
  }

  /// Their identities, leads first.
  func make(
    _ matter: Matter, _ holders: [Holder], due: CivilDate, _ db: any Writer
  ) throws -> [ID<Duty>] {
    let ids = holders.map { _ in act.newID(Duty.self) }
    try db.copyIn("duty", DutyMaking.columns, duties(matter, holders, ids, due: due, ""))
    return ids
  }

  private func duties(
    _ matter: Matter, _ holders: [Holder], due: CivilDate, _ occurrence: String
  ) -> [[Value]] {
    duties(matter, holders, holders.map { _ in act.newID() }, due: due, occurrence)
  }

  /// Leads come first, so that the duties of coordinating units can name theirs.
  private func duties(
    _ matter: Matter, _ holders: [Holder], _ ids: [ID<Duty>], due: CivilDate, _ occurrence: String
  ) -> [[Value]] {
    let first = zip(holders, ids).first { $0.0.role == .lead }
    return zip(holders, ids).map { holder, id in
      let lead = holder.role == .coordinating ? first : nil
      return [
        id.columnValue, holder.unit.columnValue, unit.columnValue, .text(holder.role.rawValue),
        matter.plan.columnValue, matter.task.columnValue, matter.directive.columnValue,
        lead?.1.columnValue ?? .null, lead?.0.unit.columnValue ?? .null, .text(occurrence),
        .text(matter.title), .text(matter.product), .text(matter.evidence),
        act.today.columnValue, due.columnValue, due.columnValue, matter.isContinuous.columnValue,
        .text(DutyStage.open.rawValue),
      ]
    }
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
