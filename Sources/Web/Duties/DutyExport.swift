internal import HTTPTypes
internal import NIOPosix
internal import OfficeFiles
internal import Records
internal import Rules
internal import Store

/// A list of duties as a workbook.
enum DutyExport {
  /// Rows that one file holds.
  static let most = 60_000

  static func answer(_ call: Call) async throws -> Reply {
    let question = DutyListRoutes.question(call)
    let asked = try await call.read { db, act in try DutyAsked(question, db, act) }
    let writer = try SheetWriter(
      name: call.text("duties.title"), title: call.text("duties.title"),
      note: note(question, asked, call), columns(call.language), folder: WorkbookReply.folder(call))
    var place: DutyPage.Place?
    repeat {
      let after = place
      let page = try await call.read { db, act in
        try Duties.list(asked.question, after: after, limit: 1_000, db, act)
      }
      guard writer.count + page.lines.count <= most else { throw tooMany }
      for duty in page.lines { writer.add(row(duty, page, call)) }
      place = page.next
    } while place != nil
    return try await WorkbookReply.make(writer, "viec-duoc-giao", call) { file, count, db, act in
      try ListExports.record(.duties, of: question.query(), file, count, db, act)
    }
  }

  private static let tooMany = Refusal.invalid([
    Problem(
      "",
      "Danh sách có hơn \(most) việc, nhiều hơn một tệp chứa được. Hãy lọc theo kế hoạch, đơn vị hoặc thời hạn rồi xuất lại."
    )
  ])

  private static func columns(_ language: Language) -> [SheetWriter.Column] {
    [
      ("duties.column.what", 60.0), ("duty.fact.product", 24), ("duties.column.unit", 28),
      ("duties.column.role", 12), ("duty.fact.giver", 24), ("duties.column.plan", 36),
      ("duty.fact.opened", 12), ("duty.fact.firstDue", 12), ("duty.fact.due", 12),
      ("duties.column.stage", 20), ("duties.column.timing", 14), ("duty.fact.reported", 12),
    ].map { SheetWriter.Column(language.text($0.0), width: $0.1) }
  }

  private static func row(
    _ duty: DutyLine, _ page: DutyPage, _ call: Call
  ) -> [SheetWriter.Cell] {
    let language = call.language
    return [
      .text(duty.title), .text(duty.product), .text(page.units[duty.unit] ?? ""),
      .text(language.say(duty.role.words)), .text(page.units[duty.giver] ?? ""),
      .text(duty.plan.flatMap { page.plans[$0] } ?? ""), .day(duty.openedOn),
      .day(duty.firstDue), .day(duty.due),
      .text(language.text("duty.stage." + duty.stage.rawValue)),
      .text(language.say(duty.timing(on: call.act.today).words)),
      duty.reportedOn.map { .day($0) } ?? .empty,
    ]
  }

  /// The day, and what the list was narrowed to.
  private static func note(
    _ question: DutyListQuestion, _ asked: DutyAsked, _ call: Call
  ) -> String {
    let language = call.language
    let stage = question.fields["stage"] ?? ""
    let parts: [String?] = [
      call.act.at.shown, language.text("duties.scope." + asked.scope.rawValue), asked.unitName,
      question.due.map { language.text("duties.due." + $0.rawValue) }, question.day?.vietnamese,
      stage == DutyListQuestion.anyStage
        ? language.text("duties.stage.any")
        : DutyStage(rawValue: stage).map { language.text("duty.stage." + $0.rawValue) }
          ?? language.text("duties.stage.unfinished"),
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }
}

extension SheetWriter.Cell {
  static func day(_ date: CivilDate) -> SheetWriter.Cell {
    let parts = date.parts
    return .day(year: parts.year, month: parts.month, day: parts.day)
  }
}

/// A workbook as an answer, noted in the log before it leaves.
enum WorkbookReply {
  /// Where large files stand while they are made.
  static func folder(_ call: Call) -> String {
    let folder = call.site.settings.arrivals
    return folder.isEmpty ? "/tmp" : folder
  }

  static func make(
    _ writer: SheetWriter, _ stem: String, _ call: Call,
    _ record: @escaping @Sendable (String, Int, any Writer, Act) throws -> Void
  ) async throws -> Reply {
    let count = writer.count
    let bytes = try await call.site.reading.runIfActive { try writer.finish() }
    let name = "\(stem)-\(call.act.today.iso).xlsx"
    try await call.site.store.write { [act = call.act] db in try record(name, count, db, act) }
    var reply = Reply(
      status: .ok,
      headers: [
        .contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      ], body: bytes)
    reply.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    reply.headers[.cacheControl] = "no-store"
    return reply
  }
}
