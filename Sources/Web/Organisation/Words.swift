internal import Records
internal import Rules

extension Language {
  /// "Xã", "Commune".
  func kind(_ kind: UnitKind) -> String {
    self == .vietnamese ? kind.vietnamese : label(kind.words)
  }

  /// "Người đứng đầu", "Head".
  func post(_ post: Post) -> String {
    self == .vietnamese ? post.vietnamese : label(post.words)
  }

  /// What a person is called in a post: as the decision says, or by the post itself.
  func title(_ holding: OfficeHolding) -> String { say(kept: holding.title) }

  /// "từ 01/07/2025", "01/07/2024–30/06/2025", "đến 30/06/2025"; nil where neither end is known.
  func period(_ from: CivilDate, _ to: CivilDate) -> String {
    switch (from == .first, to == .last) {
    case (true, true): text("period.always")
    case (false, true): text("period.from", from.vietnamese)
    case (true, false): text("period.until", to.vietnamese)
    case (false, false): text("period.both", from.vietnamese, to.vietnamese)
    }
  }

  /// 10035 as "10.035" or "10,035".
  func number(_ number: Int) -> String {
    let digits = Array(String(abs(number)))
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += self == .vietnamese ? "." : "," }
      result.append(digit)
    }
    return result
  }
}

/// A link with its words.
struct Link: Encodable, Sendable {
  let href: String
  let text: String
}

/// Nothing is here yet: what that means and what to do next.
struct EmptyCard: Encodable, Sendable {
  let title: String
  let text: String
  let action: Link?

  static let sample = EmptyCard(
    title: "Chưa có đơn vị nào", text: "Nhập danh mục đơn vị từ tệp CSV.",
    action: Link(href: "/units/imports/new", text: "Nhập danh mục"))
}

/// The day that a page shows the office on, and the way to another.
struct DayMark: Encodable, Sendable {
  let field: Field
  /// "Cơ cấu tại ngày 30/06/2025"; nil today.
  let past: PastDay?

  struct PastDay: Encodable, Sendable {
    let text: String
    /// The same page today.
    let todayPath: String
  }

  static func of(_ call: Call, todayPath: String) -> DayMark {
    let day = call.asOf
    let key = day < call.act.today ? "day.past" : "day.future"
    let asked = call.query["on"].flatMap { $0.isEmpty ? nil : $0 }
    let isWrong = asked.map { CivilDate(typed: $0) == nil } ?? false
    return DayMark(
      field: call.dateField(
        "on", day, isWrong ? [Problem("on", DateText.refusal(asked ?? ""))] : [],
        typed: isWrong ? asked : nil),
      past: day == call.act.today
        ? nil
        : PastDay(
          text: call.language.text(key, day.vietnamese), todayPath: todayPath))
  }

  static let sample = DayMark(
    field: .sample, past: PastDay(text: "Cơ cấu tại ngày 30/06/2025", todayPath: "/units"))
}

/// The way on in a long list, and back to its beginning.
struct More: Encodable, Sendable {
  /// Nil on the first page.
  let first: String?
  /// Nil on the last.
  let next: String?

  static func of(first: String?, next: String?) -> More? {
    first == nil && next == nil ? nil : More(first: first, next: next)
  }

  static let sample = More(first: "/units", next: "/units?after=01")
}
