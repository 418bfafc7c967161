internal import Crypto
internal import FoundationEssentials

/// SHA-256 and HMAC-SHA-256 (RFC 2104) as hexadecimal digits.
public struct Digest {
  private var hash = SHA256()

  public init() {}

  public mutating func update(_ bytes: some Sequence<UInt8>) { hash.update(data: Data(bytes)) }

  /// 64 small hexadecimal digits.
  public func finish() -> String { Hex.text(hash.finalize()) }

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
    return Hex.text(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
  }
}

extension Digest {
  /// A code over lines that belong to the office but not to its log, such as a backup's list of files.
  public static func seal(_ purpose: String, _ lines: [String], _ keys: Keys) -> String {
    code([purpose] + lines, keys.audit)
  }
}
