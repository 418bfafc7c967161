internal import Crypto
internal import FoundationEssentials
public import Rules
public import Store

/// Signing in, in three steps: `question` in a reading transaction, `PasswordQuestion.answer` outside of any,
/// `finish` in a writing one. Where the account has a second factor, `SecondFactors.check` completes it.
public enum SignIn {
  /// Throws `Refusal.conflict` where the address has to wait; then nothing is hashed.
  public static func question(
    login typed: String, _ limits: AccountLimits, _ db: any Reader, _ act: Act
  ) throws -> PasswordQuestion {
    if let until = try SignInGuard.wait(limits, db, act) {
      throw Refusal.conflict(SignInWords.wait(until, limits))
    }
    guard let login = Login(typed) else {
      return PasswordQuestion(login: nil, account: nil, stored: nil)
    }
    let row = try db.row("SELECT id, password FROM account WHERE login = \(login.text)")
    return PasswordQuestion(
      login: login, account: try row?.get("id"),
      stored: try row?.get("password", as: String?.self).map(PasswordHash.init(stored:)))
  }

  /// Does not throw for a wrong password: the count and the entry about it must be kept, so the refusal is
  /// part of the outcome. `agent` is the browser's name of itself.
  public static func finish(
    _ answer: PasswordAnswer, agent: String?, _ limits: AccountLimits, _ db: any Writer, _ act: Act
  ) throws -> SignInOutcome {
    if let until = try SignInGuard.wait(limits, db, act) {
      return .locked(SignInWords.wait(until, limits))
    }
    guard let login = answer.question.login else {
      return .refused(try fail(nil, nil, wrong: SignInWords.wrong(limits), limits, db, act))
    }
    if let until = try SignInGuard.lock(of: login, db, act) {
      try SignInGuard.failAddress(limits, db, act)
      try record("signIn.fail", answer.question.account, ["reason": "locked"], db, act)
      return .locked(SignInWords.locked(until, limits))
    }
    guard answer.matches, let account = try current(answer.question, db) else {
      let words = SignInWords.wrong(limits)
      return .refused(
        try fail(login, answer.question.account, wrong: words, limits, db, act))
    }
    if account.isDisabled {
      try SignInGuard.failAddress(limits, db, act)
      try record("signIn.fail", account.id, ["reason": "disabled"], db, act)
      return .refused(SignInWords.disabled)
    }
    if account.isOver(limits, act.at) {
      try record("signIn.fail", account.id, ["reason": "expired"], db, act)
      return .refused(SignInWords.temporaryOver(limits))
    }
    if let renewed = answer.renewed {
      try db.execute("UPDATE account SET password = \(renewed.text) WHERE id = \(account.id)")
    }
    return .signedIn(try begin(account, agent, db, act))
  }

  /// Ends a session, in whatever state it is.
  public static func out(_ session: Session, _ db: any Writer, _ act: Act) throws {
    guard try db.execute("DELETE FROM session WHERE id = \(session.id)") > 0 else { return }
    try Audit.record(
      "signOut", of: .account(session.account), before: ["session": session.id.text], db, act)
  }

  struct Candidate {
    let id: ID<Account>
    let login: Login
    let name: String
    let isDisabled: Bool
    let hasSecondFactor: Bool
    /// When a temporary password was given that is still to be changed.
    let temporarySince: Instant?

    func isOver(_ limits: AccountLimits, _ now: Instant) -> Bool {
      temporarySince.map { $0.adding(seconds: limits.temporaryPasswordSeconds) <= now } ?? false
    }
  }

  /// The account of a question, nil where its password is no longer the one that was asked about.
  private static func current(_ question: PasswordQuestion, _ db: any Reader) throws -> Candidate? {
    guard let id = question.account, let login = question.login else { return nil }
    let row = try db.row(
      """
      SELECT a.disabled_at, p.full_name, f.confirmed_at,
        CASE WHEN a.must_change = 1 THEN a.temporary_since END AS temporary_since
      FROM account a
      JOIN person p ON p.id = a.person_id
      LEFT JOIN second_factor f ON f.account_id = a.id
      WHERE a.id = \(id) AND a.password = \(question.stored?.text)
      """)
    return try row.map {
      Candidate(
        id: id, login: login, name: try $0.get("full_name"),
        isDisabled: try $0.get("disabled_at", as: Instant?.self) != nil,
        hasSecondFactor: try $0.get("confirmed_at", as: Instant?.self) != nil,
        temporarySince: try $0.get("temporary_since"))
    }
  }

  private static func begin(
    _ account: Candidate, _ agent: String?, _ db: any Writer, _ act: Act
  ) throws -> NewSession {
    let session = try Sessions.begin(account.id, agent: agent, secondFactorAt: nil, db, act)
    let own = act.by(Actor(account: account.id, name: account.name, grants: []))
    if account.hasSecondFactor {
      try record("signIn.firstFactor", account.id, ["session": session.id.text], db, own)
    } else {
      try complete(account.id, account.login, db, own)
      try record("signIn", account.id, ["session": session.id.text], db, own)
    }
    return session
  }

  /// What a complete sign-in changes: wrong attempts are forgotten, the account is in use.
  static func complete(_ id: ID<Account>, _ login: Login, _ db: any Writer, _ act: Act) throws {
    try SignInGuard.clear(login, db)
    try db.execute("UPDATE account SET active_at = \(act.at) WHERE id = \(id)")
  }

  /// One wrong attempt: counted, perhaps locked, written down; the sentence for the person.
  static func fail(
    _ login: Login?, _ account: ID<Account>?, action: String = "signIn.fail", wrong: Sentence,
    _ limits: AccountLimits, _ db: any Writer, _ act: Act
  ) throws -> Sentence {
    let until = try SignInGuard.fail(login, limits, db, act)
    let who = account == nil ? login.map { unknown($0, act) } : nil
    try record(action, account, ["reason": "wrong", "unknownLogin": who], db, act)
    guard let until else { return wrong }
    try record("account.lock", account, ["until": "\(until.milliseconds)"], db, act)
    return SignInWords.locked(until, limits)
  }

  /// What was typed where no account has it may be a password in the wrong field: the log gets a mark by which
  /// the same text is known again, not the text.
  private static func unknown(_ login: Login, _ act: Act) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: Data("login:\(login)".utf8), using: SymmetricKey(data: act.keys.seal))
    return Hex.text(code.prefix(6))
  }

  private static func record(
    _ action: String, _ account: ID<Account>?, _ after: Facts, _ db: any Writer, _ act: Act
  ) throws {
    let subject = account.map(Subject.account) ?? Subject("login", "unknown")
    try Audit.record(action, of: subject, after: after, db, act)
  }
}

public enum SignInOutcome: Sendable {
  case signedIn(NewSession)
  /// A sentence for the person; everything to be kept about it has been written.
  case refused(Sentence)
  /// As `refused`; neither password nor code was looked at, for there were too many wrong ones before.
  case locked(Sentence)
}

/// The sentences of signing in.
enum SignInWords {
  static func wrong(_ limits: AccountLimits) -> Sentence {
    "Tên đăng nhập hoặc mật khẩu không đúng. Sai \(limits.wrongAttempts) lần liên tiếp thì bị khóa "
      + "\(limits.lockMinutes) phút (TCVN 14423:2026)."
  }

  static func wrongPassword(_ limits: AccountLimits) -> Sentence {
    "Mật khẩu đang dùng không đúng. Sai \(limits.wrongAttempts) lần liên tiếp thì bị khóa "
      + "\(limits.lockMinutes) phút."
  }

  static func wrongCode(_ limits: AccountLimits) -> Sentence {
    "Mã xác thực không đúng hoặc đã dùng. Hãy nhập mã mới nhất trong ứng dụng. "
      + "Sai \(limits.wrongAttempts) lần liên tiếp thì bị khóa \(limits.lockMinutes) phút."
  }

  static func locked(_ until: Instant, _ limits: AccountLimits) -> Sentence {
    "Tên đăng nhập này tạm khóa đến \(moment(until)) vì sai \(limits.wrongAttempts) lần liên tiếp "
      + "(TCVN 14423:2026). Quản trị viên có thể mở khóa sớm hơn."
  }

  static func wait(_ until: Instant, _ limits: AccountLimits) -> Sentence {
    "Có quá nhiều lần đăng nhập sai từ địa chỉ mạng này. Hãy thử lại sau \(moment(until))."
  }

  static let disabled: Sentence =
    "Tài khoản đã bị vô hiệu hóa. Quản trị viên có thể cho hoạt động trở lại."

  static func temporaryOver(_ limits: AccountLimits) -> Sentence {
    "Mật khẩu tạm đã quá \(limits.temporaryPasswordDays) ngày nên không dùng được nữa. "
      + "Hãy đề nghị quản trị viên của cơ quan cấp mật khẩu tạm mới hoặc gửi lời mời."
  }

  private static func moment(_ instant: Instant) -> Sentence {
    // Up to the full minute: whoever comes at the minute shown is let in.
    let shown = instant.adding(seconds: 59)
    return "\(shown.clock) ngày \(shown.date.vietnamese)"
  }
}
