internal import Records
internal import Rules
internal import Store

/// How far the targets of a plan are reached: all of them, one with its units, and the numbers of one unit.
enum TargetStandRoutes {
  static let all: [Route] =
    [
      .get("/plans/{plan}/targets", .may(.viewPlans)) { call in
        let id = try call.id("plan", of: OfficePlan.self)
        let (plan, stands, units) = try await call.read { db, act in
          let plan = try Plans.find(id, db, act)
          let stands = try PlanTargets.stands(of: id, db, act)
          return (plan, stands, try names(plan, stands.map(\.target), db, act))
        }
        guard plan.stage != .draft else { return .see(PlanPath.plan(id) + "#targets") }
        return try call.page(TargetStandsPage(plan, stands, units, call))
      },
      .get("/plans/{plan}/targets/{target}", .may(.viewPlans)) { call in
        let id = try call.id("plan", of: OfficePlan.self)
        let target = try call.id("target", of: PlanTarget.self)
        let found = try await call.read { db, act in try TargetAnswer(target, in: id, db, act) }
        return try call.page(TargetPage(found, call))
      },
    ]
    + TargetValuesForm.routes("/plans/{plan}/targets/{target}/units/{unit}", .reportDuties)

  static func names(
    _ plan: OfficePlan, _ targets: [PlanTarget], _ db: any Reader, _ act: Act
  ) throws -> [ID<Unit>: String] {
    let named = targets.compactMap { target -> ID<Unit>? in
      if case .unit(let id) = target.facts.holder { id } else { nil }
    }
    return try Units.names(of: ([plan.unit] + named).map { ($0, act.today) }, db)
  }
}

/// One target with the numbers of its units, as they stand in the database.
struct TargetAnswer: Sendable {
  let plan: OfficePlan
  let stand: TargetStand
  let states: [IndicatorValue]
  let units: [ID<Unit>: String]

  init(
    _ target: ID<PlanTarget>, in plan: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws {
    let found = try PlanTargets.find(target, db, act)
    guard found.plan == plan else { throw Refusal.notFound }
    self.plan = try Plans.find(plan, db, act)
    let stand = try PlanTargets.stand(of: found, db, act)
    self.stand = stand
    let seen = stand.lines.map(\.unit)
    states =
      seen.isEmpty
      ? [] : try found.indicator.map { try IndicatorValues.states($0, of: seen, db) } ?? []
    var units = try TargetStandRoutes.names(self.plan, [found], db, act)
    for line in stand.lines { units[line.unit] = line.name }
    self.units = units
  }
}
