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

  /// A date as typed (`30/06/2025`) or as a date field sends it (`2025-06-30`); nil where empty or no date.
  mutating func date(_ name: String) -> CivilDate? {
    guard let text = text(name) else { return nil }
    if let date = CivilDate(typed: text) { return date }
    refuse(name, "“\(text)” không phải là ngày; nhập ngày/tháng/năm, ví dụ 30/06/2025.")
    return nil
  }

  func flag(_ name: String) -> Bool { fields[name] != nil }

  /// Throws what was collected.
  func checked() throws {
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
  }
}

extension CivilDate {
  /// Reads `30/06/2025`, `30-6-2025` or `2025-06-30`.
  init?(typed text: some StringProtocol) {
    if let date = CivilDate(iso: text) {
      self = date
      return
    }
    let parts = text.split(omittingEmptySubsequences: false) { "/-. ".contains($0) }
    guard parts.count == 3, parts[2].count == 4, let day = Int(parts[0]),
      let month = Int(parts[1]), let year = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
