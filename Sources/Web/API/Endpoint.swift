internal import FoundationEssentials
internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// One operation of the API: a route, and what the OpenAPI document says about it.
struct Endpoint: Sendable {
  let route: Route
  /// Unique among all; names of functions in generated clients.
  let name: String
  let summary: String
  let query: [QueryParameter]
  /// The schema's name of what is sent; nil where nothing is.
  let sent: Schema.Named?
  let answered: Schema.Named

  var reads: Bool { route.method == .get }

  /// Reads; by session or token.
  static func get(
    _ path: String, _ access: Access, _ name: String, _ summary: String,
    query: [QueryParameter] = [], _ answered: Schema.Named,
    _ answer: @escaping @Sendable (Call) async throws -> some Encodable & Sendable
  ) -> Endpoint {
    Endpoint(
      route: .get(API.root + path, access) { call in try .json(try await answer(call)) },
      name: name, summary: summary, query: query, sent: nil, answered: answered)
  }

  /// Reads a file; its bytes are the answer.
  static func download(
    _ path: String, _ access: Access, _ name: String, _ summary: String,
    _ answer: @escaping @Sendable (Call) async throws -> Reply
  ) -> Endpoint {
    Endpoint(
      route: .get(API.root + path, access, answer), name: name, summary: summary, query: [],
      sent: nil, answered: .file)
  }

  /// Makes something of the file that is the body: 201 with its address; by token only.
  static func upload(
    _ path: String, _ access: Access, _ name: String, _ summary: String, query: [QueryParameter],
    _ take: @escaping @Sendable (Call) async throws -> String
  ) -> Endpoint {
    let route = Route.post(API.root + path, access, body: .file) { call in
      let href = try await take(call)
      var reply = try Reply.json(Made(href: href), status: .created)
      reply.headers[.location] = href
      return reply
    }
    return Endpoint(
      route: route, name: name, summary: summary, query: query, sent: .file, answered: .made)
  }

  /// Makes something: 201 with its address; by token only.
  static func post<Sent: Decodable & Sendable>(
    _ path: String, _ access: Access, _ name: String, _ summary: String, _ sent: Schema.Named,
    _ change: @escaping @Sendable (Call, Sent, any Writer, Act) throws -> String
  ) -> Endpoint {
    let route = Route.post(API.root + path, access, body: .json) { call in
      let sent = try call.sent(Sent.self)
      var reply = try await call.change { db, act in try change(call, sent, db, act) }
      reply.status = .created
      let made = try Reply.json(Made(href: reply.headers[.location] ?? ""))
      reply.body = made.body
      reply.headers[.contentType] = made.headers[.contentType]
      return reply
    }
    return Endpoint(
      route: route, name: name, summary: summary, query: [], sent: sent, answered: .made)
  }
}

/// A parameter of a query, as the document describes it.
struct QueryParameter: Sendable {
  let name: String
  let meaning: String
  let schema: JSON

  static let on = QueryParameter(
    name: "on", meaning: "The day the question is about; today where it is left out.",
    schema: ["type": "string", "format": "date"])
  static let limit = QueryParameter(
    name: "limit", meaning: "How many at most.",
    schema: ["type": "integer", "minimum": 1, "maximum": 200, "default": 50])
  static let after = QueryParameter(
    name: "after", meaning: "`next` of the page before.", schema: Schema.place)
  static let search = QueryParameter(
    name: "search", meaning: "Part of a name, or a code; marks and case may be left out.",
    schema: Schema.search)
}

/// What a change answers: where the thing stands. Sent again with the same `Idempotency-Key` it is the same.
struct Made: Encodable, Sendable {
  let href: String
}

/// A part of a list. `next` goes into `after`; absent at the end.
struct Listed<Item: Encodable & Sendable>: Encodable, Sendable {
  let items: [Item]
  var next: String?
}

extension Reply {
  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Reply {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Reply(
      status: status, headers: [.contentType: "application/json"],
      body: Array(try encoder.encode(value)))
  }
}

extension Call {
  /// What was sent, in its type. Throws `Refusal.invalid` naming the field that is missing or of another type.
  func sent<Value: Decodable>(_ type: Value.Type) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(body))
    } catch DecodingError.keyNotFound(let key, let context) {
      throw Refusal.invalid([
        Problem(Call.name(context.codingPath + [key]), "Thiếu trường này.")
      ])
    } catch DecodingError.typeMismatch(_, let context) {
      throw Refusal.invalid([Problem(Call.name(context.codingPath), "Sai kiểu dữ liệu.")])
    } catch DecodingError.valueNotFound(_, let context) {
      throw Refusal.invalid([Problem(Call.name(context.codingPath), "Không được để trống.")])
    } catch {
      throw Rejection.badRequest("Dữ liệu gửi lên không phải là JSON đúng dạng.")
    }
  }

  private static func name(_ path: [any CodingKey]) -> String {
    path.map(\.stringValue).joined(separator: ".")
  }

  /// `?limit=`, from 1 to 200.
  func limit() throws -> Int {
    guard let text = query["limit"] else { return 50 }
    guard let number = Int(text), (1...200).contains(number) else {
      throw Refusal.invalid([Problem("limit", "Phải là số từ 1 đến 200.")])
    }
    return number
  }

  /// `?on=`, today where it is left out.
  func day() throws -> CivilDate {
    guard let text = query["on"] else { return act.today }
    guard let date = CivilDate(iso: text) else {
      throw Refusal.invalid([Problem("on", "Phải là ngày dạng 2025-06-30.")])
    }
    return date
  }

  /// `?after=` as the list's own kind of place.
  func place<Place>(_ read: (String) -> Place?) throws -> Place? {
    guard let text = query["after"] else { return nil }
    guard let place = read(text) else {
      throw Refusal.invalid([Problem("after", "Không phải là vị trí trong danh sách này.")])
    }
    return place
  }

  /// A query's value as an identity.
  func asked<T>(_ name: String, of type: T.Type = T.self) throws -> ID<T>? {
    guard let text = query[name] else { return nil }
    guard let id = ID<T>(text) else {
      throw Refusal.invalid([Problem(name, "Không phải là mã định danh.")])
    }
    return id
  }
}
