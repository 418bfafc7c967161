internal import Records
internal import Rules
internal import Store

/// What a visitor asks of the list, as the address says it.
struct EvidenceListQuestion: Sendable {
  let fields: Fields
  let after: ID<Evidence>?

  init(_ call: Call) {
    fields = call.query
    after = call.query["after"].flatMap { ID<Evidence>($0) }
  }

  var isUnused: Bool { fields["use"] == "none" }
  var isNarrowed: Bool { ["q", "unit", "use"].contains { !(fields[$0] ?? "").isEmpty } }

  func path(_ changes: [String: String] = [:], after: ID<Evidence>? = nil) -> String {
    EvidencePath.list(
      ["q", "unit", "use"].map { ($0, changes[$0] ?? fields[$0]) } + [("after", after?.text)])
  }
}

/// What the list says to a question.
struct EvidenceAnswer: Sendable {
  let page: EvidencePage
  var unitName: String?
  var problems: [Problem] = []
  /// Units that fit where the filter names several.
  var units: [UnitLine] = []

  init(_ question: EvidenceListQuestion, _ db: any Reader, _ act: Act) throws {
    var asked = EvidenceQuestion(
      words: question.fields["q"] ?? "", isUnused: question.isUnused)
    switch try NamedUnit.find("unit", question.fields, db, act) {
    case .nothing: break
    case .one(let id):
      asked.unit = id
      unitName = try Units.find(id, on: act.today, db, act).fullName
    case .refused(let problem):
      problems = [Problem("unit", problem.text)]
      units = try NamedUnit.candidates("unit", question.fields, db, act)
    }
    page = try Evidence.list(asked, after: question.after, db, act)
  }
}

/// The evidence that one may see, the newest first.
struct EvidenceListPage: Page {
  static let template = "evidence-list"
  let title: String
  let addPath: String?
  let bundlePath: String
  let search: Field
  let unit: Field
  let use: Field
  let picks: [Link]
  let hasPicks: Bool
  let rows: [Row]
  let none: EmptyCard?
  let more: More?

  struct Row: Encodable, Sendable {
    let href: String
    let title: String
    let note: String
    let unit: String
    let date: String
    let at: String
    let file: String
    let uses: String
    let force: StateMark?
  }

  static let sample = EvidenceListPage(
    title: "Minh chứng", addPath: "/evidence/new", bundlePath: "/evidence/bundle", search: .sample,
    unit: .sample, use: .sample, picks: [Link(href: "/evidence?unit=01", text: "Xã Phú Lộc")],
    hasPicks: true,
    rows: [
      Row(
        href: "/evidence/01", title: "Báo cáo rà soát", note: "12/BC-UBND", unit: "Xã Phú Lộc",
        date: "2026-11-20", at: "20/11/2026", file: "PDF, 120 KB", uses: "2", force: .sample)
    ], none: .sample, more: .sample)
}

extension EvidenceListPage {
  init(_ question: EvidenceListQuestion, _ found: EvidenceAnswer, _ call: Call) {
    let language = call.language
    let mayAdd = call.visitor.session?.may(.reportDuties) == true
    title = call.text("evidence.title")
    addPath = mayAdd ? EvidencePath.new : nil
    bundlePath = EvidencePath.bundle
    search = call.filter("q")
    use = call.filter(
      "use",
      [("", call.text("evidence.use.any")), ("none", call.text("evidence.use.none"))])
    let problem = found.problems.first.map { language.say($0.text) }
    unit = Field(
      id: "unit", value: found.unitName ?? call.query["unit"] ?? "", problem: problem,
      describedBy: problem == nil ? nil : "unit-problem", choices: [])
    picks = found.units.map {
      Link(href: question.path(["unit": $0.unit.id.text]), text: $0.unit.fullName)
    }
    hasPicks = !picks.isEmpty
    rows = found.page.lines.map { line in
      Row(
        href: EvidencePath.piece(line.id), title: line.facts.title,
        note: [line.facts.number, line.facts.issuedOn?.vietnamese ?? "", line.facts.issuer]
          .filter { !$0.isEmpty }.joined(separator: " · "),
        unit: found.page.units[line.unit] ?? "–", date: line.file.at.date.iso,
        at: line.file.at.date.vietnamese, file: EvidenceWords.file(line.file),
        uses: language.number(found.page.proofs[line.id] ?? 0),
        force: EvidenceWords.force(line, on: call.act.today, language))
    }
    none =
      rows.isEmpty
      ? EvidenceListPage.none(question, mayAdd: mayAdd, call) : nil
    more = .of(
      first: question.after == nil ? nil : question.path(),
      next: found.page.next.map { question.path(after: $0) })
  }

  private static func none(
    _ question: EvidenceListQuestion, mayAdd: Bool, _ call: Call
  ) -> EmptyCard {
    if question.isNarrowed {
      return EmptyCard(
        title: call.text("evidence.none.filtered"), text: call.text("evidence.none.filteredHint"),
        action: Link(href: EvidencePath.all, text: call.text("evidence.none.all")))
    }
    return EmptyCard(
      title: call.text("evidence.none.begin"), text: call.text("evidence.none.beginHint"),
      action: mayAdd ? Link(href: EvidencePath.new, text: call.text("evidence.add")) : nil)
  }
}
