internal import Records
internal import Rules
internal import Store

/// The tree of units and the search in it.
enum UnitTreeRoutes {
  static let routes: [Route] = [
    .get("/units", .may(.viewUnits)) { call in
      let question = try UnitTreeQuestion(call)
      let found = try await call.read { db, act in try UnitTreeAnswer(to: question, db, act) }
      return try call.page(UnitTreePage(question, found, call))
    }
  ]
}

/// What the tree is asked: whose children, found by which words, on which day, from where on.
struct UnitTreeQuestion: Sendable {
  let under: ID<Unit>?
  let search: String?
  /// Only units in which nobody holds this post.
  let vacant: Post?
  let day: CivilDate
  let after: UnitPage.Place?

  init(_ call: Call) throws {
    if let text = call.query["under"], !text.isEmpty {
      guard let id = ID<Unit>(text) else { throw Refusal.notFound }
      under = id
    } else {
      under = nil
    }
    let typed = Form(call.query)
    search = typed.text("search").map { String($0.prefix(100)) }
    vacant = call.query["vacant"].flatMap(Post.init(rawValue:))
    day = call.asOf
    after = call.query["after"].flatMap { UnitPage.Place($0) }
  }
}

/// What was found, and what lists show beside it.
struct UnitTreeAnswer: Sendable {
  /// A search shows so many and then asks for more words.
  static let searchLimit = 50

  let path: [Unit]
  let lines: [UnitLine]
  let next: UnitPage.Place?
  let codes: [ID<Unit>: String]
  let heads: [ID<Unit>: String]
  let mayAdd: Bool

  init(to question: UnitTreeQuestion, _ db: any Reader, _ act: Act) throws {
    let day = question.day
    path = try question.under.map { try Units.path(to: $0, on: day, db, act) } ?? []
    (lines, next) = try UnitTreeAnswer.page(question, db, act)
    let ids = lines.map(\.unit.id)
    codes = try Units.codes(of: ids, on: day, db)
    heads = try Units.holders(of: .head, in: ids, on: day, db)
    mayAdd = try Rights.allows(.changeUnits, on: question.under, db, act)
  }

  private static func page(
    _ question: UnitTreeQuestion, _ db: any Reader, _ act: Act
  ) throws -> ([UnitLine], UnitPage.Place?) {
    let day = question.day
    if let search = question.search {
      return (try Units.search(search, on: day, limit: searchLimit, db, act), nil)
    }
    let page =
      if let post = question.vacant {
        try Units.vacant(post, on: day, after: question.after, db, act)
      } else if let under = question.under {
        try Units.children(of: under, on: day, after: question.after, db, act)
      } else {
        try Units.roots(on: day, after: question.after, db, act)
      }
    return (page.lines, page.next)
  }
}
