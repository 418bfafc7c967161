internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

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
  /// Whether some role for the whole office allows this: lists of units concern all of it.
  func mayInWholeOffice(_ permission: Permission) -> Bool {
    state == .full
      && grants.contains {
        $0.unit == nil && Permissions.allows($0.role, permission, .subordinate)
      }
  }

  /// Whether some role allows this on some unit.
  func may(_ permission: Permission) -> Bool {
    state == .full
      && grants.contains { grant in
        [.own, .subordinate].contains { Permissions.allows(grant.role, permission, $0) }
      }
  }
}

extension Call {
  /// Finds out who asks, from the cookie.
  mutating func recognise() async throws {
    guard let cookie = Reception.cookie(of: headers, site) else { return }
    let cookies = Cookies.read(headers[values: .cookie])
    let limits = site.limits(on: act.today)
    let hash = TokenHash(of: cookie)
    let session = try await site.store.read { [act] db in
      try Sessions.find(hash, limits, db, now: act.at)
    }
    visitor = Visitor(token: cookie, session: session, isNew: false)
    guard let session else { return }
    if cookies["language"].flatMap(Language.init(rawValue:)) == nil { language = session.language }
    act = Act(
      actor: session.actor, at: act.at, channel: act.channel, request: act.request,
      address: act.address, chance: act.chance, keys: act.keys)
  }
}
