public import Rules
public import Store

/// Which duties a list shows.
public struct DutyQuestion: Sendable, Equatable {
  public enum Due: String, CaseIterable, Sendable {
    case overdue
    /// Until Sunday of this week.
    case thisWeek
    /// Within seven working days.
    case soon
    case later
  }

  /// That unit alone, or with all under it.
  public var unit: ID<Unit>?
  public var withUnder: Bool
  /// These units alone; nil: whichever.
  public var among: [ID<Unit>]?
  public var plan: ID<OfficePlan>?
  public var task: ID<PlanTask>?
  /// Empty: all that are not dropped.
  public var stages: [DutyStage]
  public var due: Due?
  /// Due from the first to the last of these days.
  public var days: ClosedRange<CivilDate>?
  /// Only those whose reports the actor decides on.
  public var isForDecision: Bool
  /// Only those that a leader gave outside any plan.
  public var isDirective = false

  public init(
    unit: ID<Unit>? = nil, withUnder: Bool = false, among: [ID<Unit>]? = nil,
    plan: ID<OfficePlan>? = nil, task: ID<PlanTask>? = nil, stages: [DutyStage] = [],
    due: Due? = nil, days: ClosedRange<CivilDate>? = nil, isForDecision: Bool = false
  ) {
    self.unit = unit
    self.withUnder = withUnder
    self.among = among
    self.plan = plan
    self.task = task
    self.stages = stages
    self.due = due
    self.days = days
    self.isForDecision = isForDecision
  }
}

/// Some duties in the order of their dates; `next` names the last one where more follow.
public struct DutyPage: Sendable {
  public struct Place: Sendable, Equatable {
    public let due: CivilDate
    public let duty: ID<Duty>

    public init(due: CivilDate, duty: ID<Duty>) {
      self.due = due
      self.duty = duty
    }
  }

  public let lines: [DutyLine]
  public let units: [ID<Unit>: String]
  public let plans: [ID<OfficePlan>: String]
  public let next: Place?
}

extension Duties {
  public static func list(
    _ question: DutyQuestion, after: DutyPage.Place? = nil, limit: Int = 50, _ db: any Reader,
    _ act: Act
  ) throws -> DutyPage {
    let filter = try DutyFilter(question, db, act)
    var conditions = filter.onDuties
    if let after { conditions.append("(d.due_on, d.id) > (\(after.due), \(after.duty))") }
    let rows = try db.rows(
      """
      SELECT \(DutyLine.columns)
      FROM \(filter.fromDuties)
      WHERE \(SQL.joined(conditions, " AND "))
      ORDER BY d.due_on, d.id
      LIMIT \(limit + 1)
      """)
    let lines = try rows.prefix(limit).map(DutyLine.init)
    let last = rows.count > limit ? lines.last : nil
    return DutyPage(
      lines: lines,
      units: try Units.names(
        of: lines.flatMap { [($0.unit, act.today), ($0.giver, act.today)] }, db),
      plans: try titles(of: lines.compactMap(\.plan), db),
      next: last.map { DutyPage.Place(due: $0.due, duty: $0.id) })
  }

  /// What a unit still has to do, the earliest first, in one query: for its page.
  public static func owed(
    by unit: ID<Unit>, limit: Int, _ db: any Reader, _ act: Act
  ) throws -> [DutyLine] {
    try db.rows(
      """
      SELECT \(DutyLine.columns)
      FROM duty d
      WHERE d.unit_id = \(unit) AND d.stage IN \(list: DutyStage.owed.map(\.rawValue))
        AND \(visible(act))
      ORDER BY d.due_on, d.id
      LIMIT \(limit)
      """
    ).map(DutyLine.init)
  }

  private static func titles(
    of plans: [ID<OfficePlan>], _ db: any Reader
  ) throws -> [ID<OfficePlan>: String] {
    guard !plans.isEmpty else { return [:] }
    let rows = try db.rows(
      "SELECT id, title, number, symbol FROM plan WHERE id IN \(list: Array(Set(plans)))")
    return Dictionary(
      try rows.map { (try $0.get("id"), try $0.get("title")) },
      uniquingKeysWith: { first, _ in first })
  }
}
