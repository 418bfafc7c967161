public import Rules
public import Store

/// The second factor: an app that shows codes (RFC 6238), and recovery codes on paper.
public enum SecondFactors {
  /// What the enrolment page shows: as a QR picture, and to be typed.
  public struct Enrolment: Sendable {
    /// Base 32.
    public let secret: String
    /// `otpauth://…`
    public let address: String
  }

  /// Begins one's own enrolment with a new secret. Throws `Refusal.conflict` where a second factor is on.
  public static func begin(_ db: any Writer, _ act: Act) throws -> Enrolment {
    let account = try Accounts.row(try Rights.ownAccount(act), db)
    if account.hasSecondFactor {
      throw Refusal.conflict("Xác thực hai lớp đang bật. Hãy tắt trước khi đăng ký thiết bị khác.")
    }
    let secret = act.chance.bytes(20)
    let sealed = try Sealed.seal(secret, for: account.id, act)
    try db.execute(
      """
      INSERT INTO second_factor (account_id, secret, last_step)
      VALUES (\(account.id), \(sealed), 0)
      ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, last_step = 0
      """)
    try Audit.record("secondFactor.begin", of: .account(account.id), db, act)
    return enrolment(secret, account)
  }

  /// The enrolment that waits for its first code, to show it again; nil where there is none.
  public static func pending(_ db: any Reader, _ act: Act) throws -> Enrolment? {
    let account = try Accounts.row(try Rights.ownAccount(act), db)
    guard !account.hasSecondFactor, let factor = try factor(account.id, db, act) else { return nil }
    return enrolment(factor.secret, account)
  }

  /// Turns the second factor on with one right code; the ten recovery codes are shown once. The session goes on
  /// under a new token, others have to give a code. Throws `Refusal.invalid` at "code" for a wrong one.
  public static func confirm(
    _ code: String, in session: ID<Session>, _ db: any Writer, _ act: Act
  ) throws -> (recoveryCodes: [String], session: NewSession) {
    let account = try Accounts.row(try Rights.ownAccount(act), db)
    guard !account.hasSecondFactor, let factor = try factor(account.id, db, act) else {
      throw Refusal.conflict("Không có lần đăng ký thiết bị nào đang chờ. Hãy bắt đầu lại.")
    }
    guard
      let step = OneTimeCode.match(code, factor.secret, at: act.at, after: factor.lastStep)
    else {
      throw Refusal.invalid([
        Problem(
          "code",
          "Mã không đúng. Hãy nhập mã đang hiện trong ứng dụng và kiểm tra giờ của điện thoại.")
      ])
    }
    try db.execute(
      """
      UPDATE second_factor
      SET confirmed_at = \(act.at), last_step = \(step)
      WHERE account_id = \(account.id)
      """)
    let codes = try RecoveryCodes.renew(account.id, db, act)
    let next = try Sessions.passSecondFactor(session, of: account.id, db, act)
    try Audit.record("secondFactor.confirm", of: .account(account.id), db, act)
    return (codes, next)
  }

  /// Completes a sign-in with a code of the app or a recovery code. Wrong ones count like wrong passwords.
  public static func check(
    _ code: String, in session: Session, _ limits: AccountLimits, _ db: any Writer, _ act: Act
  ) throws -> SignInOutcome {
    let account = try Accounts.row(session.account, db)
    let own = act.by(Actor(account: account.id, name: account.name, grants: []))
    if let words = try locked(account, limits, db, own) { return .locked(words) }
    switch try attempt(code, account, limits, db, own) {
    case .refused(let words): return .refused(words)
    case .right(let means):
      let next = try Sessions.passSecondFactor(session.id, of: account.id, db, own)
      try SignIn.complete(account.id, account.login, db, own)
      try Audit.record(
        "signIn", of: .account(account.id), after: ["session": next.id.text, "by": means], db, own)
      return .signedIn(next)
    }
  }

  /// Turns one's own second factor off, with a code. Throws `Refusal.conflict` where it is required.
  public static func remove(
    _ code: String, _ limits: AccountLimits, _ db: any Writer, _ act: Act
  ) throws -> Outcome {
    let account = try Accounts.row(try Rights.ownAccount(act), db)
    let isAdministrator = try Roles.inForce(of: account.id, on: act.today, db)
      .contains { $0.role == .administrator }
    if limits.requiresSecondFactor(isAdministrator: isAdministrator) {
      throw Refusal.conflict(
        "Tài khoản này bắt buộc dùng xác thực hai lớp (TCVN 14423:2026). "
          + "Muốn đổi thiết bị, hãy nhờ một quản trị viên khác đặt lại.")
    }
    if case .refused(let words) = try attempt(code, account, limits, db, act) {
      return .refused(words)
    }
    try turnOff(account, action: "secondFactor.remove", db, act)
    return .done
  }

  /// Turns another's second factor off, for a lost telephone; its sessions end.
  public static func reset(of id: ID<Account>, _ db: any Writer, _ act: Act) throws {
    let account = try Accounts.managed(id, db, act)
    if act.actor.account == id {
      throw Refusal.forbidden(
        "Không thể tự đặt lại xác thực hai lớp của mình. Hãy nhờ một quản trị viên khác.")
    }
    guard account.hasSecondFactor else {
      throw Refusal.conflict("Tài khoản chưa bật xác thực hai lớp.")
    }
    try turnOff(account, action: "secondFactor.reset", db, act)
    try Sessions.end(of: id, db)
  }

  /// Ten new recovery codes for one's own account, with a code of the app; nil where the code was refused.
  public static func renewRecoveryCodes(
    _ code: String, _ limits: AccountLimits, _ db: any Writer, _ act: Act
  ) throws -> (outcome: Outcome, codes: [String]) {
    let account = try Accounts.row(try Rights.ownAccount(act), db)
    if case .refused(let words) = try attempt(code, account, limits, db, act) {
      return (.refused(words), [])
    }
    let codes = try RecoveryCodes.renew(account.id, db, act)
    try Audit.record("recoveryCodes.renew", of: .account(account.id), db, act)
    return (.done, codes)
  }

  /// How many of one's own recovery codes are left.
  public static func recoveryCodesLeft(_ db: any Reader, _ act: Act) throws -> Int {
    try RecoveryCodes.left(try Rights.ownAccount(act), db)
  }

  private enum Attempt {
    case right(String)
    case refused(Sentence)
  }

  /// Why no code is looked at now; nil where it is.
  private static func locked(
    _ account: AccountRow, _ limits: AccountLimits, _ db: any Reader, _ act: Act
  ) throws -> Sentence? {
    if let until = try SignInGuard.wait(limits, db, act) {
      return SignInWords.wait(until, limits)
    }
    return try SignInGuard.lock(of: account.login, db, act).map { SignInWords.locked($0, limits) }
  }

  private static func attempt(
    _ code: String, _ account: AccountRow, _ limits: AccountLimits, _ db: any Writer, _ act: Act
  ) throws -> Attempt {
    guard account.hasSecondFactor, let factor = try factor(account.id, db, act) else {
      throw Refusal.conflict("Tài khoản chưa bật xác thực hai lớp.")
    }
    if let words = try locked(account, limits, db, act) { return .refused(words) }
    if let step = OneTimeCode.match(code, factor.secret, at: act.at, after: factor.lastStep) {
      try db.execute(
        "UPDATE second_factor SET last_step = \(step) WHERE account_id = \(account.id)")
      return .right("code")
    }
    if try RecoveryCodes.use(code, account.id, db, act) { return .right("recoveryCode") }
    return .refused(
      try SignIn.fail(
        account.login, account.id, action: "signIn.failCode", wrong: SignInWords.wrongCode(limits),
        limits, db, act))
  }

  private static func turnOff(
    _ account: AccountRow, action: String, _ db: any Writer, _ act: Act
  ) throws {
    try db.execute("DELETE FROM second_factor WHERE account_id = \(account.id)")
    try RecoveryCodes.remove(account.id, db)
    // A password that was long enough beside a second factor may be too short without.
    if !account.isPasswordLong {
      try db.execute("UPDATE account SET must_change = 1 WHERE id = \(account.id)")
    }
    try Audit.record(action, of: .account(account.id), unit: account.unit, db, act)
  }

  private static func factor(_ account: ID<Account>, _ db: any Reader, _ act: Act) throws -> (
    secret: [UInt8], lastStep: Int64
  )? {
    let row = try db.row(
      "SELECT secret, last_step FROM second_factor WHERE account_id = \(account)")
    guard let row else { return nil }
    return (
      try Sealed.open(try row.get("secret"), for: account, act), try row.get("last_step")
    )
  }

  private static func enrolment(_ secret: [UInt8], _ account: AccountRow) -> Enrolment {
    Enrolment(
      secret: Base32.text(secret),
      address: OneTimeCode.address(secret, login: account.login.text))
  }
}
