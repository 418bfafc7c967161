internal import Crypto
internal import FoundationEssentials

/// SHA-256 and HMAC-SHA-256 (RFC 2104), and bytes as hexadecimal digits.
public struct Digest {
  private var hash = SHA256()

  public init() {}

  public mutating func update(_ bytes: some Sequence<UInt8>) { hash.update(data: Data(bytes)) }

  /// 64 small hexadecimal digits.
  public func finish() -> String { Digest.hex(hash.finalize()) }

  public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
    var digest = Digest()
    digest.update(bytes)
    return digest.finish()
  }

  /// A code that only the holder of `key` can make, over fields of which each stands with its length, so that
  /// no two lists of fields give the same bytes; a missing field differs from an empty one.
  static func code(_ fields: [String?], _ key: [UInt8]) -> String {
    var message = Data()
    for field in fields {
      if let field {
        message.append(contentsOf: String(field.utf8.count).utf8)
        message.append(UInt8(ascii: ":"))
        message.append(contentsOf: field.utf8)
      } else {
        message.append(UInt8(ascii: "-"))
      }
    }
    return hex(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
  }

  public static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil unless `text` is pairs of hexadecimal digits.
  public static func bytes(hex text: some StringProtocol) -> [UInt8]? {
    let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count % 2 == 0, !digits.contains(nil) else { return nil }
    let values = digits.compactMap { $0 }
    return stride(from: 0, to: values.count, by: 2).map {
      UInt8(values[$0] << 4 | values[$0 + 1])
    }
  }
}

extension Digest {
  /// A code over lines that belong to the office but not to its log, such as a backup's list of files.
  public static func seal(_ purpose: String, _ lines: [String], _ keys: Keys) -> String {
    code([purpose] + lines, keys.audit)
  }
}
