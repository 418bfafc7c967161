public import Rules

/// Whose password it is to be, as far as the rules ask.
public struct PasswordOwner: Sendable {
  public let login: String
  public let name: String
  public let hasSecondFactor: Bool

  public init(login: String, name: String, hasSecondFactor: Bool) {
    self.login = login
    self.name = name
    self.hasSecondFactor = hasSecondFactor
  }
}

/// A password that keeps the rules, hashed: the only form in which records take one.
public struct NewPassword: Sendable {
  let hash: PasswordHash
  /// Long enough for an account without second factor.
  let isLong: Bool

  /// Slow, as `PasswordHash` says. Throws `Refusal.invalid`, its problems at `field`.
  public static func make(
    _ password: String, for owner: PasswordOwner, _ limits: AccountLimits,
    field: String = "password",
    cost: PasswordHash.Cost = .standard, _ chance: Chance
  ) throws -> NewPassword {
    let problems = PasswordRules.problems(
      password, login: owner.login, name: owner.name, hasSecondFactor: owner.hasSecondFactor,
      limits, field: field)
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
    return NewPassword(
      hash: try PasswordHash.make(password, cost: cost, chance),
      isLong: PasswordRules.isLong(password, limits))
  }

  /// A password of 100 random bits ("k7qd2-…") to be handed over and changed at the first sign-in. Slow.
  public static func temporary(cost: PasswordHash.Cost = .standard, _ chance: Chance) throws -> (
    text: String, password: NewPassword
  ) {
    let letters = Array(Base32.text(chance.bytes(13)).lowercased().prefix(20))
    let text = stride(from: 0, to: 20, by: 5).map { String(letters[$0..<$0 + 5]) }
      .joined(separator: "-")
    return (
      text, NewPassword(hash: try PasswordHash.make(text, cost: cost, chance), isLong: true)
    )
  }
}

/// A question to be answered outside the transaction: is this the password of that account?
public struct PasswordQuestion: Sendable {
  /// Nil where what was typed cannot be a login.
  let login: Login?
  /// Nil where no account has the login.
  let account: ID<Account>?
  let stored: PasswordHash?

  /// Slow, as `PasswordHash` says; equally slow where there is no such account.
  public func answer(
    _ password: String, cost: PasswordHash.Cost = .standard, _ chance: Chance
  ) throws -> PasswordAnswer {
    let matches = try PasswordHash.verify(password, stored ?? .none(cost))
    let renewed =
      matches && stored?.cost != cost
      ? try PasswordHash.make(password, cost: cost, chance) : nil
    return PasswordAnswer(question: self, matches: matches, renewed: renewed)
  }
}

/// The answer, for `SignIn.finish` and `Accounts.changeOwnPassword`.
public struct PasswordAnswer: Sendable {
  let question: PasswordQuestion
  let matches: Bool
  /// The same password at today's cost, where the stored hash is of another.
  let renewed: PasswordHash?
}
