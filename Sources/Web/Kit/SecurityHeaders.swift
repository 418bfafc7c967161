internal import HTTPTypes
internal import Records

/// Headers that tell the browser what pages of ours never do.
enum SecurityHeaders {
  static func fields(_ call: Call) -> HTTPFields {
    var fields: HTTPFields = [
      .contentSecurityPolicy:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      .xContentTypeOptions: "nosniff",
    ]
    fields[.frameOptions] = "DENY"
    fields[.referrerPolicy] = "same-origin"
    fields[.requestID] = call.act.request
    return fields
  }
}
