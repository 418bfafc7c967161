internal import Crypto
internal import FoundationEssentials
public import Store

/// A random secret of 256 bits that leaves the system once, as a cookie, a link or a token of the API.
/// Only its hash is stored: whoever reads the database cannot use it.
public struct SecretToken: Sendable, CustomStringConvertible {
  public let text: String

  static func make(prefix: String = "", _ chance: Chance) -> SecretToken {
    SecretToken(text: prefix + Base32.text(chance.bytes(32)).lowercased())
  }

  public var hash: TokenHash { TokenHash(of: text) }

  public var description: String { "SecretToken(…)" }
}

/// SHA-256 of a token as 64 hexadecimal digits. A plain hash is enough for 256 random bits.
public struct TokenHash: Hashable, Sendable, ColumnValue {
  public let text: String

  public init(of token: some StringProtocol) {
    text = Hex.text(SHA256.hash(data: Data(token.utf8)))
  }

  public init?(_ value: Value) {
    guard case .text(let text) = value else { return nil }
    self.text = text
  }

  public var columnValue: Value { .text(text) }
}

/// Comparing secrets without telling by time where they differ.
enum Sameness {
  static func holds(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
