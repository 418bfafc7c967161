internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// One request, read and checked: all that a route's handler works with.
struct Call: Sendable {
  let site: Site
  let method: HTTPRequest.Method
  let path: String
  var parameters: [String: String]
  var query: Fields
  var form: Form
  var files: [UploadedFile] = []
  /// What an API route was sent.
  var body: [UInt8] = []
  var visitor: Visitor
  /// The program that calls with a token, on routes of the API.
  var program: ApiCaller?
  var language: Language
  let theme: Theme
  var act: Act
  let headers: HTTPFields
  /// The `Host` that was asked.
  let authority: String?
  /// The other end of the connection, which may be a proxy; nil in process.
  let peer: NetworkAddress?

  /// A program's request, answered in JSON whatever happens.
  var isProgram: Bool { API.isMeant(by: path) }

  /// A parameter of the path as an identity; what is none is not found.
  func id<T>(_ name: String, of type: T.Type = T.self) throws -> ID<T> {
    guard let text = parameters[name], let id = ID<T>(text) else { throw Refusal.notFound }
    return id
  }

  /// The day that the page asks about (`?on=`), else today.
  var asOf: CivilDate { query["on"].flatMap { CivilDate(typed: $0) } ?? act.today }

  /// The page number of `?page=`, from 1.
  var pageNumber: Int { max(1, query["page"].flatMap { Int($0) } ?? 1) }

  func read<T: Sendable>(
    _ body: @escaping @Sendable (any Reader, Act) throws -> T
  ) async throws -> T {
    try await site.store.read { [act] db in try body(db, act) }
  }

  /// Carries out a form in one transaction and sends the visitor to the path that `body` returns.
  ///
  /// A form sent twice is carried out once: the second answer leads to the same place.
  func change(
    _ body: @escaping @Sendable (any Writer, Act) throws -> String
  ) async throws -> Reply {
    let submission = try (form.fields["submission"] ?? idempotencyKey())
      .flatMap { ID<Submission>($0) }
    let path = try await site.store.write { [act] db in
      if let submission, let earlier = try Submissions.outcome(of: submission, db, act) {
        return earlier
      }
      let path = try body(db, act)
      if let submission { try Submissions.remember(submission, path, db, act) }
      return path
    }
    return .see(path)
  }

  /// Carries out a form whose answer holds a secret that is shown this once; sent again it only leads to `path`.
  func reveal<T: Sendable>(
    _ path: String, _ body: @escaping @Sendable (any Writer, Act) throws -> T,
    show: (T) throws -> Reply
  ) async throws -> Reply {
    let submission = form.fields["submission"].flatMap { ID<Submission>($0) }
    let result: T? = try await site.store.write { [act] db in
      if let submission {
        if try Submissions.outcome(of: submission, db, act) != nil { return nil }
        try Submissions.remember(submission, path, db, act)
      }
      return try body(db, act)
    }
    guard let result else { return .see(path) }
    return try show(result)
  }

  /// A page in its frame. Problems stand in a list on top and, through `Field`, beside their fields.
  func page(
    _ page: some Page, status: HTTPResponse.Status = .ok, problems: [Problem] = []
  ) throws -> Reply {
    let frame = Frame.of(self, title: page.title, trail: page.trail, problems: problems)
    let values = [.members(["frame"], [try Shown(frame)]), try Shown(page)]
    let bytes = try site.currentTemplates().render(type(of: page).template, values, language)
    return .html(bytes, status: status)
  }

  func text(_ key: String) -> String { language.text(key) }
}

/// A file that came with a form, on disk until the request ends.
struct UploadedFile: Sendable {
  let field: String
  /// As the browser named it: shown, never used as a path.
  let name: String
  let path: String
  /// Made while the file came in.
  let sum: FileSum

  var size: Int { Int(sum.size) }
}

/// Light, dark, or as the device says.
enum Theme: String, Sendable, CaseIterable {
  case system
  case light
  case dark
}
