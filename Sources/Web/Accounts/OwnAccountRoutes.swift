internal import HTTPTypes
internal import NIOPosix
internal import Records
internal import Rules
internal import Store

/// One's own account, and how the pages look to oneself.
enum OwnAccountRoutes {
  static let all: [Route] = [
    .get(AccountPath.own, .signedIn) { call in try call.page(try await page(call, [])) },
    .post(AccountPath.preferences, .everyone, choosePreferences),
    .get(AccountPath.password, .signingIn) { call in try call.page(PasswordPage.of(call, [])) },
    .post(AccountPath.password, .signingIn, changePassword),
    .post("/account/sessions/{session}/ending", .signedIn) { call in
      let id = try call.id("session", of: Session.self)
      return try await call.change { db, act in
        try Sessions.revoke(id, db, act)
        return AccountPath.own + "?notice=sessionEnded"
      }
    },
    .post(AccountPath.otherSessions, .signedIn) { call in
      guard let session = call.visitor.session else { throw Refusal.notFound }
      return try await call.change { db, act in
        try Sessions.revokeOthers(than: session.id, db, act)
        return AccountPath.own + "?notice=sessionEnded"
      }
    },
    .post(AccountPath.tokens, .signedIn, makeToken),
    .post("/account/tokens/{token}/ending", .signedIn) { call in
      let id = try call.id("token", of: ApiToken.self)
      return try await call.change { db, act in
        try ApiTokens.revoke(id, db, act)
        return AccountPath.own + "?notice=tokenEnded"
      }
    },
  ]

  /// Language and colours, kept in cookies; the language of an account also with the account.
  private static func choosePreferences(_ call: Call) async throws -> Reply {
    var reply = Reply.see(SignInPath.local(call.form.fields["return"]))
    let secure = call.site.settings.secureCookies
    if let language = call.form.fields["language"].flatMap(Language.init(rawValue:)) {
      reply.setCookie("language", language.rawValue, secure: secure, seconds: 31_536_000)
      if call.visitor.signedIn != nil {
        try await call.site.store.write { [act = call.act] db in
          try Accounts.setOwnLanguage(language, db, act)
        }
      }
    }
    if let theme = call.form.fields["theme"].flatMap(Theme.init(rawValue:)) {
      reply.setCookie("theme", theme.rawValue, secure: secure, seconds: 31_536_000)
    }
    return reply
  }

  private static func changePassword(_ call: Call) async throws -> Reply {
    guard let session = call.visitor.session, session.state != .secondFactorPending else {
      return .see(SignInPath.secondFactor)
    }
    return try await call.submit(orShow: { PasswordPage.of(call, $0) }) {
      var form = call.form
      let old = form.required("old", "Nhập mật khẩu đang dùng.")
      form.checkRepeated()
      try form.checked()
      let limits = call.site.limits(on: call.act.today)
      let (question, owner) = try await call.read { db, act in
        try Accounts.ownPassword(db, act)
      }
      let new = form.fields["password"] ?? ""
      let change = try await call.site.hashing.runIfActive { [chance = call.act.chance] in
        try PasswordChange.prepare(old: old, new: new, question, owner, limits, chance)
      }
      let outcome = try await call.site.store.write { [act = call.act] db in
        try Accounts.changeOwnPassword(change, keeping: session.id, limits, db, act)
      }
      if case .refused(let sentence) = outcome {
        throw Refusal.invalid([Problem("old", sentence)])
      }
      return .see(session.state == .full ? AccountPath.own + "?notice=passwordChanged" : "/")
    }
  }

  private static func makeToken(_ call: Call) async throws -> Reply {
    let page = try await page(call, [])
    return try await call.submit(orShow: { try await self.page(call, $0) }) {
      var form = call.form
      let name = form.required("tokenName", "Đặt tên cho mã, ví dụ “Đồng bộ hằng đêm”.")
      let until = form.requiredDate("tokenUntil", "Chọn ngày hết hạn của mã.")
      try form.checked()
      let scopes = Set(form.fields.all("scope").compactMap(TokenScope.init(rawValue:)))
      let limits = call.site.limits(on: call.act.today)
      return try await call.reveal(AccountPath.own) { db, act in
        try ApiTokens.create(name, scopes, until: until ?? act.today, limits, db, act).token.text
      } show: { token in
        try call.page(
          SecretPage(
            title: call.text("token.title"), explanation: call.text("token.explanation"),
            secret: token, back: page.title.isEmpty ? "/" : AccountPath.own))
      }
    }
  }

  /// The page of one's own account as it is now.
  static func page(_ call: Call, _ problems: [Problem]) async throws -> OwnAccountPage {
    guard let session = call.visitor.session else { throw Refusal.notFound }
    let limits = call.site.limits(on: call.act.today)
    let (feed, sessions, tokens, codes, roles) = try await call.read { db, act in
      (
        try CalendarFeeds.own(db, act),
        try Sessions.list(limits, db, act), try ApiTokens.list(of: session.account, db, act),
        try SecondFactors.recoveryCodesLeft(db, act),
        try RoleRows.of(session.account, call, db, act)
      )
    }
    return OwnAccountPage(
      title: call.text("frame.account"), name: session.name, login: session.login, roles: roles,
      hasSecondFactor: session.hasSecondFactor, codesLeft: "\(codes)",
      sessions: sessions.map { row($0, session, call) }, hasOthers: sessions.count > 1,
      feed: feed.map {
        OwnAccountPage.FeedCard(
          made: $0.createdAt.shown, used: $0.lastUsedAt?.shown ?? call.text("token.unused"))
      }, mayFeed: session.may(.viewDuties),
      tokens: tokens.map { row($0, call) }, tokenName: call.field("tokenName", nil, problems),
      tokenUntil: call.dateField("tokenUntil", nil, problems),
      scopes: TokenScope.allCases.map {
        OwnAccountPage.ScopeRow(
          value: $0.rawValue, text: call.text("scope." + $0.rawValue),
          checked: call.form.fields.all("scope").contains($0.rawValue))
      })
  }

  private static func row(_ line: SessionLine, _ session: Session, _ call: Call)
    -> OwnAccountPage.SessionRow
  {
    OwnAccountPage.SessionRow(
      agent: Browser.name(line.agent) ?? call.text("session.unknownBrowser"),
      address: line.address ?? "", since: line.createdAt.shown, seen: line.lastSeenAt.shown,
      isThis: line.id == session.id, ending: AccountPath.endOfSession(line.id.text))
  }

  private static func row(_ line: ApiTokenLine, _ call: Call) -> OwnAccountPage.TokenRow {
    OwnAccountPage.TokenRow(
      name: line.name,
      scopes: line.scopes.map { call.text("scope." + $0.rawValue) }.joined(separator: ", "),
      until: line.until.vietnamese, used: line.lastUsedAt?.shown ?? call.text("token.unused"),
      isOver: line.revokedAt != nil || line.until < call.act.today,
      ending: AccountPath.endOfToken(line.id.text))
  }
}

extension Instant {
  /// `20/11/2026 08:15`
  var shown: String { date.vietnamese + " " + clock }
}

/// A browser's name for people, from what it calls itself.
enum Browser {
  static func name(_ agent: String?) -> String? {
    guard let agent else { return nil }
    let names = [
      ("Edg", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR", "Opera"), ("Firefox", "Firefox"),
      ("Chrome", "Chrome"), ("Safari", "Safari"),
    ]
    let systems = [
      ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
      ("Mac OS", "macOS"), ("Linux", "Linux"),
    ]
    let known = [names, systems].compactMap { list in
      list.first { agent.contains($0.0) }?.1
    }
    return known.isEmpty ? String(agent.prefix(60)) : known.joined(separator: ", ")
  }
}
