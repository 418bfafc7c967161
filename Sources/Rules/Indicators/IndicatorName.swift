/// The name of the number that a target is about: "Phấn đấu tỷ lệ hồ sơ trực tuyến đạt từ 25% trở lên" follows
/// "Tỷ lệ hồ sơ trực tuyến".
public enum IndicatorName {
  /// Characters of a name.
  public static let longest = 200
  private static let share = "T\u{1EF7} l\u{1EC7}"
  private static let vocabulary = VocabularyFile("indicator-words.yaml")
  /// Words that urge or compare, folded.
  private static let before = folded("before")
  private static let after = folded("after")

  public static func suggested(_ target: TargetFacts) -> String {
    let words = target.text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let place = words.firstIndex(where: { $0.first?.isNumber == true }) else {
      return finished(words)
    }
    let ahead = trimmed(Array(words[..<place]), front: before, back: before)
    if ahead.count >= 3 { return finished(ahead) }
    var behind = Array(words[(place + 1)...])
    if target.measure != "%", let first = behind.first,
      first.lowercased() == target.measure.lowercased()
    {
      behind.removeFirst()
    }
    behind = trimmed(behind, front: after, back: after)
    guard !behind.isEmpty else { return finished(words) }
    return finished((target.measure == "%" ? [share] : []) + behind)
  }

  private static func trimmed(_ words: [String], front: [[String]], back: [[String]]) -> [String] {
    var words = words[...]
    var isDone = false
    while !isDone {
      isDone = true
      let keys = words.map { VietnameseOrder.foldedName($0) }
      for phrase in front where keys.starts(with: phrase) {
        words = words.dropFirst(phrase.count)
        isDone = false
        break
      }
      guard isDone else { continue }
      for phrase in back
      where keys.suffix(phrase.count) == phrase[...] && keys.count >= phrase.count {
        words = words.dropLast(phrase.count)
        isDone = false
        break
      }
    }
    return Array(words)
  }

  /// Without what stands in brackets or behind a semicolon, with a capital.
  private static func finished(_ words: [String]) -> String {
    var text = words.joined(separator: " ")
    if let end = text.firstIndex(where: { "(;".contains($0) }), end != text.startIndex {
      text = String(text[..<end])
    }
    text = String(text.prefix(longest))
    while let last = text.last, last.isWhitespace || ".,:".contains(last) { text.removeLast() }
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func folded(_ name: String) -> [[String]] {
    vocabulary.strings(name).map {
      VietnameseOrder.foldedName($0).split(separator: " ").map(String.init)
    }
  }
}
