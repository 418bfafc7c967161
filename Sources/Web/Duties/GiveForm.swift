internal import Records
internal import Rules
internal import Store

/// Something that a leader wants done outside any plan, given to units.
enum GiveForm: EditForm {
  /// Units that one form names singly.
  private static let unitCount = 6
  private static let units = (1...unitCount).map { "unit-\($0)" }

  struct Giver: Sendable {
    /// The first unit for which the visitor may give; nil where it must be named.
    let name: String?
    let candidates: [String: [UnitLine]]
  }

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Giver {
    let own = act.actor.grants.first {
      $0.unit != nil && Permissions.allows($0.role, .giveDuties, .own)
    }?.unit
    var candidates: [String: [UnitLine]] = [:]
    for name in ["giver"] + units {
      candidates[name] = try UnitPick.candidates(name, call.form, on: act.today, db, act)
    }
    return Giver(
      name: try own.flatMap { try Units.names(of: [($0, act.today)], db)[$0] },
      candidates: candidates)
  }

  static func initial(_ giver: Giver, _ call: Call) -> Filling {
    Filling(["giver": giver.name, "givenOn": call.act.today.iso], call.language)
  }

  static func page(_ giver: Giver, _ filling: Filling, _ call: Call) -> EditPage {
    let language = call.language
    var rows: [EditPage.FieldRow] = [
      .one(filling.area("text")),
      .beside(filling.date("due"), filling.line("product", optional: true)),
      EditPage.FieldRow(
        fields: [filling.line("number", optional: true, hint: true)], isBeside: false,
        heading: language.text("give.source")),
      .beside(filling.date("givenOn"), filling.line("givenBy", optional: true, hint: true)),
    ]
    let givers = filling.unit("giver", giver.candidates["giver"] ?? [])
    rows.append(
      EditPage.FieldRow(
        fields: [givers[0].said(language.text("give.giver"), hint: givers[0].hint)],
        isBeside: false, heading: language.text("give.units")))
    rows += givers.dropFirst().map { .one($0) }
    let groups = UnitGroup.allCases.map { ($0.rawValue, language.label($0.words)) }
    rows.append(
      .one(
        filling.menu(
          "units", [("", language.text("give.noGroup"))] + groups, optional: true, hint: true)))
    let roles = [DutyRole.executing, .lead, .coordinating].map {
      ($0.rawValue, language.label($0.words))
    }
    for (index, name) in units.enumerated() {
      let fields = filling.unit(name, giver.candidates[name] ?? [], optional: true)
      let role = filling.menu("role-\(index + 1)", roles).said(language.text("give.role"))
      let label = language.text("give.unit", index + 1)
      rows.append(.beside(fields[0].said(label, hint: fields[0].hint), role))
      rows += fields.dropFirst().map { .one($0) }
    }
    return EditPage(
      title: language.text("give.title"), lead: language.text("give.lead"),
      trail: [Crumb(href: DutyPath.all, text: language.text("duties.title"))],
      action: DutyPath.give, rows: rows, submit: language.text("give.submit"),
      cancel: DutyPath.all)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    var form = call.form
    let text = form.required("text", "Nhập nội dung việc.")
    let due = form.requiredDate("due", "Nhập hạn hoàn thành.")
    let givenOn = form.requiredDate("givenOn", "Nhập ngày chỉ đạo.")
    if form.text("giver") == nil { form.refuse("giver", "Nhập đơn vị giao việc.") }
    let giver = try form.resolveUnit("giver", on: act.today, db, act)
    let shares = try shares(&form, db, act)
    try form.checked()
    guard let giver, let due, let givenOn else { throw Refusal.notFound }
    let duties = try Directives.give(
      DirectiveDraft(
        giver: giver, number: form.text("number") ?? "", givenOn: givenOn,
        givenBy: form.text("givenBy") ?? "", text: text, product: form.text("product") ?? "",
        due: due, shares: shares), db, act)
    return (duties.first.map(DutyPath.duty) ?? DutyPath.all) + "?notice=dutyGiven"
  }

  private static func shares(
    _ form: inout Form, _ db: any Reader, _ act: Act
  ) throws -> [TaskShare] {
    var shares: [TaskShare] = []
    for (index, name) in units.enumerated() {
      guard let unit = try form.resolveUnit(name, on: act.today, db, act) else { continue }
      let role = form.text("role-\(index + 1)").flatMap(DutyRole.init(rawValue:)) ?? .executing
      shares.append(TaskShare(role: role, words: "", who: .unit(unit), isSure: true))
    }
    if let group = form.text("units").flatMap(UnitGroup.init(rawValue:)) {
      shares.append(TaskShare(role: .executing, words: "", who: .group(group), isSure: true))
    }
    return shares
  }
}
