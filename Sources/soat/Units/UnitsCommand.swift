import ArgumentParser
import Records
import Rules
import Store

/// `soat units …`
struct UnitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "units", abstract: "Đơn vị hành chính của cơ quan.",
    subcommands: [UnitsImportCommand.self])
}

/// `soat units import FILE --on DATE`
struct UnitsImportCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Nhập danh mục đơn vị hành chính (CSV) có hiệu lực từ một ngày, kèm danh sách sáp nhập.",
    discussion: """
      Ví dụ: soat units import danh-muc-2025.csv --on 01/07/2025 --merged-from sap-nhap.csv --dry-run
      Danh mục phải được nhập theo thứ tự thời gian. Nhập lại đúng danh mục cũ thì không đổi gì.
      """)

  @Argument(help: ArgumentHelp("Danh mục (CSV); “-” là đầu vào chuẩn.", valueName: "tệp"))
  var file: String
  @Option(help: ArgumentHelp("Ngày đầu tiên danh mục có hiệu lực.", valueName: "ngày")) var on:
    String
  @Option(
    help: ArgumentHelp("Danh sách sáp nhập (CSV có cột merged_from).", valueName: "tệp"))
  var mergedFrom: String?
  @Option(
    help: ArgumentHelp(
      "Chỉ nhập tỉnh mang mã này và các đơn vị của tỉnh; có thể nêu nhiều lần.", valueName: "mã"))
  var province: [String] = []
  @Flag(help: "Chỉ xem trước, không ghi gì.") var dryRun = false
  @Flag(help: "In JSON (xem docs/unit-lists.md).") var json = false
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    let date = try DateArguments.date(on, "ngày hiệu lực")
    if file == "-", mergedFrom == "-" {
      throw CommandFailure.usage("chỉ một trong hai tệp có thể là đầu vào chuẩn.")
    }
    let request = UnitImportRequest(
      list: try UnitListInput.read(file), merges: try mergedFrom.map(UnitListInput.read),
      effectiveOn: date, provinces: province)
    let office = try await Database.open(place)
    let plan: UnitImportPlan
    do {
      plan = try await carryOut(request, office)
      await office.store.close()
    } catch {
      await office.store.close()
      throw shortened(error)
    }
    if json {
      UnitImportSheet.write(plan, isDry: dryRun, to: JSONWriter(out))
      out.write("\n")
    } else {
      UnitImportSheet(plan: plan, isDry: dryRun, page: TerminalPage(out)).print()
    }
  }

  private func carryOut(_ request: UnitImportRequest, _ office: Office) async throws
    -> UnitImportPlan
  {
    let act = office.act()
    let plan = try await office.store.read { db in try UnitImport.plan(request, db, act) }
    if !dryRun {
      _ = try await office.store.write { db in try UnitImport.apply(plan, db, act) }
    }
    return plan
  }

  /// A list may have hundreds of problems; one line names the first.
  private func shortened(_ error: any Error) -> any Error {
    guard case Refusal.invalid(let problems) = error, problems.count > 5 else { return error }
    return Refusal.invalid(
      problems.prefix(5) + [Problem("", "… và \(problems.count - 5) lỗi khác.")])
  }
}
