internal import Records
internal import Rules

/// Addresses of steering committees and their meetings; used by routes, links and tests.
enum CommitteePath {
  static let all = "/committees"
  static let new = "/committees/new"

  static func committee(_ id: ID<SteeringCommittee>) -> String { "/committees/\(id)" }
  static func change(_ id: ID<SteeringCommittee>) -> String { "/committees/\(id)/change" }
  static func newMember(in id: ID<SteeringCommittee>) -> String { "/committees/\(id)/members/new" }
  static func newMeeting(of id: ID<SteeringCommittee>) -> String {
    "/committees/\(id)/meetings/new"
  }
  static func member(_ id: ID<CommitteeMember>) -> String { "/committee-members/\(id)" }

  static func meeting(_ id: ID<Meeting>) -> String { "/meetings/\(id)" }
  static func change(_ id: ID<Meeting>) -> String { "/meetings/\(id)/change" }
  static func minutes(_ id: ID<Meeting>) -> String { "/meetings/\(id)/minutes" }
  static func conclusion(_ id: ID<Meeting>) -> String { "/meetings/\(id)/conclusion" }
  static func agenda(_ id: ID<Meeting>, _ form: AgendaForm) -> String {
    "/meetings/\(id)/agenda/" + form.rawValue
  }
  static func newPoint(in id: ID<Meeting>) -> String { "/meetings/\(id)/points/new" }
  static func removal(_ id: ID<Meeting>) -> String { "/meetings/\(id)/removal" }
  /// The duties that a point became.
  static func point(_ id: ID<ConclusionPoint>) -> String { "/conclusion-points/\(id)" }
  static func change(_ id: ID<ConclusionPoint>) -> String { "/conclusion-points/\(id)/change" }
  static func removal(_ id: ID<ConclusionPoint>) -> String { "/conclusion-points/\(id)/removal" }
}

/// What is sent about an agenda: the last words of the addresses.
enum AgendaForm: String, CaseIterable, Sendable {
  case add = "points"
  case remove = "removal"
  case raise = "up"
  case lower = "down"
  case refresh = "renewal"
  case fix = "fixing"
}
