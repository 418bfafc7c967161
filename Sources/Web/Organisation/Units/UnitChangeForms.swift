internal import Records
internal import Rules
internal import Store

/// A new name, kind or place of a unit from a day on.
enum UnitChangeForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> UnitSubject {
    try UnitSubject(call, naming: ["parent"], db, act)
  }

  static func version(_ subject: UnitSubject) -> Int? { subject.unit.version }
  static func logged(_ subject: UnitSubject) -> Records.Subject? { .unit(subject.unit.id) }

  static func initial(_ subject: UnitSubject, _ call: Call) -> Filling {
    Filling(
      [
        "name": subject.unit.name, "kind": subject.unit.kind.rawValue,
        "parent": subject.parent?.fullName, "from": call.act.today.iso,
      ], call.language)
  }

  static func page(_ subject: UnitSubject, _ filling: Filling, _ call: Call) -> EditPage {
    subject.page(
      .change, [.one(filling.date("from", hint: true))] + UnitFields.state(subject, filling), call)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("unit", of: Unit.self)
    var form = call.form
    let from = form.requiredDate("from", "Nhập ngày bắt đầu thay đổi.")
    let state = try UnitFields.read(&form, id, on: from ?? act.today, db, act)
    try Units.change(
      id, to: state, from: from ?? act.today, seen: try form.version(), db, act)
    return OrganisationPath.unit(id, on: from == act.today ? nil : from)
  }
}

/// What was recorded wrongly in one state of a unit, put right.
enum UnitCorrectionForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> UnitSubject {
    try UnitSubject(call, on: day(call), naming: ["parent"], at: day(call), db, act)
  }

  static func version(_ subject: UnitSubject) -> Int? { subject.unit.version }
  static func logged(_ subject: UnitSubject) -> Records.Subject? { .unit(subject.unit.id) }

  static func initial(_ subject: UnitSubject, _ call: Call) -> Filling {
    Filling(
      [
        "name": subject.unit.name, "kind": subject.unit.kind.rawValue,
        "parent": subject.parent?.fullName,
      ], call.language)
  }

  static func page(_ subject: UnitSubject, _ filling: Filling, _ call: Call) -> EditPage {
    let unit = subject.unit
    return subject.page(
      .correction, UnitFields.state(subject, filling), call,
      lead: call.language.text(
        "lead.correction", call.language.period(unit.stateFrom, unit.stateTo)),
      hidden: [EditPage.HiddenField(name: "state", value: unit.stateFrom.iso)])
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("unit", of: Unit.self)
    var form = call.form
    let day = day(call)
    let state = try UnitFields.read(&form, id, on: day, db, act)
    try Units.correct(id, stateOn: day, to: state, seen: try form.version(), db, act)
    return OrganisationPath.unit(id)
  }

  /// A day of the state that is put right: named by the form, or the day that the unit's page showed.
  private static func day(_ call: Call) -> CivilDate {
    call.form.text("state").flatMap { CivilDate(iso: $0) } ?? call.asOf
  }
}

/// The fields of what a unit is.
enum UnitFields {
  static func state(_ subject: UnitSubject, _ filling: Filling) -> [EditPage.FieldRow] {
    [
      .one(filling.menu("kind", filling.language.kinds)), .one(filling.line("name", hint: true)),
    ]
      + filling.unit("parent", subject.candidates["parent"] ?? [], optional: true).map {
        .one($0)
      }
  }

  /// The state as typed; problems of all fields together.
  static func read(
    _ form: inout Form, _ id: ID<Unit>, on day: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> UnitState {
    let kind = form.kind()
    let name = form.required("name", "Nhập tên đơn vị.")
    var parent: ID<Unit>?
    do {
      let above = try Units.path(to: id, on: day, db, act).dropLast()
      parent = try UnitPick.resolve("parent", form, known: Array(above.suffix(1)), on: day, db, act)
    } catch Refusal.invalid(let problems) {
      for problem in problems { form.refuse(problem.field, problem.text) }
    }
    try form.checked()
    return UnitState(kind: kind ?? .commune, name: name, parent: parent)
  }
}
