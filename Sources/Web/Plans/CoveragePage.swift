internal import Records
internal import Rules
internal import Store

/// Who has issued a plan of their own, who is late, and which tasks no plan below takes up.
struct CoveragePage: Page {
  static let template = "plan-coverage"
  let title: String
  let lead: String
  let trail: [Crumb]
  let figures: [HomePage.Figure]
  let show: Field
  let action: String
  let due: String?
  let hasReckoning: Bool
  let reckoning: [String]
  let rows: [Row]
  let noRows: String?
  let tasks: [Task]
  let noTasks: String?

  struct Row: Encodable, Sendable {
    let unit: String
    let href: String
    let due: String
    let state: String
    let stamp: String
    let issued: String?
    let plan: String?
    let settle: String?
  }

  struct Task: Encodable, Sendable {
    let href: String
    let text: String
    let isOpen: Bool
    let plans: [Link]
  }

  static let sample = CoveragePage(
    title: "Kế hoạch cấp dưới", lead: "18/KH-UBND", trail: [],
    figures: [
      HomePage.Figure(href: "/plans/01/coverage", number: "3", text: "đã ban hành", note: "1 trễ")
    ], show: .sample, action: "/plans/01/coverage", due: "30/11/2026", hasReckoning: true,
    reckoning: ["30/11/2026: ngày làm việc thứ 10"],
    rows: [
      Row(
        unit: "Xã Phú Lộc", href: "/duties/01", due: "30/11/2026", state: "đã ban hành",
        stamp: "done", issued: "12/KH-UBND", plan: "/plans/02", settle: "/duties/01/sub-plan")
    ], noRows: "Không có đơn vị nào.",
    tasks: [Task(href: "/plans/01#t-1", text: "Rà soát", isOpen: true, plans: [.sample])],
    noTasks: "Không có nhiệm vụ nào.")
}

extension CoveragePage {
  /// What can be looked at alone; "open" are tasks that nobody takes up.
  static let shows = ["late", "left", "issued", "open"]

  init(_ found: PlanCoverage, _ mayReport: Set<ID<Duty>>, _ call: Call) {
    let language = call.language
    let id = found.plan.id
    let chosen = call.query["show"].flatMap { Self.shows.contains($0) ? $0 : nil }
    title = call.text("coverage.title")
    lead = language.reference(found.plan.facts) + " – " + found.plan.facts.title
    trail = PlanTrail.to(found.plan, call)
    let open = found.tasks.filter(\.plans.isEmpty)
    let issued = found.count(.issued, .issuedLate)
    func figure(_ show: String, _ count: Int, _ note: String? = nil) -> HomePage.Figure {
      HomePage.Figure(
        href: PlanPath.coverage(id, show), number: language.number(count),
        text: call.text("coverage.figure." + show), note: note)
    }
    figures = [
      figure(
        "issued", issued,
        language.text("coverage.of", language.number(issued), language.number(found.lines.count))),
      figure("late", found.count(.late)), figure("left", found.count(.left)),
      figure("open", open.count),
    ]
    show = call.field(
      "show", chosen, [],
      choices: [("", call.text("coverage.all"))]
        + Self.shows.map { ($0, call.text("coverage.show." + $0)) })
    action = PlanPath.coverage(id)
    due = found.lines.first?.duty.firstDue.vietnamese
    hasReckoning = !found.reckoning.isEmpty
    reckoning = found.reckoning
    let lines = found.lines.filter { chosen == nil || $0.state.show == chosen }
    rows = lines.map { Row($0, mayReport.contains($0.duty.id), language) }
    noRows =
      !rows.isEmpty
      ? nil : call.text(found.lines.isEmpty ? "coverage.nobody" : "coverage.noneSuch")
    let shown = chosen == nil ? found.tasks : chosen == "open" ? open : []
    tasks = shown.map { Task($0, found, language) }
    noTasks = tasks.isEmpty ? call.text("coverage.noTasks") : nil
  }
}

extension CoveragePage.Row {
  init(_ line: PlanCoverage.Line, _ mayReport: Bool, _ language: Language) {
    unit = line.unitName
    href = DutyPath.duty(line.duty.id)
    due = line.duty.due.vietnamese
    state = language.subPlan(line.state)
    stamp = line.state.kind == .late ? "late" : line.state.show == "issued" ? "done" : ""
    let date = line.issuedOn?.vietnamese
    issued =
      line.state.show != "issued"
      ? nil
      : line.number.isEmpty
        ? date : language.text("coverage.number", line.number, date ?? "–")
    plan = line.plan.map { PlanPath.plan($0) }
    settle = mayReport && line.state.show != "issued" ? PlanPath.issue(line.duty.id) : nil
  }
}

extension CoveragePage.Task {
  init(_ taken: PlanCoverage.Taken, _ found: PlanCoverage, _ language: Language) {
    href = PlanPath.place(taken.task.position, in: taken.task.plan)
    text = "\(taken.task.position). " + String(taken.task.facts.text.prefix(200))
    isOpen = taken.plans.isEmpty
    plans = taken.plans.map {
      Link(
        href: PlanPath.plan($0.id),
        text: (found.units[$0.unit] ?? "") + ", " + language.reference($0.facts))
    }
  }
}

extension SubPlanState {
  /// The filter it falls under.
  fileprivate var show: String {
    switch self {
    case .issued: "issued"
    case .late: "late"
    case .left: "left"
    }
  }
}

extension Language {
  fileprivate func subPlan(_ state: SubPlanState) -> String {
    switch state {
    case .issued(let late):
      late.map { text("coverage.state.issuedLate", number($0)) } ?? text("coverage.state.issued")
    case .late(0): text("coverage.state.justLate")
    case .late(let days): text("coverage.state.late", number(days))
    case .left(0): text("coverage.state.today")
    case .left(let days): text("coverage.state.left", number(days))
    }
  }
}
