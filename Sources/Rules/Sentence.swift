/// A Vietnamese sentence for a person, with its changing parts apart, so that it can be said in another language.
///
/// `"Tên dài quá \(200) ký tự."` has the pattern `Tên dài quá {1} ký tự.` and the value `200`.
public struct Sentence: ExpressibleByStringInterpolation, Hashable, Sendable,
  CustomStringConvertible
{
  public let pattern: String
  public let values: [String]

  public init(stringLiteral text: String) { self.init(pattern: text, values: []) }

  public init(stringInterpolation: StringInterpolation) {
    self.init(pattern: stringInterpolation.pattern, values: stringInterpolation.values)
  }

  private init(pattern: String, values: [String]) {
    self.pattern = pattern
    self.values = values
  }

  /// Two sentences are the same where a reader sees the same words.
  public static func == (left: Sentence, right: Sentence) -> Bool {
    left.description == right.description
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(description) }

  /// The Vietnamese words.
  public var description: String { filled(pattern) }

  /// The values put into the pattern of another language.
  public func filled(_ pattern: String) -> String {
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
      result += values[number - 1]
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  public static func + (left: Sentence, right: Sentence) -> Sentence {
    var pattern = right.pattern
    for number in right.values.indices.reversed() {
      pattern = pattern.replacing(
        "{\(number + 1)}", with: "{\(number + 1 + left.values.count)}")
    }
    return Sentence(pattern: left.pattern + pattern, values: left.values + right.values)
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var pattern = ""
    var values: [String] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      pattern.reserveCapacity(literalCapacity + 3 * interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) { pattern += literal }

    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      values.append(value.description)
      pattern += "{\(values.count)}"
    }

    /// A part that is a sentence of its own stands as its Vietnamese words.
    public mutating func appendInterpolation(_ sentence: Sentence) {
      values.append(sentence.description)
      pattern += "{\(values.count)}"
    }
  }
}
