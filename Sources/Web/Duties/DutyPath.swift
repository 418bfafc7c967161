internal import Records
internal import Rules

/// Addresses of duties; used by routes, links and tests.
enum DutyPath {
  static let all = "/duties"
  static let calendar = "/duties/calendar"
  static let export = "/duties/export"
  static let filters = "/duties/filters"

  /// What a calendar program fetches.
  static func feed(_ token: String) -> String { "/calendars/\(token).ics" }

  static func removal(of filter: ID<SavedFilter>) -> String { "\(filters)/\(filter)/removal" }

  /// What units owe of one task.
  static func list(task: ID<PlanTask>) -> String {
    list(.all, [("task", task.text), ("stage", DutyListQuestion.anyStage)])
  }
  /// Something that a leader gives units to do.
  static let give = "/duties/new"
  /// What units that have ended still owe.
  static let unclaimed = "/duties/unclaimed"
  /// Who was head when duties ran out of time.
  static let ledger = "/duties/ledger"

  /// The duties of one plan, of all units that the visitor sees.
  static func list(plan: ID<OfficePlan>) -> String {
    list(.all, [("plan", plan.text), ("stage", DutyListQuestion.anyStage)])
  }

  /// What one unit and those under it owe.
  static func list(unit: ID<Unit>) -> String { list(.all, [("unit", unit.text)]) }

  static func list(_ scope: DutyScope?, _ filters: [(String, String?)] = []) -> String {
    all + Fields.query([("scope", scope?.rawValue)] + filters)
  }

  static func duty(_ id: ID<Duty>) -> String { "\(all)/\(id)" }

  /// Where a form about a duty is sent.
  static func form(_ id: ID<Duty>, _ form: DutyForm) -> String { "\(all)/\(id)/\(form.rawValue)" }
}

/// Whose duties a list holds.
enum DutyScope: String, CaseIterable, Sendable {
  /// Of the units that one's own roles are bound to.
  case mine
  /// Of all units within one's view.
  case all
  /// Reported, and for the visitor to decide.
  case waiting
}

/// The forms about a duty: the last words of their addresses.
enum DutyForm: String, CaseIterable, Sendable {
  case report
  case withdrawal = "report-withdrawal"
  case acceptance
  case sendingBack = "return"
  case reopening
  case `extension`
  case decision = "extension-decision"

  /// Before the names of its fields: several forms stand on one page. Who answers a report writes into one field.
  var prefix: String {
    switch self {
    case .report, .withdrawal: "report"
    case .acceptance, .sendingBack: "answer"
    case .reopening: "reopening"
    case .extension: "extension"
    case .decision: "decision"
    }
  }
}
