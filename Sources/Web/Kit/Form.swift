internal import Rules

/// A form as it was sent, read field by field into typed values; what is wrong collects as problems.
struct Form: Sendable {
  let fields: Fields
  private(set) var problems: [Problem] = []

  init(_ fields: Fields) { self.fields = fields }

  mutating func refuse(_ field: String, _ text: Sentence) { problems.append(Problem(field, text)) }

  /// Text without blanks around; nil (and no problem) where it is empty.
  func text(_ name: String) -> String? {
    guard let sent = fields[name] else { return nil }
    let trimmed = sent.drop { $0.isWhitespace }
    guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    return String(trimmed[...last])
  }

  /// Text that must be there; an empty one yields "" and a problem.
  mutating func required(_ name: String, _ missing: Sentence) -> String {
    if let text = text(name) { return text }
    refuse(name, missing)
    return ""
  }

  /// A date as people type it (``DateText``); nil where empty or, with a problem, no date.
  mutating func date(_ name: String) -> CivilDate? {
    guard let text = text(name) else { return nil }
    if let date = CivilDate(typed: text) { return date }
    refuse(name, DateText.refusal(text))
    return nil
  }

  /// A date that must be there.
  mutating func requiredDate(_ name: String, _ missing: Sentence) -> CivilDate? {
    if text(name) == nil { refuse(name, missing) }
    return date(name)
  }

  func flag(_ name: String) -> Bool { fields[name] != nil }

  /// Throws what was collected.
  func checked() throws {
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
  }
}
