public import Rules
public import Store

/// Steering committees. One is seen by those whose roles reach its unit and by its members; its secretary and those
/// who may manage the committees of its unit manage it.
public enum Committees {
  /// Needs `manageCommittees` on the unit. Problems name `name`, `number`, `standing`, `daysAfter`, `to`.
  public static func create(
    _ facts: CommitteeFacts, of unit: ID<Unit>, _ db: any Writer, _ act: Act
  ) throws -> ID<SteeringCommittee> {
    try Rights.demand(.manageCommittees, on: unit, db, act)
    let facts = try checked(facts, of: unit, db, act)
    let id = act.newID(SteeringCommittee.self)
    try db.execute(
      """
      INSERT INTO committee
        (id, unit_id, name, number, signed_on, standing_id, cycle, days_after, valid_from, valid_to)
      VALUES
        (\(id), \(unit), \(facts.name), \(facts.number), \(facts.signedOn), \(facts.standing),
         \(facts.rule.cycle.rawValue), \(facts.rule.daysAfter), \(facts.from), \(facts.to))
      """)
    try Audit.record(
      "committee.create", of: .committee(id), unit: unit, after: record(facts), db, act)
    try CommitteePeriods.extend(try find(id, db, act), db, act)
    return id
  }

  /// Puts the facts right; a new rule makes duties of its own and drops those of the old one that lie ahead.
  public static func change(
    _ id: ID<SteeringCommittee>, _ facts: CommitteeFacts, seen version: Int, _ db: any Writer,
    _ act: Act
  ) throws {
    let old = try managed(id, db, act)
    let facts = try checked(facts, of: old.unit, db, act)
    let count = try db.execute(
      """
      UPDATE committee
      SET name = \(facts.name), number = \(facts.number), signed_on = \(facts.signedOn),
        standing_id = \(facts.standing), cycle = \(facts.rule.cycle.rawValue),
        days_after = \(facts.rule.daysAfter), valid_from = \(facts.from),
        valid_to = \(facts.to), version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard count == 1 else {
      throw Refusal.conflict(
        "Ban Chỉ đạo vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp.")
    }
    try Audit.record(
      "committee.change", of: .committee(id), unit: old.unit, before: record(old.facts),
      after: record(facts), db, act)
    let new = try find(id, db, act)
    if old.facts.rule != facts.rule || old.facts.standing != facts.standing
      || old.facts.to != facts.to || old.facts.name != facts.name
    {
      try CommitteePeriods.dropAhead(new, db, act)
    }
    try CommitteePeriods.extend(new, db, act)
  }

  public static func find(
    _ id: ID<SteeringCommittee>, _ db: any Reader, _ act: Act
  ) throws -> SteeringCommittee {
    let row = try db.row(
      "SELECT \(columns) FROM committee c WHERE c.id = \(id) AND \(visible(act))")
    guard let row else { throw Refusal.notFound }
    return try committee(row)
  }

  /// Those in force first, then by the day on which they began.
  public static func list(_ db: any Reader, _ act: Act) throws -> [SteeringCommittee] {
    try db.rows(
      """
      SELECT \(columns)
      FROM committee c
      WHERE \(visible(act))
      ORDER BY c.valid_to DESC, c.valid_from DESC, c.id
      LIMIT 200
      """
    ).map(committee)
  }

  /// All in force on the day, for the job that makes the duties of their meetings.
  static func inForce(_ db: any Reader, on day: CivilDate) throws -> [SteeringCommittee] {
    try db.rows(
      "SELECT \(columns) FROM committee c WHERE c.valid_from <= \(day) AND c.valid_to >= \(day)"
    ).map(committee)
  }

  /// Whether the actor manages it: by a role, or as its secretary.
  public static func mayManage(
    _ committee: SteeringCommittee, _ db: any Reader, _ act: Act
  ) throws -> Bool {
    if try Rights.allows(.manageCommittees, on: committee.unit, db, act) { return true }
    guard act.actor.only == nil, let account = act.actor.account else { return false }
    let secretary = try db.row(
      """
      SELECT m.id
      FROM committee_member m
      JOIN account a ON a.person_id = m.person_id
      WHERE m.committee_id = \(committee.id) AND m.role = 'secretary' AND a.id = \(account)
        AND m.valid_from <= \(act.today) AND m.valid_to >= \(act.today)
      LIMIT 1
      """)
    return secretary != nil
  }

  /// Throws `Refusal.forbidden` unless the actor manages it.
  public static func demandManaging(
    _ committee: SteeringCommittee, _ db: any Reader, _ act: Act
  ) throws {
    guard try mayManage(committee, db, act) else {
      throw Refusal.forbidden(
        "Tài khoản của bạn chỉ xem được Ban Chỉ đạo này. Thư ký Ban Chỉ đạo và cơ quan thường trực mới sửa được."
      )
    }
  }

  static func managed(
    _ id: ID<SteeringCommittee>, _ db: any Reader, _ act: Act
  ) throws -> SteeringCommittee {
    let committee = try find(id, db, act)
    try demandManaging(committee, db, act)
    return committee
  }

  /// A condition on `committee c`.
  static func visible(_ act: Act) -> SQL {
    guard act.actor.only?.contains(.viewCommittees) ?? true else { return "1 = 0" }
    let reach = Rights.reach(of: .viewCommittees, act).condition("c.unit_id", on: act.today)
    guard let account = act.actor.account else { return reach }
    return """
      (\(reach) OR c.id IN (
        SELECT m.committee_id
        FROM committee_member m
        JOIN account a ON a.person_id = m.person_id
        WHERE a.id = \(account) AND m.valid_from <= \(act.today) AND m.valid_to >= \(act.today)
      ))
      """
  }

  private static let columns: SQL = """
    c.id, c.unit_id, c.name, c.number, c.signed_on, c.standing_id, c.cycle, c.days_after,
    c.valid_from, c.valid_to, c.version
    """

  private static func committee(_ row: Row) throws -> SteeringCommittee {
    SteeringCommittee(
      id: try row.get("id"), unit: try row.get("unit_id"),
      facts: CommitteeFacts(
        name: try row.get("name"), number: try row.get("number"),
        signedOn: try row.get("signed_on"), standing: try row.get("standing_id"),
        rule: MeetingRule(try row.choice("cycle"), daysAfter: try row.get("days_after")),
        from: try row.get("valid_from"), to: try row.get("valid_to")),
      version: try row.get("version"))
  }

  private static func checked(
    _ facts: CommitteeFacts, of unit: ID<Unit>, _ db: any Reader, _ act: Act
  ) throws -> CommitteeFacts {
    var facts = facts
    facts.name = OfficeText.cleaned(facts.name)
    facts.number = OfficeText.cleaned(facts.number)
    var problems = [
      OfficeText.problem(facts.name, "name", "Tên Ban Chỉ đạo"),
      OfficeText.problem(
        facts.number, "number", "Số quyết định", limit: 60, mayBeEmpty: true),
    ].compactMap(\.self)
    if !(0...31).contains(facts.rule.daysAfter) {
      problems.append(Problem("daysAfter", "Số ngày sau khi hết kỳ phải từ 0 đến 31."))
    }
    if facts.from > facts.to {
      problems.append(Problem("to", "Ngày kết thúc không được trước ngày bắt đầu."))
    }
    let tree = try UnitGroups.tree(of: unit, on: act.today, db)
    if !tree.contains(where: { $0.id == facts.standing }) {
      problems.append(
        Problem(
          "standing",
          "Cơ quan thường trực phải là đơn vị của Ban Chỉ đạo hoặc đơn vị trực thuộc đang hoạt động."
        ))
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
    return facts
  }

  private static func record(_ facts: CommitteeFacts) -> Facts {
    [
      "name": facts.name, "number": facts.number, "signedOn": facts.signedOn?.iso,
      "standing": facts.standing.text, "cycle": facts.rule.cycle.rawValue,
      "daysAfter": "\(facts.rule.daysAfter)", "from": facts.from.iso, "to": facts.to.iso,
    ]
  }
}

extension Subject {
  public static func committee(_ id: ID<SteeringCommittee>) -> Subject {
    Subject("committee", id.text)
  }
  public static func meeting(_ id: ID<Meeting>) -> Subject { Subject("meeting", id.text) }
}
