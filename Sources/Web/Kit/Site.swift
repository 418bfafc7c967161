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
  /// Where passwords are hashed: slow work, two at a time, off the threads that answer requests.
  let hashing: NIOThreadPool
  /// What opens an office without administrator; printed where the server was started.
  let setupCode: SetupCode

  /// Throws where a template, a text or a partial is missing: a fault of the program.
  public init(
    store: any Store, keys: Keys, settings: WebSettings, logger: Logger,
    now: @escaping @Sendable () -> Instant, chance: Chance, setupCode: SetupCode
  ) throws {
    self.store = store
    self.keys = keys
    self.settings = settings
    self.now = now
    self.chance = chance
    self.setupCode = setupCode
    self.logger = logger
    hashing = NIOThreadPool(numberOfThreads: 2)
    hashing.start()
    templates = try Templates()
    assets = Assets()
  }

  /// Every route of the program, one line per capability.
  static let routes: [Route] =
    Assets.routes + SignInRoutes.all + OwnAccountRoutes.all + SecondFactorRoutes.all

  /// The limits of accounts and sessions on a day, as law and office set them.
  func limits(on date: CivilDate) -> AccountLimits {
    settings.accountLimits(AccountLimits.inForce(on: date))
  }

  /// The application, ready to run on an address.
  public func application(
    host: String, port: Int
  ) -> Application<some HTTPResponder<Visit>> {
    Application(
      responder: gateway,
      server: .http1(
        configuration: .init(
          idleTimeout: .seconds(Int64(settings.limits.seconds)),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      logger: logger)
  }

  /// What answers each request.
  public var gateway: some HTTPResponder<Visit> { Gateway(site: self) }
}

/// The request as the server hands it over.
public struct Visit: RequestContext {
  public var coreContext: CoreRequestContextStorage
  /// The other end of the connection; nil in process.
  let peer: String?

  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress
  }
}
