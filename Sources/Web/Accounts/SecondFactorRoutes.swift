internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// Switching one's second factor on and off, and its recovery codes.
enum SecondFactorRoutes {
  static let all: [Route] = [
    .get(AccountPath.enrolment, .signingIn, show),
    .post(AccountPath.enrolment, .signingIn, confirm),
    .post(AccountPath.removal, .signedIn, remove),
    .post(AccountPath.recoveryCodes, .signedIn, renew),
    .get(AccountPath.removal, .signedIn) { call in
      try call.page(CodePage.of(call, .removal, []))
    },
    .get(AccountPath.recoveryCodes, .signedIn) { call in
      try call.page(CodePage.of(call, .newCodes, []))
    },
  ]

  /// A secret waits until its first code; looking at the page again shows the same one.
  private static func show(_ call: Call) async throws -> Reply {
    guard let session = call.visitor.session, session.state != .secondFactorPending else {
      return .see(SignInPath.secondFactor)
    }
    if session.hasSecondFactor { return .see(AccountPath.own) }
    return try call.page(try await page(call, []))
  }

  private static func page(_ call: Call, _ problems: [Problem]) async throws -> EnrolmentPage {
    let enrolment = try await call.site.store.write { [act = call.act] db in
      try SecondFactors.pending(db, act) ?? SecondFactors.begin(db, act)
    }
    return EnrolmentPage(
      title: call.text("enrolment.title"), picture: QRPicture.svg(of: enrolment.address, call),
      secret: QRPicture.grouped(enrolment.secret), code: call.blank("code", problems),
      isDue: call.visitor.session?.state == .mustEnrolSecondFactor)
  }

  private static func confirm(_ call: Call) async throws -> Reply {
    guard let session = call.visitor.session, session.state != .secondFactorPending else {
      return .see(SignInPath.secondFactor)
    }
    return try await call.submit(orShow: { try await page(call, $0) }) {
      let code = try code(call)
      return try await call.reveal(AccountPath.own) { db, act in
        try SecondFactors.confirm(code, in: session.id, db, act)
      } show: { confirmed in
        var reply = try call.page(
          RecoveryCodesPage(title: call.text("codes.title"), codes: confirmed.recoveryCodes))
        reply.setCookie(
          Reception.cookieName(call.site), confirmed.session.token.text,
          secure: call.site.settings.secureCookies)
        return reply
      }
    }
  }

  private static func remove(_ call: Call) async throws -> Reply {
    try await call.submit(orShow: { CodePage.of(call, .removal, $0) }) {
      let code = try code(call)
      let limits = call.site.limits(on: call.act.today)
      let outcome = try await call.site.store.write { [act = call.act] db in
        try SecondFactors.remove(code, limits, db, act)
      }
      if case .refused(let sentence) = outcome {
        throw Refusal.invalid([Problem("code", sentence)])
      }
      return .see(AccountPath.own + "?notice=factorRemoved")
    }
  }

  private static func renew(_ call: Call) async throws -> Reply {
    try await call.submit(orShow: { CodePage.of(call, .newCodes, $0) }) {
      let code = try code(call)
      let limits = call.site.limits(on: call.act.today)
      let (outcome, codes) = try await call.site.store.write { [act = call.act] db in
        try SecondFactors.renewRecoveryCodes(code, limits, db, act)
      }
      if case .refused(let sentence) = outcome {
        throw Refusal.invalid([Problem("code", sentence)])
      }
      return try call.page(RecoveryCodesPage(title: call.text("codes.title"), codes: codes))
    }
  }

  private static func code(_ call: Call) throws -> String {
    var form = call.form
    let code = form.required("code", "Nhập mã 6 số đang hiện trong ứng dụng xác thực.")
    try form.checked()
    return code
  }
}

/// What needs a fresh code: switching the second factor off, or new recovery codes.
struct CodePage: Page {
  static let template = "factor-code"
  static let sample = CodePage(
    title: "Tắt xác thực hai lớp", explanation: "Sau khi tắt …", action: "/", code: .sample,
    go: "Tắt")
  let title: String
  let explanation: String
  let action: String
  let code: Field
  let go: String

  enum Purpose {
    case removal
    case newCodes
  }

  static func of(_ call: Call, _ purpose: Purpose, _ problems: [Problem]) -> CodePage {
    let isRemoval = purpose == .removal
    let key = isRemoval ? "factorRemoval" : "newCodes"
    return CodePage(
      title: call.text(key + ".title"), explanation: call.text(key + ".explanation"),
      action: isRemoval ? AccountPath.removal : AccountPath.recoveryCodes,
      code: call.blank("code", problems), go: call.text(key + ".go"))
  }
}
