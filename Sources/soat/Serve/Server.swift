import Foundation
import Logging
import Records
import Rules
import ServiceLifecycle
import Synchronization
import Web

/// The running server: the web application and what runs beside it, until a signal ends it.
struct Server {
  let office: OpenOffice
  let host: String
  let port: Int
  let logFormat: LogFormat

  /// Returns after a graceful stop. Throws `CommandFailure` where the address cannot be listened on.
  func run() async throws {
    var settings = WebSettings()
    settings.version = Soat.version
    settings.arrivals = office.arrivals
    let format = logFormat
    let logger = Logger(label: "soat") { _ in LogLine(format) }
    let site = try Site(
      store: office.store, keys: office.keys, settings: settings, logger: logger,
      now: { .now }, chance: .system)
    let application = site.application(host: host, port: port) { [host] port in
      Server.announce(host, port)
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [.init(service: application)], logger: logger))
    StopSignals().watch { await group.triggerGracefulShutdown() }
    do {
      try await group.run()
    } catch {
      guard let failure = ListenFailure(error) else { throw error }
      throw CommandFailure(failure, host: host, port: port)
    }
  }

  private static func announce(_ host: String, _ port: Int) {
    let shown = host.contains(":") ? "[\(host)]" : host
    let out = Outlet(descriptor: 1)
    out.write("Soát đang chạy tại http://\(shown):\(port)\n")
    // The server runs even where nobody reads this line.
    _ = try? out.finish()
  }
}

/// The first signal asks for a graceful stop; the next one ends the program at once.
private final class StopSignals: Sendable {
  private let count = Mutex(0)

  func watch(_ stop: @escaping @Sendable () async -> Void) {
    for number in [SIGTERM, SIGINT] {
      // The usual reaction would end the program before the source hears of the signal.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // The handler holds its source, so that it lives as long as the program.
      source.setEventHandler { [source] in
        withExtendedLifetime(source) {}
        let count = self.count.withLock { count in
          count += 1
          return count
        }
        if count > 1 { _exit(128 + number) }
        _Concurrency.Task { await stop() }
      }
      source.activate()
    }
  }
}

extension CommandFailure {
  /// `EX_UNAVAILABLE` of sysexits.h.
  fileprivate init(_ failure: ListenFailure, host: String, port: Int) {
    let message =
      switch failure {
      case .addressInUse:
        "cổng \(port) trên \(host) đang có chương trình khác dùng. "
          + "Hãy dừng chương trình đó hoặc chọn cổng khác bằng --port."
      case .notPermitted:
        "không được phép lắng nghe cổng \(port). Cổng dưới 1024 dành cho quản trị viên; "
          + "hãy chọn cổng khác bằng --port."
      case .unknownHost:
        "“\(host)” không phải là địa chỉ của máy này. Hãy nêu đúng --host, ví dụ 127.0.0.1."
      case .other(let reason): "không lắng nghe được \(host), cổng \(port): \(reason)."
      }
    self.init(message: message, exitCode: 69)
  }
}
