public import Rules
public import Store

/// A person as a form describes them.
public struct PersonDraft: Sendable, Equatable {
  public var fullName: String
  public var email: String
  public var phone: String

  /// Empty texts where email or phone are not known.
  public init(fullName: String, email: String = "", phone: String = "") {
    self.fullName = fullName
    self.email = email
    self.phone = phone
  }
}

/// The people who work, or worked, in units. Whoever may not see a unit does not see those who only ever
/// worked there; a person without any post is seen by those who may change people.
public enum People {
  /// Adds a person who is to work in `unit` (nil: of the office as a whole). Needs `changePeople` there.
  ///
  /// Problems name `fullName`, `email`, `phone`. Two people may have one name.
  public static func create(
    _ draft: PersonDraft, for unit: ID<Unit>?, _ db: any Writer, _ act: Act
  ) throws -> ID<Person> {
    if let unit { _ = try Units.find(unit, on: act.today, db, act) }
    try Rights.demand(.changePeople, on: unit, db, act)
    let draft = try checked(draft)
    let id = act.newID(Person.self)
    try db.execute(
      """
      INSERT INTO person (id, full_name, email, phone, sort_key, search_key, version)
      VALUES (\(id), \(draft.fullName), \(orNull(draft.email)), \(orNull(draft.phone)),
        \(sortKey(draft.fullName)), \(searchKey(draft.fullName)), 1)
      """)
    try Audit.record(
      "person.create", of: .person(id), unit: unit, after: facts(draft), db, act)
    return id
  }

  /// Puts a person's name or ways to reach them right. Needs `changePeople` on a unit where they hold a post
  /// today, or on the office.
  public static func change(
    _ id: ID<Person>, _ draft: PersonDraft, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let old = try find(id, db, act)
    try demandChange(of: id, db, act)
    let draft = try checked(draft)
    let count = try db.execute(
      """
      UPDATE person
      SET full_name = \(draft.fullName), email = \(orNull(draft.email)),
        phone = \(orNull(draft.phone)), sort_key = \(sortKey(draft.fullName)),
        search_key = \(searchKey(draft.fullName)), version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard count == 1 else {
      throw Refusal.conflict(
        "Thông tin của \(old.fullName) vừa được người khác sửa. Hãy xem lại rồi sửa tiếp.")
    }
    let before = PersonDraft(
      fullName: old.fullName, email: old.email ?? "", phone: old.phone ?? "")
    try Audit.record(
      "person.change", of: .person(id), unit: try units(of: id, db, act).first,
      before: facts(before), after: facts(draft), db, act)
  }

  public static func find(
    _ id: ID<Person>, _ db: any Reader, _ act: Act
  ) throws -> Person {
    let row = try db.row(
      """
      SELECT p.id, p.full_name, p.email, p.phone, p.version
      FROM person p
      WHERE p.id = \(id) AND \(visible(act))
      """)
    guard let row else { throw Refusal.notFound }
    return try person(row)
  }

  /// People by name, email or phone, marks and case left out at will; all where `text` is empty. In the order
  /// of Vietnamese lists: given name, then family name. Pass the page's `next` to go on. `lackingAccount` leaves
  /// those who hold a post today and have no account.
  public static func search(
    _ text: String, lackingAccount: Bool = false, after: PersonPage.Place? = nil, limit: Int = 50,
    _ db: any Reader, _ act: Act
  ) throws -> PersonPage {
    let key = VietnameseOrder.searchKey(text)
    let digits = text.filter { ("0"..."9").contains($0) }
    var condition: SQL = "p.search_key LIKE \("%" + key + "%")"
    if text.contains("@") { condition = "p.email = \(OfficeText.cleaned(text).lowercased())" }
    if digits.count >= 8 { condition = "p.phone = \(digits)" }
    if lackingAccount { condition = condition + " AND \(lacksAccount(act))" }
    let onwards: SQL =
      after.map { "AND (p.sort_key, p.id) > (\($0.key), \($0.person))" } ?? .empty
    let rows = try db.rows(
      """
      SELECT p.id, p.full_name, p.email, p.phone, p.version, p.sort_key
      FROM person p
      WHERE \(condition) \(onwards) AND \(visible(act))
      ORDER BY p.sort_key, p.id
      LIMIT \(limit + 1)
      """)
    let people = try rows.prefix(limit).map(person)
    guard rows.count > limit, let last = rows.prefix(limit).last else {
      return PersonPage(people: people, next: nil)
    }
    return PersonPage(
      people: people, next: .init(key: try last.get("sort_key"), person: try last.get("id")))
  }

  /// Holds a post today in a unit whose accounts the actor sees, and has no account.
  private static func lacksAccount(_ act: Act) -> SQL {
    let reach = Rights.reach(of: .viewAccounts, act).condition("h.unit_id", on: act.today)
    return """
      NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id)
      AND EXISTS (
        SELECT 1 FROM office_holding h
        WHERE h.person_id = p.id AND h.valid_from <= \(act.today) AND h.valid_to >= \(act.today)
          AND \(reach)
      )
      """
  }

  /// A condition on `person p`.
  static func visible(_ act: Act) -> SQL {
    guard let bound = Units.bound(act.actor, .viewPeople) else { return "1 = 1" }
    if bound.isEmpty { return "1 = 0" }
    let mayChange = act.actor.grants.contains {
      Permissions.allows($0.role, .changePeople, .own)
    }
    let without: SQL =
      mayChange
      ? "OR NOT EXISTS (SELECT 1 FROM office_holding f WHERE f.person_id = p.id)" : .empty
    let day: SQL = "CASE WHEN h.valid_to < \(act.today) THEN h.valid_to ELSE h.valid_from END"
    return """
      (EXISTS (
        SELECT 1 FROM office_holding h
        WHERE h.person_id = p.id
          AND \(Units.visible(to: act.actor, onDay: day, unit: "h.unit_id"))
      ) \(without))
      """
  }

  /// Throws `Refusal.forbidden` for those who may not change this person.
  public static func demandChange(
    of id: ID<Person>, _ db: any Reader, _ act: Act
  ) throws {
    if try Rights.allows(.changePeople, on: nil, db, act) { return }
    let units = try units(of: id, db, act)
    for unit in units where try Rights.allows(.changePeople, on: unit, db, act) { return }
    try Rights.demand(.changePeople, on: units.first, db, act)
  }

  /// The units in which a person holds a post, or will; the one begun first before the others.
  private static func units(
    of id: ID<Person>, _ db: any Reader, _ act: Act
  ) throws -> [ID<Unit>] {
    try db.rows(
      """
      SELECT unit_id, MIN(valid_from) AS first_day
      FROM office_holding
      WHERE person_id = \(id) AND valid_to >= \(act.today)
      GROUP BY unit_id
      ORDER BY first_day, unit_id
      """
    ).map { try $0.get("unit_id") }
  }

  /// Whether the actor may change this person.
  public static func mayChange(_ id: ID<Person>, _ db: any Reader, _ act: Act) throws -> Bool {
    do {
      try demandChange(of: id, db, act)
      return true
    } catch Refusal.forbidden {
      return false
    }
  }

  private static func checked(_ draft: PersonDraft) throws -> PersonDraft {
    let draft = PersonDraft(
      fullName: OfficeText.cleaned(draft.fullName),
      email: OfficeText.cleaned(draft.email).lowercased(),
      phone: draft.phone.filter { ("0"..."9").contains($0) || $0 == "+" })
    var problems: [Problem] = []
    if let problem = OfficeText.problem(draft.fullName, "fullName", "Họ và tên", limit: 100) {
      problems.append(problem)
    }
    if !draft.email.isEmpty, !isEmail(draft.email) {
      problems.append(Problem("email", "Địa chỉ thư điện tử không đúng, ví dụ: an@hue.gov.vn."))
    }
    if !draft.phone.isEmpty, !(8...15).contains(draft.phone.filter { $0 != "+" }.count) {
      problems.append(Problem("phone", "Số điện thoại gồm 8 đến 15 chữ số."))
    }
    if !problems.isEmpty { throw Refusal.invalid(problems) }
    return draft
  }

  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && text.utf8.count <= 254
      && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".")
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E && $0 != 0x22 }
  }

  /// "Nguyễn Văn An" stands under An, then Nguyễn Văn.
  private static func sortKey(_ name: String) -> String {
    let words = name.split(separator: " ")
    return VietnameseOrder.sortKey((words.suffix(1) + words.dropLast()).joined(separator: " "))
  }

  private static func searchKey(_ name: String) -> String {
    " " + VietnameseOrder.searchKey(name)
  }

  private static func orNull(_ text: String) -> String? { text.isEmpty ? nil : text }

  private static func facts(_ draft: PersonDraft) -> Facts {
    ["fullName": draft.fullName, "email": orNull(draft.email), "phone": orNull(draft.phone)]
  }

  private static func person(_ row: Row) throws -> Person {
    Person(
      id: try row.get("id"), fullName: try row.get("full_name"), email: try row.get("email"),
      phone: try row.get("phone"), version: try row.get("version"))
  }
}

/// A part of a list of people, and where the next begins.
public struct PersonPage: Sendable, Equatable {
  public let people: [Person]
  /// Nil where nobody follows.
  public let next: Place?

  /// The place of a person in the order of a list; as text for an address.
  public struct Place: Sendable, Equatable {
    let key: String
    let person: ID<Person>

    init(key: String, person: ID<Person>) {
      self.key = key
      self.person = person
    }

    public init?(_ text: String) {
      // Not by characters: a mark after it would make another of it.
      guard let cut = text.utf8.firstIndex(of: 0x7E), let person = ID<Person>(text[..<cut]) else {
        return nil
      }
      self.init(key: String(text[text.utf8.index(after: cut)...]), person: person)
    }

    public var text: String { person.text + "~" + key }
  }
}
