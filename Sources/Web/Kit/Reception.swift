internal import HTTPTypes
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Records
internal import Rules

/// Makes a `Call` of a request: which address, who asks, in which language.
enum Reception {
  /// The prefix has the browser refuse the cookie from anyone but this very host over TLS.
  static func cookieName(_ site: Site) -> String {
    site.settings.secureCookies ? "__Host-soat" : "soat"
  }

  /// The request before anything is known of who sends it.
  static func stranger(_ request: Request, _ visit: Visit, _ site: Site) -> Call {
    let cookies = Cookies.read(request.headers[values: .cookie])
    let proxies = site.trustedProxies
    let peer = visit.peer
    // One that cannot be looked up now, because the database is away, is not to be replaced.
    let visitor =
      cookie(of: request.headers, site).map { Visitor(token: $0, session: nil, isNew: false) }
      ?? Visitor(token: Hex.text(site.chance.bytes(32)), session: nil, isNew: true)
    let act = Act(
      actor: Actor(account: nil, name: "", grants: []), at: site.now(), channel: .web,
      request: Proxy.requestID(request.headers, peer, proxies, site.chance),
      address: Proxy.address(request.headers, peer, proxies), chance: site.chance,
      keys: site.keys)
    return Call(
      site: site, method: request.method, path: request.uri.path, parameters: [:],
      query: Fields(), form: Form(Fields()), visitor: visitor,
      language: language(request, cookies["language"], site),
      theme: cookies["theme"].flatMap(Theme.init(rawValue:)) ?? .system,
      act: act, headers: request.headers, authority: request.head.authority,
      peer: peer)
  }

  /// The visitor's own secret, where it has the form of one.
  static func cookie(of headers: HTTPFields, _ site: Site) -> String? {
    let cookie = Cookies.read(headers[values: .cookie])[cookieName(site)]
    return cookie.flatMap { (40...100).contains($0.utf8.count) ? $0 : nil }
  }

  /// What a visitor chose, a program asked for, or the office set.
  private static func language(_ request: Request, _ chosen: String?, _ site: Site) -> Language {
    let asked =
      API.isMeant(by: request.uri.path) ? Accepted.language(request.headers[.acceptLanguage]) : nil
    return asked ?? chosen.flatMap(Language.init(rawValue:))
      ?? Language(rawValue: site.settings.language) ?? .vietnamese
  }

  /// Which routes stand at the address. Throws `Rejection` for a broken one or one of another host.
  static func match(_ request: Request, _ tree: RouteTree, _ site: Site) throws -> RouteTree.Match {
    guard OwnHost.isOwn(request.head.authority, site.settings) else { throw OwnHost.rejection }
    let path = request.uri.path
    guard let match = tree.match(try LocalPath.segments(path)), !path.contains("//"),
      path == "/" || path.utf8.last != UInt8(ascii: "/")
    else { throw Refusal.notFound }
    return match
  }

  /// Nil for OPTIONS, which every address answers.
  static func route(_ match: RouteTree.Match, _ request: Request) throws -> Route? {
    if request.method == .options { return nil }
    let method = request.method == .head ? .get : request.method
    guard let route = match.routes[method] else {
      throw Rejection.wrongMethod(match.methods)
    }
    return route
  }

  static func query(_ request: Request) throws -> Fields {
    guard let fields = Fields(urlEncoded: request.uri.query ?? "") else {
      throw Rejection.badRequest("Địa chỉ bị hỏng. Kiểm tra lại, hoặc quay về trang chủ.")
    }
    return fields
  }

  /// Where a visitor goes who may not have this route now; nil where they may.
  static func turnedAway(_ call: Call, _ route: Route) throws -> Reply? {
    guard route.access != .everyone else { return nil }
    guard let session = call.visitor.session else { return .see(SignInPath.asking(for: call)) }
    if route.access == .signingIn { return nil }
    guard session.state == .full else { return .see(SignInPath.next(after: session.state)) }
    if case .may(let permission) = route.access, !session.may(permission) {
      throw Refusal.notFound
    }
    return nil
  }
}

/// The `Cookie` header.
enum Cookies {
  /// The first of a name counts.
  static func read(_ headers: [String]) -> [String: String] {
    var result: [String: String] = [:]
    for part in headers.flatMap({ $0.split(separator: ";") }) {
      let halves = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      guard halves.count == 2, result[String(halves[0])] == nil else { continue }
      result[String(halves[0])] = String(halves[1])
    }
    return result
  }
}
