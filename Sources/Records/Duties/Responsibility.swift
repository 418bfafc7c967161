public import Rules
public import Store

/// Sổ theo dõi trách nhiệm: what was not done by its last day, by the head of the unit in office on that day.
public enum Responsibility {
  public struct Question: Sendable, Equatable {
    /// Last days from here to there, both included.
    public var from: CivilDate
    public var to: CivilDate
    /// That unit and all under it; nil: all within view.
    public var unit: ID<Unit>?

    public init(from: CivilDate, to: CivilDate, unit: ID<Unit>? = nil) {
      self.from = from
      self.to = to
      self.unit = unit
    }
  }

  /// Whose the duties are: a unit, and who was its head on their last days.
  public struct Holder: Sendable, Hashable {
    public let unit: ID<Unit>
    /// Nil where nobody was.
    public let person: ID<Person>?

    public init(unit: ID<Unit>, person: ID<Person>?) {
      self.unit = unit
      self.person = person
    }
  }

  public struct Line: Sendable, Equatable {
    public let holder: Holder
    public let unitName: String
    /// Nil where the unit had no head.
    public let personName: String?
    /// All whose last day is in the period and over, or that were reported before it.
    public let all: Int
    /// Not reported by the last day; some of them never.
    public let late: Int
    public let stillOwed: Int
    /// Not reported by the first day, whatever time was granted later.
    public let firstLate: Int
  }

  public struct Page: Sendable {
    public let lines: [Line]
    /// Units and people altogether that have something late.
    public let count: Int
  }

  /// Those with something late, most first, `limit` from the `skipped`th on.
  public static func ledger(
    _ question: Question, skipping skipped: Int = 0, limit: Int = 50, _ db: any Reader, _ act: Act
  ) throws -> Page {
    let rows = try db.rows(
      """
      \(owed(question, act))
      SELECT o.unit_id, h.person_id, COUNT(*) AS all_duties,
        SUM(\(late(by: "o.due_on", act))) AS late,
        SUM(CASE WHEN o.stage IN ('open', 'returned') THEN 1 ELSE 0 END) AS still_owed,
        SUM(\(late(by: "o.first_due_on", act))) AS first_late
      FROM owed o
      \(head)
      GROUP BY o.unit_id, h.person_id
      HAVING SUM(\(late(by: "o.due_on", act))) > 0 OR SUM(\(late(by: "o.first_due_on", act))) > 0
      """)
    let found = try rows.map { row in
      (
        holder: Holder(unit: try row.get("unit_id"), person: try row.get("person_id")),
        all: try row.get("all_duties", as: Int.self), late: try row.get("late", as: Int.self),
        still: try row.get("still_owed", as: Int.self),
        first: try row.get("first_late", as: Int.self)
      )
    }.sorted { left, right in
      (right.late, right.first, left.holder.unit.text, left.holder.person?.text ?? "")
        < (left.late, left.first, right.holder.unit.text, right.holder.person?.text ?? "")
    }
    let shown = found.dropFirst(skipped).prefix(limit)
    let units = try Units.names(of: shown.map { ($0.holder.unit, question.to) }, db)
    let people = try names(of: shown.compactMap(\.holder.person), db)
    return Page(
      lines: shown.map {
        Line(
          holder: $0.holder, unitName: units[$0.holder.unit] ?? "–",
          personName: $0.holder.person.map { people[$0] ?? "–" }, all: $0.all, late: $0.late,
          stillOwed: $0.still, firstLate: $0.first)
      }, count: found.count)
  }

  /// The late ones of one line, the earliest first.
  public static func duties(
    of holder: Holder, _ question: Question, limit: Int = 200, _ db: any Reader, _ act: Act
  ) throws -> [DutyLine] {
    let person: SQL = holder.person.map { "h.person_id = \($0)" } ?? "h.person_id IS NULL"
    return try db.rows(
      """
      \(owed(question, act))
      SELECT \(DutyLine.columns)
      FROM owed o
      JOIN duty d ON d.id = o.id
      \(head)
      WHERE o.unit_id = \(holder.unit) AND \(person)
        AND (\(late(by: "o.due_on", act)) = 1 OR \(late(by: "o.first_due_on", act)) = 1)
      ORDER BY d.due_on, d.id
      LIMIT \(limit)
      """
    ).map(DutyLine.init)
  }

  /// What was due, with the unit that had it on the last day: a unit that has passed it on since answers for it.
  private static func owed(_ question: Question, _ act: Act) -> SQL {
    let unit: SQL =
      question.unit.map { Reach.units([$0]).condition("d.unit_id", on: act.today) } ?? "1 = 1"
    return """
      WITH owed AS (
        SELECT d.id, d.due_on, d.first_due_on, d.stage, d.reported_on,
          COALESCE(
            (SELECT p.from_id FROM duty_pass p
             WHERE p.duty_id = d.id AND p.passed_on > d.due_on
             ORDER BY p.step_id
             LIMIT 1), d.unit_id) AS unit_id
        FROM duty d
        WHERE d.stage <> 'dropped' AND d.due_on >= \(question.from) AND d.due_on <= \(question.to)
          AND (d.due_on < \(act.today) OR d.stage IN ('reported', 'accepted'))
          AND \(unit) AND \(Duties.visible(act))
      )
      """
  }

  /// Who was head on the last day; a unit has one at most.
  private static let head: SQL = """
    LEFT JOIN office_holding h ON h.unit_id = o.unit_id AND h.post = 'head'
      AND h.valid_from <= o.due_on AND h.valid_to >= o.due_on
    """

  /// 1 where it was not reported by the day in the column.
  private static func late(by column: SQL, _ act: Act) -> SQL {
    """
    CASE
      WHEN o.stage IN ('open', 'returned') AND \(column) < \(act.today) THEN 1
      WHEN o.reported_on > \(column) THEN 1
      ELSE 0
    END
    """
  }

  private static func names(
    of people: [ID<Person>], _ db: any Reader
  ) throws -> [ID<Person>: String] {
    guard !people.isEmpty else { return [:] }
    return Dictionary(
      try db.rows("SELECT id, full_name FROM person WHERE id IN \(list: Array(Set(people)))").map {
        (try $0.get("id"), try $0.get("full_name"))
      }, uniquingKeysWith: { first, _ in first })
  }
}
