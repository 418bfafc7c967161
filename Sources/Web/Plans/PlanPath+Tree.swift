internal import Records
internal import Rules

/// Addresses around the tree of plans, their amendments and copies.
extension PlanPath {
  /// What a plan rests on.
  static func bases(_ plan: ID<OfficePlan>) -> String { "/plans/\(plan)/bases" }
  /// Which tasks above its tasks carry out.
  static func links(_ plan: ID<OfficePlan>) -> String { "/plans/\(plan)/links" }
  static func coverage(_ plan: ID<OfficePlan>, _ show: String? = nil) -> String {
    "/plans/\(plan)/coverage" + (show.map { "?show=\($0)" } ?? "")
  }
  /// A form for a plan that a unit issued outside.
  static func issue(_ duty: ID<Duty>) -> String { "/duties/\(duty)/sub-plan" }
  /// A form that begins an amendment.
  static func newAmendment(of plan: ID<OfficePlan>) -> String { "/plans/\(plan)/amendments/new" }
  /// Number, date and reason of an amendment.
  static func amendment(_ plan: ID<OfficePlan>) -> String { "/plans/\(plan)/amendment" }
  /// What an amendment adds, changes and drops.
  static func changes(_ plan: ID<OfficePlan>) -> String { "/plans/\(plan)/changes" }
  static func copy(of plan: ID<OfficePlan>) -> String { "/plans/\(plan)/copy" }
  static func confirmation(_ plan: ID<OfficePlan>) -> String { "/plans/\(plan)/confirmation" }
}
