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
  /// One form for everything that keeps a draft back.
  static func settlement(_ plan: ID<OfficePlan>) -> String { "/plans/\(plan)/settlement" }
  static func remarks(_ plan: ID<OfficePlan>) -> String { "/plans/\(plan)/remarks" }
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
  /// How far a plan's targets are reached.
  static func targets(of plan: ID<OfficePlan>) -> String { "/plans/\(plan)/targets" }
  static func newTarget(in plan: ID<OfficePlan>) -> String { "/plans/\(plan)/targets/new" }
  static func target(_ target: ID<PlanTarget>, in plan: ID<OfficePlan>) -> String {
    "/plans/\(plan)/targets/\(target)"
  }
  static func change(of target: ID<PlanTarget>, in plan: ID<OfficePlan>) -> String {
    "/plans/\(plan)/targets/\(target)/change"
  }
  static func removal(of target: ID<PlanTarget>, in plan: ID<OfficePlan>) -> String {
    "/plans/\(plan)/targets/\(target)/removal"
  }
  /// The numbers of one unit for a target.
  static func values(
    of unit: ID<Unit>, for target: ID<PlanTarget>, in plan: ID<OfficePlan>
  ) -> String {
    "/plans/\(plan)/targets/\(target)/units/\(unit)"
  }
  /// Where a target stands on its plan's page.
  static func targetPlace(_ number: Int, in plan: ID<OfficePlan>) -> String {
    "/plans/\(plan)#g-\(number)"
  }
  /// Where a task stands on its plan's page.
  static func place(_ position: Int, in plan: ID<OfficePlan>) -> String {
    "/plans/\(plan)#t-\(position)"
  }
}
