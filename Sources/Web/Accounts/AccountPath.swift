internal import HTTPTypes
internal import Records

/// Addresses of signing in.
enum SignInPath {
  static let firstRun = "/first-run"
  static let signIn = "/sign-in"
  static let secondFactor = "/sign-in/second-factor"
  static let signOut = "/sign-out"

  static func invitation(_ token: String) -> String { "/invitation/\(token)" }

  /// Where a stranger signs in who asked for a page, and comes back to it.
  static func asking(for call: Call) -> String {
    guard call.method == .get, call.path != "/" else { return signIn }
    return signIn + "?next=" + Fields.encoded(call.path)
  }

  /// What is due before anything else.
  static func next(after state: Session.State) -> String {
    switch state {
    case .secondFactorPending: secondFactor
    case .mustChangePassword: AccountPath.password
    case .mustEnrolSecondFactor: AccountPath.enrolment
    case .full: "/"
    }
  }

  /// A path of this site as it came in `next`; anything else leads home.
  static func local(_ next: String?) -> String {
    guard let next, next.hasPrefix("/"), !next.hasPrefix("//"), !next.contains("\\"),
      next.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return "/" }
    return next
  }
}

/// Addresses of one's own account.
enum AccountPath {
  static let own = "/account"
  static let preferences = "/preferences"
  static let password = "/account/password"
  static let enrolment = "/account/second-factor"
  static let removal = "/account/second-factor/removal"
  static let recoveryCodes = "/account/recovery-codes"
  static let otherSessions = "/account/other-sessions/ending"
  static let tokens = "/account/tokens"
  static let calendar = "/account/calendar"
  static let endOfCalendar = "/account/calendar/ending"

  static func endOfSession(_ id: String) -> String { "/account/sessions/\(id)/ending" }
  static func endOfToken(_ id: String) -> String { "/account/tokens/\(id)/ending" }
}

/// Addresses of everybody's accounts.
enum AccountsPath {
  static let all = "/accounts"
  static let new = "/accounts/new"

  static func one(_ id: String) -> String { "/accounts/\(id)" }
  static func roles(_ id: String) -> String { "/accounts/\(id)/roles" }
  static func unit(_ id: String) -> String { "/accounts/\(id)/unit" }
  static func disabling(_ id: String) -> String { "/accounts/\(id)/disabling" }
  static func enabling(_ id: String) -> String { "/accounts/\(id)/enabling" }
  static func unlocking(_ id: String) -> String { "/accounts/\(id)/unlocking" }
  static func password(_ id: String) -> String { "/accounts/\(id)/password" }
  static func secondFactor(_ id: String) -> String { "/accounts/\(id)/second-factor/removal" }
  static func endOfRole(_ id: String, _ grant: String) -> String {
    "/accounts/\(id)/roles/\(grant)/ending"
  }
  static func endOfToken(_ id: String, _ token: String) -> String {
    "/accounts/\(id)/tokens/\(token)/ending"
  }

  /// The list with its filters, and from where in it; nil or empty ones are left out.
  static func list(search: String?, role: String?, state: String?, after: String? = nil) -> String {
    all + Fields.query([("q", search), ("role", role), ("state", state), ("after", after)])
  }

  /// A new account for a person already known.
  static func new(for person: String) -> String { new + "?person=\(person)" }
}
