/// When people are reminded of a duty that is still owed: steps counted in working days from its last day. The
/// highest step that was reached says who is told; a step below it is not made up for.
public struct ReminderLadder: Sendable, Equatable {
  /// How often leaders get a list of what is overdue in their area.
  public enum Digest: String, CaseIterable, Sendable {
    case none
    case daily
    case weekly
  }

  /// Who is told at a step.
  public enum Whom: String, Sendable {
    case unit
    case head
  }

  public struct Step: Sendable, Hashable {
    /// Working days after the last one; negative before it.
    public let days: Int
    public let whom: Whom
    /// The day on which it is reached.
    public let day: CivilDate
  }

  /// Working days before the last one on which the unit is reminded.
  public var before: [Int]
  /// Whether it is reminded on the last day itself.
  public var onDay: Bool
  /// Working days after the last one on which the unit is reminded.
  public var after: [Int]
  /// Working days after which the head of the unit is told; nil: never.
  public var headAfter: Int?
  public var digest: Digest

  public init(
    before: [Int], onDay: Bool, after: [Int], headAfter: Int?, digest: Digest
  ) {
    self.before = before
    self.onDay = onDay
    self.after = after
    self.headAfter = headAfter
    self.digest = digest
  }

  /// Where the office has chosen nothing: a choice of ours, no rule of law.
  public static let standard = ReminderLadder(
    before: [5, 1], onDay: true, after: [1], headAfter: 3, digest: .weekly)

  /// A step that was reached more than so many working days ago is not told any more: after a long stop, or in an
  /// office that begins with old duties, nobody is flooded. The digest has them.
  public static let staleDays = 5

  /// The highest step that `day` has reached of a duty due on `due` which exists since `opened`; nil where none
  /// was reached since it exists, or too long ago.
  public func step(
    due: CivilDate, opened: CivilDate, on day: CivilDate,
    calendar: any WorkingDays = WorkingCalendar.vietnam
  ) -> Step? {
    let reached = steps(due, calendar).last { $0.day <= day }
    guard let step = reached, step.day > opened,
      let stale = calendar.date(ReminderLadder.staleDays + 1, workingDaysAfter: step.day),
      day < stale
    else { return nil }
    return step
  }

  /// The first and last days due of duties that can have a step to be told on `day`.
  public func window(
    on day: CivilDate, calendar: any WorkingDays = WorkingCalendar.vietnam
  ) -> ClosedRange<CivilDate> {
    let late = (after + [headAfter ?? 0]).max() ?? 0
    // Two days more: the last day of a duty may be a day off.
    let first = calendar.date(-(late + ReminderLadder.staleDays + 2), workingDaysAfter: day) ?? day
    let last = calendar.date((before.max() ?? 0) + 2, workingDaysAfter: day) ?? day
    return first...last
  }

  /// In the order of their days; the head's step above the unit's of the same day.
  private func steps(_ due: CivilDate, _ calendar: any WorkingDays) -> [Step] {
    var all = before.map { (-$0, Whom.unit) } + after.map { ($0, .unit) }
    if onDay { all.append((0, .unit)) }
    if let headAfter { all.append((headAfter, .head)) }
    return all.sorted { ($0.0, $0.1 == .head ? 1 : 0) < ($1.0, $1.1 == .head ? 1 : 0) }
      .compactMap { days, whom in
        let day = days == 0 ? due : calendar.date(days, workingDaysAfter: due)
        return day.map { Step(days: days, whom: whom, day: $0) }
      }
  }
}

extension ReminderLadder {
  /// As a form gives it. Problems name `before`, `after`, `headAfter`, `digest`.
  public static func read(
    before: String, onDay: Bool, after: String, headAfter: String, digest: String
  ) throws -> ReminderLadder {
    var problems: [Problem] = []
    func days(_ text: String, _ field: String) -> [Int] {
      let words = text.split { $0 == "," || $0 == ";" || $0.isWhitespace }
      let days = words.compactMap { Int($0) }.filter { (1...60).contains($0) }
      if days.count < words.count || days.count > 5 || Set(days).count < days.count {
        problems.append(
          Problem(
            field,
            "Ghi nhiều nhất 5 số ngày làm việc khác nhau, mỗi số từ 1 đến 60, cách nhau bằng dấu phẩy."
          ))
      }
      return days.sorted(by: >)
    }
    let earlier = days(before, "before")
    let later = days(after, "after")
    let head = days(headAfter, "headAfter")
    if head.count > 1 {
      problems.append(Problem("headAfter", "Ghi một số ngày làm việc, hoặc để trống."))
    }
    guard let digest = Digest(rawValue: digest), problems.isEmpty else {
      if Digest(rawValue: digest) == nil {
        problems.append(Problem("digest", "Chọn một trong các giá trị có sẵn."))
      }
      throw Refusal.invalid(problems)
    }
    return ReminderLadder(
      before: earlier, onDay: onDay, after: later.reversed(), headAfter: head.first, digest: digest)
  }
}
