internal import Records
internal import Rules

/// Who asks: nobody known, or a session in one of its stages.
struct Visitor: Sendable {
  /// The secret of the cookie; proves forms, never shown.
  let token: String
  let session: SignedIn?
  /// The cookie was made for this request and goes out with the answer.
  let isNew: Bool

  static func stranger(_ token: String, isNew: Bool) -> Visitor {
    Visitor(token: token, session: nil, isNew: isNew)
  }
}

/// A session as the pages need it.
struct SignedIn: Sendable {
  let account: ID<Account>
  let login: String
  let personName: String
  let actor: Actor
  let stage: Stage

  /// How far the signing-in has come; the next step is due before anything else.
  enum Stage: String, Sendable {
    case secondFactorDue
    case passwordChangeDue
    case enrolmentDue
    case complete
  }

  /// Whether some role allows this on some unit.
  func may(_ permission: Permission) -> Bool {
    actor.grants.contains { grant in
      [.own, .subordinate].contains { Permissions.allows(grant.role, permission, $0) }
    }
  }
}
