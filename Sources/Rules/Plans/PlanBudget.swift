/// What the tasks of a plan cost, by the source that pays.
public struct PlanBudget: Sendable, Equatable {
  public struct Line: Sendable, Equatable {
    /// As the first task of it writes it; empty where tasks name none.
    public let source: String
    /// Tasks with an estimate.
    public let tasks: Int
    /// In đồng.
    public let sum: Int

    public init(source: String, tasks: Int, sum: Int) {
      self.source = source
      self.tasks = tasks
      self.sum = sum
    }
  }

  /// In the order of the plan, the tasks without a source last.
  public let lines: [Line]
  public let total: Int
  /// Tasks that name a source and give no estimate.
  public let withoutEstimate: Int

  /// Sources that differ only in case or composition are one. Sums stop at the largest number there is.
  public init(_ tasks: [TaskFacts]) {
    var order: [String] = []
    var found: [String: Line] = [:]
    var (total, open) = (0, 0)
    for task in tasks {
      guard let estimate = task.estimate else {
        if !task.funding.isEmpty { open += 1 }
        continue
      }
      let key = VietnameseOrder.foldedName(task.funding)
      if found[key] == nil { order.append(key) }
      let known = found[key] ?? Line(source: task.funding, tasks: 0, sum: 0)
      found[key] = Line(
        source: known.source, tasks: known.tasks + 1, sum: PlanBudget.added(known.sum, estimate))
      total = PlanBudget.added(total, estimate)
    }
    lines = (order.filter { !$0.isEmpty } + order.filter(\.isEmpty)).compactMap { found[$0] }
    self.total = total
    withoutEstimate = open
  }

  private static func added(_ left: Int, _ right: Int) -> Int {
    let (sum, isTooLarge) = left.addingReportingOverflow(right)
    return isTooLarge ? .max : sum
  }
}
