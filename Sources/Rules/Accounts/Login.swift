/// The name by which a person signs in: 3–64 of `a–z 0–9 . _ - @`, beginning with a letter or digit; capitals
/// are taken as small letters. Plain letters, so that no two logins look alike.
public struct Login: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public init?(_ typed: some StringProtocol) {
    let bytes = Array(typed.utf8.drop { $0 == 32 }.reversed().drop { $0 == 32 }.reversed())
    let text = bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }
    guard (3...64).contains(text.count), let first = text.first,
      Login.isLetterOrDigit(first),
      text.allSatisfy({ Login.isLetterOrDigit($0) || Login.marks.contains($0) })
    else { return nil }
    self.text = String(decoding: text, as: UTF8.self)
  }

  public var description: String { text }

  /// What to tell who typed something else.
  public static let rule: Sentence =
    "Tên đăng nhập gồm 3–64 ký tự a–z, 0–9, dấu chấm, gạch dưới, gạch nối hoặc @, "
    + "bắt đầu bằng chữ hoặc số, không dấu."

  private static let marks = Array("._-@".utf8)

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte)
  }
}
