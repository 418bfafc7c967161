/// Order among numbers of sections.
enum Numbering {
  static func read(_ number: String) -> (style: String, ordinal: Int)? {
    let passage = Passage(number + ") X")
    guard let marker = Markers.read(passage), let ordinal = marker.ordinal else { return nil }
    switch marker.kind {
    case .roman: return ("roman", ordinal)
    case .upperLetter: return ("upperLetter", ordinal)
    case .lowerLetter: return ("lowerLetter", ordinal)
    case .decimal(let depth): return ("decimal\(depth)", ordinal)
    case .numberParenthesis: return ("decimal1", ordinal)
    default: return nil
    }
  }

  /// One after the other; the letter đ may be left out.
  static func follows(_ before: Int, _ ordinal: Int, _ style: String) -> Bool {
    ordinal == before + 1 || style == "lowerLetter" && before == 4 && ordinal == 6
  }
}
