internal import Records
internal import Rules

extension PlanPage.Targets {
  /// Nil where a published plan has none.
  init?(_ found: PlanAnswer, hasText: Bool, _ language: Language) {
    let plan = found.plan
    let isOpen = plan.stage == .draft && found.mayChange
    guard isOpen || !found.targets.isEmpty else { return nil }
    title = language.text("plans.targets", language.number(found.targets.count))
    addPath = isOpen ? PlanPath.newTarget(in: plan.id) : nil
    standPath =
      plan.stage == .draft || found.targets.isEmpty ? nil : PlanPath.targets(of: plan.id)
    none = found.targets.isEmpty ? language.text("plans.noTargets") : nil
    list = found.targets.enumerated().map { index, target in
      let facts = target.facts
      return PlanPage.Target(
        id: "g-\(index + 1)", number: "\(index + 1)", text: facts.text,
        amount: language.amount(facts),
        note: language.targetNote(
          facts, issuer: plan.unit, found.units, withIndicator: plan.stage == .draft),
        words: hasText && facts.span != nil ? "#w-g\(index + 1)" : nil,
        edit: isOpen ? PlanPath.change(of: target.id, in: plan.id) : nil,
        remove: isOpen ? PlanPath.removal(of: target.id, in: plan.id) : nil,
        stand: plan.stage == .draft ? nil : PlanPath.target(target.id, in: plan.id))
    }
  }
}

extension PlanPage.Budget {
  /// Nil where no task says what it costs.
  init?(_ tasks: [TaskFacts], _ language: Language) {
    let budget = PlanBudget(tasks)
    guard !budget.lines.isEmpty else { return nil }
    lines = budget.lines.map { line in
      Line(
        source: line.source.isEmpty ? language.text("plans.budget.none") : line.source,
        tasks: language.number(line.tasks), sum: language.money(line.sum))
    }
    total = language.money(budget.total)
    note =
      budget.withoutEstimate == 0
      ? nil : language.text("plans.budget.open", language.number(budget.withoutEstimate))
  }
}

extension Language {
  /// "15.000.000 đ".
  func money(_ amount: Int) -> String { text("plans.amount", number(amount)) }

  /// "≥ 98%", "100 điểm".
  func amount(_ facts: TargetFacts) -> String {
    let sign = sign(facts.comparator)
    return (sign == "=" ? "" : sign + " ") + number(facts.value, measure: facts.measure)
  }

  func sign(_ comparator: Comparator) -> String {
    switch comparator {
    case .equal: "="
    case .atLeast: "≥"
    case .more: ">"
    case .atMost: "≤"
    case .less: "<"
    }
  }

  /// Whom a target binds: the words for its group, the unit, or the issuing unit.
  func holder(
    _ facts: TargetFacts, issuer: ID<Unit>, _ units: [ID<Unit>: String]
  ) -> String {
    switch facts.holder {
    case .group(let group): label(group.words)
    case .unit(let id): units[id] ?? id.text
    case .outside, .unknown: units[issuer] ?? ""
    }
  }

  /// "Các xã, phường, đặc khu · từng quý · Tỷ lệ hồ sơ trực tuyến".
  func targetNote(
    _ facts: TargetFacts, issuer: ID<Unit>, _ units: [ID<Unit>: String], withIndicator: Bool
  ) -> String {
    [
      holder(facts, issuer: issuer, units), text("targets.every." + facts.every.rawValue),
      withIndicator ? facts.indicator : "",
    ]
    .filter { !$0.isEmpty }.joined(separator: " · ")
  }
}
