internal import Records
internal import Rules
internal import Store

/// The unit that a form is about, as it stands on the day of the form, and what its fields name.
struct UnitSubject: Sendable {
  let unit: Unit
  let path: [Unit]
  /// Units that fit what was typed in a field, by the field.
  let candidates: [String: [UnitLine]]
  let codes: [UnitCode]

  /// `fields` are those that name units; `date` is when those must exist.
  init(
    _ call: Call, on day: CivilDate? = nil, naming fields: [String] = [], at date: CivilDate? = nil,
    _ db: any Reader, _ act: Act
  ) throws {
    let id = try call.id("unit", of: Unit.self)
    unit = try Units.find(id, on: day ?? act.today, db, act)
    path = try Units.path(to: id, on: day ?? act.today, db, act)
    codes = try UnitCodes.of(id, db, act)
    candidates = try Dictionary(
      uniqueKeysWithValues: fields.map {
        ($0, try UnitPick.candidates($0, call.form, on: date ?? act.today, db, act))
      })
  }

  var parent: Unit? { path.dropLast().last }

  /// The way to a form: down to the unit itself.
  func trail(_ call: Call) -> [Crumb] {
    UnitTrail.crumbs(path, nil, call)
      + [Crumb(href: OrganisationPath.unit(unit.id), text: unit.fullName)]
  }

  /// The form's frame: title by the act, the unit as lead.
  func page(
    _ act: UnitAct, _ rows: [EditPage.FieldRow], _ call: Call, lead: String? = nil,
    hidden: [EditPage.HiddenField] = [], isDanger: Bool = false
  ) -> EditPage {
    EditPage(
      title: call.text("act." + act.rawValue) + ": " + unit.fullName,
      lead: lead ?? call.text("lead." + act.rawValue), trail: trail(call),
      action: OrganisationPath.unit(unit.id, act), rows: rows,
      hidden: [EditPage.HiddenField(name: "version", value: String(unit.version))] + hidden,
      submit: call.text("submit." + act.rawValue), isDanger: isDanger,
      cancel: OrganisationPath.unit(unit.id))
  }
}

extension Form {
  /// The version of the thing that the form was shown for.
  func version() throws -> Int {
    guard let version = fields["version"].flatMap({ Int($0) }) else {
      throw Refusal.invalid([Problem("", "Biểu mẫu thiếu thông tin; tải lại trang rồi gửi lại.")])
    }
    return version
  }

  /// A kind of unit chosen from a list.
  mutating func kind(_ name: String = "kind") -> UnitKind? {
    let kind = text(name).flatMap(UnitKind.init(rawValue:))
    if kind == nil { refuse(name, "Chọn loại đơn vị.") }
    return kind
  }
}

extension Language {
  /// All kinds of unit as choices of a list.
  var kinds: [(value: String, text: String)] {
    UnitKind.allCases.map { ($0.rawValue, kind($0)) }
  }
}
