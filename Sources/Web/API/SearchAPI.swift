internal import Records
internal import Rules
internal import Store

/// Search for programs.
enum SearchAPI {
  static let endpoints: [Endpoint] = [
    .get(
      "/search", .signedIn, "search",
      "Things of one kind that hold all words of `q`, the best first, within what the caller may see.",
      query: [
        QueryParameter(
          name: "q", meaning: "Words; marks may be left out.", schema: Schema.search),
        QueryParameter(
          name: "kind", meaning: "What is looked for; duties where it is left out.",
          schema: Schema.choice(SearchKind.allCases.map(\.rawValue))), .limit,
      ], .findList
    ) { call in
      let limit = try call.limit()
      let kind = try kind(call)
      let text = call.query["q"] ?? ""
      return try await call.read { db, act in
        Listed(
          items: try Search.find(kind, text, limit: limit, db, act).hits.map(FindFact.init))
      }
    }
  ]

  private static func kind(_ call: Call) throws -> SearchKind {
    guard let text = call.query["kind"] else { return .duty }
    guard let kind = SearchKind(rawValue: text) else {
      throw Refusal.invalid([Problem("kind", "Không có giá trị này trong danh sách.")])
    }
    return kind
  }
}

/// Something found as the API shows it. Of a task whose duties are many, `id` is the task's.
struct FindFact: Encodable, Sendable {
  let kind: String
  let id: String
  let text: String
  let href: String?
  let unitName: String?
  let due: String?

  init(_ hit: SearchHit) {
    kind = hit.kind.rawValue
    id = hit.id
    text = hit.text
    unitName = hit.unitName
    due = hit.due?.iso
    switch hit.target {
    case .duty(let id): href = API.root + "/duties/\(id)"
    case .unit(let id): href = UnitsAPI.path(id)
    case .plan, .task: href = nil
    }
  }
}

extension Schema {
  static let find = object(
    [
      "kind": choice(SearchKind.allCases.map(\.rawValue)), "id": id, "text": text, "href": text,
      "unitName": text, "due": date,
    ], ["kind", "id", "text"])
}
