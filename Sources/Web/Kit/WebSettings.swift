public import Rules

/// What an office sets for its web application.
public struct WebSettings: Sendable {
  /// `https://soat.tinh.gov.vn` where people reach it through a proxy; nil: the address it listens on.
  public var publicURL: String?
  /// Proxies whose `X-Forwarded-For` and `X-Request-Id` are believed.
  public var trustedProxies: [String] = []
  public var limits = Limits()
  /// What the office sets differently from the law's values: given those, the ones to keep to.
  public var accountLimits: @Sendable (AccountLimits) -> AccountLimits = { $0 }
  public var version = "0"
  /// The name over every page, for example "Sở Nội vụ tỉnh Tân An".
  public var officeName = ""
  /// The language of those who have not chosen: "vi" or "en".
  public var language = "vi"
  /// The folder for files on their way in; only this program may enter it.
  public var arrivals = ""
  /// The folder where evidence is kept for good; on the same disk as `arrivals`.
  public var files = ""
  /// The socket of a virus scanner (clamd) that looks at every file before it is kept; nil where there is none.
  public var scanner: String?
  /// Addresses that may read `/metrics`.
  public var metricsReaders = ["127.0.0.1", "::1"]
  /// For working on templates with a debug build: the folder they are read from, at each page.
  public var templates: String?

  public init() {}

  /// Cookies travel over TLS only where the public address does.
  var secureCookies: Bool { publicURL?.hasPrefix("https://") ?? false }
}

/// Bounds on what one request may cost.
public struct Limits: Sendable {
  /// Bytes of a form without files.
  public var form = 1_000_000
  /// Bytes of a form with files.
  public var upload = 100_000_000
  /// Fields of a form.
  public var fields = 1_000
  /// Files of a form.
  public var files = 20
  /// Seconds from the first byte of a request to the last of its body; also how long a connection may idle.
  public var seconds = 60
  /// The same for a form with files, which may come over a thin line.
  public var uploadSeconds = 600
  /// Seconds that an answer may wait for a reader that does not read.
  public var patience = 30
  /// Connections at the same time; further ones wait.
  public var connections = 2_000

  public init() {}
}
