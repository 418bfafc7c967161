public import Rules
public import Store

/// What meetings ended with, point by point. Issuing a conclusion gives units their duties.
public enum Conclusions {
  /// More than any conclusion has.
  static let mostPoints = 100

  public static func points(
    of meeting: ID<Meeting>, _ db: any Reader, _ act: Act
  ) throws -> [ConclusionPoint] {
    let meeting = try Meetings.find(meeting, db, act)
    return try points("p.meeting_id = \(meeting.id)", db, act)
  }

  public static func find(
    _ id: ID<ConclusionPoint>, _ db: any Reader, _ act: Act
  ) throws -> ConclusionPoint {
    guard let point = try points("p.id = \(id)", db, act).first else { throw Refusal.notFound }
    _ = try Meetings.find(point.meeting, db, act)
    return point
  }

  /// A point more. Problems name `text`, `product`, `due`, `shares`.
  public static func add(
    _ facts: PointFacts, to meeting: ID<Meeting>, _ db: any Writer, _ act: Act
  ) throws -> ID<ConclusionPoint> {
    let (meeting, committee) = try open(meeting, db, act)
    let facts = try checked(facts, meeting, committee, db, act)
    let position = try points(of: meeting.id, db, act).count + 1
    guard position <= mostPoints else {
      throw Refusal.conflict("Kết luận đã có \(mostPoints) điểm. Hãy gộp bớt.")
    }
    let id = act.newID(ConclusionPoint.self)
    try db.execute(
      """
      INSERT INTO conclusion_point (id, meeting_id, position, text, product, due_on)
      VALUES (\(id), \(meeting.id), \(position), \(facts.text), \(facts.product), \(facts.due))
      """)
    try copy(facts.shares, of: id, db)
    try Meetings.touch(meeting.id, db)
    try Audit.record(
      "meeting.addPoint", of: .meeting(meeting.id), unit: committee.unit, after: record(facts),
      db, act)
    return id
  }

  public static func change(
    _ id: ID<ConclusionPoint>, _ facts: PointFacts, seen version: Int, _ db: any Writer,
    _ act: Act
  ) throws {
    let old = try find(id, db, act)
    let (meeting, committee) = try open(old.meeting, db, act)
    let facts = try checked(facts, meeting, committee, db, act)
    let count = try db.execute(
      """
      UPDATE conclusion_point
      SET text = \(facts.text), product = \(facts.product), due_on = \(facts.due),
        version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard count == 1 else { throw stalePoint }
    try db.execute("DELETE FROM conclusion_share WHERE point_id = \(id)")
    try copy(facts.shares, of: id, db)
    try Meetings.touch(meeting.id, db)
    try Audit.record(
      "meeting.changePoint", of: .meeting(meeting.id), unit: committee.unit,
      before: record(old.facts), after: record(facts), db, act)
  }

  public static func remove(
    _ id: ID<ConclusionPoint>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let old = try find(id, db, act)
    let (meeting, committee) = try open(old.meeting, db, act)
    guard old.version == version else { throw stalePoint }
    try db.execute("DELETE FROM conclusion_share WHERE point_id = \(id)")
    try db.execute("DELETE FROM conclusion_point WHERE id = \(id)")
    try db.execute(
      """
      UPDATE conclusion_point SET position = position - 1
      WHERE meeting_id = \(meeting.id) AND position > \(old.position)
      """)
    try Meetings.touch(meeting.id, db)
    try Audit.record(
      "meeting.removePoint", of: .meeting(meeting.id), unit: committee.unit,
      before: record(old.facts), db, act)
  }

  /// How many duties the points would make today.
  public static func preview(
    _ meeting: ID<Meeting>, _ db: any Reader, _ act: Act
  ) throws -> Plans.Published {
    let meeting = try Meetings.find(meeting, db, act)
    let committee = try Committees.find(meeting.committee, db, act)
    let tree = try UnitGroups.tree(of: committee.unit, on: act.today, db)
    let holders = try points(of: meeting.id, db, act).map {
      CommitteeDuties.holders(of: $0.facts.shares, in: tree)
    }
    return Plans.Published(
      duties: holders.reduce(0) { $0 + $1.count },
      units: Set(holders.flatMap { $0.map(\.unit) }).count)
  }

  /// Whether the actor may give the units of a committee their duties; its secretary alone may not.
  public static func mayIssue(
    _ committee: SteeringCommittee, _ db: any Reader, _ act: Act
  ) throws -> Bool {
    try Rights.allows(.decideDuties, on: committee.unit, db, act)
  }

  /// Issues the conclusion: every unit gets its duties, and the duty to hold this meeting is reported. Needs
  /// `decideDuties` on the committee's unit. Problems name `number`, `signedOn`, `chair`. A second time is refused.
  @discardableResult
  public static func issue(
    _ id: ID<Meeting>, _ conclusion: Conclusion, seen version: Int, _ db: any Writer, _ act: Act
  ) throws -> Plans.Published {
    let meeting = try Meetings.find(id, db, act)
    let committee = try Committees.find(meeting.committee, db, act)
    try Rights.demand(.decideDuties, on: committee.unit, db, act)
    try Meetings.demandOpen(meeting)
    let conclusion = try checked(conclusion, meeting, act)
    let points = try points(of: id, db, act)
    guard !points.isEmpty else {
      throw Refusal.conflict("Kết luận chưa có điểm nào. Hãy ghi ít nhất một điểm rồi ban hành.")
    }
    let changed = try db.execute(
      """
      UPDATE committee_meeting
      SET stage = 'concluded', number = \(conclusion.number), signed_on = \(conclusion.signedOn),
        chair = \(conclusion.chair), version = version + 1
      WHERE id = \(id) AND version = \(version) AND stage <> 'concluded'
      """)
    guard changed == 1 else { throw Meetings.stale }
    let made = try give(points, committee, db, act)
    try CommitteePeriods.settle(
      committee, meeting,
      "Đã họp ngày \(meeting.facts.day.vietnamese); \(title(conclusion)).", db, act)
    try Audit.record(
      "meeting.conclude", of: .meeting(id), unit: committee.unit,
      after: [
        "number": conclusion.number, "signedOn": conclusion.signedOn.iso,
        "chair": conclusion.chair, "duties": "\(made.duties)", "units": "\(made.units)",
      ], db, act)
    return made
  }

  /// "Thông báo kết luận số 12/TB-BCĐ ngày 20/11/2026"
  static func title(_ conclusion: Conclusion) -> String {
    "Thông báo kết luận số \(conclusion.number) ngày \(conclusion.signedOn.vietnamese)"
  }

  private static func give(
    _ points: [ConclusionPoint], _ committee: SteeringCommittee, _ db: any Writer, _ act: Act
  ) throws -> Plans.Published {
    let tree = try UnitGroups.tree(of: committee.unit, on: act.today, db)
    var units: Set<ID<Unit>> = []
    var count = 0
    for point in points {
      let holders = CommitteeDuties.holders(of: point.facts.shares, in: tree)
      guard !holders.isEmpty else { throw nobody(point) }
      if let gone = holders.first(where: { holder in !tree.contains { $0.id == holder.unit } }) {
        throw try notUnder(gone.unit, point, committee, db, act)
      }
      let duties = try CommitteeDuties.give(
        CommitteeDuties.Order(
          title: point.facts.text, product: point.facts.product, due: point.facts.due,
          giver: committee.unit), to: holders, db, act)
      try db.copyIn(
        "conclusion_duty", ["duty_id", "point_id"],
        duties.map { [$0.columnValue, point.id.columnValue] })
      units.formUnion(holders.map(\.unit))
      count += duties.count
    }
    return Plans.Published(duties: count, units: units.count)
  }

  private static func nobody(_ point: ConclusionPoint) -> Refusal {
    .conflict(
      "Điểm \(point.position): nhóm đã chọn không có đơn vị nào trực thuộc. Hãy chọn đơn vị hoặc nhóm khác."
    )
  }

  private static func notUnder(
    _ unit: ID<Unit>, _ point: ConclusionPoint, _ committee: SteeringCommittee,
    _ db: any Reader, _ act: Act
  ) throws -> Refusal {
    let name = try Units.names(of: [(unit, act.today)], db)[unit]
    guard let name else {
      return .conflict(
        "Điểm \(point.position): đơn vị đã chọn không còn hoạt động. Hãy chọn đơn vị khác.")
    }
    return .conflict(
      "Điểm \(point.position): \(name) không trực thuộc đơn vị của Ban Chỉ đạo nên không giao việc được."
    )
  }

  private static func open(
    _ id: ID<Meeting>, _ db: any Reader, _ act: Act
  ) throws -> (Meeting, SteeringCommittee) {
    let (meeting, committee) = try Meetings.managed(id, db, act)
    try Meetings.demandOpen(meeting)
    return (meeting, committee)
  }

  private static func checked(
    _ conclusion: Conclusion, _ meeting: Meeting, _ act: Act
  ) throws -> Conclusion {
    var conclusion = conclusion
    conclusion.number = OfficeText.cleaned(conclusion.number)
    conclusion.chair = OfficeText.cleaned(conclusion.chair)
    var problems = [
      OfficeText.problem(conclusion.number, "number", "Số thông báo kết luận", limit: 60),
      OfficeText.problem(conclusion.chair, "chair", "Người chủ trì"),
    ].compactMap(\.self)
    if conclusion.signedOn < meeting.facts.day {
      problems.append(
        Problem(
          "signedOn",
          "Ngày ký không được trước ngày họp (\(meeting.facts.day.vietnamese))."))
    } else if conclusion.signedOn > act.today {
      problems.append(Problem("signedOn", "Ngày ký không được sau hôm nay."))
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
    return conclusion
  }

  private static func checked(
    _ facts: PointFacts, _ meeting: Meeting, _ committee: SteeringCommittee, _ db: any Reader,
    _ act: Act
  ) throws -> PointFacts {
    var facts = facts
    facts.text = OfficeText.cleaned(facts.text)
    facts.product = OfficeText.cleaned(facts.product)
    var problems = [
      OfficeText.problem(facts.text, "text", "Nội dung kết luận", limit: 5_000),
      OfficeText.problem(facts.product, "product", "Sản phẩm", limit: 500, mayBeEmpty: true),
    ].compactMap(\.self)
    if facts.due < meeting.facts.day {
      problems.append(
        Problem("due", "Hạn không được trước ngày họp (\(meeting.facts.day.vietnamese))."))
    }
    let tree = Set(try UnitGroups.tree(of: committee.unit, on: act.today, db).map(\.id))
    for share in facts.shares {
      if case .unit(let unit) = share.who, !tree.contains(unit) {
        problems.append(
          Problem(
            "shares",
            "“\(share.words)” không trực thuộc đơn vị của Ban Chỉ đạo, hoặc không còn hoạt động. Chọn đơn vị khác."
          ))
      }
    }
    if facts.shares.isEmpty
      || facts.shares.contains(where: {
        $0.who == .unknown || $0.who == .outside
      })
    {
      problems.append(Problem("shares", "Chọn đơn vị hoặc nhóm đơn vị thực hiện."))
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
    return facts
  }

  private static let stalePoint = Refusal.conflict(
    "Điểm kết luận vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp.")

  private static func record(_ facts: PointFacts) -> Facts {
    [
      "text": facts.text, "product": facts.product, "due": facts.due.iso,
      "shares": facts.shares.map { "\($0.role.rawValue): \($0.words)" }.joined(separator: "; "),
    ]
  }
}
