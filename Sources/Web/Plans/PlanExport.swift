internal import OfficeFiles
internal import Records
internal import Rules
internal import Store

/// The list of plans as a workbook.
enum PlanExport {
  static let routes: [Route] = [.post(PlanPath.export, .may(.viewPlans), answer)]

  @Sendable
  private static func answer(_ call: Call) async throws -> Reply {
    let year = call.form.fields["year"].flatMap { Int($0) }
    let stage = call.form.fields["stage"].flatMap(OfficePlan.Stage.init(rawValue:))
    let note = [
      call.act.at.shown, year.map(String.init),
      stage.map { call.text("plans.stage." + $0.rawValue) },
    ].compactMap(\.self).joined(separator: " · ")
    let writer = try SheetWriter(
      name: call.text("plans.title"), title: call.text("plans.title"), note: note,
      columns(call.language), folder: WorkbookReply.folder(call))
    var after: ID<OfficePlan>?
    repeat {
      let last = after
      let (plans, units) = try await call.read { db, act in
        let plans = try Plans.list(
          year: year, stage: stage, after: last, limit: 500, db, act)
        return (plans, try Units.names(of: plans.map { ($0.unit, act.today) }, db))
      }
      for plan in plans { writer.add(row(plan, units[plan.unit] ?? "", call)) }
      after = plans.count == 500 ? plans.last?.id : nil
    } while after != nil
    let question = Fields.query([("year", year.map(String.init)), ("stage", stage?.rawValue)])
    return try await WorkbookReply.make(writer, "ke-hoach", call) { file, count, db, act in
      try ListExports.record(.plans, of: question, file, count, db, act)
    }
  }

  private static func columns(_ language: Language) -> [SheetWriter.Column] {
    [
      ("plans.column.plan", 70.0), ("plans.column.reference", 18), ("plans.column.unit", 28),
      ("plans.column.date", 12), ("plans.year", 8), ("plans.stage", 14),
      ("plans.column.published", 14),
    ].map { SheetWriter.Column(language.text($0.0), width: $0.1) }
  }

  private static func row(_ plan: OfficePlan, _ unit: String, _ call: Call) -> [SheetWriter.Cell] {
    [
      .text(plan.facts.title), .text(plan.facts.reference ?? ""), .text(unit),
      plan.facts.signedOn.map { .day($0) } ?? .empty, .number(Double(plan.facts.year)),
      .text(call.text("plans.stage." + plan.stage.rawValue)),
      plan.publishedOn.map { .day($0) } ?? .empty,
    ]
  }
}
