/// English for Vietnamese words that come as one text, from the database or from a part that knows no sentences:
/// known again by the patterns of `sentences.kept.yaml`.
enum KeptWords {
  /// Nil where the words are none of ours.
  static func english(_ text: String) -> String? {
    if let english = Texts.sentences[text] { return english }
    if let english = Texts.sentences[text.prefix(1).lowercased() + text.dropFirst()] {
      return capital(english)
    }
    for (literals, english) in patterns {
      guard let values = values(of: text, between: literals) else { continue }
      // What a person typed may look like a pattern that begins with anything.
      if literals[0].isEmpty, KeptWords.english(values[0]) == nil { continue }
      return Texts.filled(english, values.map { KeptWords.english($0) ?? $0 })
    }
    return nil
  }

  static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// The fixed pieces of each pattern, those that say most first, and the English.
  private static let patterns: [(literals: [String], english: String)] =
    Texts.entries(Embedded.texts["sentences.kept.yaml"] ?? "").filter { $0.key.contains("{") }
    .map { (literals: literals($0.key), english: $0.value) }
    .sorted { $0.literals.joined().count > $1.literals.joined().count }

  /// Values stand in their order in these patterns: `{1}`, then `{2}`.
  private static func literals(_ pattern: String) -> [String] {
    pattern.split(separator: "{", omittingEmptySubsequences: false).enumerated().map {
      index, piece in
      index == 0 ? String(piece) : String(piece.drop { $0 != "}" }.dropFirst())
    }
  }

  private static func values(of text: String, between literals: [String]) -> [String]? {
    guard let first = literals.first, let last = literals.last, text.hasPrefix(first),
      text.hasSuffix(last), text.count >= first.count + last.count
    else { return nil }
    var rest = text.dropFirst(first.count).dropLast(last.count)
    var values: [String] = []
    for literal in literals.dropFirst().dropLast() {
      guard let place = rest.firstRange(of: literal) else { return nil }
      values.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return values + [String(rest)]
  }
}
