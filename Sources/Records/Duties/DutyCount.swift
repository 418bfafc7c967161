public import Rules
public import Store

/// Sums over duties.
public struct DutyCount: Sendable, Equatable {
  public var all = 0
  /// Owed, and the last day is over.
  public var overdue = 0
  /// Owed, in time.
  public var pending = 0
  /// Of the pending ones: until Sunday of this week, and within seven working days.
  public var thisWeek = 0
  public var soon = 0
  /// Waiting for acceptance.
  public var reported = 0
  public var accepted = 0
  /// Of the accepted ones: reported by the day due in the end, and by the first one.
  public var onTime = 0
  public var firstOnTime = 0

  public init() {}

  fileprivate init(_ row: Row) throws {
    try self.init(stages: row)
    thisWeek = try row.get("this_week")
    soon = try row.get("soon")
    onTime = try row.get("on_time")
    firstOnTime = try row.get("first_on_time")
  }

  fileprivate init(stages row: Row) throws {
    all = try row.get("all_duties")
    overdue = try row.get("overdue")
    pending = try row.get("pending")
    reported = try row.get("reported")
    accepted = try row.get("accepted")
  }

  private static let owed: SQL = "d.stage IN ('open', 'returned')"

  /// Sums over rows of `d` that stand for `number` duties each. The engines give sums of different types.
  static func stages(_ number: SQL, _ today: CivilDate) -> SQL {
    """
    \(sum(number, where: "1 = 1")) AS all_duties,
    \(sum(number, where: "\(owed) AND d.due_on < \(today)")) AS overdue,
    \(sum(number, where: "\(owed) AND d.due_on >= \(today)")) AS pending,
    \(sum(number, where: "d.stage = 'reported'")) AS reported,
    \(sum(number, where: "d.stage = 'accepted'")) AS accepted
    """
  }

  static func sums(_ number: SQL, _ days: DutyDays) -> SQL {
    """
    \(stages(number, days.today)),
    \(sum(number, where: "\(owed) AND d.due_on >= \(days.today) AND d.due_on <= \(days.sunday)"))
      AS this_week,
    \(sum(number, where: "\(owed) AND d.due_on >= \(days.today) AND d.due_on <= \(days.horizon)"))
      AS soon
    """
  }

  /// The shares of the accepted ones that were on time, of duties themselves and of kept sums.
  static let onTime: SQL = """
    \(sum("1", where: "d.stage = 'accepted' AND d.reported_on <= d.due_on")) AS on_time,
    \(sum("1", where: "d.stage = 'accepted' AND d.reported_on <= d.first_due_on")) AS first_on_time
    """
  static let onTimeTally: SQL = """
    \(sum("d.on_time", where: "1 = 1")) AS on_time,
    \(sum("d.first_on_time", where: "1 = 1")) AS first_on_time
    """

  private static func sum(_ number: SQL, where condition: SQL) -> SQL {
    "CAST(COALESCE(SUM(CASE WHEN \(condition) THEN \(number) ELSE 0 END), 0) AS INTEGER)"
  }
}

/// The days that part duties on one day.
struct DutyDays {
  let today: CivilDate
  let sunday: CivilDate
  /// The seventh working day from here.
  let horizon: CivilDate

  init(_ today: CivilDate) {
    self.today = today
    sunday = today.adding(days: 7 - today.weekday)
    horizon = WorkingCalendar.vietnam.date(DutyTiming.soonDays, workingDaysAfter: today) ?? sunday
  }
}

/// What each unit owes, the one that is latest first.
public struct UnitDuties: Sendable {
  public struct Line: Sendable, Equatable {
    public let unit: ID<Unit>
    public let name: String
    /// Without what is due this week or soon, and the shares that were on time.
    public let count: DutyCount
  }

  public let lines: [Line]
  /// How many units have duties at all.
  public let unitCount: Int
  /// Over all of them.
  public let total: DutyCount
}

extension Duties {
  public static func count(
    _ question: DutyQuestion, _ db: any Reader, _ act: Act
  ) throws -> DutyCount {
    try count(question, DutySight(db, act), db, act)
  }

  /// The sums of several questions, in their order.
  public static func counts(
    of questions: [DutyQuestion], _ db: any Reader, _ act: Act
  ) throws -> [DutyCount] {
    let sight = try DutySight(db, act)
    return try questions.map { try count($0, sight, db, act) }
  }

  private static func count(
    _ question: DutyQuestion, _ sight: DutySight, _ db: any Reader, _ act: Act
  ) throws -> DutyCount {
    let filter = try DutyFilter(question, db, act, sight: sight)
    let days = DutyDays(act.today)
    let tally: SQL = "\(DutyCount.sums("d.duties", days)), \(DutyCount.onTimeTally)"
    let each: SQL = "\(DutyCount.sums("1", days)), \(DutyCount.onTime)"
    switch filter.source {
    case .plans: return try count(tally, "duty_plan_tally d", filter.onPlanTally, db)
    case .units: return try count(tally, "duty_unit_tally d", filter.onUnitTally, db)
    case .unitsAndOthers:
      var sum = try count(tally, "duty_unit_tally d", filter.onUnitTally, db)
      sum.add(try count(each, "duty d", filter.onOthers, db))
      return sum
    case .duties: return try count(each, filter.fromDuties, filter.onDuties, db)
    }
  }

  private static func count(
    _ sums: SQL, _ table: SQL, _ conditions: [SQL], _ db: any Reader
  ) throws -> DutyCount {
    let row = try db.row(
      "SELECT \(sums) FROM \(table) WHERE \(SQL.joined(conditions, " AND "))")
    return try row.map { try DutyCount($0) } ?? DutyCount()
  }

  /// The same by unit, the first `limit` of them by name: one query over kept sums, or over the duties of one plan.
  public static func counts(
    byUnit question: DutyQuestion, limit: Int = 10, _ db: any Reader, _ act: Act
  ) throws -> UnitDuties {
    let filter = try DutyFilter(question, db, act)
    let isTally =
      question.plan == nil && question.task == nil && question.due == nil
      && question.days == nil && !question.isDirective && !question.isForDecision
    let (table, number, conditions): (SQL, SQL, [SQL]) =
      isTally
      ? ("duty_unit_tally d", "d.duties", filter.onUnitTally)
      : (filter.fromDuties, "1", filter.onDuties)
    let rows = try db.rows(
      """
      SELECT d.unit_id, \(DutyCount.stages(number, act.today))
      FROM \(table)
      WHERE \(SQL.joined(conditions, " AND "))
      GROUP BY d.unit_id
      """)
    let counts = try rows.map { row in
      (unit: try row.get("unit_id", as: ID<Unit>.self), count: try DutyCount(stages: row))
    }.sorted { left, right in
      (right.count.overdue, right.count.pending, left.unit)
        < (left.count.overdue, left.count.pending, right.unit)
    }
    let first = counts.prefix(limit)
    let names = try Units.names(of: first.map { ($0.unit, act.today) }, db)
    return UnitDuties(
      lines: first.map {
        UnitDuties.Line(unit: $0.unit, name: names[$0.unit] ?? "", count: $0.count)
      }, unitCount: counts.count, total: try count(question, db, act))
  }
}

extension DutyCount {
  fileprivate mutating func add(_ other: DutyCount) {
    all += other.all
    overdue += other.overdue
    pending += other.pending
    thisWeek += other.thisWeek
    soon += other.soon
    reported += other.reported
    accepted += other.accepted
    onTime += other.onTime
    firstOnTime += other.firstOnTime
  }
}
