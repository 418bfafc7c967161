internal import Records
internal import Rules

/// Addresses of plans; used by routes, links and tests.
enum PlanPath {
  static let all = "/plans"
  /// Reading a document.
  static let new = "/plans/new"
  /// Writing one by hand.
  static let blank = "/plans/blank"
  static let export = "/plans/export"

  static func list(
    year: Int? = nil, stage: OfficePlan.Stage? = nil, after: ID<OfficePlan>? = nil
  ) -> String {
    let pairs = [
      ("year", year.map(String.init)), ("stage", stage?.rawValue), ("after", after?.text),
    ]
    let parts = pairs.compactMap { name, value in value.map { name + "=" + $0 } }
    return all + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
  }

  static func plan(_ plan: ID<OfficePlan>) -> String { "/plans/\(plan)" }
  static func head(_ plan: ID<OfficePlan>) -> String { "/plans/\(plan)/change" }
  static func removal(_ plan: ID<OfficePlan>) -> String { "/plans/\(plan)/removal" }
  static func publication(_ plan: ID<OfficePlan>) -> String { "/plans/\(plan)/publication" }

  /// A form for a task more: behind one that there is, or at the end.
  static func newTask(in plan: ID<OfficePlan>, after task: ID<PlanTask>? = nil) -> String {
    "/plans/\(plan)/tasks/new" + (task.map { "?after=\($0)" } ?? "")
  }
  static func task(_ task: ID<PlanTask>, in plan: ID<OfficePlan>) -> String {
    "/plans/\(plan)/tasks/\(task)"
  }
  static func removal(of task: ID<PlanTask>, in plan: ID<OfficePlan>) -> String {
    "/plans/\(plan)/tasks/\(task)/removal"
  }
  /// Where a task stands on its plan's page.
  static func place(_ position: Int, in plan: ID<OfficePlan>) -> String {
    "/plans/\(plan)#t-\(position)"
  }
}
