public import Rules
public import Store

/// Something that is open for a person in a unit, and that another can take over.
public struct HandOverItem: Sendable, Equatable {
  /// The source that knows it: "post", "role".
  public let kind: String
  public let id: String
  /// What it is, for people: "Người đứng đầu (Chủ tịch UBND xã), từ ngày 01/07/2025".
  public let words: String

  /// Kind and id in one, for a form.
  public var key: String { kind + ":" + id }
}

/// One change of hands.
public struct HandOverPlan: Sendable, Equatable {
  public var from: ID<Person>
  public var to: ID<Person>
  public var unit: ID<Unit>
  /// The second person's first day; the first one's last is the day before.
  public var on: CivilDate
  /// Keys of the items that change hands.
  public var items: [String]
  public var note: String

  public init(
    from: ID<Person>, to: ID<Person>, unit: ID<Unit>, on date: CivilDate, items: [String],
    note: String = ""
  ) {
    self.from = from
    self.to = to
    self.unit = unit
    self.on = date
    self.items = items
    self.note = note
  }
}

/// A capability whose work can change hands: it says what is open and passes one item on.
struct HandOverSource: Sendable {
  let kind: String
  /// The right needed on the unit to pass such items on.
  let permission: Permission
  /// What began before `date` and goes on over it.
  let open:
    @Sendable (
      _ person: ID<Person>, _ unit: ID<Unit>, _ date: CivilDate, _ db: any Reader
    ) throws -> [HandOverItem]
  /// Ends the item for the first person and begins it for the second; the id of what began.
  let pass:
    @Sendable (
      _ item: HandOverItem, _ plan: HandOverPlan, _ db: any Writer, _ act: Act
    ) throws -> String
}

/// Passing on what is open when a person leaves a post.
public enum HandOver {
  /// Each capability adds its own.
  static let sources: [HandOverSource] = [.posts, .roles]

  /// What a person has in a unit that goes on over `date`, the first day of whoever would take over. Needs
  /// `handOver` on the unit.
  public static func open(
    for person: ID<Person>, in unit: ID<Unit>, on date: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> [HandOverItem] {
    _ = try Units.find(unit, on: date, db, act)
    try Rights.demand(.handOver, on: unit, db, act)
    return try sources.flatMap { try $0.open(person, unit, date, db) }
  }

  /// Ends the chosen items for the first person and begins them for the second, all or none; the id of the
  /// record of it. Needs `handOver` on the unit, and what each source asks for.
  public static func carryOut(
    _ plan: HandOverPlan, _ db: any Writer, _ act: Act
  ) throws -> ID<HandOverRecord> {
    let last = plan.on.adding(days: -1)
    let open = try open(for: plan.from, in: plan.unit, on: plan.on, db, act)
    let giver = try People.find(plan.from, db, act)
    let taker = try People.find(plan.to, db, act)
    let chosen = open.filter { plan.items.contains($0.key) }
    let note = OfficeText.cleaned(plan.note)
    try check(plan, chosen, note, db, act)
    let id = act.newID(HandOverRecord.self)
    try db.execute(
      """
      INSERT INTO hand_over (id, unit_id, from_person_id, to_person_id, effective_on, note, at)
      VALUES (\(id), \(plan.unit), \(plan.from), \(plan.to), \(plan.on), \(note), \(act.at))
      """)
    var before: Facts = ["person": plan.from.text, "name": giver.fullName, "last": last.iso]
    var after: Facts = [
      "person": plan.to.text, "name": taker.fullName, "on": plan.on.iso, "note": note,
    ]
    for source in sources {
      for item in chosen where item.kind == source.kind {
        try Rights.demand(source.permission, on: plan.unit, db, act)
        let new = try source.pass(item, plan, db, act)
        try db.execute(
          """
          INSERT INTO hand_over_item (hand_over_id, kind, old_id, new_id, words)
          VALUES (\(id), \(item.kind), \(item.id), \(new), \(item.words))
          """)
        before.pairs.append((item.kind, item.id))
        after.pairs.append((item.kind, new))
      }
    }
    try Audit.record(
      "handOver", of: Subject("handOver", id.text), unit: plan.unit, before: before, after: after,
      db, act)
    return id
  }

  private static func check(
    _ plan: HandOverPlan, _ chosen: [HandOverItem], _ note: String, _ db: any Reader, _ act: Act
  ) throws {
    var problems: [Problem] = []
    if plan.from == plan.to {
      problems.append(Problem("to", "Người nhận phải khác người bàn giao."))
    }
    if plan.items.isEmpty {
      problems.append(Problem("items", "Hãy chọn ít nhất một việc để bàn giao."))
    }
    let problem = OfficeText.problem(note, "note", "Ghi chú", limit: 1000, mayBeEmpty: true)
    problems += problem.map { [$0] } ?? []
    if !problems.isEmpty { throw Refusal.invalid(problems) }
    if chosen.count < Set(plan.items).count {
      throw Refusal.conflict(
        "Có việc đã chọn không còn do người bàn giao giữ đến ngày "
          + "\(plan.on.vietnamese). Hãy tải lại trang và chọn lại.")
    }
  }

  /// Past changes of hands in a unit, newest first.
  public static func past(
    in unit: ID<Unit>, limit: Int = 50, _ db: any Reader, _ act: Act
  ) throws -> [HandOverRecord] {
    _ = try Units.find(unit, on: act.today, db, act)
    let rows = try db.rows(
      """
      SELECT h.id, h.from_person_id, f.full_name AS from_name, h.to_person_id,
        t.full_name AS to_name, h.effective_on, h.note, h.at
      FROM hand_over h
      JOIN person f ON f.id = h.from_person_id
      JOIN person t ON t.id = h.to_person_id
      WHERE h.unit_id = \(unit)
      ORDER BY h.effective_on DESC, h.id DESC
      LIMIT \(limit)
      """)
    let ids: [ID<HandOverRecord>] = try rows.map { try $0.get("id") }
    let items = try db.rows(
      """
      SELECT hand_over_id, words FROM hand_over_item
      WHERE hand_over_id IN \(list: ids)
      ORDER BY hand_over_id, kind, old_id
      """)
    return try rows.map { row in
      let id: ID<HandOverRecord> = try row.get("id")
      return HandOverRecord(
        id: id, from: try row.get("from_person_id"), fromName: try row.get("from_name"),
        to: try row.get("to_person_id"), toName: try row.get("to_name"),
        on: try row.get("effective_on"), note: try row.get("note"), at: try row.get("at"),
        items: try items.filter { try $0.get("hand_over_id", as: ID<HandOverRecord>.self) == id }
          .map { try $0.get("words") })
    }
  }
}

/// A change of hands that was carried out.
public struct HandOverRecord: Sendable, Equatable {
  public let id: ID<HandOverRecord>
  public let from: ID<Person>
  public let fromName: String
  public let to: ID<Person>
  public let toName: String
  /// The second person's first day.
  public let on: CivilDate
  public let note: String
  public let at: Instant
  /// What changed hands, in words.
  public let items: [String]
}
