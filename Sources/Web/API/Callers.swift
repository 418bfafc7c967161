internal import Crypto
internal import FoundationEssentials
internal import HTTPTypes
internal import Logging
internal import Records
internal import Rules
internal import Store
internal import Synchronization

/// Who calls the API, and how often.
extension Call {
  /// Finds out who calls: by `Authorization: Bearer soat_…`, or by the session of a browser, which may only read.
  mutating func recogniseProgram() async throws {
    act = Act(
      actor: act.actor, at: act.at, channel: .api, request: act.request, address: act.address,
      chance: act.chance, keys: act.keys)
    guard let header = headers[.authorization] else { return try await recognise() }
    let words = header.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bearer" else { throw Callers.unknown }
    let token = String(words[1])
    guard
      let caller = try await site.store.read({ [act] db in
        try ApiTokens.find(token, db, now: act.at)
      })
    else { throw Callers.unknown }
    try site.callers.count(caller.token.text, at: act.at)
    act = Act(
      actor: caller.actor, at: act.at, channel: .api, request: act.request, address: act.address,
      chance: act.chance, keys: act.keys)
    program = caller
    if caller.needsTouch {
      try await site.store.write { [act] db in try ApiTokens.touch(caller.token, db, act) }
    }
  }

  /// Throws unless the caller may use the route: 401 for nobody, 403 where token or role do not reach.
  func demandProgram(_ route: Route) throws {
    if route.access == .everyone { return }
    let actor = act.actor
    guard program != nil || visitor.signedIn != nil else { throw Callers.unknown }
    guard program != nil || route.method == .get else { throw Callers.onlyToken }
    guard case .may(let permission) = route.access else { return }
    let isAllowed =
      actor.only?.contains(permission) ?? true
      && actor.grants.contains { grant in
        [.own, .subordinate].contains { Permissions.allows(grant.role, permission, $0) }
      }
    guard isAllowed else {
      throw Refusal.forbidden(
        "Mã truy cập hoặc vai trò của bạn không có quyền \(permission.words). Quản trị viên có thể cấp quyền."
      )
    }
  }

  /// A line in the log for who comes with a secret address, without session or token.
  func noteCaller(_ act: Act) {
    site.logger.info(
      "caller",
      metadata: [
        "request": "\(act.request)", "channel": "\(act.channel.rawValue)",
        "account": "\(act.actor.account?.text ?? "-")",
      ])
  }

  /// The one use of a change that `Idempotency-Key` names.
  func idempotencyKey() throws -> String? {
    guard let key = headers[.idempotencyKey] else { return nil }
    guard (1...100).contains(key.utf8.count) else {
      throw Refusal.invalid([Problem("Idempotency-Key", "Phải dài từ 1 đến 100 ký tự.")])
    }
    let hash = Array(SHA256.hash(data: Data(key.utf8)))
    let first = hash[..<6].reduce(Int64(0)) { $0 << 8 | Int64($1) }
    return ID<Submission>(milliseconds: first, random: Array(hash[6..<16])).text
  }
}

/// How many requests each token has sent in the current minute.
final class Callers: Sendable {
  /// Requests of one token in one minute.
  static let perMinute = 600

  private let counts = Mutex<(minute: Int64, byToken: [String: Int])>((0, [:]))

  func count(_ token: String, at time: Instant) throws {
    let minute = time.milliseconds / 60_000
    let count = counts.withLock { counts in
      if counts.minute != minute { counts = (minute, [:]) }
      counts.byToken[token, default: 0] += 1
      return counts.byToken[token] ?? 0
    }
    guard count <= Callers.perMinute else {
      let left = 60 - time.milliseconds / 1_000 % 60
      throw Rejection(
        status: .tooManyRequests,
        text:
          "Quá nhiều yêu cầu: tối đa \(Callers.perMinute) yêu cầu mỗi phút. Hãy chờ rồi gửi tiếp.",
        headers: [.retryAfter: String(left)])
    }
  }

  static let unknown = Rejection(
    status: .unauthorized,
    text: "Cần mã truy cập API còn hiệu lực: Authorization: Bearer soat_…",
    headers: [.wwwAuthenticate: "Bearer"])

  static let onlyToken = Rejection(
    status: .unauthorized,
    text: "Thay đổi qua API cần mã truy cập; phiên của trình duyệt chỉ đọc được.",
    headers: [.wwwAuthenticate: "Bearer"])
}

/// `Accept-Language`
enum Accepted {
  /// The first of ours that is named; nil where none is. Weights are taken to be in falling order, as all clients send them.
  static func language(_ header: String?) -> Language? {
    (header ?? "").split(separator: ",").lazy.compactMap { part in
      Language(rawValue: part.trimmingPrefix { $0 == " " }.prefix(2).lowercased())
    }.first
  }
}
