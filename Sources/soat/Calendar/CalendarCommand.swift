import ArgumentParser
import Rules

/// `soat calendar …`
struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Lịch làm việc của cơ quan nhà nước, 1990–2100.",
    discussion: "“soat calendar 2026” in lịch năm 2026, như “soat calendar year 2026”.",
    subcommands: [CalendarYearCommand.self, CalendarAddCommand.self, CalendarBetweenCommand.self],
    defaultSubcommand: CalendarYearCommand.self)
}

/// `soat calendar YEAR`
struct CalendarYearCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "year",
    abstract: "Ngày nghỉ, nghỉ bù, hoán đổi và số ngày làm việc từng tháng của một năm, kèm căn cứ."
  )

  @Argument(help: ArgumentHelp("Năm, 1990–2100.", valueName: "năm")) var year: String
  @Flag(help: "In JSON (xem docs/plan-json.md).") var json = false

  func print(to out: Outlet) throws {
    let year = try DateArguments.year(self.year)
    guard let sheet = WorkingCalendar.vietnam.days(ofYear: year) else {
      throw CommandFailure.usage("không có lịch năm \(year). Hãy chọn năm trong 1990–2100.")
    }
    if json {
      YearSheet.write(sheet, to: JSONWriter(out))
      out.write("\n")
    } else {
      YearSheet.print(sheet, on: TerminalPage(out))
    }
  }
}

/// `soat calendar add DATE N`
struct CalendarAddCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "In ngày (dạng 2023-03-08) cách ngày đã cho N ngày làm việc; N âm thì tính lùi.")

  @Argument(help: ArgumentHelp("Ngày mốc, không tính vào số ngày: 22/02/2023.", valueName: "ngày"))
  var date: String
  @Argument(help: ArgumentHelp("Số ngày làm việc, ví dụ 10 hoặc -5.", valueName: "n"))
  var count: String

  func print(to out: Outlet) throws {
    let date = try DateArguments.date(self.date, "ngày mốc")
    let count = try DateArguments.count(self.count)
    guard let answer = WorkingCalendar.vietnam.date(count, workingDaysAfter: date) else {
      throw CommandFailure.usage(
        "\(count) ngày làm việc kể từ \(date.vietnamese) vượt khoảng 1990–2100. Hãy giảm số ngày.")
    }
    out.write(answer.iso + "\n")
  }
}

/// `soat calendar between A B`
struct CalendarBetweenCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "between",
    abstract: "In số ngày làm việc sau ngày thứ nhất, đến hết ngày thứ hai; âm nếu đi lùi.")

  @Argument(help: ArgumentHelp("Ngày thứ nhất, không tính.", valueName: "từ")) var start: String
  @Argument(help: ArgumentHelp("Ngày thứ hai, có tính.", valueName: "đến")) var end: String

  func print(to out: Outlet) throws {
    let start = try DateArguments.date(self.start, "ngày thứ nhất")
    let end = try DateArguments.date(self.end, "ngày thứ hai")
    out.write("\(WorkingCalendar.vietnam.workingDays(after: start, through: end))\n")
  }
}
