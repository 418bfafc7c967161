internal import Records
internal import Rules

/// Login and password.
struct SignInPage: Page {
  static let template = "sign-in"
  static let sample = SignInPage(
    title: "Đăng nhập", action: "/sign-in", login: .sample, password: .sample, attempts: 5,
    minutes: 15)
  let title: String
  /// With the way back in `next`.
  let action: String
  let login: Field
  let password: Field
  let attempts: Int
  let minutes: Int

  static func of(_ call: Call, _ problems: [Problem]) -> SignInPage {
    let limits = call.site.limits(on: call.act.today)
    let next = call.query["next"].map { "?next=" + Fields.encoded(SignInPath.local($0)) } ?? ""
    return SignInPage(
      title: call.text("signIn.title"), action: SignInPath.signIn + next,
      login: call.field("login", nil, problems), password: call.blank("password", problems),
      attempts: limits.wrongAttempts, minutes: limits.lockMinutes)
  }
}

/// The code of the authenticator, or a recovery code.
struct SecondStepPage: Page {
  static let template = "second-step"
  static let sample = SecondStepPage(
    title: "Xác thực bước hai", action: "/sign-in/second-factor", code: .sample)
  let title: String
  let action: String
  let code: Field

  static func of(_ call: Call, _ problems: [Problem]) -> SecondStepPage {
    let next = call.query["next"].map { "?next=" + Fields.encoded(SignInPath.local($0)) } ?? ""
    return SecondStepPage(
      title: call.text("secondStep.title"), action: SignInPath.secondFactor + next,
      code: call.blank("code", problems, hasHint: true))
  }
}

/// The administrator of an office that has none yet.
struct FirstRunPage: Page {
  static let template = "first-run"
  static let sample = FirstRunPage(
    title: "Mở hệ thống lần đầu", name: .sample, login: .sample, password: .sample,
    repeated: .sample, code: .sample, length: 14)
  let title: String
  let name: Field
  let login: Field
  let password: Field
  let repeated: Field
  let code: Field
  /// Characters that a password needs at least.
  let length: Int

  static func of(_ call: Call, _ problems: [Problem]) -> FirstRunPage {
    FirstRunPage(
      title: call.text("firstRun.title"), name: call.field("name", nil, problems),
      login: call.field("login", nil, problems, hasHint: true),
      password: call.blank("password", problems, hasHint: true),
      repeated: call.blank("repeated", problems),
      code: call.field("code", nil, problems, hasHint: true),
      length: PasswordRules.shortestLength(
        hasSecondFactor: false, call.site.limits(on: call.act.today)))
  }
}

extension Call {
  /// A field whose value is never sent back: passwords and codes.
  func blank(_ name: String, _ problems: [Problem], hasHint: Bool = false) -> Field {
    let filled = field(name, nil, problems, hasHint: hasHint)
    return Field(
      id: filled.id, value: "", problem: filled.problem, describedBy: filled.describedBy,
      choices: [])
  }
}
