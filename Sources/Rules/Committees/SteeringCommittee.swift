/// Ban Chỉ đạo (Ban điều hành) CCHC of a unit.
public struct SteeringCommittee: Sendable, Equatable {
  public let id: ID<SteeringCommittee>
  /// Whose administration reform it steers; its conclusions bind that unit and those under it.
  public let unit: ID<Unit>
  public let facts: CommitteeFacts
  public let version: Int

  public init(
    id: ID<SteeringCommittee>, unit: ID<Unit>, facts: CommitteeFacts, version: Int
  ) {
    self.id = id
    self.unit = unit
    self.facts = facts
    self.version = version
  }

  public func isInForce(on day: CivilDate) -> Bool { facts.from <= day && day <= facts.to }
}

/// What can be edited of a committee.
public struct CommitteeFacts: Sendable, Equatable {
  public var name: String
  /// Of the decision that made it; empty where it is not known.
  public var number: String
  public var signedOn: CivilDate?
  /// Cơ quan thường trực: prepares the meetings, and owes them by the rule.
  public var standing: ID<Unit>
  public var rule: MeetingRule
  public var from: CivilDate
  /// `CivilDate.last` where no end is known.
  public var to: CivilDate

  public init(
    name: String, number: String = "", signedOn: CivilDate? = nil, standing: ID<Unit>,
    rule: MeetingRule, from: CivilDate, to: CivilDate = .last
  ) {
    self.name = name
    self.number = number
    self.signedOn = signedOn
    self.standing = standing
    self.rule = rule
    self.from = from
    self.to = to
  }
}

/// What a member is in a committee.
public enum CommitteeRole: String, CaseIterable, Sendable {
  case chair
  case standingDeputy
  case deputy
  case member
  case secretary

  public var words: Sentence {
    switch self {
    case .chair: "trưởng ban"
    case .standingDeputy: "phó trưởng ban thường trực"
    case .deputy: "phó trưởng ban"
    case .member: "ủy viên"
    case .secretary: "thư ký"
    }
  }

  /// Whether only one person at a time is it.
  public var isSingle: Bool { self == .chair || self == .standingDeputy }
}

/// A person in a committee, from a day to a day.
public struct CommitteeMember: Sendable, Equatable {
  public let id: ID<CommitteeMember>
  public let committee: ID<SteeringCommittee>
  public let facts: MemberFacts
  public let personName: String
  /// The agency's full name; empty where it is no longer in force.
  public let unitName: String
  /// Whether the person holds any post today: who holds none has to be replaced.
  public let isInOffice: Bool
  public let version: Int

  public init(
    id: ID<CommitteeMember>, committee: ID<SteeringCommittee>, facts: MemberFacts,
    personName: String, unitName: String, isInOffice: Bool, version: Int
  ) {
    self.id = id
    self.committee = committee
    self.facts = facts
    self.personName = personName
    self.unitName = unitName
    self.isInOffice = isInOffice
    self.version = version
  }

  public func isInForce(on day: CivilDate) -> Bool { facts.from <= day && day <= facts.to }
}

/// What can be edited of a membership.
public struct MemberFacts: Sendable, Equatable {
  public var person: ID<Person>
  /// The agency for which the person sits there.
  public var unit: ID<Unit>
  public var role: CommitteeRole
  /// "Giám đốc Sở"
  public var title: String
  /// What the committee assigned: fields, units, duties; one a line.
  public var tasks: String
  public var from: CivilDate
  public var to: CivilDate

  public init(
    person: ID<Person>, unit: ID<Unit>, role: CommitteeRole, title: String = "",
    tasks: String = "", from: CivilDate, to: CivilDate = .last
  ) {
    self.person = person
    self.unit = unit
    self.role = role
    self.title = title
    self.tasks = tasks
    self.from = from
    self.to = to
  }
}
