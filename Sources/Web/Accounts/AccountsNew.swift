internal import HTTPTypes
internal import NIOPosix
internal import Records
internal import Rules
internal import Store

/// Making accounts, and the ways in that are shown once.
enum NewAccountRoutes {
  static let all: [Route] = [
    .get(AccountsPath.new, .may(.manageAccounts)) { call in
      try call.page(try await NewAccountPage.of(call, []))
    },
    .post(AccountsPath.new, .may(.manageAccounts), make),
  ]

  private static func make(_ call: Call) async throws -> Reply {
    try await call.submit(orShow: { try await NewAccountPage.of(call, $0) }) {
      let draft = try await AccountDraft.of(call)
      let means = try await WayIn.Means.of(call)
      let limits = call.site.limits(on: call.act.today)
      return try await call.reveal(AccountsPath.all + "?notice=secretShown") { db, act in
        try draft.make(means, limits, db, act)
      } show: { way in
        try call.page(way.page(call))
      }
    }
  }
}

/// What the form of a new account says, checked.
struct AccountDraft: Sendable {
  let account: NewAccount
  /// Nil where the account begins without a role.
  let role: RoleDraft?

  static func of(_ call: Call) async throws -> AccountDraft {
    var form = call.form
    let person = try await NewAccountPage.person(call)
    let name = person == nil ? form.required("name", "Nhập họ và tên.") : ""
    let login = form.required("login", "Nhập tên đăng nhập.")
    let role = form.fields["role"].flatMap(Role.init(rawValue:))
    let (from, to) = (form.date("from"), form.date("to"))
    let fields = form.fields
    let (unit, roleUnit) = try await call.read { db, act in
      (
        try NamedUnit.find("unit", fields, db, act), try NamedUnit.find("roleUnit", fields, db, act)
      )
    }
    if case .refused(let problem) = unit { form.refuse(problem.field, problem.text) }
    if case .refused(let problem) = roleUnit { form.refuse(problem.field, problem.text) }
    form.checkKeeper(unit)
    try form.checked()
    let keeper = form.flag("wholeOffice") ? nil : try unit.checked()
    return AccountDraft(
      account: NewAccount(
        holder: person.map { .person($0.id) } ?? .newPerson(name), login: login, unit: keeper),
      role: role.map {
        RoleDraft(
          role: $0, unit: { if case .one(let id) = roleUnit { id } else { keeper } }(),
          from: from ?? call.act.today, to: to)
      })
  }

  /// Makes the account with its role, and the way in for its person.
  func make(
    _ means: WayIn.Means, _ limits: AccountLimits, _ db: any Writer, _ act: Act
  ) throws -> WayIn {
    let id = try Accounts.create(account, password: means.password, db, act)
    // Before the role: whoever may give it need not be able to manage accounts where it reaches.
    let way = try means.open(id, limits, db, act)
    try role?.grant(to: id, unitField: "roleUnit", db, act)
    return way
  }
}

/// How a person gets into an account whose password they do not have: shown once.
struct WayIn: Sendable {
  let account: ID<Account>
  let name: String
  let login: String
  let secret: Secret

  enum Secret: Sendable {
    case link(SecretToken, endsAt: Instant)
    case password(String)
  }

  /// What the form chose, with the slow work done.
  enum Means: Sendable {
    case invitation
    case password(String, NewPassword)

    static func of(_ call: Call) async throws -> Means {
      guard call.form.fields["means"] == "password" else { return .invitation }
      let made = try await call.site.hashing.runIfActive { [chance = call.act.chance] in
        try NewPassword.temporary(chance)
      }
      return .password(made.text, made.password)
    }

    var password: NewPassword? {
      if case .password(_, let password) = self { password } else { nil }
    }

    /// The way in of an account that was just made, or whose password was just reset.
    func open(
      _ id: ID<Account>, _ limits: AccountLimits, _ db: any Writer, _ act: Act
    ) throws -> WayIn {
      let line = try Accounts.line(id, db, act)
      let secret: Secret
      switch self {
      case .password(let text, _): secret = .password(text)
      case .invitation:
        let made = try Invitations.issue(to: id, limits, db, act)
        secret = .link(made.token, endsAt: made.endsAt)
      }
      return WayIn(account: id, name: line.name, login: line.login, secret: secret)
    }
  }

  func page(_ call: Call) -> SecretPage {
    let back = AccountsPath.one(account.text)
    switch secret {
    case .link(let token, let end):
      return SecretPage(
        title: call.text("accounts.link.title"),
        explanation: call.language.text("accounts.link.why", name, login, end.shown),
        secret: call.publicAddress + SignInPath.invitation(token.text), back: back)
    case .password(let text):
      return SecretPage(
        title: call.text("accounts.password.title"),
        explanation: call.language.text("accounts.password.why", name, login), secret: text,
        back: back)
    }
  }
}

extension Form {
  /// The administrators of one unit keep an account, or those of the whole office: one of the two is said.
  fileprivate mutating func checkKeeper(_ unit: NamedUnit) {
    if case .nothing = unit {
      guard !flag("wholeOffice") else { return }
      refuse(
        "wholeOffice",
        "Chọn đơn vị quản lý tài khoản, hoặc đánh dấu để quản trị viên toàn hệ thống quản lý.")
    } else if flag("wholeOffice") {
      refuse("wholeOffice", "Đã chọn đơn vị quản lý thì bỏ dấu này, hoặc để trống ô đơn vị.")
    }
  }
}

extension Call {
  /// Where people reach this site: as the office set it, else the host that was asked.
  var publicAddress: String {
    guard var address = site.settings.publicURL else { return "http://" + (authority ?? "") }
    while address.last == "/" { address.removeLast() }
    return address
  }
}
