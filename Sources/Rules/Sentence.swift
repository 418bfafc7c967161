/// A Vietnamese sentence for a person, with its changing parts apart, so that it can be said in another language.
///
/// `"Tên dài quá \(200) ký tự."` has the pattern `Tên dài quá {1} ký tự.` and the value `200`. A part that is a
/// sentence itself (`\(role.words)`) is said in the other language too; a sentence that begins with such a part
/// begins with a capital. Names and numbers stand as they are.
public struct Sentence: ExpressibleByStringInterpolation, Hashable, Sendable,
  CustomStringConvertible
{
  /// A sentence is one of these; `+` puts several into a row.
  fileprivate struct Clause: Sendable {
    let pattern: String
    let values: [Value]
  }

  fileprivate enum Value: Sendable {
    case text(String)
    case part(Sentence)
  }

  private let clauses: [Clause]

  public init(stringLiteral text: String) { self.init(words: text) }

  /// Words of a closed list, such as the kind of a unit, that are no literal where they are used.
  public init(words: String) { clauses = [Clause(pattern: words, values: [])] }

  public init(stringInterpolation: StringInterpolation) {
    clauses = [Clause(pattern: stringInterpolation.pattern, values: stringInterpolation.values)]
  }

  /// As `pattern` and `values` gave it: a sentence that was kept.
  public init(pattern: String, values: [String]) {
    clauses = [Clause(pattern: pattern, values: values.map { .text($0) })]
  }

  private init(clauses: [Clause]) { self.clauses = clauses }

  /// All words with `{1}`, `{2}` … for the values.
  public var pattern: String {
    var count = 0
    return clauses.map { clause in
      defer { count += clause.values.count }
      return count == 0 ? clause.pattern : Sentence.shifted(clause.pattern, by: count)
    }.joined()
  }

  public var values: [String] {
    clauses.flatMap(\.values).map { $0.said({ _ in nil }, isBeginning: false) }
  }

  /// Two sentences are the same where a reader sees the same words.
  public static func == (left: Sentence, right: Sentence) -> Bool {
    left.description == right.description
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(description) }

  /// The Vietnamese words.
  public var description: String { said { _ in nil } }

  /// The words of another language, whose pattern for each of ours `translation` knows. What it does not know
  /// (nil) stays as it is: of a row as a whole, then of each in the row.
  public func said(_ translation: (String) -> String?) -> String {
    said(translation, isBeginning: true)
  }

  /// A sentence inside another begins with a capital only where that one begins.
  fileprivate func said(_ translation: (String) -> String?, isBeginning: Bool) -> String {
    if clauses.count > 1, let whole = translation(pattern) {
      return Sentence.filled(whole, clauses.flatMap(\.values), translation, isBeginning)
    }
    return clauses.enumerated().map { index, clause in
      Sentence.filled(
        translation(clause.pattern) ?? clause.pattern, clause.values, translation,
        isBeginning || index > 0)
    }.joined()
  }

  public static func + (left: Sentence, right: Sentence) -> Sentence {
    Sentence(clauses: left.clauses + right.clauses)
  }

  private static func filled(
    _ pattern: String, _ values: [Value], _ translation: (String) -> String?, _ isBeginning: Bool
  ) -> String {
    guard !values.isEmpty else { return pattern }
    var result = ""
    var rest = Substring(pattern)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}"),
        let number = Int(rest[rest.index(after: open)..<close]),
        values.indices.contains(number - 1)
      else { break }
      let isFirst = isBeginning && result.isEmpty
      let text = values[number - 1].said(translation, isBeginning: isFirst)
      let begins = isFirst && values[number - 1].isPart
      result += begins ? text.prefix(1).uppercased() + text.dropFirst() : text
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static func shifted(_ pattern: String, by count: Int) -> String {
    pattern.split(separator: "{", omittingEmptySubsequences: false).enumerated().map {
      index, piece in
      guard index > 0, let close = piece.firstIndex(of: "}"), let number = Int(piece[..<close])
      else { return (index > 0 ? "{" : "") + piece }
      return "{\(number + count)" + piece[close...]
    }.joined()
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var pattern = ""
    fileprivate var values: [Value] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      pattern.reserveCapacity(literalCapacity + 3 * interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) { pattern += literal }

    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      append(.text(value.description))
    }

    /// A part that is said in the language of the whole.
    public mutating func appendInterpolation(_ sentence: Sentence) { append(.part(sentence)) }

    private mutating func append(_ value: Value) {
      values.append(value)
      pattern += "{\(values.count)}"
    }
  }
}

extension Sentence.Value {
  fileprivate var isPart: Bool {
    if case .part = self { true } else { false }
  }

  fileprivate func said(_ translation: (String) -> String?, isBeginning: Bool) -> String {
    switch self {
    case .text(let text): text
    case .part(let sentence): sentence.said(translation, isBeginning: isBeginning)
    }
  }
}
