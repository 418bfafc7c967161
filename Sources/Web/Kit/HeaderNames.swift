internal import HTTPTypes

extension HTTPField.Name {
  static let forwardedFor = constant("X-Forwarded-For")
  static let frameOptions = constant("X-Frame-Options")
  static let idempotencyKey = constant("Idempotency-Key")
  static let link = constant("Link")
  static let openerPolicy = constant("Cross-Origin-Opener-Policy")
  static let permissionsPolicy = constant("Permissions-Policy")
  static let referrerPolicy = constant("Referrer-Policy")
  static let requestID = constant("X-Request-Id")
  static let resourcePolicy = constant("Cross-Origin-Resource-Policy")
  static let secFetchSite = constant("Sec-Fetch-Site")

  /// The names above are valid tokens; the other branch is never taken.
  private static func constant(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .via }
}
