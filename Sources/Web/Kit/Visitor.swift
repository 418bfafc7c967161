internal import Records
internal import Rules

/// Who asks: nobody known, or a session in one of its stages.
struct Visitor: Sendable {
  /// The secret of the cookie; proves forms, never shown.
  let token: String
  let session: Session?
  /// The cookie was made for this request and goes out with the answer.
  let isNew: Bool

  /// The session where nothing more is due before work can begin.
  var signedIn: Session? { session.flatMap { $0.state == .full ? $0 : nil } }
}

extension Session {
  /// Whether some role allows this on some unit.
  func may(_ permission: Permission) -> Bool {
    state == .full
      && grants.contains { grant in
        [.own, .subordinate].contains { Permissions.allows(grant.role, permission, $0) }
      }
  }
}
