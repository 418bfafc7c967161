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
  public var plan: ID<OfficePlan>?
  public var stages: [DutyStage]
  public var due: Due?
  /// Waiting for the decision of the actor's units, asked for instead of owed.
  public var givenBy: ID<Unit>?

  public init(
    unit: ID<Unit>? = nil, withUnder: Bool = false, plan: ID<OfficePlan>? = nil,
    stages: [DutyStage] = [], due: Due? = nil, givenBy: ID<Unit>? = nil
  ) {
    self.unit = unit
    self.withUnder = withUnder
    self.plan = plan
    self.stages = stages
    self.due = due
    self.givenBy = givenBy
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

  /// How many duties there are in each stage and how many of them are late, for the same question.
  public static func count(
    _ question: DutyQuestion, _ db: any Reader, _ act: Act
  ) throws -> DutyCount {
    let row = try db.row(
      """
      SELECT
        COUNT(*) AS all_duties,
        COALESCE(SUM(CASE WHEN d.stage IN ('open', 'returned') AND d.due_on < \(act.today) THEN 1
          ELSE 0 END), 0) AS overdue,
        COALESCE(SUM(CASE WHEN d.stage IN ('open', 'returned') AND d.due_on >= \(act.today) THEN 1
          ELSE 0 END), 0) AS pending,
        COALESCE(SUM(CASE WHEN d.stage = 'reported' THEN 1 ELSE 0 END), 0) AS reported,
        COALESCE(SUM(CASE WHEN d.stage = 'accepted' AND d.reported_on <= d.due_on THEN 1
          ELSE 0 END), 0) AS on_time,
        COALESCE(SUM(CASE WHEN d.stage = 'accepted' AND d.reported_on <= d.first_due_on THEN 1
          ELSE 0 END), 0) AS first_on_time,
        COALESCE(SUM(CASE WHEN d.stage = 'accepted' THEN 1 ELSE 0 END), 0) AS accepted
      FROM duty d
      WHERE \(SQL.joined(try conditions(question, act), " AND "))
      """)
    guard let row else { return DutyCount() }
    return try DutyCount(row)
  }

  private static func conditions(_ question: DutyQuestion, _ act: Act) throws -> [SQL] {
    var conditions: [SQL] = [visible(act)]
    if let unit = question.unit {
      conditions.append(
        question.withUnder
          ? Reach.units([unit]).condition("d.unit_id", on: act.today) : "d.unit_id = \(unit)")
    }
    if let plan = question.plan { conditions.append("d.plan_id = \(plan)") }
    if let giver = question.givenBy { conditions.append("d.giver_id = \(giver)") }
    if question.stages.isEmpty {
      conditions.append("d.stage <> 'dropped'")
    } else {
      conditions.append("d.stage IN \(list: question.stages.map(\.rawValue))")
    }
    conditions += question.due.map { due($0, act.today) } ?? []
    return conditions
  }

  private static func due(_ due: DutyQuestion.Due, _ today: CivilDate) -> [SQL] {
    let sunday = today.adding(days: 7 - today.weekday)
    let soon =
      WorkingCalendar.vietnam.date(DutyTiming.soonDays, workingDaysAfter: today) ?? sunday
    let owed: SQL = "d.stage IN ('open', 'returned')"
    return switch due {
    case .overdue: [owed, "d.due_on < \(today)"]
    case .thisWeek: [owed, "d.due_on >= \(today)", "d.due_on <= \(sunday)"]
    case .soon: [owed, "d.due_on >= \(today)", "d.due_on <= \(soon)"]
    case .later: [owed, "d.due_on > \(soon)"]
    }
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

/// Sums over duties.
public struct DutyCount: Sendable, Equatable {
  public var all = 0
  /// Owed, and the last day is over.
  public var overdue = 0
  /// Owed, in time.
  public var pending = 0
  /// Waiting for acceptance.
  public var reported = 0
  public var accepted = 0
  /// Of the accepted ones: reported by the day due in the end, and by the first one.
  public var onTime = 0
  public var firstOnTime = 0

  init() {}

  init(_ row: Row) throws {
    all = try row.get("all_duties")
    overdue = try row.get("overdue")
    pending = try row.get("pending")
    reported = try row.get("reported")
    accepted = try row.get("accepted")
    onTime = try row.get("on_time")
    firstOnTime = try row.get("first_on_time")
  }
}
