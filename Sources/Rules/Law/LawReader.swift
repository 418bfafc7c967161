internal import Yams

/// Reads dated values from YAML and keeps a list of what is wrong with them.
struct LawReader {
  /// One line per mistake: "holidays.yaml: newYear: no checked date".
  private(set) var problems: [String] = []

  mutating func note(_ place: String, _ problem: String) { problems.append("\(place): \(problem)") }

  /// A file's mapping; an empty one when the text is not YAML.
  mutating func root(_ file: LawFile) -> Yams.Node {
    do {
      // Without rules for telling types apart Yams is a third faster; all we ask for is text.
      if let node = try Yams.compose(yaml: file.text, .basic) { return node }
      note(file.name, "empty")
    } catch {
      note(file.name, "not YAML: \(error)")
    }
    return Yams.Node.mapping([:])
  }

  mutating func text(_ node: Yams.Node, _ key: String, _ place: String) -> String {
    if let text = node.field(key)?.scalar?.string, !text.isEmpty { return text }
    note(place, "no \(key)")
    return ""
  }

  mutating func number(_ node: Yams.Node, _ key: String, _ place: String) -> Int {
    if let number = Int(text(node, key, place)) { return number }
    note(place, "\(key) is no number")
    return 0
  }

  mutating func flag(_ node: Yams.Node, _ key: String, _ place: String, default value: Bool) -> Bool
  {
    switch node.field(key)?.scalar?.string {
    case "true": return true
    case "false": return false
    case nil: return value
    default:
      note(place, "\(key) is neither true nor false")
      return value
    }
  }

  /// `nil` where the key is absent.
  mutating func date(_ node: Yams.Node, _ key: String, _ place: String) -> CivilDate? {
    guard let text = node.field(key)?.scalar?.string, !text.isEmpty else { return nil }
    if let date = CivilDate(iso: text) { return date }
    note(place, "\(key) is no date: \(text)")
    return nil
  }

  mutating func dated<Value>(_ node: Yams.Node, _ value: Value, _ place: String) -> Dated<Value> {
    let from = date(node, "from", place)
    let to = date(node, "to", place)
    if let from, let to, to < from { note(place, "ends before it begins") }
    return Dated(from: from, to: to, value: value, reference: reference(node, place))
  }

  /// The keys `reference`, `checked`, `verified` and `confidence` of a value.
  mutating func reference(_ node: Yams.Node, _ place: String) -> LawReference {
    let source = node.field("reference") ?? Yams.Node.mapping([:])
    func optional(_ key: String) -> String? { source.field(key)?.scalar?.string }
    let keys = ["title", "document", "article", "link", "note"]
    for (key, _) in source.mapping ?? [:] where !keys.contains(key.scalar?.string ?? "") {
      note(place, "unknown in a reference (a comma not in quotes?): \(key.scalar?.string ?? "")")
    }
    let title = optional("title") ?? ""
    let result = LawReference(
      title: title, document: optional("document"), article: optional("article"),
      link: optional("link"), note: optional("note"), checked: date(node, "checked", place),
      isVerified: flag(node, "verified", place, default: false),
      confidence: node.field("confidence")?.scalar.flatMap { .init(rawValue: $0.string) })
    let places = [result.document, result.article, result.link, result.note].compactMap(\.self)
    if title.isEmpty || places.isEmpty { note(place, "no reference") }
    if result.checked == nil { note(place, "no checked date") }
    if node.field("verified") == nil { note(place, "not said whether verified") }
    if !result.isVerified, result.confidence == nil { note(place, "unverified, no confidence") }
    return result
  }
}

extension Yams.Node {
  /// The value of a key, compared as text: the subscript of Yams resolves and compares types too.
  func field(_ key: String) -> Yams.Node? {
    mapping?.first { $0.key.scalar?.string == key }?.value
  }
}

/// A YAML file of law values: its name, for messages, and its text.
public struct LawFile: Sendable {
  public var name: String
  public var text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
