/// A number that units of a plan must reach.
public struct PlanTarget: Sendable, Equatable {
  public let id: ID<PlanTarget>
  public let plan: ID<OfficePlan>
  public let facts: TargetFacts
  /// The numbers it is measured by; nil while its plan is a draft.
  public let indicator: ID<Indicator>?
  public let addedBy: Int
  public let droppedBy: Int?
  public let version: Int

  public init(
    id: ID<PlanTarget>, plan: ID<OfficePlan>, facts: TargetFacts,
    indicator: ID<Indicator>? = nil, addedBy: Int, droppedBy: Int?, version: Int
  ) {
    self.id = id
    self.plan = plan
    self.facts = facts
    self.indicator = indicator
    self.addedBy = addedBy
    self.droppedBy = droppedBy
    self.version = version
  }
}

/// What of a target can be edited.
public struct TargetFacts: Sendable, Equatable {
  public var text: String
  public var comparator: Comparator
  public var value: Double
  /// "%", "điểm", "lượt" …
  public var measure: String
  /// Whom it binds, as written; empty where the plan binds everybody.
  public var scope: String
  public var span: Span?
  /// Whose numbers count; unknown: those of the unit that issues the plan.
  public var holder: TaskShare.Who = .unknown
  /// The name of the number that is followed.
  public var indicator: String = ""
  public var every: IndicatorPeriod.Every = .year

  public init(
    text: String, comparator: Comparator, value: Double, measure: String, scope: String = "",
    span: Span? = nil
  ) {
    self.text = text
    self.comparator = comparator
    self.value = value
    self.measure = measure
    self.scope = scope
    self.span = span
  }

  public init(_ target: Target) {
    self.init(
      text: target.text, comparator: target.comparator, value: target.value,
      measure: target.unit, scope: target.scope ?? "", span: target.span)
    indicator = IndicatorName.suggested(self)
  }

  /// What the first number in words that somebody chose as a target says; nil where there is none.
  public init?(reading words: String) {
    let passage = Passage(words)
    guard let found = Targets.find(in: passage, isTargetSection: true).first else { return nil }
    self.init(
      text: words, comparator: found.comparator, value: found.value, measure: found.unit,
      scope: found.scope ?? "")
    indicator = IndicatorName.suggested(self)
  }

  /// Whether a number reaches the target. A plan that says "95%" asks for at least that much.
  public func isMet(by number: Double) -> Bool {
    switch comparator {
    case .equal, .atLeast: number >= value
    case .more: number > value
    case .atMost: number <= value
    case .less: number < value
    }
  }
}
