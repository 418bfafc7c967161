internal import Records
internal import Rules
internal import Store

/// Who was head of which unit when duties ran out of time.
struct LedgerPage: Page {
  static let template = "ledger"
  let title: String
  let trail: [Crumb]
  let from: Field
  let to: Field
  let unit: Field
  let rows: [Row]
  let none: EmptyCard?
  let detail: Detail?
  let more: More?

  struct Row: Encodable, Sendable {
    let href: String
    /// Whose page is shown; nil where the unit had no head.
    let person: String
    let isVacant: Bool
    let unit: String
    let all: String
    let late: String
    let stillOwed: String
    /// By the last day as it was extended, and by the first.
    let onTime: String
    let firstOnTime: String
  }

  /// The duties of the line that was chosen.
  struct Detail: Encodable, Sendable {
    let title: String
    let rows: [DutyRow]
  }

  static let sample = LedgerPage(
    title: "Sổ theo dõi trách nhiệm", trail: [Crumb(href: "/duties", text: "Việc được giao")],
    from: .sample, to: .sample, unit: .sample,
    rows: [
      Row(
        href: "/duties/ledger?holder=01", person: "Đặng Quốc Bình", isVacant: true,
        unit: "Xã Phú Lộc", all: "12", late: "3", stillOwed: "1", onTime: "75%",
        firstOnTime: "67%")
    ], none: .sample, detail: Detail(title: "Đặng Quốc Bình", rows: [.sample]), more: .sample)
}

/// What the ledger is asked, as its address says it.
struct LedgerQuestion: Sendable {
  /// Lines of one page.
  static let lines = 50

  let fields: Fields
  let from: CivilDate
  let to: CivilDate
  let page: Int
  /// `?holder=UNIT~PERSON`, `UNIT~none` where nobody was head.
  let holder: Responsibility.Holder?
  let problems: [Problem]

  init(_ call: Call) {
    fields = call.query
    let today = call.act.today
    var problems: [Problem] = []
    func day(_ name: String) -> CivilDate? {
      guard let text = call.query[name], !text.isEmpty else { return nil }
      let day = CivilDate(typed: text)
      if day == nil { problems.append(Problem(name, DateText.refusal(text))) }
      return day
    }
    from = day("from") ?? CivilDate(year: today.year, month: 1, day: 1) ?? today
    to = day("to") ?? today
    if from > to {
      problems.append(Problem("to", "Ngày cuối không được trước ngày đầu."))
    }
    self.problems = problems
    page = min(call.pageNumber, 10_000)
    let parts = (call.query["holder"] ?? "").split(separator: "~", maxSplits: 1)
    holder =
      parts.count == 2
      ? ID<Unit>(parts[0]).map { Responsibility.Holder(unit: $0, person: ID<Person>(parts[1])) }
      : nil
  }

  func path(page: Int? = nil, holder: Responsibility.Holder? = nil) -> String {
    DutyPath.ledger
      + Fields.query([
        ("from", fields["from"]), ("to", fields["to"]), ("unit", fields["unit"]),
        ("page", page.map(String.init)),
        ("holder", holder.map { $0.unit.text + "~" + ($0.person?.text ?? "none") }),
      ])
  }
}

/// What the ledger says.
struct LedgerAnswer: Sendable {
  var ledger: Responsibility.Page
  var detail: [DutyLine] = []
  var names: [ID<Unit>: String] = [:]
  var problems: [Problem]

  init(_ question: LedgerQuestion, _ db: any Reader, _ act: Act) throws {
    problems = question.problems
    var asked = Responsibility.Question(from: question.from, to: question.to)
    switch try NamedUnit.find("unit", question.fields, db, act) {
    case .nothing: break
    case .one(let id): asked.unit = id
    case .refused(let problem): problems.append(Problem("unit", problem.text))
    }
    ledger = try Responsibility.ledger(
      asked, skipping: (question.page - 1) * LedgerQuestion.lines, limit: LedgerQuestion.lines, db,
      act)
    guard let holder = question.holder else { return }
    detail = try Responsibility.duties(of: holder, asked, db, act)
    names = try Units.names(of: detail.map { ($0.unit, act.today) }, db)
  }
}

extension LedgerPage {
  init(_ question: LedgerQuestion, _ found: LedgerAnswer, _ call: Call) {
    let language = call.language
    title = language.text("ledger.title")
    trail = [Crumb(href: DutyPath.all, text: language.text("duties.title"))]
    from = call.dateField("from", question.from, found.problems, typed: question.fields["from"])
    to = call.dateField("to", question.to, found.problems, typed: question.fields["to"])
    let problem = found.problems.first { $0.field == "unit" }.map { language.say($0.text) }
    unit = Field(
      id: "unit", value: question.fields["unit"] ?? "", problem: problem,
      describedBy: problem == nil ? nil : "unit-problem", choices: [])
    rows = found.ledger.lines.map { line in
      Row(
        href: question.path(holder: line.holder) + "#detail",
        person: line.personName ?? language.text("ledger.vacant"),
        isVacant: line.personName == nil, unit: line.unitName, all: language.number(line.all),
        late: language.number(line.late), stillOwed: language.number(line.stillOwed),
        onTime: DutyWords.share(line.all - line.late, of: line.all),
        firstOnTime: DutyWords.share(line.all - line.firstLate, of: line.all))
    }
    none =
      rows.isEmpty
      ? EmptyCard(
        title: language.text("ledger.none"), text: language.text("ledger.noneHint"), action: nil)
      : nil
    detail = LedgerPage.detail(question, found, call)
    let isMore = question.page * LedgerQuestion.lines < found.ledger.count
    more = .of(
      first: question.page == 1 ? nil : question.path(),
      next: isMore ? question.path(page: question.page + 1) : nil)
  }

  private static func detail(
    _ question: LedgerQuestion, _ found: LedgerAnswer, _ call: Call
  ) -> Detail? {
    guard let holder = question.holder, !found.detail.isEmpty else { return nil }
    let line = found.ledger.lines.first { $0.holder == holder }
    let name = line.map {
      ($0.personName ?? call.text("ledger.vacant")) + ", " + $0.unitName
    }
    return Detail(
      title: call.language.text("ledger.detail", name ?? ""),
      rows: found.detail.map { DutyRow($0, named: found.names[$0.unit] ?? "–", call) })
  }
}
