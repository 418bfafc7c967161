import Rules

/// A year's working calendar, for a person and as JSON.
enum YearSheet {
  static func write(_ year: YearCalendar, to json: JSONWriter) {
    json.object {
      json.field("year", year.year)
      json.field("workingDays", year.workingDays)
      json.field("isOfficial", year.isOfficial)
      json.field("lunarNewYear", year.lunarNewYear)
      json.field("hungKings", year.hungKings)
      json.field("months", year.months) { month in
        json.field("month", month.month)
        json.field("workingDays", month.workingDays)
        json.field("days", month.days)
      }
      json.field("days", year.days) { day in
        json.field("date", day.date)
        json.field("kind", day.kind.rawValue)
        json.field("name", day.name)
        json.field("counterpart", day.counterpart)
        json.field("isProvisional", day.isProvisional)
        json.field("source", day.reference) { write($0, to: json) }
      }
      json.field("notice", year.notice) { write($0, to: json) }
      json.field("weeklyDaysOff", year.weeklyDaysOff) { write($0, to: json) }
      json.field("notes", year.notes)
    }
  }

  private static func write(_ reference: LawReference, to json: JSONWriter) {
    json.field("citation", reference.citation)
    json.field("title", reference.title)
    json.field("document", reference.document)
    json.field("article", reference.article)
    json.field("link", reference.link)
    json.field("checked", reference.checked)
    json.field("isVerified", reference.isVerified)
    json.field("confidence", reference.confidence?.rawValue)
  }

  static func print(_ year: YearCalendar, on page: TerminalPage) {
    page.line("LỊCH LÀM VIỆC NĂM \(year.year)")
    page.line("\(year.workingDays) ngày làm việc" + (year.isOfficial ? "" : " (tạm tính)"))
    for note in year.notes { page.paragraph(note, lead: "! ") }
    page.heading("Số ngày làm việc từng tháng")
    printMonths(year, on: page)
    page.heading("Ngày nghỉ và ngày làm bù", count: year.days.count)
    let sources = year.days.map(\.reference.citation)
    let numbers = sources.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    page.table(
      ["Ngày", "Thứ", "Loại", "Căn cứ", "Tên"],
      year.days.map { day in
        let source = numbers.firstIndex(of: day.reference.citation).map { "[\($0 + 1)]" } ?? ""
        return [
          day.date.vietnamese, DayNames.weekday(day.date), kind(day.kind),
          source + (day.reference.isVerified ? "" : "*"),
          day.name + (day.isProvisional ? " (tạm tính)" : ""),
        ]
      })
    page.heading("Căn cứ")
    for (index, source) in numbers.enumerated() {
      page.paragraph(source, lead: "[\(index + 1)] ", indent: 2)
    }
    page.row("Thông báo năm", year.notice?.citation)
    page.row("Ngày nghỉ tuần", year.weeklyDaysOff?.citation)
    if year.days.contains(where: { !$0.reference.isVerified }) {
      page.paragraph("căn cứ chưa đối chiếu được với văn bản gốc.", lead: "* ", indent: 2)
    }
  }

  private static func printMonths(_ year: YearCalendar, on page: TerminalPage) {
    for row in stride(from: 0, to: year.months.count, by: 4) {
      let cells = year.months[row..<min(row + 4, year.months.count)].map { month in
        TerminalText.padded("Tháng \(month.month)", 9) + (month.workingDays < 10 ? " " : "")
          + "\(month.workingDays)"
      }
      page.line("  " + cells.joined(separator: "     "))
    }
  }

  private static func kind(_ kind: YearCalendar.Day.Kind) -> String {
    switch kind {
    case .holiday: "Nghỉ lễ"
    case .substitute: "Nghỉ bù"
    case .swapped: "Nghỉ hoán đổi"
    case .workedSaturday: "Làm bù"
    }
  }
}

enum DayNames {
  /// "Thứ Hai" … "Chủ nhật"
  static func weekday(_ date: CivilDate) -> String {
    ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"][date.weekday - 1]
  }
}
