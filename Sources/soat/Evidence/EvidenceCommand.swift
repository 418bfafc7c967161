import ArgumentParser
import Foundation
import Records
import Rules
import Store
import Web

/// `soat evidence …`: documents that prove what units did, for the operator at the server and for scripts.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Minh chứng của các đơn vị.",
    discussion: "Nhật ký ghi cả tài khoản được thay và tên người chạy lệnh.",
    subcommands: [
      EvidenceListCommand.self, EvidenceAddCommand.self, EvidenceBundleCommand.self,
    ])
}

/// What the commands about evidence share.
enum EvidenceWork {
  /// Opens the office, works as the account of `login` (nil: as the operator), and lets it go.
  static func run(
    _ place: StoreOptions, as login: String?, _ work: (Office, Act) async throws -> Void
  ) async throws {
    let office = try await Database.open(place)
    do {
      var act = office.act()
      if let login {
        act = try await office.store.read { [act] in try UserWork.acting(as: login, $0, act) }
      }
      try await work(office, act)
      await office.store.close()
    } catch {
      await office.store.close()
      if case FileTrouble.full = error {
        throw CommandFailure.cannotWrite(office.folder.files, NewFile.reason(ENOSPC))
      }
      throw error
    }
  }

  static func day(_ text: String?, _ option: String) throws -> CivilDate? {
    try text.map { text in
      guard let day = CivilDate(iso: text) else {
        throw CommandFailure.usage(
          "\(option) cần ngày dạng 2026-11-20, không phải “\(TerminalText.clipped(text))”.")
      }
      return day
    }
  }

  static func print(_ lines: [EvidenceLine], _ json: Bool, _ out: Outlet) {
    guard json else {
      for line in lines {
        let title = line.facts.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let columns = [
          line.id.text, line.facts.number, line.facts.issuedOn?.vietnamese ?? "",
          line.file.file.kind.name, String(line.file.file.sum.size), title,
        ]
        out.write(columns.joined(separator: "\t") + "\n")
      }
      return
    }
    let writer = JSONWriter(out)
    writer.array(lines) { line in
      writer.object {
        writer.field("id", line.id.text)
        writer.field("unit", line.unit.text)
        writer.field("title", line.facts.title)
        writer.field("number", line.facts.number)
        writer.field("issuedOn", line.facts.issuedOn)
        writer.field("issuer", line.facts.issuer)
        writer.field("effectiveFrom", line.facts.effectiveFrom)
        writer.field("effectiveTo", line.facts.effectiveTo)
        writer.field("file", line.file.file.name)
        writer.field("size", Int(line.file.file.sum.size))
        writer.field("sha256", line.file.file.sum.sha256)
        writer.field("version", line.version)
      }
    }
    out.write("\n")
  }
}

/// `soat evidence list`
struct EvidenceListCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "In các minh chứng, mới nhất đứng trước.")

  @Option(help: ArgumentHelp("Đơn vị, kể cả các đơn vị trực thuộc.", valueName: "mã"))
  var unit: String?
  @Option(help: ArgumentHelp("Việc mà minh chứng dùng cho.", valueName: "mã")) var duty: String?
  @Option(help: ArgumentHelp("Từ trong tên, số hoặc nơi ban hành.", valueName: "từ"))
  var search: String?
  @Option(
    name: .customLong("as"), help: ArgumentHelp("Như tài khoản này thấy.", valueName: "tên"))
  var login: String?
  @Flag(help: "In JSON (xem docs/cli.md).") var json = false
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    let question = EvidenceQuestion(
      unit: try unit.map { try DutyWork.id($0, "đơn vị") },
      duty: try duty.map { try DutyWork.id($0, "việc") }, words: search ?? "")
    try await EvidenceWork.run(place, as: login) { office, act in
      var lines: [EvidenceLine] = []
      var after: ID<Evidence>?
      repeat {
        let page = try await office.store.read { [after] db in
          try Evidence.list(question, after: after, limit: 500, db, act)
        }
        lines += page.lines
        after = page.next
      } while after != nil
      EvidenceWork.print(lines, json, out)
    }
  }
}

/// `soat evidence add FILE --duty ID --as LOGIN`
struct EvidenceAddCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Thêm một minh chứng từ tệp, thay một tài khoản.")

  @Argument(help: ArgumentHelp("Tệp minh chứng.", valueName: "tệp")) var file: String
  @Option(help: ArgumentHelp("Việc mà minh chứng dùng cho.", valueName: "mã")) var duty: String?
  @Option(help: ArgumentHelp("Đơn vị có minh chứng, khi chưa dùng cho việc nào.", valueName: "mã"))
  var unit: String?
  @Option(help: ArgumentHelp("Tên minh chứng; không nêu thì theo tên tệp.", valueName: "tên"))
  var title: String?
  @Option(help: ArgumentHelp("Số, ký hiệu văn bản.", valueName: "số")) var number: String?
  @Option(help: ArgumentHelp("Ngày văn bản.", valueName: "năm-tháng-ngày")) var date: String?
  @Option(help: ArgumentHelp("Cơ quan ban hành.", valueName: "tên")) var issuer: String?
  @Option(help: ArgumentHelp("Có hiệu lực từ ngày.", valueName: "năm-tháng-ngày"))
  var effectiveFrom: String?
  @Option(help: ArgumentHelp("Hết hiệu lực sau ngày.", valueName: "năm-tháng-ngày"))
  var effectiveTo: String?
  @Option(help: ArgumentHelp("Ghi chú cho việc.", valueName: "chữ")) var remark: String?
  @Option(name: .customLong("as"), help: ArgumentHelp("Tên đăng nhập.", valueName: "tên"))
  var login: String
  @Flag(help: "In JSON (xem docs/cli.md).") var json = false
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    guard (duty == nil) != (unit == nil) else {
      throw CommandFailure.usage("nêu --duty hoặc --unit, một trong hai.")
    }
    let owner: ID<Rules.Unit>? = try unit.map { try DutyWork.id($0, "đơn vị") }
    let proved: ID<Duty>? = try duty.map { try DutyWork.id($0, "việc") }
    var facts = EvidenceFacts(
      title: title ?? URL(filePath: file).deletingPathExtension().lastPathComponent,
      number: number ?? "", issuer: issuer ?? "")
    facts.issuedOn = try EvidenceWork.day(date, "--date")
    facts.effectiveFrom = try EvidenceWork.day(effectiveFrom, "--effective-from")
    facts.effectiveTo = try EvidenceWork.day(effectiveTo, "--effective-to")
    try await EvidenceWork.run(place, as: login) { [facts, remark] office, act in
      let kept = try await ArrivingFile.take(file, office)
      let line = try await office.store.write { db in
        let id =
          if let proved {
            try Evidence.add(facts, kept, to: proved, remark: remark ?? "", db, act)
          } else {
            try Evidence.add(facts, kept, of: owner ?? act.newID(), db, act)
          }
        return try Evidence.find(id, db, act)
      }
      EvidenceWork.print([line], json, out)
    }
  }
}

/// A file of the operator's on its way among the office's.
enum ArrivingFile {
  static func take(_ path: String, _ office: Office) async throws -> KeptFile {
    try Folders.make(office.folder.arrivals)
    let part = office.folder.arrivals + "/" + UUID().uuidString.lowercased()
    // Where it was taken it is no longer there.
    defer { unlink(part) }
    let sum = try copy(path, to: part)
    let scan = office.settings.text(.scanner).map { VirusScan(socket: $0) }
    return try await Intake(files: office.files, scan: scan).take(
      part, sum, name: URL(filePath: path).lastPathComponent, field: "")
  }

  /// The original stays; its sum is made on the way.
  private static func copy(_ path: String, to part: String) throws -> FileSum {
    var state = stat()
    guard stat(path, &state) == 0, state.st_mode & S_IFMT == S_IFREG,
      let source = FileHandle(forReadingAtPath: path)
    else {
      throw CommandFailure(message: "không đọc được tệp “\(path)”.", exitCode: 66)
    }
    // Nothing was written: closing cannot lose anything.
    defer { try? source.close() }
    var summing = FileSumming()
    try NewFile.write(part) { out in
      while let data = try source.read(upToCount: 1 << 17), !data.isEmpty {
        data.withUnsafeBytes { summing.update($0) }
        out.write(data)
      }
    }
    return summing.sum
  }
}
