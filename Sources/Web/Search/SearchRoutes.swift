internal import Records
internal import Rules
internal import Store

/// Addresses of the search.
enum SearchPath {
  static let all = "/search"

  static func search(_ text: String, _ kind: SearchKind? = nil) -> String {
    all + Fields.query([("q", text), ("kind", kind?.rawValue)])
  }
}

/// Finding by words.
enum SearchRoutes {
  static let all: [Route] = [
    .get(SearchPath.all, .signedIn) { call in
      let question = SearchQuestion(call)
      let answer = try await call.read { db, act in try SearchAnswer(question, db, act) }
      return try call.page(SearchPage(question, answer, call))
    }
  ]
}

/// What is looked for: all kinds, a few of each, or more of one.
struct SearchQuestion: Sendable {
  static let few = 5
  static let many = 30

  let text: String
  let kind: SearchKind?

  init(_ call: Call) {
    text = OfficeText.cleaned(String((call.query["q"] ?? "").prefix(300)))
    kind = call.query["kind"].flatMap(SearchKind.init(rawValue:))
  }
}

struct SearchAnswer: Sendable {
  let finds: [Search.Finds]

  init(_ question: SearchQuestion, _ db: any Reader, _ act: Act) throws {
    let kinds = question.kind.map { [$0] } ?? SearchKind.allCases
    let limit = question.kind == nil ? SearchQuestion.few : SearchQuestion.many
    finds = try kinds.map { try Search.find($0, question.text, limit: limit, db, act) }
  }
}
