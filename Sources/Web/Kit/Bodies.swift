internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Rules

/// Reads the body of a request within the bounds of its route: type, size, number of fields, time.
enum Bodies {
  static func read(
    _ request: Request, _ route: Route, _ arrivals: Arrivals, into call: inout Call
  ) async throws {
    let limits = call.site.settings.limits
    let bound = route.body.bytes(limits)
    let length = request.headers[.contentLength].flatMap { Int($0) }
    if let length, length > bound { throw Rejection.tooLarge(bound) }
    let type = ContentType(request.headers[.contentType])
    let isEmpty = length == 0 || length == nil && request.headers[.transferEncoding] == nil
    let body = request.body
    switch route.body {
    case .form,
      .either where type.name != "multipart/form-data":
      guard type.name == "application/x-www-form-urlencoded" || isEmpty else {
        throw Rejection.wrongType
      }
      let text = try await within(limits.seconds) {
        try await bytes(of: body, upTo: min(bound, limits.form))
      }
      guard
        let fields = Fields(
          urlEncoded: String(decoding: text, as: UTF8.self), maximum: limits.fields)
      else { throw Rejection.broken }
      call.form = Form(fields)
    case .json:
      guard type.name == "application/json" || isEmpty else { throw Rejection.wrongType }
      call.body = try await within(limits.seconds) { try await bytes(of: body, upTo: bound) }
    case .file:
      call.files = try await within(limits.uploadSeconds) {
        try await Upload.readFile(body, bound, limits, arrivals)
      }
    case .upload, .uploadUpTo, .either:
      guard type.name == "multipart/form-data", let boundary = type.parameters["boundary"] else {
        throw Rejection.wrongType
      }
      let parts = try MultipartParser(boundary: boundary)
      (call.form, call.files) = try await within(limits.uploadSeconds) {
        try await Upload.read(body, parts, bound, limits, arrivals)
      }
    }
  }

  private static func bytes(of body: RequestBody, upTo bound: Int) async throws -> [UInt8] {
    var result: [UInt8] = []
    for try await chunk in body {
      guard result.count + chunk.readableBytes <= bound else { throw Rejection.tooLarge(bound) }
      result.append(contentsOf: chunk.readableBytesView)
    }
    return result
  }

  /// Throws `Rejection.tooSlow` where `work` takes longer.
  private static func within<Result: Sendable>(
    _ seconds: Int, _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await ContinuousClock().sleep(for: .seconds(seconds))
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let result = first else {
        throw Rejection.tooSlow(seconds)
      }
      return result
    }
  }
}

extension BodyKind {
  fileprivate func bytes(_ limits: Limits) -> Int {
    switch self {
    case .form, .json: limits.form
    case .file: limits.upload
    // Room for the form around a file of the largest size.
    case .upload, .either: limits.upload + limits.form
    case .uploadUpTo(let bytes): bytes
    }
  }
}

/// A `Content-Type`: its name in small letters and its parameters (RFC 9110, section 8.3).
struct ContentType: Sendable {
  let name: String
  let parameters: [String: String]

  init(_ header: String?) {
    let (name, parameters) = HeaderValue.parsed(header ?? "")
    self.name = name
    self.parameters = parameters
  }
}

/// `name; key=value; key="value"`
enum HeaderValue {
  /// Name and keys in small letters; the first of a key counts. A backslash is itself except before a quote,
  /// because browsers send paths of Windows as they are.
  static func parsed(_ text: String) -> (name: String, parameters: [String: String]) {
    var pieces = split(text)
    let name = pieces.isEmpty ? "" : pieces.removeFirst().lowercased()
    var parameters: [String: String] = [:]
    for piece in pieces {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      let key = trimmed(piece[..<equals]).lowercased()
      if parameters[key] == nil {
        parameters[key] = unquoted(trimmed(piece[piece.index(after: equals)...]))
      }
    }
    return (name, parameters)
  }

  private static func split(_ text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var isQuoted = false
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == "\"", previous != "\\" || !isQuoted { isQuoted.toggle() }
      if scalar == ";", !isQuoted {
        pieces.append(trimmed(piece))
        piece = ""
      } else {
        piece.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    pieces.append(trimmed(piece))
    return pieces
  }

  private static func unquoted(_ text: String) -> String {
    guard text.utf8.count >= 2, text.utf8.first == 0x22, text.utf8.last == 0x22 else { return text }
    return String(text.unicodeScalars.dropFirst().dropLast()).replacing("\\\"", with: "\"")
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0 == " " || $0 == "\t" }
    guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(start[...last])
  }
}
