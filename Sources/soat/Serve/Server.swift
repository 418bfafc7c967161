import Foundation
import Jobs
import Logging
import Records
import Rules
import ServiceLifecycle
import Store
import Synchronization
import Web

/// The running server: the web application and what runs beside it, until a signal ends it.
struct Server {
  let office: Office
  /// The sample office has its administrator already.
  let isSample: Bool

  /// Returns after a graceful stop. Throws `CommandFailure` where the address cannot be listened on.
  func run() async throws {
    let settings = office.settings
    let mail = try OfficeMail.job(settings, office: officeName)
    let host = settings.text(.host) ?? "127.0.0.1"
    let port = settings.number(.port)
    let logger = logger(settings)
    let code = SetupCode.make(.system)
    let isNew = try await office.store.read { try Accounts.needsFirstAdministrator($0) }
    let site = try Site(
      store: office.store, keys: office.keys, settings: webSettings(settings), logger: logger,
      now: { .now }, chance: .system, setupCode: code)
    let application = site.application(host: host, port: port) { port in
      Server.announce(host, port, isNew ? code : nil)
    }
    var configuration = ServiceGroupConfiguration(
      services: [.init(service: application)] + worker(mail, logger), logger: logger)
    configuration.maximumGracefulShutdownDuration = Server.longestStop
    let group = ServiceGroup(configuration: configuration)
    StopSignals().watch {
      await Server.announceStop(site)
      await group.triggerGracefulShutdown()
    }
    try await office.witness.mark(.start, office.store)
    if settings.isOn(.worker) {
      try await office.store.write { try Mailing.note(isOn: mail != nil, $0) }
    }
    do {
      try await group.run()
      try await office.witness.mark(.stop, office.store)
    } catch {
      guard let failure = ListenFailure(error) else { throw error }
      throw CommandFailure(failure, host: host, port: port)
    }
  }

  /// What is not done by then is given up; less than systemd waits (packaging/soat.service).
  private static let longestStop = Duration.seconds(35)

  /// Tells those who are connected before new ones are refused: they come again elsewhere, or later.
  private static func announceStop(_ site: Site) async {
    site.announceStop()
    // Cut short only where the program ends at once.
    try? await ContinuousClock().sleep(for: .seconds(1))
  }

  private var officeName: String {
    isSample ? "Sở Nội vụ tỉnh Tân An" : office.settings.text(.officeName) ?? ""
  }

  private func worker(
    _ mail: MailJob?, _ logger: Logger
  ) -> [ServiceGroupConfiguration.ServiceConfiguration] {
    guard office.settings.isOn(.worker) else { return [] }
    let office = office
    let jobs = OfficeJobs.all(office) + [mail?.job].compactMap(\.self)
    let worker = Worker(jobs, office.store, logger: logger) {
      office.act("worker", channel: .worker)
    }
    return [.init(service: worker)]
  }

  private func logger(_ settings: Settings) -> Logger {
    let format = settings.text(.logFormat).flatMap(LogFormat.init(rawValue:)) ?? .text
    var logger = Logger(label: "soat") { _ in LogLine(format) }
    logger.logLevel = settings.text(.logLevel).flatMap(Logger.Level.init(rawValue:)) ?? .info
    return logger
  }

  private func webSettings(_ settings: Settings) -> WebSettings {
    var web = WebSettings()
    web.version = Soat.version
    web.arrivals = office.folder.arrivals
    web.files = office.folder.files
    web.scanner = settings.text(.scanner)
    web.publicURL = settings.text(.publicURL)
    web.trustedProxies = settings.list(.trustedProxies)
    web.metricsReaders = settings.isOn(.metrics) ? settings.list(.metricsReaders) : []
    web.language = settings.text(.language) ?? "vi"
    web.officeName = officeName
    web.limits.form = settings.number(.bodyLimit) * 1_000
    web.limits.upload = settings.number(.uploadLimit) * 1_000_000
    web.limits.seconds = settings.number(.requestTimeout)
    let idle = settings.number(.sessionIdleMinutes)
    let administratorIdle = settings.number(.adminSessionIdleMinutes)
    let absolute = settings.number(.sessionAbsoluteMinutes)
    let administratorAbsolute = settings.number(.adminSessionAbsoluteMinutes)
    let forAll = settings.isOn(.secondFactorForAll)
    let temporary = settings.number(.temporaryPasswordDays)
    web.accountLimits = { limits in
      var limits = limits
      limits.idleMinutes = idle
      limits.administratorIdleMinutes = administratorIdle
      limits.sessionMinutes = absolute
      limits.administratorSessionMinutes = administratorAbsolute
      limits.secondFactorForAll = forAll
      limits.temporaryPasswordDays = temporary
      return limits
    }
    return web
  }

  private static func announce(_ host: String, _ port: Int, _ code: SetupCode?) {
    let shown = host.contains(":") ? "[\(host)]" : host
    let out = Outlet(descriptor: 1)
    out.write("Soát đang chạy tại http://\(shown):\(port)\n")
    if let code {
      out.write("Chưa có quản trị viên: mở địa chỉ trên và nhập mã thiết lập \(code.text)\n")
    }
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
