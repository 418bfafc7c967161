internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Records
internal import Rules
internal import Store

/// Every request comes through here: who asks, may they, what they sent, the answer, its headers, a line in the log.
struct Gateway: HTTPResponder {
  typealias Context = Visit

  private let site: Site
  private let tree: RouteTree

  init(site: Site) {
    self.site = site
    tree = RouteTree(site.served)
  }

  func respond(to request: Request, context visit: Visit) async throws -> Response {
    let clock = ContinuousClock()
    let start = clock.now
    site.meters.began()
    let arrivals = Arrivals(folder: site.settings.arrivals)
    var call = Reception.stranger(request, visit, site)
    var route: Route?
    var reply: Reply
    do {
      let match = try Reception.match(request, tree, site)
      route = try Reception.route(match, request)
      call.query = try Reception.query(request)
      if route?.isForMachines != true {
        try await call.isProgram ? call.recogniseProgram() : call.recognise()
      }
      reply = try await answer(match, route, request, &call, arrivals)
    } catch {
      reply = Failures.reply(to: error, call)
    }
    arrivals.clear()
    let taken = start.duration(to: clock.now)
    site.meters.ended(route, reply.status, taken)
    note(call, route, reply, taken)
    return response(reply, call)
  }

  private func answer(
    _ match: RouteTree.Match, _ route: Route?, _ request: Request, _ call: inout Call,
    _ arrivals: Arrivals
  ) async throws -> Reply {
    guard let route else {
      return Reply(
        status: .noContent,
        headers: [.allow: match.methods.map(\.rawValue).joined(separator: ", ")])
    }
    call.parameters = match.parameters(of: route)
    if call.isProgram {
      try call.demandProgram(route)
    } else if let elsewhere = try Reception.turnedAway(call, route) {
      return elsewhere
    }
    if let session = call.visitor.session, session.needsTouch {
      try await site.store.write { [act = call.act] in try Sessions.touch(session.id, $0, act) }
    }
    if route.method != .get {
      try RequestForgery.checkOrigin(call)
      try await Bodies.read(request, route, arrivals, into: &call)
      // A token in a header cannot be sent by another site.
      if !call.isProgram { try RequestForgery.checkToken(call) }
    }
    return try await route.answer(call)
  }

  /// One line per request. Paths and queries may name people, so only the route's pattern stands in it.
  private func note(_ call: Call, _ route: Route?, _ reply: Reply, _ taken: Duration) {
    site.logger.info(
      "request",
      metadata: [
        "request": "\(call.act.request)", "method": "\(call.method.rawValue)",
        "route": "\(route?.path ?? "-")", "status": "\(reply.status.code)",
        "ms": "\(Meters.milliseconds(taken))",
        "account": "\(call.act.actor.account?.text ?? "-")",
      ])
  }

  private func response(_ reply: Reply, _ call: Call) -> Response {
    var reply = reply
    if call.visitor.isNew, reply.isPage {
      reply.setCookie(
        Reception.cookieName(site), call.visitor.token, secure: site.settings.secureCookies)
    }
    reply.headers.append(contentsOf: SecurityHeaders.fields(call, reply))
    if site.stopping.hasBegun || call.headers[.connection]?.lowercased() == "close" {
      reply.headers[.connection] = "close"
    }
    let length = reply.stream?.length ?? Int64(reply.body.count)
    reply.headers[.contentLength] = reply.status == .noContent ? nil : String(length)
    return Response(
      status: reply.status, headers: reply.headers,
      body: call.method == .head ? ResponseBody() : body(reply, call))
  }

  private func body(_ reply: Reply, _ call: Call) -> ResponseBody {
    guard let stream = reply.stream else {
      return ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
    }
    return ResponseBody(contentLength: Int(stream.length)) {
      [site, request = call.act.request] writer in
      do {
        try await stream.write { try await writer.write(ByteBuffer(bytes: $0)) }
        try await writer.finish(nil)
      } catch {
        // The head is out; all that can be done is to end the connection before the length is reached.
        site.logger.warning(
          "an answer was cut off", metadata: ["request": "\(request)", "error": "\(error)"])
        throw error
      }
    }
  }
}
