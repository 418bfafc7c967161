internal import HTTPTypes
internal import NIOCore

/// What goes back: status, headers and bytes.
struct Reply: Sendable {
  var status: HTTPResponse.Status
  var headers: HTTPFields = [:]
  var body: [UInt8] = []
  /// What goes out instead of `body`, piece by piece.
  var stream: Stream?

  /// Bytes that are made while they are sent; never all in memory.
  struct Stream: Sendable {
    let length: Int64
    /// Gives its pieces in their order; each call returns when the reader has taken what was before.
    let write: @Sendable (([UInt8]) async throws -> Void) async throws -> Void
  }

  static func html(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Reply {
    Reply(status: status, headers: [.contentType: "text/html; charset=utf-8"], body: bytes)
  }

  static func json(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
    Reply(
      status: status, headers: [.contentType: "application/json; charset=utf-8"],
      body: Array(text.utf8))
  }

  /// After a form was carried out: look there (303).
  static func see(_ path: String) -> Reply { Reply(status: .seeOther, headers: [.location: path]) }

  /// Whether a browser shows it, or goes on from it.
  var isPage: Bool {
    status == .seeOther || headers[.contentType]?.hasPrefix("text/html") ?? false
  }

  static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Reply {
    Reply(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"], body: Array(text.utf8))
  }

  mutating func setCookie(_ name: String, _ value: String, secure: Bool, seconds: Int? = nil) {
    var cookie = "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
    if let seconds { cookie += "; Max-Age=\(seconds)" }
    if secure { cookie += "; Secure" }
    headers.append(HTTPField(name: .setCookie, value: cookie))
  }
}
