internal import Crypto
internal import FoundationEssentials
internal import HTTPTypes
internal import Records
internal import Rules

/// Keeps other sites from sending forms in a visitor's name: the origin must be ours, and the form must
/// carry a token that only our page could know.
enum RequestForgery {
  /// The token for forms shown to the holder of a cookie.
  static func token(for cookie: String, _ keys: Keys) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: Data(("form:" + cookie).utf8), using: SymmetricKey(data: keys.seal))
    return Hex.text(Array(code))
  }

  /// Throws where a browser says that another site sends this. Before the body is read.
  static func checkOrigin(_ call: Call) throws {
    if let site = call.headers[.secFetchSite], site != "same-origin", site != "none" {
      throw foreign
    }
    if let origin = call.headers[.origin], !isOwn(origin, call) { throw foreign }
  }

  /// Throws unless the form carries the token of the visitor's cookie.
  static func checkToken(_ call: Call) throws {
    let sent = Array((call.form.fields["token"] ?? "").utf8)
    let wanted = Array(token(for: call.visitor.token, call.act.keys).utf8)
    guard sent.count == wanted.count,
      zip(sent, wanted).reduce(0, { $0 | ($1.0 ^ $1.1) }) == 0
    else {
      throw Refusal.forbidden(
        "Biểu mẫu này đã hết hiệu lực vì phiên làm việc đã đổi. Quay lại trang trước, tải lại rồi gửi lại; chưa có gì thay đổi."
      )
    }
  }

  /// The public address, or the very host that was asked; `null` is nobody's.
  private static func isOwn(_ origin: String, _ call: Call) -> Bool {
    if origin == call.site.settings.publicURL { return true }
    guard let authority = call.authority else { return false }
    return origin == (call.site.settings.secureCookies ? "https://" : "http://") + authority
  }

  private static let foreign = Refusal.forbidden(
    "Yêu cầu đến từ một trang web khác nên bị từ chối; chưa có gì thay đổi.")
}
