import Foundation
import Rules

/// Comparing words as a person would: without case, tone placement, marks and white space.
enum TruthWords {
  /// Words in lower case, one space between them, nothing else.
  static func folded(_ text: String) -> String {
    let passage = Passage(text.precomposedStringWithCanonicalMapping)
    var result = String.UnicodeScalarView()
    for letter in passage.folded {
      if Letters.isWord(letter), let scalar = Unicode.Scalar(UInt32(letter)) {
        result.append(scalar)
      } else if result.last != " ", !result.isEmpty {
        result.append(" ")
      }
    }
    if result.last == " " { result.removeLast() }
    return String(result)
  }

  /// The alternatives of `A | B`.
  static func alternatives(_ words: String) -> [String] {
    words.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// Whether a value is one of the alternatives, where `~` stands for no value.
  static func isOne(_ value: String?, of words: String?) -> Bool {
    guard let words else { return value == nil }
    return alternatives(words).contains { alternative in
      alternative == "~" ? value == nil : value.map(folded) == folded(alternative)
    }
  }

  /// Whether any alternative stands in the text, as whole words.
  static func contains(_ text: String?, _ words: String) -> Bool {
    guard let text else { return false }
    let padded = " " + folded(text) + " "
    return alternatives(words).contains { padded.contains(" " + folded($0) + " ") }
  }

  /// Whether any alternative opens the text.
  static func opens(_ text: String, _ words: String) -> Bool {
    let padded = folded(text) + " "
    return alternatives(words).contains { padded.hasPrefix(folded($0) + " ") }
  }

  /// Abbreviations that name the same agency.
  private static let sameAgency = [
    ("ủy ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd"), ("văn phòng", "vp"),
    (" và ", " "),
  ]

  static func agency(_ name: String) -> String {
    var words = folded(name.replacingOccurrences(of: "&", with: " và "))
    for (long, short) in sameAgency { words = words.replacingOccurrences(of: long, with: short) }
    return words.split(separator: " ").joined(separator: " ")
  }

  private static let groupOpenings = [
    "các ", "ubnd các ", "thủ trưởng ", "cơ quan đơn vị", "chủ tịch ",
  ]

  /// Equal names; a group ("các ngành liên quan") may be named with more or fewer words at its end.
  static func isSameAgency(_ read: String, _ expected: String) -> Bool {
    let read = agency(read)
    return alternatives(expected).contains { alternative in
      let wanted = agency(alternative)
      if read == wanted { return true }
      let (one, other) = (withoutThe(read), withoutThe(wanted))
      guard groupOpenings.contains(where: { wanted.hasPrefix($0) }) else { return one == other }
      return one == other || one.hasPrefix(other + " ") || other.hasPrefix(one + " ")
    }
  }

  private static func withoutThe(_ words: String) -> String {
    words.hasPrefix("các ") ? String(words.dropFirst("các ".count)) : words
  }

  /// Compares agencies as sets; `nil` when right, else what is wrong.
  static func agencyMiss(read: [String], expected: [String]) -> String? {
    var left = read
    var missing: [String] = []
    for name in expected.sorted(by: { !$0.hasPrefix("?") && $1.hasPrefix("?") }) {
      let optional = name.hasPrefix("?")
      let plain = optional ? String(name.dropFirst()) : name
      if let index = left.firstIndex(where: { isSameAgency($0, plain) }) {
        left.remove(at: index)
      } else if !optional {
        missing.append(plain)
      }
    }
    if missing.isEmpty && left.isEmpty { return nil }
    return "missing \(missing), wrong \(left)"
  }
}
