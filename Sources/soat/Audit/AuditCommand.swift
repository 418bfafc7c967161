import ArgumentParser
import Foundation
import Records
import Rules
import Store

/// `soat audit …`
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Nhật ký: kiểm tra, xuất ra tệp, cắt theo thời hạn lưu.",
    subcommands: [AuditVerifyCommand.self, AuditExportCommand.self, AuditCutCommand.self])
}

/// `soat audit verify`
struct AuditVerifyCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Kiểm tra nhật ký có bị sửa, xóa, chèn, đổi thứ tự hay cắt không.",
    discussion: "Với --file thì kiểm tra một tệp đã xuất, không cần cơ sở dữ liệu.")

  @OptionGroup var place: StoreOptions
  @Option(help: ArgumentHelp("Tệp đã xuất bằng soat audit export.", valueName: "tệp"))
  var file: String?
  @Option(help: ArgumentHelp("Tệp khóa (secrets/keys), dùng cùng --file.", valueName: "tệp"))
  var key: String?

  /// The log is not as it was written: `EX_DATAERR` is taken.
  static let brokenCode: Int32 = 76

  func print(to out: Outlet) async throws {
    let outcome: (report: AuditReport, problems: [String])
    if let file {
      guard let key else { throw CommandFailure.usage("--file cần --key TỆP-KHÓA.") }
      outcome = try ExportFile.verify(file, KeyFile.read(key))
    } else {
      let office = try await Database.open(place)
      outcome = try await AuditVerifyCommand.verify(office)
      await office.store.close()
    }
    let words = outcome.problems + outcome.report.findings.map(AuditWords.text)
    for line in words { out.write("✗ \(line)\n") }
    let last = outcome.report.cut.map { "; các mục đến \($0.seq) đã cắt theo thời hạn lưu" } ?? ""
    out.write("Đã kiểm tra \(outcome.report.count) mục, đến mục \(outcome.report.last)\(last).\n")
    guard words.isEmpty else {
      throw CommandFailure(
        message: "nhật ký không còn nguyên vẹn: \(words.count) điều sai. Hãy giữ nguyên máy, sao "
          + "thư mục dữ liệu ra nơi khác và xem docs/audit.md.",
        exitCode: AuditVerifyCommand.brokenCode)
    }
    out.write("Nhật ký nguyên vẹn.\n")
  }

  /// The marks are read first: they may lag behind the database, never the other way round.
  static func verify(_ office: Office) async throws -> (report: AuditReport, problems: [String]) {
    let known = office.witness.read()
    let keys = office.keys
    let report = try await office.store.read { try Audit.check(marks: known.all, keys, $0) }
    let wasUsed = report.last > 0 || known.marks.contains { $0.seq > 0 }
    let missing = known.lacksHead && wasUsed ? ["thiếu tệp “\(office.witness.headPath)”"] : []
    return (report, missing + known.problems)
  }
}

/// `soat audit export FILE`
struct AuditExportCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Xuất nhật ký ra tệp JSON từng dòng, chỉ ghi một lần, kèm mã SHA-256.")

  @OptionGroup var place: StoreOptions
  @Option(help: ArgumentHelp("Từ ngày, tính cả ngày đó.", valueName: "ngày")) var from: String?
  @Option(help: ArgumentHelp("Đến hết ngày.", valueName: "ngày")) var to: String?
  @Argument(help: ArgumentHelp("Tệp sẽ ghi; chưa được có.", valueName: "tệp")) var file: String

  func print(to out: Outlet) async throws {
    let from = try from.map { try DateArguments.date($0, "--from") }
    let through = try to.map { try DateArguments.date($0, "--to") }
    let office = try await Database.open(place)
    let count = try await ExportFile.write(file, office, from, through)
    await office.store.close()
    out.write("Đã xuất \(count) mục vào \(file); mã SHA-256 trong \(file).sha256\n")
  }
}

/// `soat audit cut`
struct AuditCutCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "cut",
    abstract: "Cắt khỏi cơ sở dữ liệu các mục quá thời hạn lưu đã được xuất ra tệp.",
    discussion: "Thời hạn là cài đặt log-retention-months. Một mục ghi lại việc cắt.")

  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    let office = try await Database.open(place)
    let act = office.act()
    let day = Retention.firstDayKept(act.today, office.settings.number(.logRetentionMonths))
    let head = try await office.store.write { db -> AuditHead? in
      guard let last = try Audit.removable(before: day, db) else { return nil }
      return try Audit.cut(through: last, before: day, db, act)
    }
    if let head { try office.witness.markCut(head) }
    await office.store.close()
    out.write(
      head.map { "Đã cắt các mục đến mục \($0.seq).\n" }
        ?? "Không có mục nào trước ngày \(day.vietnamese) đã xuất mà chưa cắt.\n")
  }
}

/// How long the log is kept.
enum Retention {
  /// The same day of the month `months` earlier, or that month's last day.
  static func firstDayKept(_ today: CivilDate, _ months: Int) -> CivilDate {
    let (year, month, day) = today.parts
    let count = year * 12 + month - 1 - months
    let (thatYear, thatMonth) = (count / 12, count % 12 + 1)
    let last = CivilDate.days(inMonth: thatMonth, year: thatYear)
    return CivilDate(year: thatYear, month: thatMonth, day: min(day, last)) ?? today
  }
}
