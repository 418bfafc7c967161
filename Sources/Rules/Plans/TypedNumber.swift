/// A number as people type it: dots between thousands and a comma before decimals, as Vietnamese is written; the
/// English way round where that alone makes sense.
public struct TypedNumber: Sendable, Equatable {
  public let isNegative: Bool
  /// Digits, at least one.
  public let whole: String
  /// Digits behind the comma; empty where there are none.
  public let fraction: String

  /// Nil where `text` is no number: "1.2.3", "12a", "1,50,0".
  public init?(_ text: String) {
    var rest = text.filter { !$0.isWhitespace }
    let isNegative = rest.first == "-" || rest.first == "\u{2212}"
    if isNegative { rest.removeFirst() }
    guard rest.utf8.count <= 40,
      rest.utf8.allSatisfy({ (48...57).contains($0) || $0 == 44 || $0 == 46 })
    else { return nil }
    let mark = TypedNumber.decimalMark(rest)
    let halves =
      mark.map { rest.split(separator: $0, omittingEmptySubsequences: false) } ?? [rest[...]]
    guard halves.count <= 2, let whole = TypedNumber.joined(halves[0]) else { return nil }
    let fraction = halves.count == 2 ? String(halves[1]) : ""
    guard halves.count == 1 || TypedNumber.isDigits(fraction) else { return nil }
    self.isNegative = isNegative
    self.whole = whole
    self.fraction = fraction
  }

  public var value: Double? {
    Double((isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction))
  }

  /// The mark that stands before decimals; nil where all marks part thousands.
  private static func decimalMark(_ text: String) -> Character? {
    let (commas, dots) = (text.count { $0 == "," }, text.count { $0 == "." })
    switch (commas, dots) {
    case (1, 0): return ","
    case (0, 1):
      // "62.5" has decimals, "1.500" has not.
      return text.split(separator: ".", omittingEmptySubsequences: false).last?.count == 3
        ? nil : "."
    case (1..., 1...): return text.last { $0 == "," || $0 == "." }
    default: return nil
    }
  }

  /// The digits of "1.500.000"; nil where a group has not three.
  private static func joined(_ text: Substring) -> String? {
    let groups = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard let first = groups.first, isDigits(first), groups.count == 1 || first.count <= 3,
      groups.dropFirst().allSatisfy({ $0.count == 3 && isDigits($0) }),
      Set(text.filter { $0 == "." || $0 == "," }).count <= 1
    else { return nil }
    return groups.joined()
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}

/// Money, in whole đồng.
public enum Money {
  /// The most that one sum may be: a million tỷ.
  public static let most = 1_000_000_000_000_000

  /// The words for thousands and their number of noughts, the longer first.
  private static let scales: [(words: String, noughts: Int)] = [
    ("t\u{1EF7}", 9), ("t\u{1EC9}", 9), ("tri\u{1EC7}u", 6), ("tr", 6), ("ngh\u{EC}n", 3),
    ("ng\u{E0}n", 3), ("k", 3),
  ]
  private static let currencies = ["\u{111}\u{1ED3}ng", "vn\u{111}", "vnd", "\u{111}"]

  /// "15.000.000", "15 triệu đồng", "1,5 tỷ"; nil where that is no whole number of đồng, or below zero.
  public static func read(_ text: String) -> Int? {
    var rest = VietnameseOrder.composed(text).lowercased().filter { !$0.isWhitespace }[...]
    for currency in currencies where rest.hasSuffix(currency) {
      rest = rest.dropLast(currency.count)
      break
    }
    var noughts = 0
    for scale in scales where rest.hasSuffix(scale.words) {
      (rest, noughts) = (rest.dropLast(scale.words.count), scale.noughts)
      break
    }
    guard let number = TypedNumber(String(rest)), !number.isNegative else { return nil }
    let decimals = String(number.fraction.reversed().drop { $0 == "0" }.reversed())
    guard decimals.count <= noughts else { return nil }
    let zeros = String(repeating: "0", count: noughts - decimals.count)
    return Int(number.whole + decimals + zeros)
  }
}
