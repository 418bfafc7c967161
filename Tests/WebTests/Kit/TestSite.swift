import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Records
import Rules
import Store
import Synchronization
import TestSupport

@testable import Web

/// A site with routes of a test's own, and what it wrote into its log.
struct TestSite {
  let site: Site
  let log = TestLog()

  init(
    _ store: any Store, routes: [Route] = Site.routes, folder: String = "",
    _ change: (inout WebSettings) -> Void = { _ in }
  ) throws {
    var settings = WebSettings()
    settings.arrivals = folder
    change(&settings)
    let chance = TestOffice.act().chance
    let log = log
    site = try Site(
      store: store, keys: TestOffice.keys, settings: settings,
      logger: Logger(label: "test") { _ in log }, now: { TestOffice.morning }, chance: chance,
      setupCode: SetupCode.make(chance), routes: routes)
  }

  /// Requests without a socket.
  func serve(_ body: @Sendable (TestClient) async throws -> Void) async throws {
    try await body(TestClient(responder: site.gateway))
  }

  /// Requests over a socket; `body` is given the port.
  func listen(_ body: @Sendable (Int) async throws -> Void) async throws {
    let (ports, started) = AsyncStream.makeStream(of: Int.self)
    let application = site.application(host: "127.0.0.1", port: 0) { started.yield($0) }
    let server = _Concurrency.Task {
      defer { started.finish() }
      try await application.runService(gracefulShutdownSignals: [])
    }
    defer { server.cancel() }
    for await port in ports {
      try await body(port)
      return
    }
    try await server.value
  }
}

/// Keeps log lines.
final class TestLog: LogHandler, Sendable {
  private let kept = Mutex<[String]>([])
  var lines: [String] { kept.withLock { $0 } }

  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  var logLevel: Logger.Level {
    get { .info }
    set {}
  }
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }

  func log(event: LogEvent) {
    let facts = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted()
    let line = (["\(event.level)", "\(event.message)"] + facts).joined(separator: " ")
    kept.withLock { $0.append(line) }
  }
}

/// A database that does not answer.
struct SilentStore: Store {
  var engine: Engine { .sqlite }
  func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
    throw StoreError.unavailable("test")
  }
  func write<T: Sendable>(_ body: @escaping @Sendable (any Writer) throws -> T) async throws -> T {
    throw StoreError.unavailable("test")
  }
  var load: StoreLoad {
    let idle = StoreLoad.Queue(length: 0, begun: 0, seconds: 0)
    return StoreLoad(reads: idle, writes: idle)
  }
  func close() async {}
  func prepare() async throws {}
  func keepCopy(before name: String) async throws -> String? { nil }
}

/// A folder that is gone after the test.
func inFolder(_ body: (String) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "soat-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try await body(folder.path)
}

extension TestResponse {
  var text: String { String(buffer: body) }
}

/// The bytes of one side of a conversation over TCP, and all that the server answers until it closes or is silent.
enum Wire {
  static func send(_ pieces: [String], to port: Int, pause: Double = 0, patience: Double = 20)
    async throws -> String
  {
    try await withCheckedThrowingContinuation { continuation in
      // A thread of its own: waiting must not take one from the pool that the server runs on.
      Thread.detachNewThread {
        continuation.resume(with: Result { try exchange(pieces, port, pause, patience) })
      }
    }
  }

  private static func exchange(
    _ pieces: [String], _ port: Int, _ pause: Double, _ patience: Double
  ) throws -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var time = timeval(tv_sec: Int(patience), tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw POSIXError(.ECONNREFUSED) }
    for piece in pieces {
      let bytes = Array(piece.utf8)
      // The server may have closed already; what it said is still to be read.
      if Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) < 0 { break }
      if pause > 0 { usleep(UInt32(pause * 1_000_000)) }
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      answer += buffer[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
  }
}
