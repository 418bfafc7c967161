internal import Records
internal import Rules

/// One's own account: password, second factor, sessions, tokens.
struct OwnAccountPage: Page {
  static let template = "own-account"
  static let sample = OwnAccountPage(
    title: "Tài khoản của tôi", name: "Trần Thị Hạnh", login: "hanh.tt",
    roles: [RoleRow.sample], hasSecondFactor: true, codesLeft: "10", sessions: [SessionRow.sample],
    hasOthers: true, feed: FeedCard(made: "20/11/2026 08:00", used: "chưa dùng"), mayFeed: true,
    tokens: [TokenRow.sample], tokenName: .sample, tokenUntil: .sample,
    scopes: [ScopeRow(value: "unitsRead", text: "Đọc đơn vị", checked: true)])
  let title: String
  let name: String
  let login: String
  let roles: [RoleRow]
  let hasSecondFactor: Bool
  let codesLeft: String
  let sessions: [SessionRow]
  let hasOthers: Bool
  /// The address of one's calendar; nil where there is none.
  let feed: FeedCard?
  let mayFeed: Bool
  let tokens: [TokenRow]
  let tokenName: Field
  let tokenUntil: Field
  let scopes: [ScopeRow]

  struct FeedCard: Sendable {
    let made: String
    let used: String
  }

  struct SessionRow: Sendable {
    static let sample = SessionRow(
      agent: "Firefox", address: "10.0.0.5", since: "20/11/2026 08:00", seen: "20/11/2026 08:15",
      isThis: false, ending: "/account/sessions/1/ending")
    let agent: String
    let address: String
    let since: String
    let seen: String
    let isThis: Bool
    let ending: String
  }

  struct TokenRow: Sendable {
    static let sample = TokenRow(
      name: "Đồng bộ hằng đêm", scopes: "Đọc đơn vị", until: "31/12/2026", used: "chưa dùng",
      isOver: false, ending: "/account/tokens/1/ending")
    let name: String
    let scopes: String
    let until: String
    let used: String
    let isOver: Bool
    let ending: String
  }

  struct ScopeRow: Sendable {
    let value: String
    let text: String
    let checked: Bool
  }
}

/// A role of one's own account as a table row.
struct RoleRow: Sendable {
  static let sample = RoleRow(
    role: "Cơ quan thường trực", unit: "Tỉnh Tân An", from: "01/07/2025", to: "31/12/2026",
    isInForce: true)
  let role: String
  let unit: String
  let from: String
  /// Nil where no end is known.
  let to: String?
  let isInForce: Bool
}

/// A new password in place of the present one.
struct PasswordPage: Page {
  static let template = "own-password"
  static let sample = PasswordPage(
    title: "Đổi mật khẩu", old: .sample, password: .sample, repeated: .sample, length: 14,
    isDue: true)
  let title: String
  let old: Field
  let password: Field
  let repeated: Field
  let length: Int
  /// The password must be changed before anything else.
  let isDue: Bool

  static func of(_ call: Call, _ problems: [Problem]) -> PasswordPage {
    let session = call.visitor.session
    return PasswordPage(
      title: call.text("password.title"), old: call.blank("old", problems),
      password: call.blank("password", problems, hasHint: true),
      repeated: call.blank("repeated", problems),
      length: PasswordRules.shortestLength(
        hasSecondFactor: session?.hasSecondFactor ?? false, call.site.limits(on: call.act.today)),
      isDue: session?.state == .mustChangePassword)
  }
}

/// The QR code of a new second factor, and the first code from it.
struct EnrolmentPage: Page {
  static let template = "enrolment"
  static let sample = EnrolmentPage(
    title: "Xác thực hai lớp", picture: SafeHTML(html: "<svg></svg>"), secret: "JBSW Y3DP",
    code: .sample, isDue: true)
  let title: String
  let picture: SafeHTML
  /// In groups of four, for typing.
  let secret: String
  let code: Field
  let isDue: Bool
}

/// Recovery codes, this once.
struct RecoveryCodesPage: Page {
  static let template = "recovery-codes"
  static let sample = RecoveryCodesPage(title: "Mã dự phòng", codes: ["k7qd-2mxp"])
  let title: String
  let codes: [String]
}

/// A secret that is shown this once: a token, a temporary password, an invitation.
struct SecretPage: Page {
  static let template = "secret-once"
  static let sample = SecretPage(
    title: "Mã truy cập", explanation: "Dùng trong tiêu đề Authorization.", secret: "soat_…",
    back: "/account")
  let title: String
  let explanation: String
  let secret: String
  let back: String
}
