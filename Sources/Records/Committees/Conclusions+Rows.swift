public import Rules
public import Store

extension Conclusions {
  /// How far the duties of a point have come.
  public struct Progress: Sendable, Equatable {
    public let point: ID<ConclusionPoint>
    public let meeting: ID<Meeting>
    public let conclusion: String
    public let position: Int
    public let text: String
    public let due: CivilDate
    public let tally: DutyTally
    /// Where there is just one.
    public let duty: ID<Duty>?
  }

  /// The duties of the points of conclusions: of this meeting (`of`), or of meetings before it (`before`) as far as
  /// they are not done, together with all of the last one before it.
  public static func progress(
    of meeting: ID<Meeting>, _ db: any Reader, _ act: Act
  ) throws -> [Progress] {
    let meeting = try Meetings.find(meeting, db, act)
    return try progress("m.id = \(meeting.id)", act.today, db)
  }

  public static func followed(
    at meeting: ID<Meeting>, _ db: any Reader, _ act: Act
  ) throws -> [Progress] {
    let meeting = try Meetings.find(meeting, db, act)
    let before: SQL = """
      m.committee_id = \(meeting.committee) AND m.id <> \(meeting.id)
        AND m.held_on <= \(meeting.facts.day)
      """
    let all = try progress(before, act.today, db)
    let last = all.last?.meeting
    return all.filter { $0.meeting == last || $0.tally.accepted < $0.tally.all }
  }

  /// The conclusion that a duty comes from; nil where it comes from none, or from one that the actor may not see.
  public static func source(
    of duty: ID<Duty>, _ db: any Reader, _ act: Act
  ) throws -> (meeting: ID<Meeting>?, title: String)? {
    let row = try db.row(
      """
      SELECT m.id, m.number, m.signed_on, c.name,
        CASE WHEN \(Committees.visible(act)) THEN 1 ELSE 0 END AS is_visible
      FROM conclusion_duty cd
      JOIN conclusion_point p ON p.id = cd.point_id
      JOIN committee_meeting m ON m.id = p.meeting_id
      JOIN committee c ON c.id = m.committee_id
      WHERE cd.duty_id = \(duty)
      """)
    guard let row, let number: String = try row.get("number"),
      let signed: CivilDate = try row.get("signed_on")
    else { return nil }
    let conclusion = Conclusion(number: number, signedOn: signed, chair: "")
    let isVisible = try row.get("is_visible", as: Int.self) == 1
    return (
      meeting: isVisible ? try row.get("id") : nil,
      title: title(conclusion) + ", " + (try row.get("name", as: String.self))
    )
  }

  /// The duties of a point that the actor sees, the earliest first.
  public static func duties(
    of point: ID<ConclusionPoint>, limit: Int = 500, _ db: any Reader, _ act: Act
  ) throws -> DutyPage {
    let point = try find(point, db, act)
    let lines = try db.rows(
      """
      SELECT \(DutyLine.columns)
      FROM conclusion_duty cd
      JOIN duty d ON d.id = cd.duty_id
      WHERE cd.point_id = \(point.id) AND \(Duties.visible(act))
      ORDER BY d.due_on, d.id
      LIMIT \(limit)
      """
    ).map(DutyLine.init)
    return DutyPage(
      lines: lines, units: try Units.names(of: lines.map { ($0.unit, act.today) }, db), plans: [:],
      next: nil)
  }

  private static func progress(
    _ condition: SQL, _ today: CivilDate, _ db: any Reader
  ) throws -> [Progress] {
    try db.rows(
      """
      SELECT p.id, p.meeting_id, m.number, m.signed_on, p.position, p.text, p.due_on,
        COUNT(*) AS all_duties,
        SUM(CASE WHEN d.stage = 'accepted' THEN 1 ELSE 0 END) AS accepted,
        SUM(CASE WHEN d.stage IN ('open', 'returned') AND d.due_on < \(today) THEN 1 ELSE 0 END)
          AS overdue,
        MIN(d.id) AS duty_id
      FROM committee_meeting m
      JOIN conclusion_point p ON p.meeting_id = m.id
      JOIN conclusion_duty cd ON cd.point_id = p.id
      JOIN duty d ON d.id = cd.duty_id
      WHERE \(condition) AND d.stage <> 'dropped'
      GROUP BY p.id, p.meeting_id, m.number, m.signed_on, p.position, p.text, p.due_on, m.held_on
      ORDER BY m.held_on, p.meeting_id, p.position
      LIMIT 500
      """
    ).map { row in
      let all: Int = try row.get("all_duties")
      return Progress(
        point: try row.get("id"), meeting: try row.get("meeting_id"),
        conclusion: try row.get("number", as: String?.self) ?? "",
        position: try row.get("position"), text: try row.get("text"), due: try row.get("due_on"),
        tally: DutyTally(
          all: all, accepted: try row.get("accepted"), overdue: try row.get("overdue")),
        duty: all == 1 ? try row.get("duty_id") : nil)
    }
  }

  static func points(
    _ condition: SQL, _ db: any Reader, _ act: Act
  ) throws -> [ConclusionPoint] {
    let rows = try db.rows(
      """
      SELECT p.id, p.meeting_id, p.position, p.text, p.product, p.due_on, p.version
      FROM conclusion_point p
      WHERE \(condition)
      ORDER BY p.position, p.id
      """)
    let ids = try rows.map { try $0.get("id", as: ID<ConclusionPoint>.self) }
    let shares = try shares(of: ids, db, act)
    return try zip(rows, ids).map { row, id in
      ConclusionPoint(
        id: id, meeting: try row.get("meeting_id"), position: try row.get("position"),
        facts: PointFacts(
          text: try row.get("text"), product: try row.get("product"), due: try row.get("due_on"),
          shares: shares[id] ?? []), version: try row.get("version"))
    }
  }

  private static func shares(
    of points: [ID<ConclusionPoint>], _ db: any Reader, _ act: Act
  ) throws -> [ID<ConclusionPoint>: [TaskShare]] {
    let rows = try db.rows(
      """
      SELECT point_id, role, unit_id, unit_group
      FROM conclusion_share
      WHERE point_id IN \(list: points)
      ORDER BY point_id, position
      """)
    let units = try rows.compactMap { try $0.get("unit_id", as: ID<Unit>?.self) }
    let names = try Units.names(of: units.map { ($0, act.today) }, db)
    var shares: [ID<ConclusionPoint>: [TaskShare]] = [:]
    for row in rows {
      let unit: ID<Unit>? = try row.get("unit_id")
      let group = try row.get("unit_group", as: String?.self).flatMap(UnitGroup.init(rawValue:))
      let words = unit.map { names[$0] ?? "" } ?? group?.words.description ?? ""
      shares[try row.get("point_id"), default: []].append(
        TaskShare(
          role: try row.choice("role"), words: words,
          who: unit.map { .unit($0) } ?? group.map { .group($0) } ?? .unknown, isSure: true))
    }
    return shares
  }

  static func copy(
    _ shares: [TaskShare], of point: ID<ConclusionPoint>, _ db: any Writer
  ) throws {
    try db.copyIn(
      "conclusion_share", ["point_id", "position", "role", "unit_id", "unit_group"],
      shares.enumerated().map { index, share in
        let (unit, group) = PlanRows.columns(share.who)
        return [
          point.columnValue, .integer(Int64(index)), .text(share.role.rawValue),
          unit.columnValue, (group?.rawValue).columnValue,
        ]
      })
  }
}
