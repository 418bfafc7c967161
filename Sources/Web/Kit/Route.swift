internal import HTTPTypes
internal import Rules

/// Who may ask for a route. What exactly a person may do to which unit is decided in Records.
enum Access: Sendable, Equatable {
  /// Anyone, signed in or not.
  case everyone
  /// Anyone who has given a right password, even where a second step is still due.
  case signingIn
  /// Anyone who is wholly signed in.
  case signedIn
  /// Anyone with a role that allows this on some unit.
  case may(Permission)
}

/// What a route reads from the request's body.
enum BodyKind: Sendable, Equatable {
  /// Fields, at most `Limits.form` bytes.
  case form
  /// Fields and files, at most `Limits.upload` bytes; files go to disk as they come.
  case upload
  /// The same with a bound of the route's own.
  case uploadUpTo(bytes: Int)
  /// As `form` or as `upload`, by the type that is sent.
  case either
  /// One file and nothing else, of whatever type, at most as large as an upload.
  case file
  /// JSON, at most `Limits.form` bytes.
  case json
}

/// One address with its method, who may ask, and what answers.
struct Route: Sendable {
  let method: HTTPRequest.Method
  /// `/units/{unit}/ending`: words in braces are parameters.
  let path: String
  let access: Access
  let body: BodyKind
  let answer: @Sendable (Call) async throws -> Reply
  /// Answered without asking who it is: also while the database is away, and without looking anything up in it.
  var isForMachines = false

  static func get(
    _ path: String, _ access: Access, _ answer: @escaping @Sendable (Call) async throws -> Reply
  ) -> Route {
    Route(method: .get, path: path, access: access, body: .form, answer: answer)
  }

  static func post(
    _ path: String, _ access: Access, body: BodyKind = .form,
    _ answer: @escaping @Sendable (Call) async throws -> Reply
  ) -> Route {
    Route(method: .post, path: path, access: access, body: body, answer: answer)
  }

  var forMachines: Route {
    var route = self
    route.isForMachines = true
    return route
  }

  /// The names of the parameters, in their order.
  var parameters: [String] {
    path.split(separator: "/").filter { $0.first == "{" }.map { String($0.dropFirst().dropLast()) }
  }
}
