internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Records
internal import Rules
internal import Store

/// Makes a `Call` of a request: who asks, in which language, with which fields.
enum Reception {
  static let cookieName = "soat"

  static func call(_ request: Request, _ visit: Visit, _ site: Site) async throws -> Call {
    let cookies = Cookies.read(request.headers[.cookie])
    let now = site.now()
    let visitor = try await visitor(cookies[cookieName], site, now)
    let act = Act(
      actor: visitor.session?.actor ?? Actor(account: nil, name: "", grants: []),
      at: now, channel: .web, request: visit.id, address: visit.peer,
      chance: site.chance, keys: site.keys)
    return Call(
      site: site, method: request.method, path: request.uri.path,
      parameters: Dictionary(
        visit.parameters.map { (String($0.key), String($0.value)) },
        uniquingKeysWith: { first, _ in first }),
      query: Fields(urlEncoded: request.uri.query ?? "") ?? Fields(),
      form: Form(Fields()), visitor: visitor,
      language: cookies["language"].flatMap(Language.init(rawValue:))
        ?? visitor.session?.language ?? .vietnamese,
      theme: cookies["theme"].flatMap(Theme.init(rawValue:)) ?? .system,
      act: act, headers: request.headers)
  }

  private static func visitor(
    _ cookie: String?, _ site: Site, _ now: Instant
  ) async throws -> Visitor {
    guard let cookie, (40...100).contains(cookie.utf8.count) else {
      return Visitor(token: Hex.text(site.chance.bytes(32)), session: nil, isNew: true)
    }
    let limits = site.limits(on: now.date)
    let hash = TokenHash(of: cookie)
    let session = try await site.store.read { try Sessions.find(hash, limits, $0, now: now) }
    return Visitor(token: cookie, session: session, isNew: false)
  }

  /// Where a visitor goes who may not have this route now; nil where they may.
  static func turnedAway(_ call: Call, _ route: Route) -> Reply? {
    guard route.access != .everyone else { return nil }
    guard let session = call.visitor.session else { return .see(SignInPath.asking(for: call)) }
    if route.access == .signingIn { return nil }
    guard session.state == .full else { return .see(SignInPath.next(after: session.state)) }
    if case .may(let permission) = route.access, !session.may(permission) {
      return Failures.reply(to: Refusal.notFound, call, call.site.logger)
    }
    return nil
  }

  static func readBody(
    of request: Request, _ route: Route, into call: inout Call
  ) async throws {
    let bytes = try await request.body.collect(upTo: call.site.settings.limits.form)
    guard let fields = Fields(urlEncoded: String(buffer: bytes)) else {
      throw Refusal.invalid([Problem("", "Dữ liệu gửi lên bị hỏng; tải lại trang rồi gửi lại.")])
    }
    call.form = Form(fields)
  }
}

/// The `Cookie` header.
enum Cookies {
  static func read(_ header: String?) -> [String: String] {
    var result: [String: String] = [:]
    for part in (header ?? "").split(separator: ";") {
      let halves = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      if halves.count == 2 { result[String(halves[0])] = String(halves[1]) }
    }
    return result
  }
}
