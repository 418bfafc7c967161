/// What an amendment adds to a plan, changes and drops: two states of it beside each other.
public struct PlanDifference: Sendable {
  /// One thing of a plan in both states; nil where it was not there.
  public struct Pair<Thing: Sendable>: Sendable {
    public let before: Thing?
    public let after: Thing?
  }

  public let tasks: [Pair<PlanTask>]
  public let targets: [Pair<PlanTarget>]

  /// One state: the tasks and targets in force, and whether their origins are those of the plan that is amended.
  public struct State: Sendable {
    let tasks: [(key: ID<PlanTask>, task: PlanTask)]
    let targets: [(key: ID<PlanTarget>, target: PlanTarget)]

    /// `origins`: the targets of the amended plan, by those of an amendment.
    public init(
      _ plan: OfficePlan, _ tasks: [PlanTask], _ targets: [PlanTarget],
      origins: [ID<PlanTarget>: ID<PlanTarget>]
    ) {
      let isCopy = plan.amends != nil
      self.tasks = tasks.filter { $0.droppedBy == nil }
        .map { (isCopy ? $0.origin ?? $0.id : $0.id, $0) }
      self.targets = targets.filter { $0.droppedBy == nil }
        .map { (isCopy ? origins[$0.id] ?? $0.id : $0.id, $0) }
    }
  }

  public init(before: State, after: State) {
    let oldTasks = Dictionary(before.tasks.map { ($0.key, $0.task) }) { first, _ in first }
    let newTasks = Dictionary(after.tasks.map { ($0.key, $0.task) }) { first, _ in first }
    tasks =
      after.tasks.compactMap { key, task in
        oldTasks[key].map { $0.says(the: task) } ?? false
          ? nil : Pair(before: oldTasks[key], after: task)
      }
      + before.tasks.filter { newTasks[$0.key] == nil }.map { Pair(before: $0.task, after: nil) }
    let oldTargets = Dictionary(before.targets.map { ($0.key, $0.target) }) { first, _ in first }
    let newTargets = Dictionary(after.targets.map { ($0.key, $0.target) }) { first, _ in first }
    targets =
      after.targets.compactMap { key, target in
        oldTargets[key]?.facts == target.facts
          ? nil : Pair(before: oldTargets[key], after: target)
      }
      + before.targets.filter { newTargets[$0.key] == nil }
      .map { Pair(before: $0.target, after: nil) }
  }

  public var isEmpty: Bool { tasks.isEmpty && targets.isEmpty }
  public var added: Int { count { $0 == nil && $1 != nil } }
  public var changed: Int { count { $0 != nil && $1 != nil } }
  public var dropped: Int { count { $0 != nil && $1 == nil } }

  private func count(_ which: (Any?, Any?) -> Bool) -> Int {
    tasks.count { which($0.before, $0.after) } + targets.count { which($0.before, $0.after) }
  }
}

extension PlanTask {
  /// Whether both ask the same of the same units.
  func says(the other: PlanTask) -> Bool {
    facts == other.facts && shares.map(\.sense) == other.shares.map(\.sense)
  }
}

extension TaskShare {
  fileprivate var sense: TaskShare {
    var share = self
    share.isSure = true
    return share
  }
}
