internal import Records
internal import Rules
internal import Store

/// The end of a unit: its last day, who takes its place, what becomes of the units under it.
enum UnitEndForm: EditForm {
  /// How many successors one form takes.
  static let successorCount = 5

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> UnitSubject {
    try UnitSubject(call, naming: names + ["moveTo"], at: successionDay(call, act), db, act)
  }

  static func version(_ subject: UnitSubject) -> Int? { subject.unit.version }
  static func logged(_ subject: UnitSubject) -> Records.Subject? { .unit(subject.unit.id) }

  static func initial(_ subject: UnitSubject, _ call: Call) -> Filling {
    Filling(["under": "refuse"], call.language)
  }

  static func page(_ subject: UnitSubject, _ filling: Filling, _ call: Call) -> EditPage {
    let language = call.language
    let extents = SuccessionExtent.allCases.map {
      ($0.rawValue, language.text("extent." + $0.rawValue))
    }
    var rows: [EditPage.FieldRow] = [
      .one(filling.date("last", hint: true)), .one(filling.line("reason", hint: true)),
    ]
    for (index, name) in names.enumerated() {
      let fields = filling.unit(name, subject.candidates[name] ?? [], optional: true)
      rows.append(
        EditPage.FieldRow(
          fields: [fields[0], filling.menu("extent-\(index + 1)", extents)], isBeside: true))
      rows += fields.dropFirst().map { .one($0) }
    }
    rows.append(
      .one(
        filling.options(
          "under",
          ["refuse", "endToo", "move"].map {
            ($0, language.text("under." + $0), language.text("under." + $0 + ".note"))
          })))
    rows += filling.unit("moveTo", subject.candidates["moveTo"] ?? [], optional: true).map {
      .one($0)
    }
    return subject.page(.ending, rows, call, isDanger: true)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("unit", of: Unit.self)
    var form = call.form
    let last = form.requiredDate("last", "Nhập ngày cuối cùng đơn vị còn hoạt động.")
    let reason = form.required("reason", "Nhập căn cứ, ví dụ số nghị quyết.")
    let day = successionDay(call, act)
    var successors: [UnitEnding.Successor] = []
    for (index, name) in names.enumerated() {
      guard let unit = try form.resolveUnit(name, on: day, db, act) else { continue }
      let extent = form.text("extent-\(index + 1)").flatMap(SuccessionExtent.init(rawValue:))
      successors.append(UnitEnding.Successor(unit, extent ?? .whole))
    }
    let under = try under(&form, on: day, db, act)
    try form.checked()
    try Units.end(
      id,
      UnitEnding(last: last ?? act.today, successors: successors, reason: reason, under: under),
      seen: try form.version(), db, act)
    return OrganisationPath.unit(id) + "?notice=unitEnded"
  }

  private static func under(
    _ form: inout Form, on day: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> UnitEnding.Under {
    switch form.text("under") {
    case "endToo": return .endToo
    case "move":
      if let unit = try form.resolveUnit("moveTo", on: day, db, act) { return .move(to: unit) }
      if form.text("moveTo") == nil {
        form.refuse("moveTo", "Nhập đơn vị mà các đơn vị trực thuộc chuyển về.")
      }
      return .refuse
    default: return .refuse
    }
  }

  private static let names = (1...successorCount).map { "successor-\($0)" }

  /// Successors stand from the day after the last.
  private static func successionDay(_ call: Call, _ act: Act) -> CivilDate {
    call.form.text("last").flatMap { CivilDate(typed: $0) }?.adding(days: 1) ?? act.today
  }
}

extension Form {
  /// The unit named in a field; what is wrong with it collects as a problem.
  mutating func resolveUnit(
    _ field: String, on date: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> ID<Unit>? {
    do {
      return try UnitPick.resolve(field, self, on: date, db, act)
    } catch Refusal.invalid(let problems) {
      for problem in problems { refuse(problem.field, problem.text) }
      return nil
    }
  }
}

/// An end that was recorded wrongly, taken back.
enum UnitOngoingForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> UnitSubject {
    try UnitSubject(call, db, act)
  }

  static func version(_ subject: UnitSubject) -> Int? { subject.unit.version }
  static func logged(_ subject: UnitSubject) -> Records.Subject? { .unit(subject.unit.id) }

  static func initial(_ subject: UnitSubject, _ call: Call) -> Filling {
    Filling([:], call.language)
  }

  static func page(_ subject: UnitSubject, _ filling: Filling, _ call: Call) -> EditPage {
    subject.page(
      .ongoing, [.one(filling.date("to", optional: true, hint: true))], call,
      lead: call.language.text("lead.ongoing", subject.unit.to.vietnamese))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("unit", of: Unit.self)
    var form = call.form
    let until = form.date("to")
    try form.checked()
    try Units.withdrawEnd(id, until: until, seen: try form.version(), db, act)
    return OrganisationPath.unit(id) + "?notice=saved"
  }
}
