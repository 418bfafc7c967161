import ArgumentParser
import Rules

/// `soat deadline WORDING`
struct DeadlineCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadline",
    abstract: "Đọc một cách ghi thời hạn, cho biết ngày cuối cùng và cách tính từng ngày.",
    discussion: """
      Ví dụ: soat deadline "10 ngày làm việc kể từ ngày ký" --signed 22/02/2023
      Cách ghi không nêu năm thì lấy năm ở --year, không có thì lấy năm ký.
      """)

  @Argument(help: ArgumentHelp("Nguyên văn cách ghi thời hạn.", valueName: "cách-ghi"))
  var wording: String
  @Option(help: ArgumentHelp("Ngày ký văn bản: 22/02/2023 hoặc 2023-02-22.", valueName: "ngày"))
  var signed: String?
  @Option(help: ArgumentHelp("Năm của thời hạn.", valueName: "năm")) var year: String?
  @Option(
    help: ArgumentHelp(
      "Ngày xảy ra sự kiện mà thời hạn tính từ đó (ngày nhận, ngày kết thúc…).", valueName: "ngày"))
  var event: String?
  @Flag(help: "In JSON (xem docs/plan-json.md).") var json = false

  func print(to out: Outlet) throws {
    guard !TerminalText.clean(wording).isEmpty else {
      throw CommandFailure.usage("cách ghi thời hạn để trống. Hãy viết nguyên văn trong ngoặc kép.")
    }
    let signed = try signed.map { try DateArguments.date($0, "ngày ký") }
    let answer = DeadlineWording.explain(
      wording,
      DeadlineContext(
        year: try year.map(DateArguments.year) ?? signed?.year, signed: signed,
        event: try event.map { try DateArguments.date($0, "ngày xảy ra sự kiện") },
        calendar: WorkingCalendar.vietnam))
    if json {
      DeadlineSheet.write(answer, to: JSONWriter(out))
      out.write("\n")
    } else {
      DeadlineSheet.print(answer, on: TerminalPage(out))
    }
  }
}
