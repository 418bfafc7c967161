internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// One account of somebody, and what its administrators do with it.
enum AccountRoutes {
  static let all: [Route] =
    [
      .get("/accounts/{account}", .may(.viewAccounts)) { call in
        let id = try call.id("account", of: Account.self)
        let found = try await call.read { db, act in try AccountAnswer(id, db, act) }
        return try call.page(AccountPage(found, call))
      },
      .post("/accounts/{account}/enabling", .may(.manageAccounts)) { call in
        try await step(call, "?notice=accountEnabled") { try Accounts.enable($0, $1, $2) }
      },
      .post("/accounts/{account}/unlocking", .may(.manageAccounts)) { call in
        try await step(call, "?notice=accountUnlocked") { try Accounts.unlock($0, $1, $2) }
      },
      .get("/accounts/{account}/password", .may(.manageAccounts)) { call in
        try call.page(try await AccountQuestionPage.of(call, .password))
      },
      .post("/accounts/{account}/password", .may(.manageAccounts), resetPassword),
      .get("/accounts/{account}/second-factor/removal", .may(.manageAccounts)) { call in
        try call.page(try await AccountQuestionPage.of(call, .secondFactor))
      },
      .post("/accounts/{account}/second-factor/removal", .may(.manageAccounts)) { call in
        try await step(call, "?notice=factorReset") { try SecondFactors.reset(of: $0, $1, $2) }
      },
      .post("/accounts/{account}/tokens/{token}/ending", .may(.manageTokens)) { call in
        let token = try call.id("token", of: ApiToken.self)
        return try await step(call, "?notice=tokenEnded") { id, db, act in
          guard try ApiTokens.list(of: id, db, act).contains(where: { $0.id == token }) else {
            throw Refusal.notFound
          }
          try ApiTokens.revoke(token, db, act)
        }
      },
    ] + AccountDisablingForm.routes("/accounts/{account}/disabling", .manageAccounts)
    + AccountMoveForm.routes("/accounts/{account}/unit", .manageAccounts)

  /// Does one thing to the account of the address and goes back to its page.
  private static func step(
    _ call: Call, _ notice: String,
    _ work: @escaping @Sendable (ID<Account>, any Writer, Act) throws -> Void
  ) async throws -> Reply {
    let id = try call.id("account", of: Account.self)
    return try await call.change { db, act in
      try work(id, db, act)
      return AccountsPath.one(id.text) + notice
    }
  }

  /// A temporary password ends the sessions; an invitation leaves the present password until it is taken up.
  private static func resetPassword(_ call: Call) async throws -> Reply {
    let id = try call.id("account", of: Account.self)
    let means = try await WayIn.Means.of(call)
    let limits = call.site.limits(on: call.act.today)
    let path = AccountsPath.one(id.text) + "?notice=secretShown"
    return try await call.reveal(path) { db, act in
      if let password = means.password {
        try Accounts.resetPassword(id, to: password, db, act)
      }
      return try means.open(id, limits, db, act)
    } show: { way in
      try call.page(way.page(call))
    }
  }
}

/// A form that asks before something is done to an account.
struct AccountQuestionPage: Page {
  static let template = "account-question"
  static let sample = AccountQuestionPage(
    title: "Cấp lại mật khẩu", trail: [Crumb(href: "/accounts/1", text: "Trần Thị Hạnh")],
    name: "Trần Thị Hạnh", why: "Người này không vào được nữa.", action: "/", back: "/accounts/1",
    means: Means(byInvitation: true, hours: 72), go: "Cấp lại mật khẩu")
  let title: String
  let trail: [Crumb]
  let name: String
  let why: String
  let action: String
  let back: String
  let means: Means?
  let go: String

  struct Means: Encodable, Sendable {
    let byInvitation: Bool
    let hours: Int
  }

  enum Question {
    case password
    case secondFactor

    /// The key of what is done, and of what that means.
    var keys: (name: String, why: String) {
      switch self {
      case .password: ("accounts.resetPassword", "accounts.resetPasswordWhy")
      case .secondFactor: ("accounts.resetFactor", "accounts.resetFactorWhy")
      }
    }
  }

  static func of(
    _ call: Call, _ question: Question
  ) async throws -> AccountQuestionPage {
    let id = try call.id("account", of: Account.self)
    let line = try await call.read { db, act in
      try Accounts.demandManaging(id, db, act)
      return try Accounts.line(id, db, act)
    }
    let action =
      switch question {
      case .password: AccountsPath.password(id.text)
      case .secondFactor: AccountsPath.secondFactor(id.text)
      }
    let hours = call.site.limits(on: call.act.today).invitationHours
    return AccountQuestionPage(
      title: call.text(question.keys.name), trail: call.accountTrail(line), name: line.name,
      why: call.text(question.keys.why), action: action, back: AccountsPath.one(id.text),
      means: question == .password ? Means(byInvitation: !line.hasPassword, hours: hours) : nil,
      go: call.text(question.keys.name))
  }
}
