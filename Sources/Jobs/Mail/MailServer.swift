internal import CCurl
internal import Dispatch
internal import Synchronization

/// The office's SMTP server (RFC 5321), spoken to by libcurl: one connection for each mail.
public struct MailServer: Sendable {
  public enum Security: String, CaseIterable, Sendable {
    /// TLS that begins after the greeting; refused where the server offers none.
    case starttls
    /// TLS from the first byte.
    case tls
    case none
  }

  public let host: String
  public let port: Int
  public let security: Security
  /// Empty: without signing in.
  public let user: String
  public let password: String
  /// Certificates that are trusted instead of the system's; nil: those.
  public let authorities: String?

  public init(
    host: String, port: Int, security: Security, user: String = "", password: String = "",
    authorities: String? = nil
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.user = user
    self.password = password
    self.authorities = authorities
  }

  /// Hands a mail to the server. `passReturn` is called when everything but the end of the mail was sent: a server
  /// keeps nothing of what has no end, so that whatever fails earlier can be tried again. Throws `JobFailure`.
  public func send(
    _ message: MailMessage, passReturn: @escaping @Sendable () async throws -> Void
  ) async throws {
    let transfer = MailTransfer(message.bytes, passReturn)
    let outcome = await withCheckedContinuation { continuation in
      // Waits for the network for up to a minute: not on the threads that tasks share.
      DispatchQueue.global().async {
        continuation.resume(returning: deliver(message, transfer))
      }
    }
    try outcome.get()
  }

  private func deliver(
    _ message: MailMessage, _ transfer: MailTransfer
  ) -> Result<Void, JobFailure> {
    guard MailServer.isReady, let handle = curl_easy_init() else {
      return .failure(.passing("libcurl could not be started"))
    }
    defer { curl_easy_cleanup(handle) }
    var recipients = curl_slist_append(nil, "<\(message.to.address)>")
    defer {
      curl_slist_free_all(recipients)
      recipients = nil
    }
    let scheme = security == .tls ? "smtps" : "smtp"
    let name = host.contains(":") ? "[\(host)]" : host
    var texts: [(CURLoption, String)] = [
      (CURLOPT_URL, "\(scheme)://\(name):\(port)/\(message.from.domain)"),
      (CURLOPT_PROTOCOLS_STR, "smtp,smtps"), (CURLOPT_MAIL_FROM, "<\(message.from.address)>"),
    ]
    if !user.isEmpty { texts += [(CURLOPT_USERNAME, user), (CURLOPT_PASSWORD, password)] }
    if let authorities { texts.append((CURLOPT_CAINFO, authorities)) }
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_UPLOAD, 1), (CURLOPT_NOSIGNAL, 1), (CURLOPT_FRESH_CONNECT, 1),
      (CURLOPT_FORBID_REUSE, 1), (CURLOPT_CONNECTTIMEOUT, 15), (CURLOPT_TIMEOUT, 60),
      (CURLOPT_USE_SSL, security == .none ? 0 : Int(CURLUSESSL_ALL.rawValue)),
    ]
    var isSet = texts.allSatisfy { soat_curl_text(handle, $0.0, $0.1) == CURLE_OK }
    for (option, number) in numbers {
      isSet = isSet && soat_curl_number(handle, option, number) == CURLE_OK
    }
    isSet = isSet && soat_curl_pointer(handle, CURLOPT_MAIL_RCPT, recipients) == CURLE_OK
    guard isSet else {
      return .failure(.passing("libcurl refuses the settings of the mail server"))
    }
    return withExtendedLifetime(transfer) {
      let context = Unmanaged.passUnretained(transfer).toOpaque()
      let code = soat_curl_reader(handle, MailTransfer.reader, context)
      return outcome(code == CURLE_OK ? curl_easy_perform(handle) : code, handle, transfer)
    }
  }

  private func outcome(
    _ code: CURLcode, _ handle: UnsafeMutableRawPointer, _ transfer: MailTransfer
  ) -> Result<Void, JobFailure> {
    if code == CURLE_OK { return .success(()) }
    let answer = soat_curl_answer(handle)
    let note = "\(String(cString: curl_easy_strerror(code))) (SMTP \(answer))"
    switch transfer.state {
    case .refused: return .failure(.lost)
    case .sending:
      // There is no such mailbox (RFC 5321 4.2.2); whatever else is refused can be mended in the settings.
      let isFinal = code == CURLE_SEND_ERROR && [550, 551, 553].contains(answer)
      return .failure(isFinal ? .final(note) : .passing(note))
    case .ended:
      if (500...599).contains(answer) { return .failure(.final(note)) }
      return .failure((400...499).contains(answer) ? .passing(note) : .doubtful(note))
    }
  }

  /// libcurl wants to be started once, before anything else.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
}

/// The bytes of one mail on their way.
private final class MailTransfer: Sendable {
  enum State: Sendable {
    case sending
    /// The end may have been sent.
    case ended
    /// The end must not be sent.
    case refused
  }

  private let bytes: [UInt8]
  private let passReturn: @Sendable () async throws -> Void
  private let place = Mutex(0)
  private let reached = Mutex(State.sending)

  init(_ bytes: [UInt8], _ passReturn: @escaping @Sendable () async throws -> Void) {
    self.bytes = bytes
    self.passReturn = passReturn
  }

  var state: State { reached.withLock { $0 } }

  /// As libcurl calls it on its thread: fills `buffer`, 0 at the end.
  static let reader: soat_reader = { buffer, size, count, context in
    guard let buffer, let context else { return 0 }
    let transfer = Unmanaged<MailTransfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
  }

  private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let rest = place.withLock { place in
      let part = bytes[place..<min(place + buffer.count, bytes.count)]
      place += part.count
      return part
    }
    guard rest.isEmpty else {
      buffer.copyBytes(from: rest)
      return rest.count
    }
    return mayEnd() ? 0 : Int(CURL_READFUNC_ABORT)
  }

  /// Notes durably that the end goes out next. The thread is ours alone, so that it may wait.
  private func mayEnd() -> Bool {
    let done = DispatchSemaphore(value: 0)
    _Concurrency.Task {
      do {
        try await passReturn()
        reached.withLock { $0 = .ended }
      } catch {
        reached.withLock { $0 = .refused }
      }
      done.signal()
    }
    done.wait()
    return state == .ended
  }
}
