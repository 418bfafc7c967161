public import Rules
public import Store

/// One's own password, old and new, with all slow work done.
public struct PasswordChange: Sendable {
  let old: PasswordAnswer
  let new: NewPassword

  /// Slow, as `PasswordHash` says: outside transactions. Throws `Refusal.invalid` at "password" for a new one
  /// that breaks the rules. `question` and `owner` come from `Accounts.ownPassword`.
  public static func prepare(
    old: String, new: String, _ question: PasswordQuestion, _ owner: PasswordOwner,
    _ limits: AccountLimits, cost: PasswordHash.Cost = .standard, _ chance: Chance
  ) throws -> PasswordChange {
    if PasswordRules.normalised(old) == PasswordRules.normalised(new) {
      throw Refusal.invalid([Problem("password", "Mật khẩu mới phải khác mật khẩu đang dùng.")])
    }
    return PasswordChange(
      old: try question.answer(old, cost: cost, chance),
      new: try NewPassword.make(new, for: owner, limits, cost: cost, chance))
  }
}

/// Whether something that needs a password or code was done. A refusal is an outcome, not an error, where
/// the count of wrong attempts and its entry have to be kept.
public enum Outcome: Sendable, Equatable {
  case done
  case refused(Sentence)
}

extension Accounts {
  /// What `PasswordChange.prepare` needs to know of one's own account.
  public static func ownPassword(_ db: any Reader, _ act: Act) throws -> (
    question: PasswordQuestion, owner: PasswordOwner
  ) {
    let account = try row(try Rights.ownAccount(act), db)
    return (
      PasswordQuestion(login: account.login, account: account.id, stored: account.password),
      account.owner
    )
  }

  /// Changes one's own password and ends one's other sessions. Wrong old passwords count like wrong sign-ins.
  public static func changeOwnPassword(
    _ change: PasswordChange, keeping session: ID<Session>, _ limits: AccountLimits,
    _ db: any Writer, _ act: Act
  ) throws -> Outcome {
    let account = try row(try Rights.ownAccount(act), db)
    if let until = try SignInGuard.lock(of: account.login, db, act) {
      return .refused(SignInWords.locked(until, limits))
    }
    guard change.old.matches, change.old.question.account == account.id,
      change.old.question.stored == account.password
    else {
      let words = try SignIn.fail(
        account.login, account.id, action: "account.passwordFail",
        wrong: SignInWords.wrongPassword(limits), limits, db, act)
      return .refused(words)
    }
    try demandLength(change.new, account, limits)
    try setPassword(account.id, change.new, mustChange: false, db, act)
    try Sessions.end(of: account.id, but: session, db)
    try Invitations.withdraw(account.id, db)
    try Audit.record("account.changePassword", of: .account(account.id), db, act)
    return .done
  }

  /// The second factor may have gone while the password was being hashed.
  static func demandLength(
    _ password: NewPassword, _ account: AccountRow, _ limits: AccountLimits
  ) throws {
    guard password.isLong || account.hasSecondFactor else {
      throw Refusal.invalid([
        Problem(
          "password",
          "Tài khoản chưa bật xác thực hai lớp nên mật khẩu cần ít nhất \(limits.passwordLength) ký tự."
        )
      ])
    }
  }
}
