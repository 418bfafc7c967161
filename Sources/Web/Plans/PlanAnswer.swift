internal import Records
internal import Rules
internal import Store

/// What a plan's page shows, as it stands in the database.
struct PlanAnswer: Sendable {
  let plan: OfficePlan
  let tasks: [PlanTask]
  let targets: [PlanTarget]
  let source: (name: String, text: String)?
  /// What keeps a draft from being published.
  let obstacles: [Problem]
  let units: [ID<Unit>: String]
  let groups: [UnitGroup: Int]
  /// Remarks of the reader that were looked at.
  let seen: Set<String>
  let progress: PlanProgress?
  let taskProgress: [ID<PlanTask>: DutyTally]
  let mayChange: Bool
  let mayPublish: Bool
  let kin: PlanKinAnswer

  init(_ id: ID<OfficePlan>, _ db: any Reader, _ act: Act) throws {
    plan = try Plans.find(id, db, act)
    tasks = try PlanTasks.list(of: id, db, act).filter { $0.droppedBy == nil }
    targets = try PlanTargets.list(of: id, db, act).filter { $0.droppedBy == nil }
    source = try Plans.source(of: id, db, act)
    let isDraft = plan.stage == .draft
    obstacles = isDraft ? try Plans.obstacles(id, db, act) : []
    progress = try Plans.progress(of: [id], db, act)[id]
    taskProgress = isDraft ? [:] : try Plans.taskProgress(of: id, db, act)
    seen = isDraft ? try Plans.remarksSeen(of: id, db, act) : []
    groups = try Plans.groupSizes(plan, db, act)
    mayChange = try Rights.allows(.changePlans, on: plan.unit, db, act)
    kin = try PlanKinAnswer(plan, db, act)
    mayPublish = try Rights.allows(.publishPlans, on: plan.unit, db, act)
    var named = [plan.unit]
    for share in tasks.flatMap(\.shares) {
      if case .unit(let unit) = share.who { named.append(unit) }
    }
    for target in targets {
      if case .unit(let unit) = target.facts.holder { named.append(unit) }
    }
    units = try Units.names(of: named.map { ($0, act.today) }, db)
  }
}
