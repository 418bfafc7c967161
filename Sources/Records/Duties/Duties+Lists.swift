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
  /// Empty: all that are not dropped.
  public var stages: [DutyStage]
  public var due: Due?
  /// Only those whose reports the actor decides on.
  public var isForDecision: Bool

  public init(
    unit: ID<Unit>? = nil, withUnder: Bool = false, among: [ID<Unit>]? = nil,
    plan: ID<OfficePlan>? = nil, stages: [DutyStage] = [], due: Due? = nil,
    isForDecision: Bool = false
  ) {
    self.unit = unit
    self.withUnder = withUnder
    self.among = among
    self.plan = plan
    self.stages = stages
    self.due = due
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
    var conditions = try conditions(question, act)
    if let after { conditions.append("(d.due_on, d.id) > (\(after.due), \(after.duty))") }
    let rows = try db.rows(
      """
      SELECT \(DutyLine.columns)
      FROM duty d
      WHERE \(SQL.joined(conditions, " AND "))
      ORDER BY d.due_on, d.id
      LIMIT \(limit + 1)
      """)
    let lines = try rows.prefix(limit).map(DutyLine.init)
    let last = rows.count > limit ? lines.last : nil
    return DutyPage(
      lines: lines, units: try Units.names(of: lines.map { ($0.unit, act.today) }, db),
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

  /// On `duty d`.
  static func conditions(_ question: DutyQuestion, _ act: Act) throws -> [SQL] {
    var conditions: [SQL] = [visible(act)]
    if let unit = question.unit {
      conditions.append(
        question.withUnder
          ? Reach.units([unit]).condition("d.unit_id", on: act.today) : "d.unit_id = \(unit)")
    }
    if let plan = question.plan { conditions.append("d.plan_id = \(plan)") }
    if let units = question.among { conditions.append("d.unit_id IN \(list: units)") }
    if question.isForDecision { conditions.append(decided(act)) }
    if question.stages.isEmpty {
      conditions.append("d.stage <> 'dropped'")
    } else {
      conditions.append("d.stage IN \(list: question.stages.map(\.rawValue))")
    }
    conditions += question.due.map { due($0, act.today) } ?? []
    return conditions
  }

  private static func due(_ due: DutyQuestion.Due, _ today: CivilDate) -> [SQL] {
    let days = DutyDays(today)
    let owed: SQL = "d.stage IN ('open', 'returned')"
    return switch due {
    case .overdue: [owed, "d.due_on < \(today)"]
    case .thisWeek: [owed, "d.due_on >= \(today)", "d.due_on <= \(days.sunday)"]
    case .soon: [owed, "d.due_on >= \(today)", "d.due_on <= \(days.horizon)"]
    case .later: [owed, "d.due_on > \(days.horizon)"]
    }
  }

  /// Those whose reports the actor decides on.
  private static func decided(_ act: Act) -> SQL {
    guard act.actor.only?.contains(.decideDuties) ?? true else { return "1 = 0" }
    let reach = Rights.reach(of: .decideDuties, act)
    if reach == .office { return "1 = 1" }
    let own = act.actor.grants.filter { Permissions.allows($0.role, .decideDuties, .own) }
      .compactMap(\.unit)
    return """
      (\(reach.condition("d.giver_id", on: act.today)) OR d.giver_id IN \(list: own))
      """
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
