import Foundation
import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

private let routes: [Route] = [
  .get("/here", .everyone) { _ in .text("here") },
  .get("/slow", .everyone) { _ in
    try await ContinuousClock().sleep(for: .milliseconds(700))
    return .text("done")
  },
  .post("/form", .everyone) { _ in .text("form") },
  .post("/files", .everyone, body: .uploadUpTo(bytes: 100_000)) { _ in .text("files") },
]

/// What only a connection shows: bounds on heads and bodies, time, several requests on one line.
@Suite(.serialized) struct SocketTests {
  /// `seconds` is what a request may take; short only where a test waits for it to pass.
  private func site(_ folder: String = "", seconds: Int = 60) throws -> TestSite {
    try TestSite(SQLiteStore(), routes: routes, folder: folder) {
      $0.limits.seconds = seconds
      $0.limits.uploadSeconds = seconds
    }
  }

  private func head(_ method: String, _ path: String, _ more: String...) -> String {
    (["\(method) \(path) HTTP/1.1", "Host: localhost"] + more).joined(separator: "\r\n")
      + "\r\n\r\n"
  }

  @Test func `requests sent one after another without waiting are answered in order`() async throws
  {
    try await site().listen { port in
      let answer = try await Wire.send(
        [head("GET", "/slow") + head("GET", "/here") + head("HEAD", "/here", "Connection: close")],
        to: port)
      #expect(answer.components(separatedBy: "HTTP/1.1 200 OK").count == 4)
      let done = try #require(answer.range(of: "done"))
      let here = try #require(answer.range(of: "here"))
      #expect(done.lowerBound < here.lowerBound)
    }
  }

  @Test func `after an answer that is the last of its connection nothing more is carried out`()
    async throws
  {
    let site = try site()
    try await site.listen { port in
      let form = head("POST", "/form", "Content-Type: text/plain", "Content-Length: 3")
      let last = try await Wire.send(
        [head("GET", "/here", "Connection: close") + head("GET", "/slow")], to: port)
      #expect(last.hasSuffix("here"))
      #expect(last.contains("\r\nConnection: close\r\n"))
      let refused = try await Wire.send([form + "a=1" + head("GET", "/slow")], to: port)
      #expect(refused.hasPrefix("HTTP/1.1 415"), "\(refused.prefix(80))")
      async let slow = Wire.send([head("GET", "/slow") + head("GET", "/here")], to: port)
      try await ContinuousClock().sleep(for: .milliseconds(200))
      site.site.announceStop()
      let answer = try await slow
      #expect(answer.hasSuffix("done"))
      #expect(answer.contains("\r\nConnection: close\r\n"))
    }
    #expect(site.log.lines.count { $0.contains("route=/slow") } == 1)
    #expect(site.log.lines.count { $0.contains("route=/here") } == 1)
  }

  @Test func `a refused body may come to its end, and the answer is read after it`() async throws {
    try await site().listen { port in
      let start = head(
        "POST", "/files", "Content-Type: multipart/form-data; boundary=r",
        "Content-Length: 30000000")
      let piece = String(repeating: "a", count: 1_000_000)
      // Reads only when everything is sent, as browsers do.
      let answer = try await Wire.send([start] + Array(repeating: piece, count: 30), to: port)
      #expect(answer.hasPrefix("HTTP/1.1 413"), "\(answer.prefix(80))")
      #expect(answer.contains("100 KB"))
    }
  }

  @Test(
    arguments: [
      "X-A: " + String(repeating: "a", count: 20_000),
      (0..<200).map { "X-\($0): a" }.joined(separator: "\r\n"),
      (0..<50).map { "X-\($0): " + String(repeating: "a", count: 1_000) }.joined(separator: "\r\n"),
      "Content-Length: x", "Bad Header: a", "Content-Length: 5\r\nContent-Length: 6",
      "Transfer-Encoding: chunked\r\nContent-Length: 5",
    ])
  func `a head that is too large or broken is refused`(more: String) async throws {
    try await site().listen { port in
      let answer = try await Wire.send([head("GET", "/here", more)], to: port)
      #expect(answer.hasPrefix("HTTP/1.1 400"), "\(answer.prefix(80))")
      // Others are served as before.
      #expect(
        try await Wire.send([head("GET", "/here", "Connection: close")], to: port)
          .hasSuffix("here"))
    }
  }

  @Test func `a head that never ends and a silent line are closed`() async throws {
    try await site(seconds: 1).listen { port in
      let drip =
        "GET /here HTTP/1.1\r\nHost: localhost\r\n" + String(repeating: "X-A: b\r\n", count: 8)
      let answer = try await Wire.send(drip.map(String.init), to: port, pause: 0.02, patience: 10)
      #expect(answer.isEmpty)
      #expect(try await Wire.send([], to: port, patience: 10).isEmpty)
    }
  }

  @Test func `a body that comes too slowly is refused, however steadily it comes`() async throws {
    try await site(seconds: 1).listen { port in
      let head = head(
        "POST", "/form", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 1000")
      let answer = try await Wire.send(
        [head] + Array(repeating: "a", count: 30), to: port, pause: 0.1, patience: 10)
      #expect(answer.hasPrefix("HTTP/1.1 408"), "\(answer.prefix(80))")
      #expect(answer.contains("Connection: close"))
    }
  }

  @Test func `a body that says it is too large is refused before it comes`() async throws {
    try await site().listen { port in
      let head = head(
        "POST", "/files", "Content-Type: multipart/form-data; boundary=r",
        "Content-Length: 1000000000")
      let answer = try await Wire.send([head], to: port, patience: 10)
      #expect(answer.hasPrefix("HTTP/1.1 413"), "\(answer.prefix(80))")
      #expect(answer.contains("100 KB"))
    }
  }

  @Test func `a body without end is refused at its bound, and nothing of it is kept`() async throws
  {
    try await inFolder { folder in
      try await site(folder).listen { port in
        let chunk = "10000\r\n" + String(repeating: "a", count: 65_536) + "\r\n"
        let start =
          "--r\r\nContent-Disposition: form-data; name=\"t\"; filename=\"t\"\r\n\r\n"
        let answer = try await Wire.send(
          [
            head(
              "POST", "/files", "Content-Type: multipart/form-data; boundary=r",
              "Transfer-Encoding: chunked"),
            "\(String(start.utf8.count, radix: 16))\r\n\(start)\r\n",
          ] + Array(repeating: chunk, count: 2_000), to: port, patience: 10)
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 413"), "\(answer.prefix(80))")
        // What it costs in memory is looked at by `scripts/attack`, in a process that does nothing else.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      }
    }
  }
}
