internal import HTTPTypes

extension HTTPField.Name {
  static let host = constant("Host")
  static let secFetchSite = constant("Sec-Fetch-Site")
  static let frameOptions = constant("X-Frame-Options")
  static let referrerPolicy = constant("Referrer-Policy")
  static let requestID = constant("X-Request-Id")

  /// The names above are valid tokens; the other branch is never taken.
  private static func constant(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .via }
}
