internal import Records
internal import Rules
internal import Store

/// A person added without a post.
enum NewPersonForm: EditForm {
  struct Subject: Sendable {
    let candidates: [UnitLine]
    /// The one unit of the visitor, named in advance.
    let own: Unit?
  }

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Subject {
    let units = Set(act.actor.grants.compactMap(\.unit))
    let own = units.count == 1 ? units.first : nil
    return Subject(
      candidates: try UnitPick.candidates("unit", call.form, on: act.today, db, act),
      own: try own.map { try Units.find($0, on: act.today, db, act) })
  }

  static func initial(_ subject: Subject, _ call: Call) -> Filling {
    Filling(["unit": subject.own?.fullName], call.language)
  }

  static func page(_ subject: Subject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("people.add"), lead: call.text("lead.newPerson"),
      trail: PersonFields.trail(call), action: OrganisationPath.newPerson,
      rows: PersonFields.rows(filling)
        + filling.unit("unit", subject.candidates, optional: true).map { .one($0) },
      submit: call.text("submit.person"), cancel: OrganisationPath.people)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    var form = call.form
    let draft = PersonFields.read(&form)
    let unit = try form.resolveUnit("unit", on: act.today, db, act)
    if unit == nil, form.text("unit") == nil,
      try !Rights.allows(.changePeople, on: nil, db, act)
    {
      form.refuse("unit", "Nhập đơn vị mà người này sẽ làm việc.")
    }
    try form.checked()
    let id = try People.create(draft, for: unit, db, act)
    return OrganisationPath.person(id) + "?notice=saved"
  }
}

/// Name and ways to reach a person.
enum PersonChangeForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Person {
    try People.find(try call.id("person", of: Person.self), db, act)
  }

  static func demand(
    _ permission: Permission, _ person: Person, _ db: any Reader, _ act: Act
  ) throws {
    try People.demandChange(of: person.id, db, act)
  }

  static func version(_ person: Person) -> Int? { person.version }
  static func logged(_ person: Person) -> Records.Subject? { .person(person.id) }

  static func initial(_ person: Person, _ call: Call) -> Filling {
    Filling(
      ["fullName": person.fullName, "email": person.email, "phone": person.phone], call.language)
  }

  static func page(_ person: Person, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("person.change"), lead: person.fullName,
      trail: PersonFields.trail(call)
        + [Crumb(href: OrganisationPath.person(person.id), text: person.fullName)],
      action: OrganisationPath.personChange(person.id), rows: PersonFields.rows(filling),
      hidden: [EditPage.HiddenField(name: "version", value: String(person.version))],
      submit: call.text("submit.person"), cancel: OrganisationPath.person(person.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("person", of: Person.self)
    var form = call.form
    let draft = PersonFields.read(&form)
    try form.checked()
    try People.change(id, draft, seen: try form.version(), db, act)
    return OrganisationPath.person(id) + "?notice=saved"
  }
}

enum PersonFields {
  static func trail(_ call: Call) -> [Crumb] {
    [
      Crumb(href: OrganisationPath.home, text: call.text("home.title")),
      Crumb(href: OrganisationPath.people, text: call.text("people.title")),
    ]
  }

  static func rows(_ filling: Filling) -> [EditPage.FieldRow] {
    [
      .one(filling.line("fullName")),
      .beside(
        filling.line("email", optional: true), filling.line("phone", optional: true)),
    ]
  }

  static func read(_ form: inout Form) -> PersonDraft {
    PersonDraft(
      fullName: form.required("fullName", "Nhập họ và tên."), email: form.text("email") ?? "",
      phone: form.text("phone") ?? "")
  }
}
