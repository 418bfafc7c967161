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

  init(_ row: Row) throws {
    all = try row.get("all_duties")
    overdue = try row.get("overdue")
    pending = try row.get("pending")
    thisWeek = try row.get("this_week")
    soon = try row.get("soon")
    reported = try row.get("reported")
    accepted = try row.get("accepted")
  }

  static func sums(_ days: DutyDays) -> SQL {
    """
    COUNT(*) AS all_duties,
    COALESCE(SUM(CASE WHEN d.stage IN ('open', 'returned') AND d.due_on < \(days.today) THEN 1
      ELSE 0 END), 0) AS overdue,
    COALESCE(SUM(CASE WHEN d.stage IN ('open', 'returned') AND d.due_on >= \(days.today) THEN 1
      ELSE 0 END), 0) AS pending,
    COALESCE(SUM(CASE WHEN d.stage IN ('open', 'returned') AND d.due_on >= \(days.today)
      AND d.due_on <= \(days.sunday) THEN 1 ELSE 0 END), 0) AS this_week,
    COALESCE(SUM(CASE WHEN d.stage IN ('open', 'returned') AND d.due_on >= \(days.today)
      AND d.due_on <= \(days.horizon) THEN 1 ELSE 0 END), 0) AS soon,
    COALESCE(SUM(CASE WHEN d.stage = 'reported' THEN 1 ELSE 0 END), 0) AS reported,
    COALESCE(SUM(CASE WHEN d.stage = 'accepted' THEN 1 ELSE 0 END), 0) AS accepted
    """
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
    /// Without the shares that were on time.
    public let count: DutyCount
  }

  public let lines: [Line]
  /// How many units have duties at all.
  public let unitCount: Int
  /// Over all of them.
  public let total: DutyCount
}

extension Duties {
  /// How many duties there are in each stage and how many of them are late, for the same question as a list.
  public static func count(
    _ question: DutyQuestion, _ db: any Reader, _ act: Act
  ) throws -> DutyCount {
    let row = try db.row(
      """
      SELECT
        \(DutyCount.sums(DutyDays(act.today))),
        COALESCE(SUM(CASE WHEN d.stage = 'accepted' AND d.reported_on <= d.due_on THEN 1
          ELSE 0 END), 0) AS on_time,
        COALESCE(SUM(CASE WHEN d.stage = 'accepted' AND d.reported_on <= d.first_due_on THEN 1
          ELSE 0 END), 0) AS first_on_time
      FROM duty d
      WHERE \(SQL.joined(try conditions(question, act), " AND "))
      """)
    guard let row else { return DutyCount() }
    var count = try DutyCount(row)
    count.onTime = try row.get("on_time")
    count.firstOnTime = try row.get("first_on_time")
    return count
  }

  /// The same by unit, the first `limit` of them by name: one query over what the index of units holds.
  public static func counts(
    byUnit question: DutyQuestion, limit: Int = 10, _ db: any Reader, _ act: Act
  ) throws -> UnitDuties {
    let rows = try db.rows(
      """
      SELECT d.unit_id, \(DutyCount.sums(DutyDays(act.today)))
      FROM duty d
      WHERE \(SQL.joined(try conditions(question, act), " AND "))
      GROUP BY d.unit_id
      """)
    let counts = try rows.map { row in
      (unit: try row.get("unit_id", as: ID<Unit>.self), count: try DutyCount(row))
    }.sorted { left, right in
      (right.count.overdue, right.count.pending, left.unit)
        < (left.count.overdue, left.count.pending, right.unit)
    }
    let first = counts.prefix(limit)
    let names = try Units.names(of: first.map { ($0.unit, act.today) }, db)
    return UnitDuties(
      lines: first.map {
        UnitDuties.Line(unit: $0.unit, name: names[$0.unit] ?? "", count: $0.count)
      }, unitCount: counts.count, total: counts.reduce(into: DutyCount()) { $0.add($1.count) })
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
  }
}
