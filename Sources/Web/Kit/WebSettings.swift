internal import HTTPTypes
public import Rules

/// What an office sets for its web application.
public struct WebSettings: Sendable {
  /// `https://soat.tinh.gov.vn` where people reach it through a proxy; nil: the address it listens on.
  public var publicURL: String?
  /// Proxies whose `X-Forwarded-For` is believed.
  public var trustedProxies: [String] = []
  public var limits = Limits()
  /// What the office sets differently from the law's values: given those, the ones to keep to.
  public var accountLimits: @Sendable (AccountLimits) -> AccountLimits = { $0 }
  public var version = "0"
  /// The name over every page, for example "Sở Nội vụ tỉnh Tân An".
  public var officeName = ""

  public init() {}

  /// Cookies travel over TLS only where the public address does.
  var secureCookies: Bool { publicURL?.hasPrefix("https://") ?? false }

  /// Whether an `Origin` header names this site.
  func isOwn(origin: String, _ headers: HTTPFields) -> Bool {
    if let publicURL { return origin == publicURL }
    guard let scheme = origin.firstRange(of: "://") else { return false }
    return headers[.host].map { $0 == origin[scheme.upperBound...] } ?? true
  }
}

/// Bounds on what one request may cost.
public struct Limits: Sendable {
  /// Bytes of a form without files.
  public var form = 1_000_000
  /// Bytes of a form with files.
  public var upload = 100_000_000
  /// Seconds from the first byte of a request to the last of its body.
  public var seconds = 60

  public init() {}
}
