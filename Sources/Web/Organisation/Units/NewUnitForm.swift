internal import Records
internal import Rules
internal import Store

/// A new unit under another, or at the top of the office.
enum NewUnitForm: EditForm {
  /// Nil: at the top.
  struct Above: Sendable {
    let unit: UnitSubject?
  }

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Above {
    Above(unit: call.parameters["unit"] == nil ? nil : try UnitSubject(call, db, act))
  }

  static func initial(_ above: Above, _ call: Call) -> Filling {
    Filling(
      [
        "kind": above.unit == nil ? UnitKind.province.rawValue : UnitKind.division.rawValue,
        "from": call.act.today.iso,
      ], call.language)
  }

  static func page(_ above: Above, _ filling: Filling, _ call: Call) -> EditPage {
    let rows: [EditPage.FieldRow] = [
      .one(filling.menu("kind", filling.language.kinds)), .one(filling.line("name", hint: true)),
      .beside(
        filling.date("from"), filling.date("to", optional: true)),
      .beside(
        filling.line("statistics", optional: true, hint: true),
        filling.line("portal", optional: true, hint: true)),
    ]
    if let unit = above.unit { return unit.page(.addition, rows, call) }
    return EditPage(
      title: call.text("units.addTop"), lead: call.text("lead.newTop"),
      trail: [
        Crumb(href: OrganisationPath.home, text: call.text("home.title")),
        Crumb(href: OrganisationPath.units(), text: call.text("units.title")),
      ], action: OrganisationPath.newTopUnit, rows: rows, submit: call.text("submit.units"),
      cancel: OrganisationPath.units())
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let parent = call.parameters["unit"] == nil ? nil : try call.id("unit", of: Unit.self)
    var form = call.form
    let kind = form.kind()
    let name = form.required("name", "Nhập tên đơn vị.")
    let from = form.requiredDate("from", "Nhập ngày đơn vị bắt đầu.")
    let to = form.date("to")
    try form.checked()
    var codes: [CodeScheme: String] = [:]
    for scheme in CodeScheme.allCases { codes[scheme] = form.text(scheme.rawValue) }
    let draft = UnitDraft(
      UnitState(kind: kind ?? .division, name: name, parent: parent), from: from ?? act.today,
      to: to, codes: codes)
    let id = try Units.create(draft, db, act)
    return OrganisationPath.unit(id) + "?notice=unitAdded"
  }
}
