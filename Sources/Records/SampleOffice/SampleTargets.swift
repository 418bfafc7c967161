internal import Rules
internal import Store

/// Numbers for the targets of the sample's published plans: most units reach them, some do not, some say nothing yet.
enum SampleTargets {
  /// Points above or below what is asked for, from unit to unit; nil for one that has not typed any.
  private static let distances: [Double?] = [1.5, 0.4, -3.2, 2, nil, -0.8, 1.1]

  static func make(_ db: any Writer, _ act: Act) throws {
    for plan in try Plans.list(stage: .published, db, act) {
      let typist = SampleData.people.first { $0.role?.role == .standingAgency }?.name ?? ""
      let own = Act(
        actor: Actor(
          account: nil, name: typist, grants: [Grant(role: .standingAgency, unit: plan.unit)]),
        at: act.at, channel: .web, request: act.request, chance: act.chance, keys: act.keys)
      for stand in try PlanTargets.stands(of: plan.id, db, act) {
        guard let indicator = stand.target.indicator, let period = stand.periods.first else {
          continue
        }
        let facts = stand.target.facts
        for (index, line) in stand.lines.enumerated() {
          guard let distance = distances[index % distances.count] else { continue }
          let value = facts.measure == "%" ? min(100, facts.value + distance) : facts.value
          try IndicatorValues.record(
            .init(values: [period: value], source: "Hệ thống thông tin một cửa điện tử"),
            for: line.unit, indicator, measure: facts.measure,
            seen: IndicatorValues.version(indicator, of: line.unit, year: plan.facts.year, db), db,
            own)
        }
      }
    }
  }
}
