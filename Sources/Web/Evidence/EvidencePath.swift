internal import Rules

/// Addresses of evidence; used by routes, links and tests.
enum EvidencePath {
  static let all = "/evidence"
  static let new = "/evidence/new"
  static let bundle = "/evidence/bundle"
  static let archive = "/evidence/bundle/archive"

  static func list(_ filters: [(name: String, value: String?)]) -> String {
    all + Fields.query(filters)
  }

  static func piece(_ id: ID<Evidence>) -> String { "\(all)/\(id)" }
  static func change(_ id: ID<Evidence>) -> String { "\(all)/\(id)/change" }
  static func newFile(_ id: ID<Evidence>) -> String { "\(all)/\(id)/files/new" }
  static func file(_ position: Int, of id: ID<Evidence>) -> String {
    "\(all)/\(id)/files/\(position)"
  }

  /// A picture of the latest file, or of one page of it.
  static func picture(_ id: ID<Evidence>, _ position: Int, page: Int? = nil) -> String {
    file(position, of: id) + "/picture" + Fields.query([("page", page.map(String.init))])
  }

  /// Adding to a duty: a new piece, or one that the unit has already.
  static func adding(to duty: ID<Duty>) -> String { "/duties/\(duty)/evidence" }
  static func linking(to duty: ID<Duty>) -> String { "/duties/\(duty)/evidence/links" }
  static func removal(of id: ID<Evidence>, from duty: ID<Duty>) -> String {
    "/duties/\(duty)/evidence/\(id)/removal"
  }

  static func bundle(
    plan: ID<OfficePlan>? = nil, unit: ID<Unit>? = nil, path: String = bundle
  ) -> String {
    path + Fields.query([("plan", plan?.text), ("unit", unit?.text)])
  }
}
