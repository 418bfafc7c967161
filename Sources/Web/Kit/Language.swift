internal import Records
internal import Rules

extension Language {
  /// The text of a key; the loader and a test see to it that each language has each key.
  func text(_ key: String) -> String { Texts.of(self)[key] ?? "[[\(key)]]" }

  /// The text of a key with `values` in the places `{1}`, `{2}` …
  func text(_ key: String, _ values: any CustomStringConvertible...) -> String {
    Texts.filled(text(key), values.map(\.description))
  }

  /// A sentence of the rules in this language.
  func say(_ sentence: Sentence) -> String {
    self == .vietnamese
      ? sentence.description : sentence.said { Texts.sentences[$0] ?? KeptWords.english($0) }
  }

  /// Words that stand alone: with a capital.
  func label(_ words: Sentence) -> String { KeptWords.capital(say(words)) }

  /// Words that stand in the database in Vietnamese; what is no sentence of ours stays as it was typed.
  func say(kept text: String) -> String {
    self == .vietnamese ? text : KeptWords.english(text) ?? text
  }
}

/// All words of the screens, one table per language: the `texts.*.vi.yaml` and `texts.*.en.yaml` beside the pages.
enum Texts {
  static func of(_ language: Language) -> [String: String] {
    language == .vietnamese ? vietnamese : english
  }

  private static let vietnamese = table(suffix: ".vi.yaml")
  private static let english = table(suffix: ".en.yaml")
  /// English patterns of the sentences of the rules, by their Vietnamese pattern: the `sentences.*.yaml`.
  static let sentences = Embedded.texts.filter { $0.key.hasPrefix("sentences.") }
    .reduce(into: [String: String]()) { all, file in
      all.merge(entries(file.value)) { first, _ in first }
    }

  /// Puts values into the places `{1}`, `{2}` … of a text.
  static func filled(_ text: String, _ values: [String]) -> String {
    text.split(separator: "{", omittingEmptySubsequences: false).enumerated().map { index, piece in
      guard index > 0 else { return String(piece) }
      guard let close = piece.firstIndex(of: "}"), let number = Int(piece[..<close]),
        values.indices.contains(number - 1)
      else { return "{" + piece }
      return values[number - 1] + piece[piece.index(after: close)...]
    }.joined()
  }

  private static func table(suffix: String) -> [String: String] {
    Embedded.texts.filter { $0.key.hasPrefix("texts.") && $0.key.hasSuffix(suffix) }
      .reduce(into: [:]) { all, file in
        all.merge(entries(file.value)) { first, _ in first }
      }
  }

  /// Flat `key: text` lines, either side plain or in double quotes with `\"`; `#` begins a comment line.
  static func entries(_ yaml: String) -> [String: String] {
    var result: [String: String] = [:]
    for line in yaml.split(separator: "\n") where !line.hasPrefix("#") {
      var rest = line[...]
      guard let key = scalar(&rest, endingAt: ": ") else { continue }
      result[key] = scalar(&rest, endingAt: nil)
    }
    return result
  }

  private static func scalar(_ rest: inout Substring, endingAt end: String?) -> String? {
    if rest.first == "\"" {
      var text = ""
      var escaped = false
      var index = rest.index(after: rest.startIndex)
      while index < rest.endIndex, escaped || rest[index] != "\"" {
        if escaped || rest[index] != "\\" { text.append(rest[index]) }
        escaped = !escaped && rest[index] == "\\"
        index = rest.index(after: index)
      }
      guard index < rest.endIndex else { return nil }
      rest = rest[rest.index(after: index)...].drop { $0 == ":" || $0 == " " }
      return text
    }
    guard let end else { return String(rest) }
    guard let range = rest.firstRange(of: end) else { return nil }
    let text = String(rest[..<range.lowerBound])
    rest = rest[range.upperBound...]
    return text
  }
}
