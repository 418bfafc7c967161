import ArgumentParser
import OfficeFiles
import Rules

/// `soat plan …`
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Đọc kế hoạch và văn bản hành chính.",
    subcommands: [PlanReadCommand.self, PlanImportCommand.self, PlanPublishCommand.self])
}

/// `soat plan read FILE`
struct PlanReadCommand: PrintingCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Đọc một kế hoạch: chỉ tiêu, nhiệm vụ, thời hạn, kiểm tra, báo cáo, đề cương.",
    discussion: "Đọc tệp Word (.docx), PDF có lớp chữ, văn bản thuần (.txt, .md).")

  @Argument(help: ArgumentHelp("Tệp cần đọc; “-” là đầu vào chuẩn.", valueName: "tệp"))
  var file: String
  @Flag(help: "In JSON (xem docs/plan-json.md).") var json = false
  @Flag(help: "In nguyên văn chữ đã đọc được, để đối chiếu vị trí trong JSON.") var text = false
  @Option(
    help: ArgumentHelp("Ghi trang HTML đặt văn bản cạnh các mục đọc được.", valueName: "tệp-ra"))
  var html: String?

  func print(to out: Outlet) throws {
    if json && text {
      throw CommandFailure.usage("--json và --text không dùng cùng nhau. Hãy chọn một.")
    }
    if let html { try NewFile.check(html, isNot: file) }
    if text && html == nil { return out.write(try document().text.utf8) }
    guard let html else { return try printItems(to: out) }
    let document = try document()
    let plan = try read(document.text)
    try NewFile.write(html) { PlanPage.write(plan, of: document.text, named: name, to: $0) }
    if text {
      out.write(document.text.utf8)
    } else if json {
      PlanJSON.write(plan, to: out)
    } else {
      out.write("Đã ghi \(TerminalText.clean(html)): \(PlanCounts.sentence(plan)).\n")
    }
  }

  /// Without a page the text is let go as soon as it is taken in: it may be as large as what was read.
  private func printItems(to out: Outlet) throws {
    var document: DecodedDocument? = try document()
    let notes = document?.notes ?? []
    let text = document?.text ?? ""
    document = nil
    let plan = try read(consume text)
    if json {
      PlanJSON.write(plan, to: out)
    } else {
      PlanSheet(plan: plan, notes: notes, page: TerminalPage(out)).print()
    }
  }

  private func read(_ text: consuming String) throws -> Plan {
    let plan = PlanReader.read(text)
    guard plan.isRecognised else { throw CommandFailure.notAPlan }
    return plan
  }

  private func document() throws -> DecodedDocument {
    do {
      return file == "-" ? try DocumentText.readStandardInput() : try DocumentText.read(path: file)
    } catch {
      throw CommandFailure(message: error.message, exitCode: error.exitCode)
    }
  }

  private var name: String {
    file == "-" ? "đầu vào chuẩn" : String(file.split(separator: "/").last ?? Substring(file))
  }
}

/// How much was read.
enum PlanCounts {
  static func questions(_ outline: Outline?) -> Int {
    func count(_ sections: [OutlineSection]) -> Int {
      sections.reduce(0) { $0 + $1.questions.count + count($1.sections) }
    }
    return count(outline?.sections ?? [])
  }

  /// "11 nhiệm vụ, 8 chỉ tiêu, …": what there is none of is left out.
  static func sentence(_ plan: Plan) -> String {
    let counts = [
      (plan.tasks.count, "nhiệm vụ"), (plan.targets.count, "chỉ tiêu"),
      (plan.inspection?.forms.count ?? 0, "hình thức kiểm tra"),
      (plan.reports.count, "việc báo cáo"),
      (questions(plan.outline), "câu hỏi đề cương"), (plan.legalBases.count, "căn cứ"),
      (plan.warnings.count, "điều cần xem"),
    ]
    let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return words.isEmpty ? "chưa thấy mục nào" : words.joined(separator: ", ")
  }
}
