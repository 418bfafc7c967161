public import Rules
public import Store

/// A person's post in a unit as a form describes it.
public struct OfficeDraft: Sendable, Equatable {
  public var person: ID<Person>
  public var unit: ID<Unit>
  public var post: Post
  /// As the decision writes it: "Chủ tịch UBND xã"; empty for the post's own words.
  public var title: String
  public var from: CivilDate
  /// Nil where no end is known: then until the unit itself ends.
  public var to: CivilDate?

  public init(
    person: ID<Person>, unit: ID<Unit>, post: Post, title: String = "", from: CivilDate,
    to: CivilDate? = nil
  ) {
    self.person = person
    self.unit = unit
    self.post = post
    self.title = title
    self.from = from
    self.to = to
  }
}

/// Who was what in a unit, from when to when.
public enum OfficeHoldings {
  /// Puts a person into a post. Needs `changeOfficeHoldings` on the unit.
  ///
  /// A unit has one head and one PAR officer on a day; an appointment that overlaps is refused and says who
  /// holds the post. Problems name `person`, `unit`, `post`, `title`, `from`, `to`.
  public static func appoint(
    _ draft: OfficeDraft, _ db: any Writer, _ act: Act
  ) throws -> ID<OfficeHolding> {
    let unit = try Units.find(draft.unit, on: draft.from, db, act)
    try Rights.demand(.changeOfficeHoldings, on: draft.unit, db, act)
    let person = try People.find(draft.person, db, act)
    let draft = cleaned(draft, unit)
    try demand(draft, nil, unit, db)
    let id = try insert(draft, db, act)
    try Audit.record(
      "office.appoint", of: Subject("office", id.text), unit: draft.unit,
      after: facts(draft, person.fullName), db, act)
    return id
  }

  /// Puts right what was recorded wrongly: title, dates, post.
  public static func correct(
    _ id: ID<OfficeHolding>, post: Post, title: String, from: CivilDate, to: CivilDate?,
    seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let old = try editable(id, seen: version, db, act)
    let unit = try Units.find(old.unit, on: from, db, act)
    let draft = cleaned(
      OfficeDraft(
        person: old.person, unit: old.unit, post: post, title: title, from: from, to: to), unit)
    try demand(draft, id, unit, db)
    try db.execute(
      """
      UPDATE office_holding
      SET post = \(post.rawValue), title = \(draft.title), valid_from = \(from),
        valid_to = \(draft.to ?? .last), version = version + 1
      WHERE id = \(id)
      """)
    try Audit.record(
      "office.correct", of: Subject("office", id.text), unit: old.unit, before: facts(old),
      after: facts(draft, old.personName), db, act)
  }

  /// Ends a post; `last` is the last day in it.
  public static func end(
    _ id: ID<OfficeHolding>, on last: CivilDate, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let old = try editable(id, seen: version, db, act)
    if last < old.from {
      throw Refusal.invalid([
        Problem("last", "Ngày kết thúc không được trước ngày bắt đầu \(old.from.vietnamese).")
      ])
    }
    if last > old.to {
      throw Refusal.invalid([
        Problem("last", "Chức vụ này đã kết thúc ngày \(old.to.vietnamese).")
      ])
    }
    try setEnd(of: id, last, db)
    try Audit.record(
      "office.end", of: Subject("office", id.text), unit: old.unit, before: ["to": old.to.iso],
      after: ["to": last.iso], db, act)
  }

  static func setEnd(of id: ID<OfficeHolding>, _ last: CivilDate, _ db: any Writer) throws {
    try db.execute(
      """
      UPDATE office_holding SET valid_to = \(last), version = version + 1 WHERE id = \(id)
      """)
  }

  /// Ends the posts of a unit with the unit.
  static func close(in unit: Unit, on last: CivilDate, _ db: any Writer) throws {
    let later = try db.row(
      """
      SELECT p.full_name, h.valid_from
      FROM office_holding h
      JOIN person p ON p.id = h.person_id
      WHERE h.unit_id = \(unit.id) AND h.valid_from > \(last)
      ORDER BY h.valid_from
      LIMIT 1
      """)
    if let later {
      let from: CivilDate = try later.get("valid_from")
      throw Refusal.conflict(
        "\(try later.get("full_name", as: String.self)) giữ chức vụ ở \(unit.fullName) từ ngày "
          + "\(from.vietnamese), sau ngày kết thúc \(last.vietnamese). Hãy sửa chức vụ đó trước.")
    }
    try db.execute(
      """
      UPDATE office_holding SET valid_to = \(last), version = version + 1
      WHERE unit_id = \(unit.id) AND valid_to > \(last)
      """)
  }

  static func insert(
    _ draft: OfficeDraft, _ db: any Writer, _ act: Act
  ) throws -> ID<OfficeHolding> {
    let id = act.newID(OfficeHolding.self)
    try db.execute(
      """
      INSERT INTO office_holding
        (id, person_id, unit_id, post, title, valid_from, valid_to, version)
      VALUES
        (\(id), \(draft.person), \(draft.unit), \(draft.post.rawValue), \(draft.title),
         \(draft.from), \(draft.to ?? .last), 1)
      """)
    return id
  }

  private static func editable(
    _ id: ID<OfficeHolding>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws -> OfficeHolding {
    let old = try find(id, db, act)
    try Rights.demand(.changeOfficeHoldings, on: old.unit, db, act)
    guard old.version == version else {
      throw Refusal.conflict(
        "Chức vụ của \(old.personName) vừa được người khác sửa. Hãy xem lại rồi sửa tiếp.")
    }
    return old
  }

  /// An open end becomes the unit's own, so that a post never outlasts its unit.
  private static func cleaned(_ draft: OfficeDraft, _ unit: Unit) -> OfficeDraft {
    var draft = draft
    draft.title = OfficeText.cleaned(draft.title)
    if draft.title.isEmpty { draft.title = draft.post.vietnamese }
    draft.to = draft.to ?? unit.to
    return draft
  }

  static func demand(
    _ draft: OfficeDraft, _ own: ID<OfficeHolding>?, _ unit: Unit, _ db: any Reader
  ) throws {
    let to = draft.to ?? .last
    var problems: [Problem] = []
    if let problem = OfficeText.problem(draft.title, "title", "Chức danh") {
      problems.append(problem)
    }
    if !unit.isInForce(on: draft.from) {
      problems.append(
        Problem("from", "\(unit.fullName) không có trong ngày \(draft.from.vietnamese)."))
    } else if draft.from > to {
      problems.append(Problem("to", "Ngày kết thúc không được trước ngày bắt đầu."))
    } else if to > unit.to {
      problems.append(
        Problem(
          "to", "\(unit.fullName) kết thúc ngày \(unit.to.vietnamese); chức vụ không thể dài hơn."))
    } else if let holder = try overlapping(draft, to, own, db) {
      problems.append(holder)
    }
    if !problems.isEmpty { throw Refusal.invalid(problems) }
  }

  private static func overlapping(
    _ draft: OfficeDraft, _ to: CivilDate, _ own: ID<OfficeHolding>?, _ db: any Reader
  ) throws -> Problem? {
    let whose: SQL =
      draft.post == .head || draft.post == .parOfficer
      ? "1 = 1" : "h.person_id = \(draft.person)"
    let row = try db.row(
      """
      SELECT p.full_name, h.valid_from, h.valid_to
      FROM office_holding h
      JOIN person p ON p.id = h.person_id
      WHERE h.unit_id = \(draft.unit) AND h.post = \(draft.post.rawValue)
        AND h.valid_from <= \(to) AND h.valid_to >= \(draft.from)
        AND h.id <> \(own?.text ?? "") AND \(whose)
      ORDER BY h.valid_from
      LIMIT 1
      """)
    guard let row else { return nil }
    let from: CivilDate = try row.get("valid_from")
    let end: CivilDate = try row.get("valid_to")
    let span: Sentence =
      end == .last
      ? "từ ngày \(from.vietnamese)" : "từ ngày \(from.vietnamese) đến ngày \(end.vietnamese)"
    return Problem(
      "post",
      "\(try row.get("full_name", as: String.self)) đang là \(draft.post.words) "
        + "\(span). Hãy kết thúc hoặc bàn giao chức vụ đó trước, hoặc chọn ngày khác.")
  }

  static func facts(_ holding: OfficeHolding) -> Facts {
    [
      "person": holding.person.text, "name": holding.personName, "post": holding.post.rawValue,
      "title": holding.title, "from": holding.from.iso, "to": holding.to.iso,
    ]
  }

  private static func facts(_ draft: OfficeDraft, _ name: String) -> Facts {
    [
      "person": draft.person.text, "name": name, "post": draft.post.rawValue,
      "title": draft.title, "from": draft.from.iso, "to": (draft.to ?? .last).iso,
    ]
  }
}
