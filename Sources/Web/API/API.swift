internal import HTTPTypes
internal import Records
internal import Rules

/// The JSON API: the same Records functions as the pages, for programs.
enum API {
  static let root = "/api/v1"

  static let endpoints: [Endpoint] =
    UnitsAPI.endpoints + PeopleAPI.endpoints + PlansAPI.endpoints + DutiesAPI.endpoints
    + EvidenceAPI.endpoints + SearchAPI.endpoints + SessionsAPI.endpoints

  static let routes: [Route] =
    endpoints.map(\.route) + [
      .get(root + "/openapi.json", .everyone) { call in
        try .json(OpenAPI.document(version: call.site.settings.version))
      }
    ]

  /// Whether a request is a program's: it is answered in JSON whatever happens.
  static func isMeant(by path: String) -> Bool { path == "/api" || path.hasPrefix("/api/") }

  /// What goes wrong, as problem details (RFC 9457), in the language that `Accept-Language` asks for.
  static func reply(to failure: Failure, _ call: Call) throws -> Reply {
    let problem = ProblemDetails(
      title: call.text("error.title.\(failure.status.code)"), status: failure.status.code,
      detail: call.language.say(failure.message), instance: "urn:request:" + call.act.request,
      problems: failure.problems.isEmpty
        ? nil
        : failure.problems.map {
          ProblemDetails.Item(field: $0.field, text: call.language.say($0.text))
        })
    var reply = try Reply.json(problem, status: failure.status)
    reply.headers[.contentType] = "application/problem+json"
    return reply
  }
}

/// RFC 9457, with one member of our own: what is wrong with which field.
struct ProblemDetails: Encodable, Sendable {
  let type = "about:blank"
  let title: String
  let status: Int
  let detail: String
  let instance: String
  let problems: [Item]?

  struct Item: Encodable, Sendable {
    let field: String
    let text: String
  }

  private enum CodingKeys: String, CodingKey {
    case type, title, status, detail, instance, problems
  }
}
