public import Rules
public import Store

/// Meetings of steering committees: prepared with an agenda, held, concluded.
public enum Meetings {
  /// Plans a meeting and makes its agenda from what is overdue, due and returned. Needs to manage the committee.
  /// Problems name `subject`, `day`, `clock`, `place`, `guests`, `period`.
  public static func create(
    _ facts: MeetingFacts, of committee: ID<SteeringCommittee>, _ db: any Writer, _ act: Act
  ) throws -> ID<Meeting> {
    let committee = try Committees.managed(committee, db, act)
    let facts = try checked(facts, committee, nil, db)
    let id = act.newID(Meeting.self)
    try db.execute(
      """
      INSERT INTO committee_meeting
        (id, committee_id, subject, held_on, clock, place, guests, period_on, stage, minutes)
      VALUES
        (\(id), \(committee.id), \(facts.subject), \(facts.day), \(facts.clock), \(facts.place),
         \(facts.guests), \(facts.period), 'planned', '')
      """)
    try Audit.record(
      "meeting.create", of: .meeting(id), unit: committee.unit, after: record(facts), db, act)
    try Agendas.fill(try find(id, db, act), committee, db, act)
    return id
  }

  public static func change(
    _ id: ID<Meeting>, _ facts: MeetingFacts, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let (old, committee) = try managed(id, db, act)
    try demandOpen(old)
    let facts = try checked(facts, committee, old, db)
    let count = try db.execute(
      """
      UPDATE committee_meeting
      SET subject = \(facts.subject), held_on = \(facts.day), clock = \(facts.clock),
        place = \(facts.place), guests = \(facts.guests), period_on = \(facts.period),
        version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard count == 1 else { throw stale }
    try Audit.record(
      "meeting.change", of: .meeting(id), unit: committee.unit, before: record(old.facts),
      after: record(facts), db, act)
  }

  /// Takes away a meeting whose agenda is not fixed yet, with its agenda and the points drafted for it.
  public static func remove(
    _ id: ID<Meeting>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let (old, committee) = try managed(id, db, act)
    guard old.stage == .planned else {
      throw Refusal.conflict(
        "Cuộc họp đã chốt nội dung nên không xóa được. Nếu hoãn, hãy sửa ngày họp.")
    }
    guard old.version == version else { throw stale }
    try db.execute("DELETE FROM agenda_point WHERE meeting_id = \(id)")
    try db.execute("DELETE FROM meeting_attendance WHERE meeting_id = \(id)")
    try db.execute(
      """
      DELETE FROM conclusion_share
      WHERE point_id IN (SELECT id FROM conclusion_point WHERE meeting_id = \(id))
      """)
    try db.execute("DELETE FROM conclusion_point WHERE meeting_id = \(id)")
    try db.execute("DELETE FROM committee_meeting WHERE id = \(id)")
    try Audit.record(
      "meeting.remove", of: .meeting(id), unit: committee.unit, before: record(old.facts), db, act)
  }

  /// Keeps who was there and what was said. Problems name `minutes`.
  public static func keepMinutes(
    _ id: ID<Meeting>, present: Set<ID<CommitteeMember>>, _ minutes: String, seen version: Int,
    _ db: any Writer, _ act: Act
  ) throws {
    let (old, committee) = try managed(id, db, act)
    try demandOpen(old)
    guard old.facts.day <= act.today else {
      throw Refusal.conflict(
        "Cuộc họp diễn ra ngày \(old.facts.day.vietnamese); từ ngày đó mới ghi biên bản được. Nếu họp sớm hơn, hãy sửa ngày họp."
      )
    }
    let minutes = VietnameseOrder.composed(minutes).replacing("\r\n", with: "\n")
    if let problem = OfficeLines.problem(minutes, "minutes", "Biên bản", limit: 20_000) {
      throw Refusal.invalid([problem])
    }
    let count = try db.execute(
      """
      UPDATE committee_meeting SET minutes = \(minutes), version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard count == 1 else { throw stale }
    let members = try CommitteeMembers.list(of: committee.id, db, act)
      .filter { $0.isInForce(on: old.facts.day) && present.contains($0.id) }
    try db.execute("DELETE FROM meeting_attendance WHERE meeting_id = \(id)")
    try db.copyIn(
      "meeting_attendance", ["meeting_id", "member_id"],
      members.map { [id.columnValue, $0.id.columnValue] })
    try Audit.record(
      "meeting.keepMinutes", of: .meeting(id), unit: committee.unit,
      after: ["present": "\(members.count)"], db, act)
  }

  public static func find(
    _ id: ID<Meeting>, _ db: any Reader, _ act: Act
  ) throws -> Meeting {
    let row = try db.row(
      """
      SELECT \(columns)
      FROM committee_meeting m
      JOIN committee c ON c.id = m.committee_id
      WHERE m.id = \(id) AND \(Committees.visible(act))
      """)
    guard let row else { throw Refusal.notFound }
    return try meeting(row)
  }

  /// The latest first.
  public static func list(
    of committee: ID<SteeringCommittee>, limit: Int = 50, _ db: any Reader, _ act: Act
  ) throws -> [Meeting] {
    try db.rows(
      """
      SELECT \(columns)
      FROM committee_meeting m
      JOIN committee c ON c.id = m.committee_id
      WHERE m.committee_id = \(committee) AND \(Committees.visible(act))
      ORDER BY m.held_on DESC, m.id DESC
      LIMIT \(limit)
      """
    ).map(meeting)
  }

  /// The members who were there.
  public static func present(
    at meeting: ID<Meeting>, _ db: any Reader, _ act: Act
  ) throws -> Set<ID<CommitteeMember>> {
    let meeting = try find(meeting, db, act)
    return Set(
      try db.rows(
        "SELECT member_id FROM meeting_attendance WHERE meeting_id = \(meeting.id)"
      ).map { try $0.get("member_id", as: ID<CommitteeMember>.self) })
  }

  static func managed(
    _ id: ID<Meeting>, _ db: any Reader, _ act: Act
  ) throws -> (Meeting, SteeringCommittee) {
    let meeting = try find(id, db, act)
    return (meeting, try Committees.managed(meeting.committee, db, act))
  }

  static func demandOpen(_ meeting: Meeting) throws {
    guard let conclusion = meeting.conclusion else { return }
    throw Refusal.conflict(
      "Cuộc họp đã có Thông báo kết luận số \(conclusion.number) ngày \(conclusion.signedOn.vietnamese) nên không sửa được nữa. Nội dung mới đưa vào cuộc họp sau."
    )
  }

  /// Counts a change of what belongs to a meeting, so that nobody fixes or concludes what they have not seen.
  static func touch(_ id: ID<Meeting>, _ db: any Writer) throws {
    try db.execute("UPDATE committee_meeting SET version = version + 1 WHERE id = \(id)")
  }

  static let stale = Refusal.conflict(
    "Cuộc họp vừa được người khác sửa. Hãy xem lại nội dung mới rồi làm tiếp.")

  private static let columns: SQL = """
    m.id, m.committee_id, m.subject, m.held_on, m.clock, m.place, m.guests, m.period_on, m.stage,
    m.minutes, m.number, m.signed_on, m.chair, m.version
    """

  private static func meeting(_ row: Row) throws -> Meeting {
    var conclusion: Conclusion?
    if let number: String = try row.get("number"), let signed: CivilDate = try row.get("signed_on")
    {
      conclusion = Conclusion(
        number: number, signedOn: signed, chair: try row.get("chair", as: String?.self) ?? "")
    }
    return Meeting(
      id: try row.get("id"), committee: try row.get("committee_id"),
      facts: MeetingFacts(
        subject: try row.get("subject"), day: try row.get("held_on"),
        clock: try row.get("clock"), place: try row.get("place"), guests: try row.get("guests"),
        period: try row.get("period_on")),
      stage: try row.choice("stage"), minutes: try row.get("minutes"), conclusion: conclusion,
      version: try row.get("version"))
  }

  private static func checked(
    _ facts: MeetingFacts, _ committee: SteeringCommittee, _ old: Meeting?, _ db: any Reader
  ) throws -> MeetingFacts {
    var facts = facts
    facts.subject = OfficeText.cleaned(facts.subject)
    facts.place = OfficeText.cleaned(facts.place)
    facts.clock = OfficeText.cleaned(facts.clock)
    facts.guests = OfficeLines.cleaned(facts.guests)
    var problems = [
      OfficeText.problem(facts.subject, "subject", "Tên cuộc họp", limit: 500),
      OfficeText.problem(facts.place, "place", "Địa điểm", limit: 300, mayBeEmpty: true),
      OfficeLines.problem(facts.guests, "guests", "Khách mời"),
    ].compactMap(\.self)
    if !facts.clock.isEmpty, !isClock(facts.clock) {
      problems.append(Problem("clock", "Nhập giờ họp dạng 08:00, hoặc để trống."))
    }
    if !committee.isInForce(on: facts.day) {
      problems.append(
        Problem(
          "day",
          "Ngày \(facts.day.vietnamese) nằm ngoài thời gian hoạt động của Ban Chỉ đạo. Chọn ngày khác, hoặc sửa thời gian hoạt động."
        ))
    }
    if let period = facts.period, period != old?.facts.period,
      !(try CommitteePeriods.list(of: committee, db)).contains(where: { $0.period.first == period })
    {
      problems.append(Problem("period", "Chọn một kỳ họp trong danh sách."))
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
    return facts
  }

  private static func isClock(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
      let minute = Int(parts[1])
    else { return false }
    return (0...23).contains(hour) && (0...59).contains(minute)
  }

  private static func record(_ facts: MeetingFacts) -> Facts {
    [
      "subject": facts.subject, "day": facts.day.iso, "clock": facts.clock, "place": facts.place,
      "guests": facts.guests, "period": facts.period?.iso,
    ]
  }
}
