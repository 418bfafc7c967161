internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// The link by which an invited person chooses a password.
enum InvitationRoutes {
  static let all: [Route] = [
    .get("/invitation/{token}", .everyone) { call in
      guard let invited = try await invited(call) else { return try over(call) }
      return try call.page(InvitationPage.of(call, invited, []))
    },
    .post("/invitation/{token}", .everyone, accept),
  ]

  /// Nil for a link that was used, withdrawn, has ended, or never was.
  private static func invited(_ call: Call) async throws -> Invitations.Invited? {
    let token = call.parameters["token"] ?? ""
    guard token.utf8.count <= 200 else { return nil }
    return try await call.read { db, act in
      try Invitations.find(TokenHash(of: token), db, now: act.at)
    }
  }

  private static func over(_ call: Call) throws -> Reply {
    try call.page(InvitationOverPage(title: call.text("invitation.over")), status: .gone)
  }

  /// Hashes nothing for a link that does not count.
  private static func accept(_ call: Call) async throws -> Reply {
    guard let invited = try await invited(call) else { return try await again(call) }
    return try await call.submit(orShow: { InvitationPage.of(call, invited, $0) }) {
      var form = call.form
      form.checkRepeated()
      try form.checked()
      let password = try await call.newPassword(invited.owner)
      let limits = call.site.limits(on: call.act.today)
      let token = TokenHash(of: call.parameters["token"] ?? "")
      do {
        return try await call.change { db, act in
          _ = try Invitations.accept(token, password, limits, db, act)
          return SignInPath.signIn + "?notice=invitationAccepted"
        }
      } catch Refusal.notFound {
        return try over(call)
      }
    }
  }

  /// The form sent a second time leads where the first one did.
  private static func again(_ call: Call) async throws -> Reply {
    let submission = call.form.fields["submission"].flatMap { ID<Submission>($0) }
    let path = try await call.read { db, act in
      try submission.flatMap { try Submissions.outcome(of: $0, db, act) }
    }
    return try path.map(Reply.see) ?? over(call)
  }
}

/// A password of one's own, for who comes by a link.
struct InvitationPage: Page {
  static let template = "invitation"
  static let sample = InvitationPage(
    title: "Đặt mật khẩu", lead: "Trần Thị Hạnh, tên đăng nhập hanh.tran",
    action: "/invitation/1", login: "hanh.tran", password: .sample, repeated: .sample, length: 14,
    until: "20/11/2026 08:15")
  let title: String
  let lead: String
  let action: String
  let login: String
  let password: Field
  let repeated: Field
  let length: Int
  let until: String

  static func of(
    _ call: Call, _ invited: Invitations.Invited, _ problems: [Problem]
  ) -> InvitationPage {
    InvitationPage(
      title: call.text("invitation.title"),
      lead: call.language.text("invitation.lead", invited.owner.name, invited.owner.login),
      action: SignInPath.invitation(call.parameters["token"] ?? ""), login: invited.owner.login,
      password: call.blank("password", problems, hasHint: true),
      repeated: call.blank("repeated", problems),
      length: PasswordRules.shortestLength(
        hasSecondFactor: invited.owner.hasSecondFactor, call.site.limits(on: call.act.today)),
      until: invited.endsAt.shown)
  }
}

/// What to do with a link that counts no more.
struct InvitationOverPage: Page {
  static let template = "invitation-over"
  static let sample = InvitationOverPage(title: "Liên kết không còn dùng được")
  let title: String
}
