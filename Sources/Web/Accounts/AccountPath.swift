internal import Records
internal import Rules

/// Addresses of signing in, of one's own account and of everybody's.
enum AccountPath {
  static let firstRun = "/first-run"
  static let signIn = "/sign-in"
  static let secondFactor = "/sign-in/second-factor"
  static let signOut = "/sign-out"
  static let preferences = "/preferences"
  static let own = "/account"
  static let password = "/account/password"
  static let enrolment = "/account/second-factor"
  static let recoveryCodes = "/account/recovery-codes"
  static let otherSessions = "/account/other-sessions/ending"
  static let tokens = "/account/tokens"
  static let all = "/accounts"
  static let new = "/accounts/new"

  static func endOfSession(_ id: String) -> String { "/account/sessions/\(id)/ending" }
  static func endOfToken(_ id: String) -> String { "/account/tokens/\(id)/ending" }
  static func invitation(_ token: String) -> String { "/invitation/\(token)" }
  static func one(_ id: String) -> String { "/accounts/\(id)" }
  static func roles(_ id: String) -> String { "/accounts/\(id)/roles" }
}
