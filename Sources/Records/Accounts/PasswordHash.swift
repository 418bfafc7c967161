internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials
internal import Rules

/// A password as it is stored: scrypt (RFC 7914) with its costs and salt,
/// `$scrypt$ln=14,r=8,p=5$salt$hash`.
///
/// **Making and checking take a fifth of a second and 16 MB.** Call `make` and `verify` on a thread of their own,
/// few at a time; never inside a transaction, never on the threads that serve requests.
public struct PasswordHash: Sendable, Hashable, CustomStringConvertible {
  public let text: String

  /// What a hash costs: 2^`logRounds` rounds of `blockSize` × 128 bytes, `parallelism` times.
  public struct Cost: Sendable, Hashable {
    public let logRounds, blockSize, parallelism: Int

    public init(logRounds: Int, blockSize: Int, parallelism: Int) {
      self.logRounds = logRounds
      self.blockSize = blockSize
      self.parallelism = parallelism
    }

    /// One of the equal choices of the OWASP cheat sheet on storing passwords, the one that takes least memory.
    public static let standard = Cost(logRounds: 14, blockSize: 8, parallelism: 5)
  }

  /// `stored` comes from the database.
  init(stored: String) { text = stored }

  /// Never shown: a hash can be attacked.
  public var description: String { "PasswordHash(…)" }

  public static func make(_ password: String, cost: Cost = .standard, _ chance: Chance) throws
    -> PasswordHash
  {
    let salt = chance.bytes(16)
    let key = try derive(PasswordRules.normalised(password), salt, cost)
    return PasswordHash(parts: cost, salt, key)
  }

  /// Whether `password` is the one. Takes as long for a wrong one as for the right one.
  public static func verify(_ password: String, _ hash: PasswordHash) throws -> Bool {
    guard let (cost, salt, key) = hash.parts else { return false }
    // Longer than any password may be: the work is done all the same, on nothing.
    let isPossible = password.utf8.count <= 4096
    let found = try derive(isPossible ? PasswordRules.normalised(password) : "", salt, cost)
    return Sameness.holds(found, key) && isPossible
  }

  /// A hash no password has, which takes as long to check as a real one.
  static func none(_ cost: Cost) -> PasswordHash {
    PasswordHash(
      parts: cost, [UInt8](repeating: 0, count: 16), [UInt8](repeating: 0, count: 32))
  }

  /// Nil where the text is no hash of ours.
  var cost: Cost? { parts?.cost }

  private init(parts cost: Cost, _ salt: [UInt8], _ key: [UInt8]) {
    text =
      "$scrypt$ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
      + "$\(PasswordHash.base64(salt))$\(PasswordHash.base64(key))"
  }

  private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
    let key = try KDF.Scrypt.deriveKey(
      from: Data(password.utf8), salt: Data(salt), outputByteCount: 32,
      rounds: 1 << cost.logRounds, blockSize: cost.blockSize, parallelism: cost.parallelism)
    return key.withUnsafeBytes { [UInt8]($0) }
  }

  private var parts: (cost: Cost, salt: [UInt8], key: [UInt8])? {
    let fields = text.split(separator: "$")
    guard fields.count == 4, fields[0] == "scrypt", let salt = PasswordHash.bytes(fields[2]),
      let key = PasswordHash.bytes(fields[3]), key.count == 32
    else { return nil }
    let numbers = fields[1].split(separator: ",").map { $0.split(separator: "=") }
    guard numbers.map(\.first) == ["ln", "r", "p"], numbers.allSatisfy({ $0.count == 2 }),
      let logRounds = Int(numbers[0][1]), let blockSize = Int(numbers[1][1]),
      let parallelism = Int(numbers[2][1]), (1...20).contains(logRounds),
      (1...32).contains(blockSize), (1...16).contains(parallelism)
    else { return nil }
    return (
      Cost(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism), salt, key
    )
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
  }

  private static func bytes(_ text: Substring) -> [UInt8]? {
    let padding = String(repeating: "=", count: (4 - text.count % 4) % 4)
    return Data(base64Encoded: text + padding).map { [UInt8]($0) }
  }
}
