import ArgumentParser
import Records
import Rules
import Store

/// `soat duty …`: what units owe, for the operator at the server and for scripts.
struct DutyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duty",
    abstract: "Việc được giao cho các đơn vị.",
    discussion: """
      Báo cáo và xác nhận được thực hiện thay một tài khoản, với quyền của tài khoản đó; \
      nhật ký ghi cả tên người chạy lệnh.
      """,
    subcommands: [
      DutyListCommand.self, DutyReportCommand.self, DutyAcceptCommand.self,
      DutyReturnCommand.self,
    ])
}

/// What the commands about duties share.
enum DutyWork {
  static func id<T>(_ text: String, _ what: String, _ type: T.Type = T.self) throws -> ID<T> {
    guard let id = ID<T>(text) else {
      throw CommandFailure.usage(
        "“\(TerminalText.clipped(text))” không phải mã định danh của \(what) (26 ký tự).")
    }
    return id
  }

  static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ what: String, _ type: Choice.Type = Choice.self
  ) throws -> Choice {
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    throw CommandFailure.usage(
      "\(what) không có “\(TerminalText.clipped(text))”. Các giá trị: \(names).")
  }

  /// Moves a duty as the account of `login` may, and prints where it stands then.
  static func move(
    _ duty: String, as login: String, _ json: Bool, _ place: StoreOptions, _ out: Outlet,
    _ move: @escaping @Sendable (DutyLine, any Writer, Act) throws -> Void
  ) async throws {
    let id = try id(duty, "việc", Duty.self)
    try await UserWork.run(place) { store, act in
      let moved = try await store.write { db in
        let own = try UserWork.acting(as: login, db, act)
        try move(try Duties.find(id, db, own), db, own)
        return try Duties.find(id, db, own)
      }
      print([moved], [:], on: act.today, json, out)
    }
  }

  /// One line each, tabs between: id, due, timing, stage, unit, title; or JSON.
  static func print(
    _ duties: [DutyLine], _ units: [ID<Unit>: String], on day: CivilDate, _ json: Bool,
    _ out: Outlet
  ) {
    guard json else {
      for duty in duties {
        let title = duty.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let columns = [
          duty.id.text, duty.due.vietnamese, duty.timing(on: day).words.description,
          duty.stage.words.description, units[duty.unit] ?? duty.unit.text, title,
        ]
        out.write(columns.joined(separator: "\t") + "\n")
      }
      return
    }
    let writer = JSONWriter(out)
    writer.array(duties) { duty in writer.object { fields(of: duty, on: day, writer) } }
    out.write("\n")
  }

  private static func fields(of duty: DutyLine, on day: CivilDate, _ writer: JSONWriter) {
    writer.field("id", duty.id.text)
    writer.field("unit", duty.unit.text)
    writer.field("givenBy", duty.giver.text)
    writer.field("role", duty.role.rawValue)
    writer.field("plan", duty.plan?.text)
    writer.field("title", duty.title)
    writer.field("due", duty.due)
    writer.field("firstDue", duty.firstDue)
    writer.field("stage", duty.stage.rawValue)
    writer.field("timing", duty.timing(on: day).rawValue)
    writer.field("reportedOn", duty.reportedOn)
    writer.field("version", duty.version)
  }
}

/// `soat duty list`
struct DutyListCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "In các việc được giao theo thứ tự thời hạn.")

  @Option(help: ArgumentHelp("Đơn vị, kể cả các đơn vị trực thuộc.", valueName: "mã"))
  var unit: String?
  @Option(help: ArgumentHelp("Kế hoạch.", valueName: "mã")) var plan: String?
  @Option(
    help: ArgumentHelp("Tình trạng: open, reported, returned, accepted, dropped.", valueName: "từ"))
  var stage: String?
  @Option(
    help: ArgumentHelp("Thời hạn: overdue, thisWeek, soon, later.", valueName: "từ"))
  var due: String?
  @Flag(help: "In JSON (xem docs/cli.md).") var json = false
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    var question = DutyQuestion(
      unit: try unit.map { try DutyWork.id($0, "đơn vị") }, withUnder: true,
      plan: try plan.map { try DutyWork.id($0, "kế hoạch") })
    question.stages = try stage.map { [try DutyWork.choice($0, "tình trạng")] } ?? []
    question.due = try due.map { try DutyWork.choice($0, "thời hạn") }
    try await UserWork.run(place) { [question] store, act in
      var (lines, units): ([DutyLine], [ID<Unit>: String]) = ([], [:])
      var after: DutyPage.Place?
      repeat {
        let page = try await store.read { [after] db in
          try Duties.list(question, after: after, limit: 500, db, act)
        }
        lines += page.lines
        units.merge(page.units) { known, _ in known }
        after = page.next
      } while after != nil
      DutyWork.print(lines, units, on: act.today, json, out)
    }
  }
}

/// `soat duty report ID TEXT --as LOGIN`
struct DutyReportCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Báo cáo kết quả thực hiện một việc, thay một tài khoản.")

  @Argument(help: ArgumentHelp("Mã định danh của việc.", valueName: "mã")) var duty: String
  @Argument(help: ArgumentHelp("Kết quả thực hiện.", valueName: "nội dung")) var words: String
  @Option(name: .customLong("as"), help: ArgumentHelp("Tên đăng nhập.", valueName: "tên"))
  var login: String
  @Flag(help: "In JSON (xem docs/cli.md).") var json = false
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    try await DutyWork.move(duty, as: login, json, place, out) { [words] duty, db, act in
      try Duties.report(duty.id, words, seen: duty.version, db, act)
    }
  }
}

/// `soat duty accept ID --as LOGIN`
struct DutyAcceptCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Xác nhận một việc đã hoàn thành, thay một tài khoản.")

  @Argument(help: ArgumentHelp("Mã định danh của việc.", valueName: "mã")) var duty: String
  @Argument(help: ArgumentHelp("Ý kiến.", valueName: "nội dung")) var words: String?
  @Option(name: .customLong("as"), help: ArgumentHelp("Tên đăng nhập.", valueName: "tên"))
  var login: String
  @Flag(help: "In JSON (xem docs/cli.md).") var json = false
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    try await DutyWork.move(duty, as: login, json, place, out) { [words] duty, db, act in
      try Duties.accept(duty.id, words ?? "", seen: duty.version, db, act)
    }
  }
}

/// `soat duty return ID TEXT --as LOGIN`
struct DutyReturnCommand: WaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "return", abstract: "Trả lại báo cáo của một việc, thay một tài khoản.")

  @Argument(help: ArgumentHelp("Mã định danh của việc.", valueName: "mã")) var duty: String
  @Argument(help: ArgumentHelp("Lý do trả lại.", valueName: "nội dung")) var words: String
  @Option(name: .customLong("as"), help: ArgumentHelp("Tên đăng nhập.", valueName: "tên"))
  var login: String
  @Flag(help: "In JSON (xem docs/cli.md).") var json = false
  @OptionGroup var place: StoreOptions

  func print(to out: Outlet) async throws {
    try await DutyWork.move(duty, as: login, json, place, out) { [words] duty, db, act in
      try Duties.sendBack(duty.id, words, seen: duty.version, db, act)
    }
  }
}
