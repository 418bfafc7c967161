public import Rules
public import Store

extension Duties {
  /// What there is on the days that the question names: how many, and the first few of each day.
  public static func byDay(
    _ question: DutyQuestion, first limit: Int, _ db: any Reader, _ act: Act
  ) throws -> (counts: [CivilDate: Int], first: [CivilDate: [DutyLine]]) {
    guard let days = question.days else { return ([:], [:]) }
    var timeless = question
    timeless.days = nil
    let filter = try DutyFilter(timeless, db, act)
    let counts = try countsByDay(filter, days, db)
    guard !counts.isEmpty else { return ([:], [:]) }
    let parts = counts.keys.sorted().map { day -> SQL in
      """
      SELECT * FROM (
        SELECT \(DutyLine.columns)
        FROM \(filter.fromDuties)
        WHERE \(SQL.joined(filter.onDuties + ["d.due_on = \(day)"], " AND "))
        ORDER BY d.id
        LIMIT \(limit)
      ) one_day
      """
    }
    let lines = try db.rows(SQL.joined(parts, " UNION ALL ")).map(DutyLine.init)
    return (counts, Dictionary(grouping: lines, by: \.due))
  }

  /// From kept sums where they know the days: of what units have to do.
  private static func countsByDay(
    _ filter: DutyFilter, _ days: ClosedRange<CivilDate>, _ db: any Reader
  ) throws -> [CivilDate: Int] {
    let asked = filter.question.stages
    let isOwed = !asked.isEmpty && Set(asked).isSubset(of: DutyStage.owed)
    let (table, number, conditions): (SQL, SQL, [SQL]) =
      switch filter.source {
      case .plans where isOwed: ("duty_plan_tally d", "d.duties", filter.onPlanTally)
      case .units where isOwed: ("duty_unit_tally d", "d.duties", filter.onUnitTally)
      default: (filter.fromDuties, "1", filter.onDuties)
      }
    let time: [SQL] = ["d.due_on >= \(days.lowerBound)", "d.due_on <= \(days.upperBound)"]
    let rows = try db.rows(
      """
      SELECT d.due_on, CAST(SUM(\(number)) AS INTEGER) AS duties
      FROM \(table)
      WHERE \(SQL.joined(conditions + time, " AND "))
      GROUP BY d.due_on
      """)
    return Dictionary(
      try rows.map { (try $0.get("due_on"), try $0.get("duties")) },
      uniquingKeysWith: { first, _ in first })
  }
}
