import Rules

/// A deadline read from its wording, for a person and as JSON.
enum DeadlineSheet {
  typealias Answer = (deadline: Deadline, steps: [ExplanationStep])

  static func write(_ answer: Answer, to json: JSONWriter) {
    json.object {
      json.field("text", answer.deadline.text)
      json.field("kind", answer.deadline.kind.rawValue)
      json.field("bound", answer.deadline.bound?.rawValue)
      json.field("dates", answer.deadline.dates)
      json.field("lastDays", answer.deadline.lastDays)
      json.field("explanation", answer.steps) { step in
        json.field("date", step.date)
        json.field("text", step.text)
      }
    }
  }

  static func print(_ answer: Answer, on page: TerminalPage) {
    let deadline = answer.deadline
    switch deadline.lastDays.count {
    case 0: page.paragraph(withoutDays(deadline))
    case 1: page.paragraph("Ngày cuối cùng: " + day(deadline.lastDays[0]))
    default:
      page.line("Ngày cuối cùng của \(deadline.lastDays.count) kỳ:")
      for (index, last) in deadline.lastDays.enumerated() {
        page.paragraph(day(last), lead: "\(index + 1). ", indent: index < 9 ? 3 : 2)
      }
    }
    page.row("Cách ghi", "“\(deadline.text)”", indent: 0, column: 14)
    page.row("Loại thời hạn", DeadlineWords.kind(deadline.kind), indent: 0, column: 14)
    guard !answer.steps.isEmpty else { return }
    page.heading("Cách tính")
    for step in answer.steps {
      let lead = step.date.map { DayNames.weekday($0) + " " + $0.vietnamese } ?? ""
      page.paragraph(words(of: step), lead: TerminalText.padded(lead, 20) + "  ", indent: 2)
    }
  }

  /// The step without its day, which stands in front of the line.
  private static func words(of step: ExplanationStep) -> String {
    guard let date = step.date else { return step.text }
    let day = DayNames.weekday(date) + ", " + date.vietnamese + ": "
    guard step.text.hasPrefix(day) else { return step.text }
    let rest = step.text.dropFirst(day.count)
    return rest.prefix(1).uppercased() + rest.dropFirst()
  }

  private static func day(_ date: CivilDate) -> String {
    DayNames.weekday(date) + ", ngày " + date.vietnamese
  }

  private static func withoutDays(_ deadline: Deadline) -> String {
    switch deadline.kind {
    case .continuous: "Thường xuyên, không có ngày cuối cùng."
    case .notStated: "Không đọc được thời hạn nào trong cách ghi này."
    case .within: "Chưa tính được ngày cuối cùng: cần ngày mốc (--signed hoặc --event)."
    default:
      "Chưa tính được ngày cuối cùng: cần năm (--year), ngày ký (--signed) hoặc ngày mốc (--event)."
    }
  }
}

/// Deadlines in an official's words.
enum DeadlineWords {
  static func kind(_ kind: Deadline.Kind) -> String {
    switch kind {
    case .before: "trước một ngày"
    case .onOrBefore: "chậm nhất vào một ngày"
    case .within: "trong một số ngày kể từ một mốc"
    case .recurring: "định kỳ"
    case .period: "trong một khoảng thời gian"
    case .continuous: "thường xuyên"
    case .notStated: "không nêu"
    }
  }

  /// The wording and its last acceptable days: "trước ngày 30/6/2023 → ngày cuối 29/06/2023".
  static func summary(_ deadline: Deadline) -> String {
    guard !deadline.lastDays.isEmpty else { return deadline.text }
    let shown = deadline.lastDays.prefix(12).map(\.vietnamese).joined(separator: ", ")
    let rest = deadline.lastDays.count - 12
    return deadline.text + " → ngày cuối " + shown + (rest > 0 ? " và \(rest) ngày nữa" : "")
  }
}
