internal import Records
internal import Rules

/// A new account, for somebody known or not yet known to the office.
struct NewAccountPage: Page {
  static let template = "new-account"
  static let sample = NewAccountPage(
    title: "Thêm tài khoản", trail: [Crumb(href: "/accounts", text: "Tài khoản")],
    action: "/accounts/new", search: "An",
    found: [Link(href: "/accounts/new?person=1", text: "Nguyễn Văn An")],
    nobody: "Không tìm thấy ai.", person: "Nguyễn Văn An", name: .sample, login: .sample,
    keeper: .sample, wholeOffice: true, wholeOfficeProblem: "Chọn đơn vị.", role: .sample,
    roleUnit: .sample, from: .sample, to: .sample, byInvitation: true, hours: 72)
  let title: String
  let trail: [Crumb]
  let action: String
  let search: String
  let found: [Link]
  let nobody: String?
  /// The name of the known person that was chosen.
  let person: String?
  let name: Field
  let login: Field
  let keeper: UnitQuestion
  let wholeOffice: Bool
  let wholeOfficeProblem: String?
  let role: Field
  let roleUnit: UnitQuestion
  let from: Field
  let to: Field
  let byInvitation: Bool
  /// For how long a link can be used.
  let hours: Int
}

extension NewAccountPage {
  static func of(_ call: Call, _ problems: [Problem]) async throws -> NewAccountPage {
    let search = call.query["search"] ?? ""
    let people = try await call.read { db, act in
      search.isEmpty ? [] : try People.search(search, limit: 20, db, act).people
    }
    let chosen = try await person(call)
    return NewAccountPage(
      title: call.text("accounts.new"),
      trail: [Crumb(href: AccountsPath.all, text: call.text("accounts.title"))],
      action: chosen.map { AccountsPath.new(for: $0.id.text) } ?? AccountsPath.new,
      search: search,
      found: people.map {
        Link(href: AccountsPath.new(for: $0.id.text), text: $0.fullName)
      },
      nobody: !search.isEmpty && people.isEmpty ? call.text("accounts.nobody") : nil,
      person: chosen?.fullName, name: call.field("name", nil, problems),
      login: call.field("login", nil, problems, hasHint: true),
      keeper: try await call.unitQuestion(
        "unit", label: "accounts.keeper", hint: "accounts.keeperHint", problems),
      wholeOffice: call.form.flag("wholeOffice"),
      wholeOfficeProblem: problems.first { $0.field == "wholeOffice" }
        .map { call.language.say($0.text) },
      role: RoleForm.choice(call, problems, orNone: "accounts.noRole"),
      roleUnit: try await call.unitQuestion(
        "roleUnit", label: "accounts.roleUnit", hint: "accounts.roleUnitHint", problems),
      from: call.dateField("from", call.act.today, problems),
      to: call.dateField("to", nil, problems, hasHint: true),
      byInvitation: call.form.fields["means"] != "password",
      hours: call.site.limits(on: call.act.today).invitationHours)
  }

  /// The known person that the address names. Throws `Refusal.notFound` for one that the visitor may not see.
  static func person(_ call: Call) async throws -> Person? {
    guard let text = call.query["person"] else { return nil }
    guard let id = ID<Person>(text) else { throw Refusal.notFound }
    return try await call.read { db, act in try People.find(id, db, act) }
  }
}
