internal import HTTPTypes
internal import Records

/// Headers that tell the browser what pages of ours never do.
enum SecurityHeaders {
  static func fields(_ call: Call, _ reply: Reply) -> HTTPFields {
    // A file that people sent is confined more than a page of ours.
    var fields = HTTPFields(always.filter { reply.headers[$0.name] == nil })
    fields[.requestID] = call.act.request
    if call.isProgram { fields[.link] = "<\(API.root)/openapi.json>; rel=\"service-desc\"" }
    if call.site.settings.secureCookies {
      fields[.strictTransportSecurity] = "max-age=31536000"
    }
    if reply.headers[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
    return fields
  }

  private static let always: HTTPFields = [
    .contentSecurityPolicy:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
      + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    .xContentTypeOptions: "nosniff",
    .frameOptions: "DENY",
    .referrerPolicy: "same-origin",
    .permissionsPolicy:
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    .openerPolicy: "same-origin",
    .resourcePolicy: "same-origin",
  ]
}
