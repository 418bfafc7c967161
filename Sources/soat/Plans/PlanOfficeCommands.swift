import ArgumentParser
import OfficeFiles
import Records
import Rules
import Store

/// What the commands about plans of the office print.
enum PlanWork {
  /// One line, tabs between: id, stage, year, number, title; or JSON.
  static func print(_ plan: OfficePlan, _ made: Plans.Published?, _ json: Bool, _ out: Outlet) {
    guard json else {
      let title = plan.facts.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let columns = [
        plan.id.text, plan.stage.rawValue, "\(plan.facts.year)", plan.facts.reference ?? "–",
        TerminalText.clean(title),
      ]
      return out.write(columns.joined(separator: "\t") + "\n")
    }
    let writer = JSONWriter(out)
    writer.object {
      writer.field("id", plan.id.text)
      writer.field("unit", plan.unit.text)
      writer.field("stage", plan.stage.rawValue)
      writer.field("title", plan.facts.title)
      writer.field("number", plan.facts.reference)
      writer.field("year", plan.facts.year)
      writer.field("version", plan.version)
      if let made {
        writer.field("duties", made.duties)
        writer.field("units", made.units)
      }
    }
    out.write("\n")
  }

  /// The unit whose plan it is: the one named, else the one that the account drafts plans for.
  static func unit(_ named: ID<Unit>?, _ act: Act) throws -> ID<Unit> {
    if let named { return named }
    try Rights.demandSomewhere(.changePlans, act)
    let own = Set(
      act.actor.grants.filter { Permissions.allows($0.role, .changePlans, .own) }
        .compactMap(\.unit))
    guard own.count == 1, let unit = own.first else {
      throw CommandFailure.usage(
        "Tài khoản này soạn kế hoạch cho nhiều đơn vị. Nêu đơn vị bằng --unit.")
    }
    return unit
  }
}

/// `soat plan import FILE --as LOGIN`
struct PlanImportCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Đọc một kế hoạch từ tệp thành dự thảo để rà soát, thay một tài khoản.",
    discussion: "Chưa đơn vị nào được giao việc cho đến khi kế hoạch được ban hành.")

  @Argument(help: ArgumentHelp("Tệp cần đọc; “-” là đầu vào chuẩn.", valueName: "tệp"))
  var file: String
  @Option(name: .customLong("as"), help: ArgumentHelp("Tên đăng nhập.", valueName: "tên"))
  var login: String
  @Option(
    help: ArgumentHelp(
      "Mã định danh của đơn vị ban hành; không nêu là đơn vị của tài khoản.", valueName: "mã"))
  var unit: String?
  @Flag(help: "In JSON (xem docs/cli.md).") var json = false
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    let named = try unit.map { try DutyWork.id($0, "đơn vị", Unit.self) }
    let text = try text()
    let read = PlanReader.read(text)
    guard read.isRecognised else { throw CommandFailure.notAPlan }
    let name = file == "-" ? "stdin" : String(file.split(separator: "/").last ?? Substring(file))
    try await UserWork.run(place) { store, act in
      let plan = try await store.write { db in
        let own = try UserWork.acting(as: login, db, act)
        let unit = try PlanWork.unit(named, own)
        let id = try Plans.draft(read, text: text, name: name, for: unit, db, own)
        return try Plans.find(id, db, own)
      }
      PlanWork.print(plan, nil, json, out)
    }
  }

  private func text() throws -> String {
    do {
      return try (file == "-" ? DocumentText.readStandardInput() : DocumentText.read(path: file))
        .text
    } catch {
      throw CommandFailure(message: error.message, exitCode: error.exitCode)
    }
  }
}

/// `soat plan publish ID --as LOGIN`
struct PlanPublishCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Ban hành một dự thảo và giao việc cho các đơn vị, thay một tài khoản.",
    discussion: "Còn điểm chưa rõ thì không ban hành gì và in từng điểm.")

  @Argument(help: ArgumentHelp("Mã định danh của kế hoạch.", valueName: "mã")) var plan: String
  @Option(name: .customLong("as"), help: ArgumentHelp("Tên đăng nhập.", valueName: "tên"))
  var login: String
  @Flag(help: "In JSON (xem docs/cli.md).") var json = false
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    let id = try DutyWork.id(plan, "kế hoạch", OfficePlan.self)
    try await UserWork.run(place) { store, act in
      let (plan, made) = try await store.write { db in
        let own = try UserWork.acting(as: login, db, act)
        let draft = try Plans.find(id, db, own)
        let made = try Plans.publish(id, seen: draft.version, db, own)
        return (try Plans.find(id, db, own), made)
      }
      PlanWork.print(plan, made, json, out)
    }
  }
}
