internal import Crypto
internal import FoundationEssentials
internal import Rules
internal import Store

/// Ten codes for the day the telephone is lost; each works once.
enum RecoveryCodes {
  /// Makes ten new ones; the old ones count no more. Their texts are shown once.
  static func renew(_ account: ID<Account>, _ db: any Writer, _ act: Act) throws -> [String] {
    try remove(account, db)
    return try (0..<10).map { _ in
      let letters = Base32.text(act.chance.bytes(7)).lowercased().prefix(10)
      let code = letters.prefix(5) + "-" + letters.suffix(5)
      try db.execute(
        """
        INSERT INTO recovery_code (account_id, code_hash)
        VALUES (\(account), \(hash(String(code), account, act)))
        """)
      return String(code)
    }
  }

  /// Uses a code up; false where it is none, or was used.
  static func use(_ typed: String, _ account: ID<Account>, _ db: any Writer, _ act: Act) throws
    -> Bool
  {
    try db.execute(
      """
      UPDATE recovery_code
      SET used_at = \(act.at)
      WHERE account_id = \(account) AND code_hash = \(hash(typed, account, act))
        AND used_at IS NULL
      """) == 1
  }

  static func left(_ account: ID<Account>, _ db: any Reader) throws -> Int {
    try db.row(
      """
      SELECT COUNT(*) AS left_over
      FROM recovery_code
      WHERE account_id = \(account) AND used_at IS NULL
      """)?.get("left_over") ?? 0
  }

  static func remove(_ account: ID<Account>, _ db: any Writer) throws {
    try db.execute("DELETE FROM recovery_code WHERE account_id = \(account)")
  }

  /// With the office's key: 50 random bits alone could be tried out by who has the database.
  private static func hash(_ typed: String, _ account: ID<Account>, _ act: Act) -> String {
    let plain = typed.prefix(40).lowercased().filter { $0 != "-" && $0 != " " }
    return Hex.text(
      HMAC<SHA256>.authenticationCode(
        for: Data("recovery:\(account):\(plain)".utf8),
        using: SymmetricKey(data: act.keys.seal)))
  }
}
