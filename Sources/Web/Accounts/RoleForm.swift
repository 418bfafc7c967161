internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// A role to be given, as a form says it.
struct RoleDraft: Sendable {
  let role: Role
  let unit: ID<Unit>?
  let from: CivilDate
  let to: CivilDate?

  /// `unitField` is what the form calls the unit.
  func grant(
    to account: ID<Account>, unitField: String = "unit", _ db: any Writer, _ act: Act
  ) throws {
    do {
      try Roles.grant(role, to: account, on: unit, from: from, to: to, db, act)
    } catch Refusal.invalid(let problems) {
      throw Refusal.invalid(
        problems.map { Problem($0.field == "unit" ? unitField : $0.field, $0.text) })
    }
  }
}

/// Giving an account a role, and ending one.
enum RoleForm {
  static let routes: [Route] =
    [
      .get("/accounts/{account}/roles", .may(.grantRoles)) { call in
        try call.page(try await GrantPage.of(call, []))
      },
      .post("/accounts/{account}/roles", .may(.grantRoles), grant),
    ] + RoleEndForm.routes("/accounts/{account}/roles/{grant}/ending", .grantRoles)

  /// The roles that the visitor may give, as a field.
  static func choice(_ call: Call, _ problems: [Problem], orNone: String) -> Field {
    let able = call.act.actor.grants.reduce(into: Set<Role>()) { $0.formUnion($1.role.grantable) }
    let roles = Role.allCases.reversed().filter(able.contains)
      .map { (value: $0.rawValue, text: call.text("role." + $0.rawValue)) }
    return call.field("role", "", problems, choices: [("", call.text(orNone))] + roles)
  }

  private static func grant(_ call: Call) async throws -> Reply {
    let id = try call.id("account", of: Account.self)
    return try await call.submit(orShow: { try await GrantPage.of(call, $0) }) {
      let draft = try await draft(call)
      return try await call.change { db, act in
        _ = try Accounts.line(id, db, act)
        try draft.grant(to: id, db, act)
        return AccountsPath.one(id.text) + "?notice=roleGranted"
      }
    }
  }

  private static func draft(_ call: Call) async throws -> RoleDraft {
    var form = call.form
    let role = form.fields["role"].flatMap(Role.init(rawValue:))
    if role == nil { form.refuse("role", "Chọn vai trò.") }
    let (from, to) = (form.date("from"), form.date("to"))
    let fields = form.fields
    let unit = try await call.read { db, act in try NamedUnit.find("unit", fields, db, act) }
    switch unit {
    case .refused(let problem): form.refuse(problem.field, problem.text)
    case .nothing where !form.flag("wholeOffice"):
      form.refuse("unit", "Chọn đơn vị, hoặc đánh dấu “Toàn hệ thống”.")
    case .one where form.flag("wholeOffice"):
      form.refuse("unit", "Đã đánh dấu “Toàn hệ thống” thì để trống ô đơn vị, hoặc bỏ dấu.")
    default: break
    }
    try form.checked()
    guard let role else { throw Refusal.notFound }
    return RoleDraft(
      role: role, unit: try unit.checked(), from: from ?? call.act.today, to: to)
  }

  /// A role of an account that the visitor may see. Throws `Refusal.notFound`.
  static func role(
    _ grant: ID<RoleGrant>, of account: ID<Account>, _ db: any Reader, _ act: Act
  ) throws -> (account: AccountLine, role: RoleLine) {
    let line = try Accounts.line(account, db, act)
    guard let role = try Roles.list(of: account, db).first(where: { $0.id == grant }) else {
      throw Refusal.notFound
    }
    return (line, role)
  }
}

/// The form of a further role.
struct GrantPage: Page {
  static let template = "role-grant"
  static let sample = GrantPage(
    title: "Cấp vai trò", trail: [Crumb(href: "/accounts/1", text: "Trần Thị Hạnh")],
    name: "Trần Thị Hạnh", action: "/accounts/1/roles", back: "/accounts/1", role: .sample,
    unit: .sample, mayOffice: true, wholeOffice: true, from: .sample, to: .sample)
  let title: String
  let trail: [Crumb]
  let name: String
  let action: String
  let back: String
  let role: Field
  let unit: UnitQuestion
  /// The visitor's own reach is the whole office.
  let mayOffice: Bool
  let wholeOffice: Bool
  let from: Field
  let to: Field

  static func of(_ call: Call, _ problems: [Problem]) async throws -> GrantPage {
    let id = try call.id("account", of: Account.self)
    let line = try await call.read { db, act in try Accounts.line(id, db, act) }
    return GrantPage(
      title: call.text("accounts.grant"), trail: call.accountTrail(line), name: line.name,
      action: AccountsPath.roles(id.text), back: AccountsPath.one(id.text),
      role: RoleForm.choice(call, problems, orNone: "accounts.pickRole"),
      unit: try await call.unitQuestion(
        "unit", label: "accounts.roleUnit", hint: "accounts.unitHint", problems),
      mayOffice: Rights.reach(of: .grantRoles, call.act) == .office,
      wholeOffice: call.form.flag("wholeOffice"),
      from: call.dateField("from", call.act.today, problems),
      to: call.dateField("to", nil, problems, hasHint: true))
  }
}

extension Call {
  /// The pages above a form about an account.
  func accountTrail(_ line: AccountLine) -> [Crumb] {
    [
      Crumb(href: AccountsPath.all, text: text("accounts.title")),
      Crumb(href: AccountsPath.one(line.id.text), text: line.name),
    ]
  }
}
