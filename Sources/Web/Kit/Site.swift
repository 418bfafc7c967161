public import Hummingbird
public import Logging
internal import NIOPosix
public import Records
public import Rules
public import Store

/// The web application of one office: everything its routes need, made once at the start.
public struct Site: Sendable {
  let store: any Store
  let keys: Keys
  let settings: WebSettings
  let now: @Sendable () -> Instant
  let chance: Chance
  let templates: Templates
  let assets: Assets
  let logger: Logger
  let meters: Meters
  let served: [Route]
  let callers = Callers()
  let stopping = Stopping()
  let trustedProxies: Set<NetworkAddress>
  /// Where passwords are hashed: slow work, two at a time, off the threads that answer requests.
  let hashing: NIOThreadPool
  /// Where documents are read, which may take long: one at a time, away from passwords and requests.
  let reading: NIOThreadPool
  /// What opens an office without administrator; printed where the server was started.
  let setupCode: SetupCode

  /// Throws where a template, a text or a partial is missing: a fault of the program.
  public init(
    store: any Store, keys: Keys, settings: WebSettings, logger: Logger,
    now: @escaping @Sendable () -> Instant, chance: Chance, setupCode: SetupCode
  ) throws {
    try self.init(
      store: store, keys: keys, settings: settings, logger: logger, now: now, chance: chance,
      setupCode: setupCode, routes: Site.routes)
  }

  /// With routes of a test's own.
  init(
    store: any Store, keys: Keys, settings: WebSettings, logger: Logger,
    now: @escaping @Sendable () -> Instant, chance: Chance, setupCode: SetupCode, routes: [Route]
  ) throws {
    self.store = store
    self.keys = keys
    self.settings = settings
    self.now = now
    self.chance = chance
    self.logger = logger
    self.setupCode = setupCode
    hashing = NIOThreadPool(numberOfThreads: 2)
    hashing.start()
    reading = NIOThreadPool(numberOfThreads: 1)
    reading.start()
    templates = try Templates()
    assets = Assets()
    meters = Meters(routes: routes)
    trustedProxies = Set(settings.trustedProxies.compactMap { NetworkAddress($0) })
    served = routes
  }

  /// In a debug build with a folder of templates set, they are read anew for each page.
  func currentTemplates() throws -> Templates {
    #if DEBUG
      if let folder = settings.templates { return try Templates.onDisk(folder) }
    #endif
    return templates
  }

  /// Every route of the program, one line per capability.
  static let routes: [Route] =
    Health.routes + Assets.routes + SignInRoutes.all + OwnAccountRoutes.all + SecondFactorRoutes.all
    + OrganisationRoutes.all + PlanRoutes.all + DutyRoutes.all + AccountsRoutes.all
    + DutyListRoutes.all + EvidenceRoutes.all + CalendarRoutes.all + SearchRoutes.all
    + CommitteeRoutes.all
    + AuditRoutes.all + NoticeRoutes.all + API.routes

  /// Takes in what people send as evidence.
  var intake: Intake { Intake(files: files, scan: settings.scanner.map(VirusScan.init)) }

  /// Where evidence is kept.
  var files: FileStore { FileStore(folder: settings.files) }

  /// The limits of accounts and sessions on a day, as law and office set them.
  func limits(on date: CivilDate) -> AccountLimits {
    settings.accountLimits(AccountLimits.inForce(on: date))
  }

  /// The application, ready to run on an address. `started` hears the port once the server listens.
  public func application(
    host: String, port: Int, started: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> Application<some HTTPResponder<Visit>> {
    let limits = settings.limits
    return Application(
      responder: gateway,
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [
            Patience(seconds: limits.patience), Turns(patience: limits.patience),
          ],
          idleTimeout: .seconds(Int64(limits.seconds)),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
      onServerRunning: { channel in started(channel.localAddress?.port ?? port) },
      logger: logger)
  }

  /// From now on each answer is the last of its connection, and `/ready` says no. The listener stays open, so that
  /// nobody is refused who has not been told; to be called a little before the application is stopped.
  public func announceStop() { stopping.begin() }

  /// What answers each request.
  public var gateway: some HTTPResponder<Visit> { Gateway(site: self) }
}
