/// An amendment of a published plan (điều chỉnh, bổ sung kế hoạch).
public struct PlanAmendment: Sendable, Equatable {
  /// The plan that holds the other state: a draft the one that is to be, a published one the one that was.
  public let id: ID<OfficePlan>
  /// The plan that is amended.
  public let plan: ID<OfficePlan>
  /// 1 for the first.
  public let position: Int
  public let stage: OfficePlan.Stage
  public let publishedOn: CivilDate?
  public let facts: AmendmentFacts
  /// Of the plan that holds the state.
  public let version: Int

  public init(
    id: ID<OfficePlan>, plan: ID<OfficePlan>, position: Int, stage: OfficePlan.Stage,
    publishedOn: CivilDate?, facts: AmendmentFacts, version: Int
  ) {
    self.id = id
    self.plan = plan
    self.position = position
    self.stage = stage
    self.publishedOn = publishedOn
    self.facts = facts
    self.version = version
  }
}

/// What of an amendment can be edited beside the tasks and targets.
public struct AmendmentFacts: Sendable, Equatable {
  /// Number and symbol, "45/KH-UBND"; empty until it is signed.
  public var number: String
  public var signedOn: CivilDate?
  public var reason: String

  public init(number: String = "", signedOn: CivilDate? = nil, reason: String) {
    self.number = number
    self.signedOn = signedOn
    self.reason = reason
  }
}
