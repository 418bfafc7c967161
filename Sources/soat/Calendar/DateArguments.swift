import Rules

/// Dates and years as a person types them.
enum DateArguments {
  static let years = 1990...2100

  /// `2023-02-22`, `22/02/2023`, `22-2-2023` or `22.2.2023`, within 1990–2100.
  static func date(_ text: String, _ name: String) throws -> CivilDate {
    guard let date = CivilDate(iso: text) ?? dayFirst(text) else {
      throw CommandFailure.usage(
        "\(name) “\(TerminalText.clipped(text))” không phải là một ngày có thật. "
          + "Hãy viết 22/02/2023 hoặc 2023-02-22."
      )
    }
    guard years.contains(date.year) else { throw outside(name, text) }
    return date
  }

  static func year(_ text: String) throws -> Int {
    guard let year = Int(text) else {
      throw CommandFailure.usage(
        "“\(TerminalText.clipped(text))” không phải là năm. Hãy viết bốn chữ số, ví dụ 2026.")
    }
    guard years.contains(year) else { throw outside("năm", text) }
    return year
  }

  /// A count of days, with an ordinary minus sign or U+2212.
  static func count(_ text: String) throws -> Int {
    guard let count = Int(text.replacing("\u{2212}", with: "-")), count.magnitude <= 50_000 else {
      throw CommandFailure.usage(
        "“\(TerminalText.clipped(text))” không phải là số ngày làm việc. "
          + "Hãy viết số nguyên, ví dụ 10 hoặc -5."
      )
    }
    return count
  }

  private static func dayFirst(_ text: String) -> CivilDate? {
    let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
    guard parts.count == 3, (1...2).contains(parts[0].count), (1...2).contains(parts[1].count),
      parts[2].count == 4, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  private static func outside(_ name: String, _ text: String) -> CommandFailure {
    .usage(
      "\(name) “\(TerminalText.clipped(text))” ngoài khoảng "
        + "\(years.lowerBound)–\(years.upperBound) mà lịch làm việc có. "
        + "Hãy chọn ngày trong khoảng đó.")
  }
}
