internal import HTTPTypes
internal import NIOPosix
internal import Records
internal import Rules
internal import Store

/// First run, signing in and out.
enum SignInRoutes {
  static let all: [Route] = [
    .get(SignInPath.firstRun, .everyone, showFirstRun),
    .post(SignInPath.firstRun, .everyone, makeFirstAdministrator),
    .get(SignInPath.signIn, .everyone, showSignIn),
    .post(SignInPath.signIn, .everyone, signIn),
    .get(SignInPath.secondFactor, .signingIn) { call in
      try call.page(SecondStepPage.of(call, []))
    },
    .post(SignInPath.secondFactor, .signingIn, giveCode),
    .post(SignInPath.signOut, .signingIn, signOut),
  ]

  private static func showFirstRun(_ call: Call) async throws -> Reply {
    guard try await call.read({ db, _ in try Accounts.needsFirstAdministrator(db) }) else {
      return .see(SignInPath.signIn)
    }
    return try call.page(FirstRunPage.of(call, []))
  }

  private static func makeFirstAdministrator(_ call: Call) async throws -> Reply {
    try await call.submit(orShow: { FirstRunPage.of(call, $0) }) {
      let (draft, code) = try await firstAdministrator(call)
      return try await call.change { [expected = call.site.setupCode] db, act in
        _ = try Accounts.createFirstAdministrator(draft, code: code, expected: expected, db, act)
        return SignInPath.signIn + "?notice=opened"
      }
    }
  }

  private static func firstAdministrator(_ call: Call) async throws -> (FirstAdministrator, String)
  {
    var form = call.form
    let name = form.required("name", "Nhập họ và tên của quản trị viên.")
    let login = form.required("login", "Nhập tên đăng nhập, ví dụ “quantri”.")
    let code = form.required(
      "code", "Nhập mã thiết lập in ở cửa sổ lệnh của máy chủ khi khởi động.")
    form.checkRepeated()
    try form.checked()
    let password = try await call.newPassword(
      PasswordOwner(login: login, name: name, hasSecondFactor: false))
    return (
      FirstAdministrator(name: name, login: login, password: password, language: call.language),
      code
    )
  }

  private static func showSignIn(_ call: Call) async throws -> Reply {
    if let session = call.visitor.session { return .see(SignInPath.next(after: session.state)) }
    if try await call.read({ db, _ in try Accounts.needsFirstAdministrator(db) }) {
      return .see(SignInPath.firstRun)
    }
    return try call.page(SignInPage.of(call, []))
  }

  private static func signIn(_ call: Call) async throws -> Reply {
    try await call.submit(orShow: { SignInPage.of(call, $0) }) {
      var form = call.form
      let login = form.required("login", "Nhập tên đăng nhập.")
      _ = form.required("password", "Nhập mật khẩu.")
      try form.checked()
      let limits = call.site.limits(on: call.act.today)
      let question = try await call.question(about: login, limits)
      let answer = try await call.answer(question)
      let agent = call.headers[.userAgent]
      let outcome = try await call.site.store.write { [act = call.act] db in
        try SignIn.finish(answer, agent: agent, limits, db, act)
      }
      call.count(.password, outcome)
      switch outcome {
      case .refused(let sentence), .locked(let sentence):
        throw Refusal.invalid([Problem("login", sentence)])
      case .signedIn(let session): return call.enter(session)
      }
    }
  }

  private static func giveCode(_ call: Call) async throws -> Reply {
    guard let session = call.visitor.session, session.state == .secondFactorPending else {
      return .see("/")
    }
    return try await call.submit(orShow: { SecondStepPage.of(call, $0) }) {
      var form = call.form
      let code = form.required("code", "Nhập mã 6 số trong ứng dụng xác thực, hoặc mã dự phòng.")
      try form.checked()
      let limits = call.site.limits(on: call.act.today)
      let outcome = try await call.site.store.write { [act = call.act] db in
        try SecondFactors.check(code, in: session, limits, db, act)
      }
      call.count(.code, outcome)
      switch outcome {
      case .refused(let sentence), .locked(let sentence):
        throw Refusal.invalid([Problem("code", sentence)])
      case .signedIn(let session): return call.enter(session)
      }
    }
  }

  private static func signOut(_ call: Call) async throws -> Reply {
    guard let session = call.visitor.session else { return .see(SignInPath.signIn) }
    var reply = try await call.change { db, act in
      try SignIn.out(session, db, act)
      return SignInPath.signIn + "?notice=signedOut"
    }
    reply.setCookie(
      Reception.cookieName(call.site), "", secure: call.site.settings.secureCookies, seconds: 0)
    return reply
  }
}

extension Call {
  /// What the login's password is to be compared with. Throws where the address has to wait.
  fileprivate func question(
    about login: String, _ limits: AccountLimits
  ) async throws -> PasswordQuestion {
    do {
      return try await read { db, act in try SignIn.question(login: login, limits, db, act) }
    } catch let refusal as Refusal {
      site.meters.signedIn(.password, .locked)
      throw refusal
    }
  }

  fileprivate func count(_ step: SignInMeter.Step, _ outcome: SignInOutcome) {
    switch outcome {
    case .signedIn: site.meters.signedIn(step, .ok)
    case .refused: site.meters.signedIn(step, .failed)
    case .locked: site.meters.signedIn(step, .locked)
    }
  }

  /// The answer that carries a new session's cookie and leads on.
  func enter(_ session: NewSession) -> Reply {
    var reply = Reply.see(SignInPath.local(query["next"]))
    reply.setCookie(
      Reception.cookieName(site), session.token.text, secure: site.settings.secureCookies)
    return reply
  }

  /// Checks the typed password against a question, off the threads that answer requests.
  func answer(_ question: PasswordQuestion, field: String = "password") async throws
    -> PasswordAnswer
  {
    let password = form.fields[field] ?? ""
    let chance = act.chance
    return try await site.hashing.runIfActive { try question.answer(password, chance) }
  }

  /// Hashes the typed new password; throws `Refusal.invalid` where it breaks the rules.
  func newPassword(_ owner: PasswordOwner, field: String = "password") async throws -> NewPassword {
    let password = form.fields[field] ?? ""
    let chance = act.chance
    let limits = site.limits(on: act.today)
    return try await site.hashing.runIfActive {
      try NewPassword.make(password, for: owner, limits, field: field, chance)
    }
  }
}

extension Form {
  /// A new password is typed twice.
  mutating func checkRepeated() {
    if (fields["password"] ?? "").isEmpty { refuse("password", "Nhập mật khẩu mới.") }
    if fields["password"] != fields["repeated"] {
      refuse("repeated", "Hai lần nhập mật khẩu không giống nhau; nhập lại cả hai.")
    }
  }
}
