internal import Hummingbird
internal import HTTPTypes
internal import NIOCore
internal import Records
internal import Rules

/// Every request comes through here: who asks, may they, what they sent, the answer, its headers.
struct Gateway: HTTPResponder {
  typealias Context = Visit

  private let site: Site
  private let routes: any HTTPResponder<Visit>

  init(site: Site) {
    self.site = site
    let router = Router(context: Visit.self)
    for route in Site.routes {
      router.on(RouterPath(route.path), method: route.method) { request, visit in
        try await Gateway.answer(request, visit, route, site)
      }
    }
    routes = router.buildResponder()
  }

  func respond(to request: Request, context: Visit) async throws -> Response {
    do {
      let response = try await routes.respond(to: request, context: context)
      // Only answers of routes carry the request's id; anything else is the router's own "not found".
      guard response.headers[.requestID] == nil else { return response }
      return try await failure(Refusal.notFound, request, context)
    } catch {
      return try await failure(error, request, context)
    }
  }

  private func failure(
    _ error: any Error, _ request: Request, _ visit: Visit
  ) async throws -> Response {
    let call = try await Reception.call(request, visit, site)
    return response(Failures.reply(to: error, call, visit.logger), call)
  }

  private static func answer(
    _ request: Request, _ visit: Visit, _ route: Route, _ site: Site
  ) async throws -> Response {
    var call = try await Reception.call(request, visit, site)
    if let elsewhere = Reception.turnedAway(call, route) { return response(elsewhere, call) }
    let reply: Reply
    do {
      if route.method != .get {
        try await Reception.readBody(of: request, route, into: &call)
        try RequestForgery.check(call, request.headers)
      }
      reply = try await route.answer(call)
    } catch {
      reply = Failures.reply(to: error, call, visit.logger)
    }
    return response(reply, call)
  }
}

private func response(_ reply: Reply, _ call: Call) -> Response {
  var reply = reply
  if call.visitor.isNew {
    reply.setCookie(
      Reception.cookieName, call.visitor.token, secure: call.site.settings.secureCookies)
  }
  reply.headers.append(contentsOf: SecurityHeaders.fields(call))
  return Response(
    status: reply.status, headers: reply.headers,
    body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
}
