/// Sentences of an explanation, as an official would write them.
enum DeadlineSpeech {
  private static let weekdays = ["Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy"]

  /// "Thứ Hai, 06/03/2023"
  static func day(_ date: CivilDate) -> String { named(date, "Thứ ") }

  /// "thứ Hai, 06/03/2023", inside a sentence.
  static func innerDay(_ date: CivilDate) -> String { named(date, "thứ ") }

  private static func named(_ date: CivilDate, _ word: String) -> String {
    let weekday = date.weekday
    return (weekday == 7 ? "Chủ nhật" : word + weekdays[weekday - 1]) + ", " + date.vietnamese
  }

  static func rule(_ kind: Deadline.Kind, _ bound: Deadline.Bound, hasClock: Bool) -> String {
    let prefix = kind == .recurring ? "Việc lặp lại theo kỳ. " : ""
    if hasClock {
      return prefix + "Giờ nêu trong lời văn thuộc chính ngày đó: ngày cuối là ngày được nêu."
    }
    let rule =
      switch bound {
      case .before: "“Trước” một ngày: ngày cuối là ngày liền trước ngày được nêu."
      case .onOrBefore: "Chậm nhất trong ngày được nêu: ngày cuối là chính ngày đó."
      case .during, .within:
        "Thực hiện trong khoảng thời gian được nêu: ngày cuối là ngày cuối của khoảng đó."
      }
    return prefix + rule
  }

  static func count(_ number: Int, _ unit: DeadlineUnit, isBefore: Bool) -> String {
    let words =
      switch unit {
      case .day: "\(number) ngày, tính cả ngày nghỉ"
      case .workingDay: "\(number) ngày làm việc, không tính ngày nghỉ"
      case .week: "\(number) tuần (\(number * 7) ngày), tính cả ngày nghỉ"
      case .month: "\(number) tháng"
      case .year: "\(number) năm"
      case .hour: "\(number) giờ, mỗi 24 giờ là một ngày"
      case .workingHour: "\(number) giờ làm việc"
      }
    return isBefore ? "Tính ngược \(words), trước ngày của sự kiện." : "Thời hạn: \(words)."
  }
}
