internal import Rules

/// Addresses of duties; used by routes, links and tests.
enum DutyPath {
  static let all = "/duties"

  /// The duties of one plan, of all units that the visitor sees.
  static func list(plan: ID<OfficePlan>) -> String {
    all + Fields.query([("scope", "all"), ("plan", plan.text)])
  }

  static func duty(_ id: ID<Duty>) -> String { "\(all)/\(id)" }
}
