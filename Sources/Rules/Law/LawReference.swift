/// Where a value of law stands, who says so, and when someone last looked.
public struct LawReference: Hashable, Sendable {
  /// How far a value that could not be checked against a source may be trusted.
  public enum Confidence: String, Sendable { case high, medium, low }

  /// Name of the document: "Bộ luật Lao động".
  public var title: String
  /// Number and symbol: "45/2019/QH14". `nil` where unknown; never invented.
  public var document: String?
  /// "Điều 112 khoản 1".
  public var article: String?
  public var link: String?
  public var note: String?
  /// The day the value was last compared with its source. `nil` is a mistake in the data.
  public var checked: CivilDate?
  /// Whether a source was seen; `false` for what is known from memory only.
  public var isVerified: Bool
  /// Only where `isVerified` is false.
  public var confidence: Confidence?

  /// As one cites it: "Điều 112 khoản 1 Bộ luật Lao động (45/2019/QH14)".
  public var citation: String {
    [article, title, document.map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
  }
}
