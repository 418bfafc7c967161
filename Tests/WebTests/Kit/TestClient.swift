import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded

@testable import Web

/// Requests answered by a site without a socket, as a connection's reader would hand them over.
struct TestClient: Sendable {
  let responder: any HTTPResponder<Visit>

  @discardableResult
  func execute<Result>(
    uri: String, method: HTTPRequest.Method, headers: HTTPFields = [:], body: ByteBuffer? = nil,
    _ look: (TestResponse) async throws -> Result = { $0 }
  ) async throws -> Result {
    try await look(executeRequest(uri: uri, method: method, headers: headers, body: body))
  }

  func executeRequest(
    uri: String, method: HTTPRequest.Method, headers: HTTPFields, body: ByteBuffer?
  ) async throws -> TestResponse {
    var fields = headers
    if let body { fields[.contentLength] = String(body.readableBytes) }
    let head = HTTPRequest(
      method: method, scheme: "http", authority: "localhost", path: uri, headerFields: fields)
    let source = ApplicationRequestContextSource(
      channel: NIOAsyncTestingChannel(), logger: Logger(label: "test"))
    let response = try await responder.respond(
      to: Request(head: head, body: RequestBody(buffer: body ?? ByteBuffer())),
      context: Visit(source: source))
    let kept = KeptBody()
    try await response.body.write(kept)
    return TestResponse(head: response.head, body: kept.buffer)
  }
}

/// An answer with its whole body.
struct TestResponse: Sendable {
  let head: HTTPResponse
  let body: ByteBuffer

  var status: HTTPResponse.Status { head.status }
  var headers: HTTPFields { head.headerFields }
}

/// Keeps what is written; one writer at a time.
private final class KeptBody: ResponseBodyWriter {
  private(set) var buffer = ByteBuffer()

  func write(_ buffer: ByteBuffer) { self.buffer.writeImmutableBuffer(buffer) }
  func finish(_ trailingHeaders: HTTPFields?) {}
}
