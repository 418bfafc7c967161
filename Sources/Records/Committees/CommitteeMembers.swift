public import Rules
public import Store

/// Who sits in a steering committee, from when to when, and what each was assigned.
public enum CommitteeMembers {
  /// Needs to manage the committee. One chair and one standing deputy on a day. Problems name `person`, `unit`,
  /// `role`, `title`, `tasks`, `from`, `to`.
  public static func add(
    _ facts: MemberFacts, to committee: ID<SteeringCommittee>, _ db: any Writer, _ act: Act
  ) throws -> ID<CommitteeMember> {
    let committee = try Committees.managed(committee, db, act)
    let facts = try checked(facts, nil, committee, db, act)
    let id = act.newID(CommitteeMember.self)
    try db.execute(
      """
      INSERT INTO committee_member
        (id, committee_id, person_id, unit_id, role, title, tasks, valid_from, valid_to)
      VALUES
        (\(id), \(committee.id), \(facts.person), \(facts.unit), \(facts.role.rawValue),
         \(facts.title), \(facts.tasks), \(facts.from), \(facts.to))
      """)
    try Audit.record(
      "committee.addMember", of: .committee(committee.id), unit: committee.unit,
      after: record(facts), db, act)
    return id
  }

  public static func change(
    _ id: ID<CommitteeMember>, _ facts: MemberFacts, seen version: Int, _ db: any Writer,
    _ act: Act
  ) throws {
    let old = try find(id, db, act)
    let committee = try Committees.managed(old.committee, db, act)
    var facts = facts
    facts.person = old.facts.person
    facts = try checked(facts, id, committee, db, act)
    let count = try db.execute(
      """
      UPDATE committee_member
      SET unit_id = \(facts.unit), role = \(facts.role.rawValue), title = \(facts.title),
        tasks = \(facts.tasks), valid_from = \(facts.from), valid_to = \(facts.to),
        version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard count == 1 else {
      throw Refusal.conflict(
        "Thông tin thành viên vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp.")
    }
    try Audit.record(
      "committee.changeMember", of: .committee(committee.id), unit: committee.unit,
      before: record(old.facts), after: record(facts), db, act)
  }

  public static func find(
    _ id: ID<CommitteeMember>, _ db: any Reader, _ act: Act
  ) throws -> CommitteeMember {
    guard let member = try members("m.id = \(id)", db, act).first else { throw Refusal.notFound }
    return member
  }

  /// All who ever sat there; those in force first by their roles, as decisions list them.
  public static func list(
    of committee: ID<SteeringCommittee>, _ db: any Reader, _ act: Act
  ) throws -> [CommitteeMember] {
    let all = try members("m.committee_id = \(committee)", db, act)
    let rank = Dictionary(
      uniqueKeysWithValues: CommitteeRole.allCases.enumerated().map { ($1, $0) })
    return all.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      let ended = (one.facts.to < act.today, other.facts.to < act.today)
      if ended.0 != ended.1 { return other.facts.to < act.today }
      let ranks = (rank[one.facts.role] ?? 0, rank[other.facts.role] ?? 0)
      return ranks.0 == ranks.1 ? left.offset < right.offset : ranks.0 < ranks.1
    }.map(\.element)
  }

  private static func members(
    _ condition: SQL, _ db: any Reader, _ act: Act
  ) throws -> [CommitteeMember] {
    let rows = try db.rows(
      """
      SELECT m.id, m.committee_id, m.person_id, m.unit_id, m.role, m.title, m.tasks, m.valid_from,
        m.valid_to, m.version, p.full_name,
        CASE WHEN EXISTS (
          SELECT 1 FROM office_holding h
          WHERE h.person_id = m.person_id AND h.valid_from <= \(act.today)
            AND h.valid_to >= \(act.today)
        ) THEN 1 ELSE 0 END AS in_office
      FROM committee_member m
      JOIN committee c ON c.id = m.committee_id
      JOIN person p ON p.id = m.person_id
      WHERE \(condition) AND \(Committees.visible(act))
      ORDER BY m.valid_from, p.sort_key, m.id
      """)
    let units = try rows.map { try $0.get("unit_id", as: ID<Unit>.self) }
    let names = try Units.names(of: units.map { ($0, act.today) }, db)
    return try zip(rows, units).map { row, unit in
      CommitteeMember(
        id: try row.get("id"), committee: try row.get("committee_id"),
        facts: MemberFacts(
          person: try row.get("person_id"), unit: unit, role: try row.choice("role"),
          title: try row.get("title"), tasks: try row.get("tasks"),
          from: try row.get("valid_from"), to: try row.get("valid_to")),
        personName: try row.get("full_name"), unitName: names[unit] ?? "",
        isInOffice: try row.get("in_office", as: Int.self) == 1, version: try row.get("version"))
    }
  }

  private static func checked(
    _ facts: MemberFacts, _ own: ID<CommitteeMember>?, _ committee: SteeringCommittee,
    _ db: any Reader, _ act: Act
  ) throws -> MemberFacts {
    var facts = facts
    facts.title = OfficeText.cleaned(facts.title)
    facts.tasks = OfficeLines.cleaned(facts.tasks)
    if own == nil { _ = try People.find(facts.person, db, act) }
    var problems = [
      OfficeText.problem(facts.title, "title", "Chức vụ", mayBeEmpty: true),
      OfficeLines.problem(facts.tasks, "tasks", "Nhiệm vụ được phân công"),
    ].compactMap(\.self)
    if try Units.names(of: [(facts.unit, act.today)], db).isEmpty {
      problems.append(Problem("unit", "Đơn vị này không còn hoạt động. Chọn đơn vị khác."))
    }
    if facts.from > facts.to {
      problems.append(Problem("to", "Ngày kết thúc không được trước ngày bắt đầu."))
    } else if let problem = try taken(facts, own, committee, db) {
      problems.append(problem)
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
    return facts
  }

  /// Somebody else who has the place, or the same person twice.
  private static func taken(
    _ facts: MemberFacts, _ own: ID<CommitteeMember>?, _ committee: SteeringCommittee,
    _ db: any Reader
  ) throws -> Problem? {
    let whose: SQL =
      facts.role.isSingle
      ? "(m.role = \(facts.role.rawValue) OR m.person_id = \(facts.person))"
      : "m.person_id = \(facts.person)"
    let row = try db.row(
      """
      SELECT p.full_name, m.person_id, m.role
      FROM committee_member m
      JOIN person p ON p.id = m.person_id
      WHERE m.committee_id = \(committee.id) AND m.valid_from <= \(facts.to)
        AND m.valid_to >= \(facts.from) AND m.id <> \(own?.text ?? "") AND \(whose)
      ORDER BY m.valid_from
      LIMIT 1
      """)
    guard let row else { return nil }
    let name: String = try row.get("full_name")
    let role: CommitteeRole = try row.choice("role")
    if try row.get("person_id", as: ID<Person>.self) == facts.person {
      return Problem(
        "person",
        "\(name) đã là \(role.words) trong thời gian này. Hãy sửa hoặc kết thúc lần trước.")
    }
    return Problem(
      "role", "\(name) đang là \(role.words). Hãy ghi ngày kết thúc của \(name) trước.")
  }

  private static func record(_ facts: MemberFacts) -> Facts {
    [
      "person": facts.person.text, "unit": facts.unit.text, "role": facts.role.rawValue,
      "title": facts.title, "tasks": facts.tasks, "from": facts.from.iso, "to": facts.to.iso,
    ]
  }
}

/// Texts of several lines that people type about committees.
enum OfficeLines {
  /// One thing a line, without blank ones.
  static func cleaned(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { OfficeText.cleaned(String($0)) }
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  static func problem(
    _ text: String, _ field: String, _ label: Sentence, limit: Int = 5_000,
    mayBeEmpty: Bool = true
  ) -> Problem? {
    OfficeText.problem(
      OfficeText.cleaned(text), field, label, limit: limit, mayBeEmpty: mayBeEmpty)
  }
}
