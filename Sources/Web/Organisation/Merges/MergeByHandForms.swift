internal import Records
internal import Rules
internal import Store

/// One new unit made of several, written by hand from the decision.
enum MergeByHandForm: EditForm {
  struct Subject: Sendable {
    let candidates: [String: [UnitLine]]
  }

  /// How many units one form takes.
  private static let names = (1...6).map { "giving-\($0)" }

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Subject {
    var candidates: [String: [UnitLine]] = [:]
    for name in names {
      candidates[name] = try UnitPick.candidates(
        name, call.form, on: dayBefore(call, act), db, act)
    }
    candidates["parent"] = try UnitPick.candidates(
      "parent", call.form, on: dayBefore(call, act).adding(days: 1), db, act)
    return Subject(candidates: candidates)
  }

  static func initial(_ subject: Subject, _ call: Call) -> Filling {
    Filling(["kind": UnitKind.commune.rawValue, "from": call.act.today.iso], call.language)
  }

  static func page(_ subject: Subject, _ filling: Filling, _ call: Call) -> EditPage {
    let extents = filling.language.extents
    var rows: [EditPage.FieldRow] = [
      .one(filling.date("from", hint: true)), .one(filling.line("reason", hint: true)),
    ]
    for (index, name) in names.enumerated() {
      let fields = filling.unit(name, subject.candidates[name] ?? [], optional: index > 0)
      rows.append(
        EditPage.FieldRow(
          fields: [fields[0], filling.menu("extent-\(index + 1)", extents)], isBeside: true))
      rows += fields.dropFirst().map { .one($0) }
    }
    rows.append(
      .beside(
        filling.menu("kind", filling.language.kinds), filling.line("name", hint: true)))
    rows += filling.unit("parent", subject.candidates["parent"] ?? [], optional: true)
      .map { .one($0) }
    rows.append(
      .beside(
        filling.line("statistics", optional: true, hint: true),
        filling.line("portal", optional: true, hint: true)))
    return EditPage(
      title: call.text("merges.byHand"), lead: call.text("lead.mergeByHand"),
      trail: [
        Crumb(href: OrganisationPath.units(), text: call.text("units.title")),
        Crumb(href: OrganisationPath.merges, text: call.text("merges.title")),
      ], action: OrganisationPath.newMerge, rows: rows, submit: call.text("submit.mergeByHand"),
      cancel: OrganisationPath.merges)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    var form = call.form
    let from = form.requiredDate("from", "Nhập ngày đơn vị mới bắt đầu.")
    let source = form.required("reason", "Nhập căn cứ, ví dụ số nghị quyết.")
    let kind = form.kind()
    let name = form.required("name", "Nhập tên đơn vị mới.")
    let before = dayBefore(call, act)
    let parent = try form.resolveUnit("parent", on: before.adding(days: 1), db, act)
    let units = try giving(&form, on: before, db, act)
    try form.checked()
    var codes: [CodeScheme: String] = [:]
    for scheme in CodeScheme.allCases { codes[scheme] = form.text(scheme.rawValue) }
    let draft = UnitDraft(
      UnitState(kind: kind ?? .commune, name: name, parent: parent),
      from: from ?? before.adding(days: 1), codes: codes)
    let id = try UnitMerge.merge(units, into: draft, source: source, db, act)
    return OrganisationPath.unit(id, on: from) + "&notice=unitAdded"
  }

  private static func giving(
    _ form: inout Form, on day: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> [MergedUnit] {
    var units: [MergedUnit] = []
    for (index, name) in names.enumerated() {
      guard let unit = try form.resolveUnit(name, on: day, db, act) else { continue }
      let extent = form.text("extent-\(index + 1)").flatMap(SuccessionExtent.init(rawValue:))
      let version = try Units.find(unit, on: day, db, act).version
      units.append(MergedUnit(unit, extent ?? .whole, seen: version))
    }
    if units.isEmpty, form.text(names[0]) == nil {
      form.refuse(names[0], "Nhập ít nhất một đơn vị được nhập vào.")
    }
    return units
  }

  private static func dayBefore(_ call: Call, _ act: Act) -> CivilDate {
    (call.form.text("from").flatMap { CivilDate(typed: $0) } ?? act.today).adding(days: -1)
  }
}

/// Several new units made of one.
enum SplitForm: EditForm {
  static let count = 4

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> UnitSubject {
    try UnitSubject(call, db, act)
  }

  static func version(_ subject: UnitSubject) -> Int? { subject.unit.version }
  static func logged(_ subject: UnitSubject) -> Records.Subject? { .unit(subject.unit.id) }

  static func initial(_ subject: UnitSubject, _ call: Call) -> Filling {
    let kind = subject.unit.kind.rawValue
    return Filling(
      [
        "from": call.act.today.iso, "keeps": "ends", "kind-1": kind, "kind-2": kind,
        "kind-3": kind, "kind-4": kind,
      ], call.language)
  }

  static func page(_ subject: UnitSubject, _ filling: Filling, _ call: Call) -> EditPage {
    let language = call.language
    var rows: [EditPage.FieldRow] = [
      .one(filling.date("from", hint: true)), .one(filling.line("reason", hint: true)),
      .one(
        filling.options(
          "keeps", ["ends", "keeps"].map { ($0, language.text("keeps." + $0), nil) })),
    ]
    for index in 1...count {
      rows.append(
        .beside(
          filling.menu("kind-\(index)", language.kinds),
          filling.line("new-\(index)", optional: index > 1)))
    }
    return subject.page(.split, rows, call, isDanger: true)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("unit", of: Unit.self)
    var form = call.form
    let from = form.requiredDate("from", "Nhập ngày các đơn vị mới bắt đầu.")
    let source = form.required("reason", "Nhập căn cứ, ví dụ số nghị quyết.")
    let old = try Units.find(id, on: act.today, db, act)
    var drafts: [UnitDraft] = []
    for index in 1...count {
      guard let name = form.text("new-\(index)") else { continue }
      let kind = form.kind("kind-\(index)")
      drafts.append(
        UnitDraft(
          UnitState(kind: kind ?? old.kind, name: name, parent: old.parent),
          from: from ?? act.today))
    }
    if drafts.isEmpty { form.refuse("new-1", "Nhập tên ít nhất một đơn vị mới.") }
    try form.checked()
    _ = try UnitMerge.split(
      MergedUnit(id, .whole, seen: try form.version()), into: drafts,
      keepsOld: form.text("keeps") == "keeps", source: source, db, act)
    return OrganisationPath.unit(id) + "?notice=saved"
  }
}

extension Language {
  /// How much goes over, as choices of a list.
  var extents: [(value: String, text: String)] {
    SuccessionExtent.allCases.map { ($0.rawValue, self.text("extent." + $0.rawValue)) }
  }
}
