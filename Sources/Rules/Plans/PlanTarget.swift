/// A number that units of a plan must reach.
public struct PlanTarget: Sendable, Equatable {
  public let id: ID<PlanTarget>
  public let plan: ID<OfficePlan>
  public let facts: TargetFacts
  public let addedBy: Int
  public let droppedBy: Int?
  public let version: Int

  public init(
    id: ID<PlanTarget>, plan: ID<OfficePlan>, facts: TargetFacts, addedBy: Int, droppedBy: Int?,
    version: Int
  ) {
    self.id = id
    self.plan = plan
    self.facts = facts
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
  }
}
