internal import Records
internal import Rules

extension Language {
  /// A plan as people call it: "18/KH-UBND", or its kind where it has no number yet.
  func reference(_ facts: PlanFacts) -> String {
    facts.reference ?? (facts.kind.isEmpty ? text("plans.noNumber") : facts.kind)
  }

  func stage(_ stage: OfficePlan.Stage) -> String { text("plans.stage." + stage.rawValue) }

  /// "12/30 việc đã xong, 2 quá hạn"; nil where there are none.
  func progress(_ tally: DutyTally) -> String? {
    guard tally.all > 0 else { return nil }
    return text("plans.progress", number(tally.accepted), number(tally.all))
  }

  /// The days that a deadline gives: each of a few, of many the first and the last.
  func days(_ days: [CivilDate]) -> String? {
    guard let first = days.first, let last = days.last else { return nil }
    if days.count <= 4 { return days.map(\.vietnamese).joined(separator: ", ") }
    return text("plans.manyDays", days.count, first.vietnamese, last.vietnamese)
  }

  func group(_ group: UnitGroup) -> String { label(group.words) }
}

extension OfficePlan.Stage {
  /// The stamp of the state: a draft waits, a withdrawn plan has ended.
  var stamp: String {
    switch self {
    case .draft: "wait"
    case .published: "done"
    case .withdrawn: "ended"
    }
  }
}
