public import Rules
public import Store

/// What a meeting speaks of: made from the state of the duties, then put right by the secretary, then fixed.
public enum Agendas {
  /// Points of one source that an agenda takes at most; the others stand behind the last one's list.
  static let limit = 15
  /// Units named in a point.
  public static let namedUnits = 3

  public static func list(
    of meeting: ID<Meeting>, _ db: any Reader, _ act: Act
  ) throws -> [AgendaPoint] {
    let meeting = try Meetings.find(meeting, db, act)
    return try list(meeting.id, db)
  }

  /// Makes the system's points anew from today's state; those added by hand stay, behind them.
  public static func refresh(
    _ meeting: ID<Meeting>, _ db: any Writer, _ act: Act
  ) throws {
    let (meeting, committee) = try planned(meeting, db, act)
    try db.execute(
      "DELETE FROM agenda_point WHERE meeting_id = \(meeting.id) AND source <> 'own'")
    try fill(meeting, committee, db, act)
    try Audit.record(
      "meeting.refreshAgenda", of: .meeting(meeting.id), unit: committee.unit, db, act)
  }

  /// A point more, at the end. Problems name `text`.
  public static func add(
    _ text: String, to meeting: ID<Meeting>, _ db: any Writer, _ act: Act
  ) throws {
    let (meeting, committee) = try planned(meeting, db, act)
    let text = OfficeText.cleaned(text)
    if let problem = OfficeText.problem(text, "text", "Nội dung", limit: 2_000) {
      throw Refusal.invalid([problem])
    }
    let position = try list(meeting.id, db).count + 1
    guard position <= 200 else {
      throw Refusal.conflict("Chương trình họp đã có 200 nội dung. Hãy gộp hoặc bớt nội dung.")
    }
    try insert([Found(source: .own, text: text)], into: meeting, after: position - 1, db, act)
    try Meetings.touch(meeting.id, db)
    try Audit.record(
      "meeting.addAgendaPoint", of: .meeting(meeting.id), unit: committee.unit,
      after: ["text": text], db, act)
  }

  public static func remove(
    _ point: ID<AgendaPoint>, of meeting: ID<Meeting>, _ db: any Writer, _ act: Act
  ) throws {
    let (meeting, committee) = try planned(meeting, db, act)
    let points = try list(meeting.id, db)
    guard let removed = points.first(where: { $0.id == point }) else { throw Refusal.notFound }
    try db.execute("DELETE FROM agenda_point WHERE id = \(point)")
    try arrange(points.filter { $0.id != point }, meeting, db)
    try Audit.record(
      "meeting.removeAgendaPoint", of: .meeting(meeting.id), unit: committee.unit,
      before: ["text": removed.text], db, act)
  }

  /// One place up (−1) or down (1); at the ends nothing changes.
  public static func move(
    _ point: ID<AgendaPoint>, by step: Int, of meeting: ID<Meeting>, _ db: any Writer, _ act: Act
  ) throws {
    let (meeting, committee) = try planned(meeting, db, act)
    var points = try list(meeting.id, db)
    guard let place = points.firstIndex(where: { $0.id == point }) else { throw Refusal.notFound }
    let other = place + step.signum()
    guard points.indices.contains(other) else { return }
    points.swapAt(place, other)
    try arrange(points, meeting, db)
    try Audit.record(
      "meeting.moveAgendaPoint", of: .meeting(meeting.id), unit: committee.unit,
      before: ["position": "\(place + 1)"],
      after: ["position": "\(other + 1)", "text": points[other].text], db, act)
  }

  /// From here on the agenda stays as it is.
  public static func fix(
    _ meeting: ID<Meeting>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let (meeting, committee) = try planned(meeting, db, act)
    let count = try list(meeting.id, db).count
    guard count > 0 else {
      throw Refusal.conflict(
        "Chương trình họp chưa có nội dung nào. Hãy thêm ít nhất một nội dung.")
    }
    let changed = try db.execute(
      """
      UPDATE committee_meeting SET stage = 'agendaFixed', version = version + 1
      WHERE id = \(meeting.id) AND version = \(version) AND stage = 'planned'
      """)
    guard changed == 1 else { throw Meetings.stale }
    try Audit.record(
      "meeting.fixAgenda", of: .meeting(meeting.id), unit: committee.unit,
      after: ["points": "\(count)"], db, act)
  }

  private static func planned(
    _ id: ID<Meeting>, _ db: any Reader, _ act: Act
  ) throws -> (Meeting, SteeringCommittee) {
    let (meeting, committee) = try Meetings.managed(id, db, act)
    guard meeting.stage == .planned else {
      throw Refusal.conflict(
        "Chương trình họp đã chốt nên không sửa được. Nội dung phát sinh ghi vào biên bản và kết luận."
      )
    }
    return (meeting, committee)
  }

  /// Puts the system's points before those that are there.
  static func fill(
    _ meeting: Meeting, _ committee: SteeringCommittee, _ db: any Writer, _ act: Act
  ) throws {
    let own = try list(meeting.id, db)
    let found = try AgendaSources(meeting, committee, db, act).all()
    try insert(found, into: meeting, after: own.count, db, act)
    let points = try list(meeting.id, db)
    let ids = Set(own.map(\.id))
    try arrange(points.filter { !ids.contains($0.id) } + own, meeting, db)
  }

  /// Something that the agenda takes up.
  struct Found {
    let source: AgendaPoint.Source
    let text: String
    var count = 0
    var due: CivilDate?
    var units = ""
    var duty: ID<Duty>?
    var plan: ID<OfficePlan>?
    var point: ID<ConclusionPoint>?
  }

  /// Which of the duties that points speak of the actor may look at.
  public static func visible(
    _ points: [AgendaPoint], _ db: any Reader, _ act: Act
  ) throws -> Set<ID<Duty>> {
    Set(
      try db.rows(
        """
        SELECT d.id
        FROM duty d
        WHERE d.id IN \(list: points.compactMap(\.duty)) AND \(Duties.visible(act))
        """
      ).map { try $0.get("id", as: ID<Duty>.self) })
  }

  private static func list(_ meeting: ID<Meeting>, _ db: any Reader) throws -> [AgendaPoint] {
    try db.rows(
      """
      SELECT id, position, source, text, number, due_on, units, duty_id, plan_id,
        point_id
      FROM agenda_point
      WHERE meeting_id = \(meeting)
      ORDER BY position, id
      """
    ).map { row in
      AgendaPoint(
        id: try row.get("id"), position: try row.get("position"),
        source: try row.choice("source"), text: try row.get("text"),
        count: try row.get("number"), due: try row.get("due_on"), units: try row.get("units"),
        duty: try row.get("duty_id"), plan: try row.get("plan_id"),
        point: try row.get("point_id"))
    }
  }

  private static func insert(
    _ found: [Found], into meeting: Meeting, after position: Int, _ db: any Writer, _ act: Act
  ) throws {
    try db.copyIn(
      "agenda_point",
      [
        "id", "meeting_id", "position", "source", "text", "number", "due_on", "units", "duty_id",
        "plan_id", "point_id",
      ],
      found.enumerated().map { index, point in
        [
          act.newID(AgendaPoint.self).columnValue, meeting.id.columnValue,
          .integer(Int64(position + 1 + index)), .text(point.source.rawValue), .text(point.text),
          .integer(Int64(point.count)), point.due.columnValue, .text(point.units),
          point.duty.columnValue, point.plan.columnValue, point.point.columnValue,
        ]
      })
  }

  /// Numbers the points as they stand.
  private static func arrange(
    _ points: [AgendaPoint], _ meeting: Meeting, _ db: any Writer
  ) throws {
    for (index, point) in points.enumerated() where point.position != index + 1 {
      try db.execute(
        "UPDATE agenda_point SET position = \(index + 1) WHERE id = \(point.id)")
    }
    try Meetings.touch(meeting.id, db)
  }
}
