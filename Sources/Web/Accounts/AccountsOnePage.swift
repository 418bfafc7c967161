internal import Records
internal import Rules
internal import Store

/// One account: its card, its roles, its tokens, and what can be done with it.
struct AccountPage: Page {
  static let template = "account"
  static let sample = AccountPage(
    title: "Trần Thị Hạnh", trail: [Crumb(href: "/accounts", text: "Tài khoản")],
    login: "hanh.tran", state: .sample, facts: [Fact(name: "Đơn vị", value: "Xã Phú Lộc")],
    roles: [.sample], hasRoles: true, grant: "/accounts/1/roles", care: .sample, log: "/audit")
  let title: String
  let trail: [Crumb]
  let login: String
  let state: StateMark
  let facts: [Fact]
  let roles: [RoleOf]
  let hasRoles: Bool
  /// Where a further role is given; nil for those who may not.
  let grant: String?
  /// Nil for those who may not manage this account.
  let care: Care?
  /// The log about this account; nil for those who may not read it.
  let log: String?

  struct Fact: Encodable, Sendable {
    let name: String
    let value: String
  }

  struct RoleOf: Encodable, Sendable {
    static let sample = RoleOf(
      role: "Lãnh đạo", unit: "Xã Phú Lộc", days: "từ 01/07/2025", state: .sample,
      ending: "/accounts/1/roles/1/ending")
    let role: String
    let unit: String
    let days: String
    let state: StateMark
    let ending: String?
  }

  /// What who manages the account sees and does.
  struct Care: Encodable, Sendable {
    static let sample = Care(
      forms: [Link(href: "/accounts/1/password", text: "Cấp lại mật khẩu")],
      steps: [Link(href: "/accounts/1/unlocking", text: "Mở khóa")], tokens: [.sample])
    /// Pages that ask before they act.
    let forms: [Link]
    /// Done at once.
    let steps: [Link]
    let tokens: [TokenOf]
  }

  struct TokenOf: Encodable, Sendable {
    static let sample = TokenOf(
      name: "Đồng bộ", scopes: "Đọc đơn vị", until: "31/12/2026", used: "chưa dùng",
      state: .sample, ending: "/accounts/1/tokens/1/ending")
    let name: String
    let scopes: String
    let until: String
    let used: String
    let state: StateMark
    let ending: String?
  }
}

/// What the database says about one account, as far as the visitor may know it.
struct AccountAnswer: Sendable {
  let line: AccountLine
  let unitName: String?
  let roles: [RoleLine]
  let tokens: [ApiTokenLine]
  let mayManage: Bool
  let mayGrant: Bool
  /// The roles that the visitor may end.
  let endable: Set<ID<RoleGrant>>
  let mayReadLog: Bool

  init(_ id: ID<Account>, _ db: any Reader, _ act: Act) throws {
    let account = try Accounts.line(id, db, act)
    let roles = try Roles.list(of: id, db)
    line = account
    self.roles = roles
    unitName = try account.unit.flatMap { try AccountAnswer.name(of: $0, db, act) }
    // The rule of `Accounts.disable` and its like: the account's unit and those of all its roles.
    let units = [account.unit] + roles.filter { AccountAnswer.counts($0, act) }.map(\.unit)
    mayManage = try units.allSatisfy { try Rights.allows(.manageAccounts, on: $0, db, act) }
    mayGrant = act.actor.grants.contains { !$0.role.grantable.isEmpty }
    endable = Set(
      try roles.filter {
        try AccountAnswer.counts($0, act) && Roles.mayGrant($0.role, on: $0.unit, db, act)
      }.map(\.id))
    mayReadLog = try Rights.allows(.readAudit, on: account.unit, db, act)
    let seesTokens = try mayManage && Rights.allows(.manageTokens, on: account.unit, db, act)
    tokens = seesTokens ? try ApiTokens.list(of: id, db, act) : []
  }

  /// Whether a role holds or will hold.
  static func counts(_ role: RoleLine, _ act: Act) -> Bool {
    role.revokedAt == nil && role.to >= act.today
  }

  private static func name(of unit: ID<Unit>, _ db: any Reader, _ act: Act) throws -> String? {
    do {
      return try Units.find(unit, on: act.today, db, act).fullName
    } catch Refusal.notFound {
      return nil
    }
  }
}

extension AccountPage {
  init(_ found: AccountAnswer, _ call: Call) {
    let line = found.line
    let id = line.id.text
    self.init(
      title: line.name,
      trail: [Crumb(href: AccountsPath.all, text: call.text("accounts.title"))],
      login: line.login, state: AccountWords.state(line, call),
      facts: AccountPage.facts(found, call),
      roles: found.roles.map { RoleOf($0, line.id, mayEnd: found.endable.contains($0.id), call) },
      hasRoles: !found.roles.isEmpty,
      grant: found.mayGrant && line.disabledAt == nil ? AccountsPath.roles(id) : nil,
      care: found.mayManage ? AccountPage.care(found, call) : nil,
      log: found.mayReadLog ? AccountPage.log(line, call) : nil)
  }

  /// Who reads the log of some units only, reads there what is recorded for the account's unit.
  private static func log(_ line: AccountLine, _ call: Call) -> String {
    let isOffice = Rights.reach(of: .readAudit, call.act) == .office
    return AuditPath.about(.account(line.id), unit: isOffice ? nil : line.unit)
  }

  private static func facts(_ found: AccountAnswer, _ call: Call) -> [Fact] {
    let line = found.line
    var facts = [
      Fact(name: call.text("account.login"), value: line.login),
      Fact(
        name: call.text("accounts.keeper"),
        value: line.unit == nil ? call.text("role.wholeOffice") : found.unitName ?? "–"),
      Fact(name: call.text("accounts.factor"), value: AccountWords.factor(line, call).text),
      Fact(
        name: call.text("accounts.password"),
        value: password(line, call)),
      Fact(name: call.text("accounts.made"), value: line.createdAt.shown),
      Fact(
        name: call.text("accounts.seen"),
        value: line.state == .invited ? "–" : line.activeAt.shown),
    ]
    if let at = line.disabledAt {
      facts.append(
        Fact(
          name: call.text("accounts.state.disabled"),
          value: [at.shown, line.disabledReason].compactMap(\.self).joined(separator: ": ")))
    }
    return facts
  }

  private static func password(_ line: AccountLine, _ call: Call) -> String {
    guard line.hasPassword else { return call.text("accounts.password.none") }
    guard line.mustChangePassword else { return call.text("accounts.password.own") }
    guard let since = line.temporarySince else { return call.text("accounts.password.temporary") }
    let end = since.adding(seconds: call.site.limits(on: call.act.today).temporaryPasswordSeconds)
    let key = end <= call.act.at ? "accounts.password.over" : "accounts.password.until"
    return call.language.text(key, end.shown)
  }

  private static func care(_ found: AccountAnswer, _ call: Call) -> Care {
    let line = found.line
    let id = line.id.text
    let isOwn = call.act.actor.account == line.id
    var forms: [Link] = []
    var steps: [Link] = []
    if line.disabledAt == nil {
      let key = line.hasPassword ? "accounts.resetPassword" : "accounts.inviteAgain"
      forms.append(Link(href: AccountsPath.password(id), text: call.text(key)))
    }
    if line.hasSecondFactor, !isOwn {
      forms.append(
        Link(href: AccountsPath.secondFactor(id), text: call.text("accounts.resetFactor")))
    }
    forms.append(Link(href: AccountsPath.unit(id), text: call.text("accounts.move")))
    if line.lockedUntil != nil {
      steps.append(Link(href: AccountsPath.unlocking(id), text: call.text("accounts.unlock")))
    }
    if line.disabledAt == nil {
      forms.append(Link(href: AccountsPath.disabling(id), text: call.text("accounts.disable")))
    } else {
      steps.append(Link(href: AccountsPath.enabling(id), text: call.text("accounts.enable")))
    }
    return Care(
      forms: forms, steps: steps, tokens: found.tokens.map { TokenOf($0, line.id, call) })
  }
}

extension AccountPage.RoleOf {
  init(_ line: RoleLine, _ account: ID<Account>, mayEnd: Bool, _ call: Call) {
    let today = call.act.today
    let state =
      line.revokedAt != nil || line.to < today
      ? StateMark(kind: "ended", text: call.text("accounts.role.over"))
      : line.from > today
        ? StateMark(kind: "wait", text: call.text("accounts.role.later"))
        : StateMark(kind: "", text: call.text("accounts.role.now"))
    let from = call.text("role.from") + " " + line.from.vietnamese
    self.init(
      role: call.text("role." + line.role.rawValue),
      unit: line.unitName ?? call.text("role.wholeOffice"),
      days: line.to == .open ? from : from + " " + call.text("role.to") + " " + line.to.vietnamese,
      state: state,
      ending: mayEnd ? AccountsPath.endOfRole(account.text, line.id.text) : nil)
  }
}

extension AccountPage.TokenOf {
  init(_ line: ApiTokenLine, _ account: ID<Account>, _ call: Call) {
    let isOver = line.revokedAt != nil || line.until < call.act.today
    self.init(
      name: line.name,
      scopes: line.scopes.map { call.text("scope." + $0.rawValue) }.joined(separator: ", "),
      until: line.until.vietnamese, used: line.lastUsedAt?.shown ?? call.text("token.unused"),
      state: isOver
        ? StateMark(kind: "ended", text: call.text("token.over"))
        : StateMark(kind: "", text: call.text("accounts.role.now")),
      ending: isOver ? nil : AccountsPath.endOfToken(account.text, line.id.text))
  }
}
