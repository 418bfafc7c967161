internal import Rules

/// Dates as people type and read them: day/month/year, whatever language the browser speaks.
enum DateText {
  /// As it stands on the screen: `30/06/2025`; what is no date stays as it is.
  static func shown(_ typed: String) -> String { CivilDate(typed: typed)?.vietnamese ?? typed }

  static func refusal(_ typed: String) -> Sentence {
    "“\(typed)” không phải là ngày; nhập ngày/tháng/năm, ví dụ 30/06/2025."
  }
}

extension CivilDate {
  /// Reads `5/9/2026`, `05-09-2026`, `5.9.2026`, `2026-09-05`, and `05092026` from keypads that have digits only.
  init?(typed text: some StringProtocol) {
    let text = String(text.drop { $0 == " " })
    let plain = text.prefix { $0 != " " }
    guard text.dropFirst(plain.count).allSatisfy({ $0 == " " }) else { return nil }
    if let date = CivilDate(iso: plain) {
      self = date
      return
    }
    let parts = CivilDate.parts(typed: plain)
    guard parts.count == 3, (1...2).contains(parts[0].count), (1...2).contains(parts[1].count),
      parts[2].count == 4, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private static func parts(typed text: Substring) -> [Substring] {
    guard let separator = text.first(where: { "/-.".contains($0) }) else {
      // Year, month, day without separators would be read as a day of another age.
      guard text.count == 8, ["19", "20", "21"].contains(text.dropFirst(4).prefix(2)) else {
        return []
      }
      return [text.prefix(2), text.dropFirst(2).prefix(2), text.suffix(4)]
    }
    return text.split(separator: separator, omittingEmptySubsequences: false)
  }
}
