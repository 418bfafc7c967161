/// What stands in front of a numbered or listed paragraph: "II.", "1.1", "a)", "-".
///
/// Numbering of parts after Nghị định 30/2020/NĐ-CP, appendix I, II.6, and common practice.
struct Marker: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    case part, chapter, section, article
    case roman, upperLetter
    /// Number of parts: "1." is 1, "1.2.3" is 3.
    case decimal(UInt8)
    case numberParenthesis, lowerLetter, enclosed
    case dash, plus, bullet

    /// Smaller stands higher; kinds of equal rank nest in the order in which they first appear.
    var rank: Int {
      switch self {
      case .part: 0
      case .chapter: 1
      case .section: 2
      case .roman, .upperLetter: 3
      case .article: 4
      case .decimal(let depth): 4 + Int(min(depth, 5))
      case .numberParenthesis, .lowerLetter, .enclosed: 10
      case .dash, .plus, .bullet: 11
      }
    }

    var isListMark: Bool { rank == 11 }
  }

  let kind: Kind
  /// As written, without the punctuation after it: "II", "1.1", "a", "-".
  let number: String
  /// The number's place among its siblings, where it has one: II is 2, b is 2.
  var ordinal: Int? { shortOrdinal.map(Int.init) }
  /// Where the content begins in the passage.
  var contentStart: Int { Int(shortStart) }
  private let shortOrdinal: Int16?
  private let shortStart: Int16

  init(kind: Kind, number: String, ordinal: Int?, contentStart: Int) {
    self.kind = kind
    self.number = number
    shortOrdinal = ordinal.map(Int16.init(clamping:))
    shortStart = Int16(clamping: contentStart)
  }
}
