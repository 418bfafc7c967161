internal import HTTPTypes
internal import Hummingbird
internal import Records
internal import Rules

/// What a reverse proxy says about a request; believed only of those that the office trusts.
enum Proxy {
  /// The address the request came from: going back from the other end of the connection, the first that is no
  /// trusted proxy. Each hop adds at the end of `X-Forwarded-For` whom it heard from, so what stands before a
  /// stranger's address, or before a word that is no address, is only that stranger's claim.
  static func address(
    _ headers: HTTPFields, _ peer: NetworkAddress?, _ trusted: Set<NetworkAddress>
  ) -> String? {
    guard var last = peer else { return nil }
    var named = headers[values: .forwardedFor].joined(separator: ",")
      .split(separator: ",", omittingEmptySubsequences: false)
    while trusted.contains(last), let word = named.popLast(),
      let address = NetworkAddress(word.filter { $0 != " " && $0 != "\t" })
    {
      last = address
    }
    return last.description
  }

  /// The proxy's id of the request where it is well-formed, so that the logs of both fit together; ours otherwise.
  static func requestID(
    _ headers: HTTPFields, _ peer: NetworkAddress?, _ trusted: Set<NetworkAddress>,
    _ chance: Chance
  ) -> String {
    guard let peer, trusted.contains(peer), let named = headers[.requestID],
      (8...64).contains(named.utf8.count),
      named.utf8.allSatisfy({ isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F })
    else { return Hex.text(chance.bytes(12)) }
    return named
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

/// The `Host` header: another site's name that leads to this server (DNS rebinding) gets nothing.
enum OwnHost {
  static let rejection = Rejection(
    status: .misdirectedRequest,
    text:
      "Máy chủ này không phục vụ tên miền vừa dùng. Hãy mở đúng địa chỉ của hệ thống; quản trị viên đặt địa chỉ đó bằng public-url."
  )

  /// The public address, and numbers and `localhost`, which no foreign site can stand under.
  static func isOwn(_ authority: String?, _ settings: WebSettings) -> Bool {
    guard let authority else { return false }
    if let url = settings.publicURL, authority == WebSettings.authority(of: url) { return true }
    let host = withoutPort(authority)
    return host == "localhost" || host.first == "[" || isIPv4(host)
  }

  private static func withoutPort(_ authority: String) -> Substring {
    if authority.first == "[", let end = authority.firstIndex(of: "]") {
      return authority[...end]
    }
    return authority.prefix { $0 != ":" }
  }

  private static func isIPv4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}

extension WebSettings {
  /// `soat.tinh.gov.vn` of `https://soat.tinh.gov.vn`.
  static func authority(of url: String) -> String? {
    guard let scheme = url.firstRange(of: "://") else { return nil }
    return String(url[scheme.upperBound...].prefix { $0 != "/" })
  }
}
