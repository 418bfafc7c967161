public import Rules

/// What a browser that signed in may do now, as `Sessions.find` saw it.
public struct Session: Sendable {
  /// How far signing in has come.
  public enum State: String, Sendable {
    /// The password was right, the code of the second factor is still to come.
    case secondFactorPending
    /// A temporary password, or one too short for an account that lost its second factor.
    case mustChangePassword
    /// A second factor is required and there is none.
    case mustEnrolSecondFactor
    case full
  }

  public let id: ID<Session>
  public let account: ID<Account>
  public let person: ID<Person>
  public let name: String
  public let login: String
  /// `vi` or `en`.
  public let language: Language
  public let state: State
  public let hasSecondFactor: Bool
  /// The roles in force today.
  public let grants: [Grant]
  public let createdAt: Instant
  public let lastSeenAt: Instant
  /// When the session ends if nothing more is asked for.
  public let endsAt: Instant
  /// Notices not read yet, counted up to `Sessions.mostUnread`.
  public let unread: Int
  /// Whether `Sessions.touch` is due: at most once a minute.
  public let needsTouch: Bool

  public var isAdministrator: Bool { grants.contains { $0.role == .administrator } }

  /// Until the session is full the actor has no roles, and before the second factor nothing at all.
  public var actor: Actor {
    switch state {
    case .full: Actor(account: account, name: name, grants: grants)
    case .secondFactorPending: Actor(account: account, name: name, grants: [], only: [])
    case .mustChangePassword, .mustEnrolSecondFactor:
      Actor(account: account, name: name, grants: [], only: [.manageOwnAccount])
    }
  }
}

/// A session just begun, or continued under a new token: `token` goes into the cookie and nowhere else.
public struct NewSession: Sendable {
  public let id: ID<Session>
  public let token: SecretToken
}

/// The languages of the pages.
public enum Language: String, Sendable, CaseIterable {
  case vietnamese = "vi"
  case english = "en"
}

/// One of a person's sessions, for the page that lists them.
public struct SessionLine: Sendable {
  public let id: ID<Session>
  public let createdAt: Instant
  public let lastSeenAt: Instant
  public let address: String?
  public let agent: String?
  public let isComplete: Bool
}
