public import Rules
public import Store

/// How far a target is reached: the units that it binds, with their numbers of the plan's year.
public struct TargetStand: Sendable {
  public enum State: String, CaseIterable, Sendable {
    case met
    case notMet
    /// No number yet.
    case open
  }

  public struct Line: Sendable {
    public let unit: ID<Unit>
    public let name: String
    /// By the period.
    public let values: [IndicatorPeriod: IndicatorValue]
    public let mayRecord: Bool

    /// The number of the last period that has one.
    public var latest: IndicatorValue? {
      values.values.filter { $0.value != nil }.max { $0.period < $1.period }
    }
  }

  public let target: PlanTarget
  /// The periods that are asked for, in order.
  public let periods: [IndicatorPeriod]
  /// Those that the actor sees, in the order of the tree.
  public let lines: [Line]

  public func state(of line: Line) -> State {
    guard let value = line.latest?.value else { return .open }
    return target.facts.isMet(by: value) ? .met : .notMet
  }

  public func count(_ state: State) -> Int { lines.count { self.state(of: $0) == state } }
}

extension PlanTargets {
  /// The stand of each target of a published plan.
  public static func stands(
    of id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> [TargetStand] {
    let plan = try Plans.find(id, db, act)
    guard plan.stage != .draft else { return [] }
    let reading = try StandReading(plan, db, act)
    return try list(of: id, db).filter { $0.droppedBy == nil }.map { try reading.stand($0, db) }
  }

  public static func stand(
    of target: PlanTarget, _ db: any Reader, _ act: Act
  ) throws -> TargetStand {
    let plan = try Plans.find(target.plan, db, act)
    guard plan.stage != .draft else { throw Refusal.notFound }
    return try StandReading(plan, db, act).stand(target, db)
  }
}

/// What the stands of a plan's targets share.
private struct StandReading {
  let plan: OfficePlan
  let tree: [UnitGroups.Member]
  let visible: Set<ID<Unit>>
  let recordable: Set<ID<Unit>>
  let names: [ID<Unit>: String]

  init(_ plan: OfficePlan, _ db: any Reader, _ act: Act) throws {
    self.plan = plan
    tree = try UnitGroups.tree(of: plan.unit, on: act.today, db)
    visible = try StandReading.units(.viewDuties, tree, db, act)
    recordable = try StandReading.units(.reportDuties, tree, db, act)
    names = try Units.names(of: tree.map { ($0.id, act.today) }, db)
  }

  /// Where the actor has a permission.
  private static func units(
    _ permission: Permission, _ tree: [UnitGroups.Member], _ db: any Reader, _ act: Act
  ) throws -> Set<ID<Unit>> {
    guard act.actor.only?.contains(permission) ?? true else { return [] }
    let reach = Rights.reach(of: permission, act)
    if reach == .office { return Set(tree.map(\.id)) }
    let own = act.actor.grants.filter { Permissions.allows($0.role, permission, .own) }
    if own.contains(where: { $0.unit == nil }) { return Set(tree.map(\.id)) }
    let rows = try db.rows(
      "SELECT u.id FROM unit u WHERE \(reach.condition("u.id", on: act.today))")
    return Set(try rows.map { try $0.get("id") } + own.compactMap(\.unit))
  }

  func stand(_ target: PlanTarget, _ db: any Reader) throws -> TargetStand {
    let units = holders(target.facts.holder).filter(visible.contains)
    let every = target.facts.every
    var values: [ID<Unit>: [IndicatorPeriod: IndicatorValue]] = [:]
    if let indicator = target.indicator, !units.isEmpty {
      let found = try IndicatorValues.list(indicator, of: units, year: plan.facts.year, db)
      for value in found where value.period.every == every {
        values[value.unit, default: [:]][value.period] = value
      }
    }
    return TargetStand(
      target: target, periods: IndicatorPeriod.all(of: plan.facts.year, every),
      lines: units.map { unit in
        TargetStand.Line(
          unit: unit, name: names[unit] ?? unit.text, values: values[unit] ?? [:],
          mayRecord: target.indicator != nil && recordable.contains(unit))
      })
  }

  private func holders(_ who: TaskShare.Who) -> [ID<Unit>] {
    switch who {
    case .unit(let id): [id]
    case .group(let group):
      tree.filter { $0.depth > 0 && group.contains($0.kind, depth: $0.depth) }.map(\.id)
    case .outside, .unknown: [plan.unit]
    }
  }
}
