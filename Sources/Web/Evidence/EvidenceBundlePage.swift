internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// Putting evidence together for an inspection: what for, how much it is, and the archive.
struct EvidenceBundlePage: Page {
  static let template = "evidence-bundle"
  let title: String
  let trail: [Crumb]
  let plan: Field
  let unit: Field
  let from: Field
  let to: Field
  let picks: [Link]
  let hasPicks: Bool
  let found: Contents?
  let none: String?

  struct Contents: Encodable, Sendable {
    let pieces: String
    let lines: String
    let size: String
    let href: String
  }

  static let sample = EvidenceBundlePage(
    title: "Đóng gói minh chứng", trail: [Crumb(href: "/evidence", text: "Minh chứng")],
    plan: .sample, unit: .sample, from: .sample, to: .sample,
    picks: [Link(href: "/evidence/bundle?unit=01", text: "Xã Phú Lộc")], hasPicks: true,
    found: Contents(
      pieces: "12", lines: "14", size: "8 MB", href: "/evidence/bundle/archive?plan=01"),
    none: "Không có.")

  static let routes: [Route] = [
    .get(EvidencePath.bundle, .may(.viewDuties)) { try await show($0) },
    .get(EvidencePath.archive, .may(.viewDuties)) { try await send($0) },
  ]

  /// What the address asks for, and what is wrong with it.
  private struct Question: Sendable {
    var scope = EvidenceScope()
    var problems: [Problem] = []
    var unitName: String?
    var units: [UnitLine] = []

    init(_ query: Fields, _ db: any Reader, _ act: Act) throws {
      scope.plan = query["plan"].flatMap { ID<OfficePlan>($0) }
      var form = Form(query)
      scope.from = form.date("from")
      scope.to = form.date("to")
      problems = form.problems
      switch try NamedUnit.find("unit", query, db, act) {
      case .nothing: break
      case .one(let id):
        scope.unit = id
        unitName = try Units.find(id, on: act.today, db, act).fullName
      case .refused(let problem):
        problems.append(Problem("unit", problem.text))
        units = try NamedUnit.candidates("unit", query, db, act)
      }
    }
  }

  private static func show(_ call: Call) async throws -> Reply {
    let isAsked = ["plan", "unit", "from", "to"].contains { call.query[$0]?.isEmpty == false }
    let (question, plans) = try await call.read { [query = call.query] db, act in
      (
        try Question(query, db, act),
        try Plans.list(stage: .published, limit: 200, db, act)
      )
    }
    var problems = question.problems
    var bundle: EvidenceBundle?
    if isAsked, problems.isEmpty {
      do {
        bundle = try await call.read { db, act in
          try EvidenceBundle.of(question.scope, db, act)
        }
      } catch Refusal.invalid(let found) {
        problems = found
      }
    }
    return try call.page(
      page(question, plans, bundle, problems, call),
      status: problems.isEmpty ? .ok : .unprocessableContent, problems: problems)
  }

  private static func page(
    _ question: Question, _ plans: [OfficePlan], _ bundle: EvidenceBundle?, _ problems: [Problem],
    _ call: Call
  ) -> EvidenceBundlePage {
    let language = call.language
    let problem = problems.first { $0.field == "unit" }.map { language.say($0.text) }
    let contents = bundle.flatMap { bundle -> Contents? in
      let pieces = bundle.pieces
      guard !pieces.isEmpty else { return nil }
      let scope = question.scope
      return Contents(
        pieces: language.number(pieces.count), lines: language.number(bundle.lines.count),
        size: ByteCount.text(Int(pieces.reduce(0) { $0 + $1.file.file.sum.size })),
        href: EvidencePath.archive
          + Fields.query([
            ("plan", scope.plan?.text), ("unit", scope.unit?.text),
            ("from", scope.from?.vietnamese), ("to", scope.to?.vietnamese),
          ]))
    }
    return EvidenceBundlePage(
      title: call.text("bundle.title"), trail: EvidenceTrail.top(call),
      plan: call.filter(
        "plan",
        [("", call.text("bundle.plan.any"))]
          + plans.map { ($0.id.text, DutyWords.short($0.facts.title, 80)) }),
      unit: Field(
        id: "unit", value: question.unitName ?? call.query["unit"] ?? "", problem: problem,
        describedBy: problem == nil ? nil : "unit-problem", choices: []),
      from: call.dateField("from", nil, problems, typed: call.query["from"]),
      to: call.dateField("to", nil, problems, typed: call.query["to"]),
      picks: question.units.map {
        Link(href: EvidencePath.bundle(unit: $0.unit.id), text: $0.unit.fullName)
      }, hasPicks: !question.units.isEmpty, found: contents,
      none: bundle != nil && contents == nil ? call.text("bundle.none") : nil)
  }

  /// Notes what leaves the office, then sends it.
  private static func send(_ call: Call) async throws -> Reply {
    let (scope, bundle) = try await call.read { [query = call.query] db, act in
      let question = try Question(query, db, act)
      guard question.problems.isEmpty else { throw Refusal.invalid(question.problems) }
      return (question.scope, try EvidenceBundle.of(question.scope, db, act))
    }
    return try await EvidenceBundlePage.reply(bundle, scope, call)
  }

  static func reply(
    _ bundle: EvidenceBundle, _ scope: EvidenceScope, _ call: Call
  ) async throws -> Reply {
    let archive = BundleArchive(
      bundle, call.site.files, on: call.act.today, english: call.language == .english)
    if call.method != .head {
      try await call.site.store.write { [act = call.act] db in
        try bundle.record(scope, db, act)
      }
    }
    var reply = Reply(
      status: .ok,
      headers: [
        .contentType: "application/zip", .contentSecurityPolicy: EvidenceDownload.confinement,
        .contentDisposition: ContentDisposition.attachment(archive.name),
      ])
    reply.stream = Reply.Stream(length: archive.length) { try await archive.write($0) }
    return reply
  }
}
