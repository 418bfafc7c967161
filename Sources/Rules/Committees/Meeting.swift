/// A meeting of a steering committee.
public struct Meeting: Sendable, Equatable {
  public enum Stage: String, CaseIterable, Sendable {
    /// The agenda can still change.
    case planned
    case agendaFixed
    /// The conclusion was issued and units have their duties.
    case concluded

    public var words: Sentence {
      switch self {
      case .planned: "đang chuẩn bị"
      case .agendaFixed: "đã chốt nội dung"
      case .concluded: "đã có kết luận"
      }
    }
  }

  public let id: ID<Meeting>
  public let committee: ID<SteeringCommittee>
  public let facts: MeetingFacts
  public let stage: Stage
  public let minutes: String
  /// Nil until it is issued.
  public let conclusion: Conclusion?
  public let version: Int

  public init(
    id: ID<Meeting>, committee: ID<SteeringCommittee>, facts: MeetingFacts, stage: Stage,
    minutes: String, conclusion: Conclusion?, version: Int
  ) {
    self.id = id
    self.committee = committee
    self.facts = facts
    self.stage = stage
    self.minutes = minutes
    self.conclusion = conclusion
    self.version = version
  }
}

/// What can be edited of a meeting before its conclusion.
public struct MeetingFacts: Sendable, Equatable {
  public var subject: String
  public var day: CivilDate
  /// "08:00"; empty where it is not known.
  public var clock: String
  public var place: String
  /// Invited besides the members, one a line.
  public var guests: String
  /// First day of the period that it is the meeting of; nil where it was called.
  public var period: CivilDate?

  public init(
    subject: String, day: CivilDate, clock: String = "", place: String = "", guests: String = "",
    period: CivilDate? = nil
  ) {
    self.subject = subject
    self.day = day
    self.clock = clock
    self.place = place
    self.guests = guests
    self.period = period
  }
}

/// Thông báo kết luận: the document that a meeting ends with.
public struct Conclusion: Sendable, Equatable {
  /// "12/TB-BCĐ"
  public var number: String
  public var signedOn: CivilDate
  /// Who led the meeting.
  public var chair: String

  public init(number: String, signedOn: CivilDate, chair: String) {
    self.number = number
    self.signedOn = signedOn
    self.chair = chair
  }
}

/// One point of an agenda.
public struct AgendaPoint: Sendable, Equatable {
  /// Where it comes from.
  public enum Source: String, CaseIterable, Sendable {
    /// A point of an earlier conclusion that is not done.
    case earlier
    /// Units that have not issued their own plan in time.
    case subPlan
    case overdue
    case returned
    /// Due before the next meeting.
    case soon
    /// Added by hand.
    case own
  }

  public let id: ID<AgendaPoint>
  public let position: Int
  public let source: Source
  public let text: String
  /// How many duties it speaks of, as the agenda was made; 0 for one added by hand.
  public let count: Int
  /// The earliest last day of them.
  public let due: CivilDate?
  /// The first of the units, by name.
  public let units: String
  /// Where it speaks of just one.
  public let duty: ID<Duty>?
  public let plan: ID<OfficePlan>?
  /// Of an earlier conclusion.
  public let point: ID<ConclusionPoint>?

  public init(
    id: ID<AgendaPoint>, position: Int, source: Source, text: String, count: Int,
    due: CivilDate?, units: String, duty: ID<Duty>?, plan: ID<OfficePlan>?,
    point: ID<ConclusionPoint>?
  ) {
    self.id = id
    self.position = position
    self.source = source
    self.text = text
    self.count = count
    self.due = due
    self.units = units
    self.duty = duty
    self.plan = plan
    self.point = point
  }
}

/// One point of a conclusion: who does what by when.
public struct ConclusionPoint: Sendable, Equatable {
  public let id: ID<ConclusionPoint>
  public let meeting: ID<Meeting>
  public let position: Int
  public let facts: PointFacts
  public let version: Int

  public init(
    id: ID<ConclusionPoint>, meeting: ID<Meeting>, position: Int, facts: PointFacts, version: Int
  ) {
    self.id = id
    self.meeting = meeting
    self.position = position
    self.facts = facts
    self.version = version
  }
}

/// What can be edited of a point before the conclusion is issued.
public struct PointFacts: Sendable, Equatable {
  public var text: String
  public var product: String
  public var due: CivilDate
  public var shares: [TaskShare]

  public init(text: String, product: String = "", due: CivilDate, shares: [TaskShare]) {
    self.text = text
    self.product = product
    self.due = due
    self.shares = shares
  }
}
