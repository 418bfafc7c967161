internal import HTTPTypes
internal import Rules

/// The description of the API (OpenAPI 3.1), made from the endpoints themselves.
enum OpenAPI {
  static func document(version: String) -> JSON {
    var paths: [String: JSON] = [:]
    for endpoint in API.endpoints {
      var path: [String: JSON] = [:]
      if case .object(let known)? = paths[endpoint.route.path] { path = known }
      path[endpoint.route.method.rawValue.lowercased()] = operation(endpoint)
      paths[endpoint.route.path] = .object(path)
    }
    paths[API.root + "/openapi.json"] = ["get": ofDocument]
    let schemas = Dictionary(
      uniqueKeysWithValues: Schema.Named.allCases.map { ($0.rawValue, $0.schema) })
    return [
      "openapi": "3.1.0",
      "info": ["title": "Soát", "version": .text(version)],
      "paths": .object(paths),
      "components": [
        "schemas": .object(schemas),
        "securitySchemes": [
          "token": ["type": "http", "scheme": "bearer"],
          "session": ["type": "apiKey", "in": "cookie", "name": "soat"],
        ],
      ],
    ]
  }

  private static let ofDocument: JSON = [
    "operationId": "getDocument", "summary": "This document.",
    "responses": ["200": answer(.document)],
  ]

  private static func operation(_ endpoint: Endpoint) -> JSON {
    var members: [String: JSON] = [
      "operationId": .text(endpoint.name), "summary": .text(endpoint.summary),
      "parameters": .list(parameters(endpoint)), "responses": .object(responses(endpoint)),
      "security": .list(security(endpoint)),
    ]
    if let sent = endpoint.sent {
      members["requestBody"] = [
        "required": true,
        "content": .object([
          sent == .file ? "application/octet-stream" : mediaType(sent): ["schema": sent.reference]
        ]),
      ]
    }
    return .object(members)
  }

  /// Sessions of browsers only read; tokens reach what some scope reaches.
  private static func security(_ endpoint: Endpoint) -> [JSON] {
    var ways: [JSON] = []
    if case .may(let permission) = endpoint.route.access,
      TokenScope.allCases.contains(where: { $0.permissions.contains(permission) })
    {
      ways.append(["token": []])
    }
    if endpoint.reads { ways.append(["session": []]) }
    return ways
  }

  private static func parameters(_ endpoint: Endpoint) -> [JSON] {
    let path: [JSON] = endpoint.route.parameters.map {
      ["name": .text($0), "in": "path", "required": true, "schema": Schema.id]
    }
    let query: [JSON] = endpoint.query.map {
      [
        "name": .text($0.name), "in": "query", "description": .text($0.meaning),
        "schema": $0.schema,
      ]
    }
    let key: JSON = [
      "name": "Idempotency-Key", "in": "header",
      "description": "Sent again with the same key, a change is carried out once.",
      "schema": ["type": "string", "minLength": 1, "maxLength": 100],
    ]
    return path + query + (endpoint.reads ? [] : [key])
  }

  private static func responses(_ endpoint: Endpoint) -> [String: JSON] {
    var codes = [400, 401, 403, 404, 422, 429, 500, 503]
    if !endpoint.reads { codes += [408, 409, 413, 415, 507] }
    if endpoint.answered == .file { codes += [409, 416] }
    var responses: [String: JSON] = [:]
    for code in codes {
      responses[String(code)] = [
        "description": "Problem",
        "content": ["application/problem+json": ["schema": Schema.Named.problem.reference]],
      ]
    }
    responses[endpoint.reads ? "200" : "201"] = answer(endpoint.answered)
    if endpoint.answered == .file { responses["206"] = answer(.file) }
    return responses
  }

  private static func answer(_ schema: Schema.Named) -> JSON {
    [
      "description": .text(schema.rawValue),
      "content": .object([mediaType(schema): ["schema": schema.reference]]),
    ]
  }

  /// Files are sent as they are, of whatever type.
  private static func mediaType(_ schema: Schema.Named) -> String {
    schema == .file ? "*/*" : "application/json"
  }
}
