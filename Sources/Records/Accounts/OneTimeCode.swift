internal import Crypto
internal import FoundationEssentials
internal import Rules

/// Codes of RFC 6238 (TOTP): SHA-1, steps of 30 seconds, six digits.
enum OneTimeCode {
  static let digits = 6

  /// The step of a moment.
  static func step(_ at: Instant) -> Int64 { at.milliseconds / 30_000 }

  /// RFC 4226: the low bits of an HMAC of the step's number.
  static func code(_ secret: [UInt8], step: Int64, digits: Int = digits) -> String {
    let message = (0..<8).reversed().map { UInt8(truncatingIfNeeded: step >> ($0 * 8)) }
    let code = [UInt8](
      HMAC<Insecure.SHA1>.authenticationCode(
        for: Data(message), using: SymmetricKey(data: secret)))
    let offset = Int(code[19] & 15)
    let number = code[offset..<offset + 4].reduce(0) { $0 << 8 | UInt64($1) } & 0x7FFF_FFFF
    let text = String(number % (0..<digits).reduce(1) { power, _ in power * 10 })
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// The step that `typed` is the code of: this one, the one before or the next, but later than `last`, so that
  /// no code counts twice. Nil for a wrong or used code.
  static func match(_ typed: String, _ secret: [UInt8], at: Instant, after last: Int64) -> Int64? {
    let plain = typed.utf8.filter { $0 != UInt8(ascii: " ") }
    let now = step(at)
    return [now, now - 1, now + 1].first {
      $0 > last && Sameness.holds(plain, Array(code(secret, step: $0).utf8))
    }
  }

  /// The address that apps for codes read from a QR picture.
  static func address(_ secret: [UInt8], login: String) -> String {
    let name = "So%C3%A1t"
    let login = login.utf8.reduce(into: "") { text, byte in
      text += byte == UInt8(ascii: "@") ? "%40" : String(UnicodeScalar(byte))
    }
    return "otpauth://totp/\(name):\(login)?secret=\(Base32.text(secret))&issuer=\(name)"
      + "&algorithm=SHA1&digits=\(digits)&period=30"
  }
}

/// Secrets at rest: AES-GCM under the office's key, bound to the account they belong to.
enum Sealed {
  static func seal(_ secret: [UInt8], for account: ID<Account>, _ act: Act) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      Data(secret), using: SymmetricKey(data: act.keys.seal),
      nonce: AES.GCM.Nonce(data: act.chance.bytes(12)), authenticating: Data(account.text.utf8))
    return [UInt8](box.nonce) + [UInt8](box.ciphertext) + [UInt8](box.tag)
  }

  static func open(_ sealed: [UInt8], for account: ID<Account>, _ act: Act) throws -> [UInt8] {
    let box = try AES.GCM.SealedBox(combined: Data(sealed))
    return [UInt8](
      try AES.GCM.open(
        box, using: SymmetricKey(data: act.keys.seal), authenticating: Data(account.text.utf8)))
  }
}
