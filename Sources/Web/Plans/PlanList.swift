internal import Records
internal import Rules
internal import Store

/// Which plans the list is asked for.
struct PlanQuestion: Sendable {
  let year: Int?
  let stage: OfficePlan.Stage?
  let after: ID<OfficePlan>?

  init(_ call: Call) {
    year = call.query["year"].flatMap { Int($0) }
    stage = call.query["stage"].flatMap(OfficePlan.Stage.init(rawValue:))
    after = call.query["after"].flatMap { ID<OfficePlan>($0) }
  }

  var isNarrow: Bool { year != nil || stage != nil }
}

/// What the list of plans shows.
struct PlanList: Sendable {
  static let size = 50

  let plans: [OfficePlan]
  let hasMore: Bool
  let years: [Int]
  let units: [ID<Unit>: String]
  let progress: [ID<OfficePlan>: PlanProgress]

  init(_ question: PlanQuestion, _ db: any Reader, _ act: Act) throws {
    try Rights.demandSomewhere(.viewPlans, act)
    let found = try Plans.list(
      year: question.year, stage: question.stage, after: question.after,
      limit: PlanList.size + 1, db, act)
    plans = Array(found.prefix(PlanList.size))
    hasMore = found.count > PlanList.size
    years = try Plans.years(db, act)
    units = try Units.names(of: plans.map { ($0.unit, act.today) }, db)
    progress = try Plans.progress(of: plans.map(\.id), db, act)
  }
}

/// The plans that one may see.
struct PlansPage: Page {
  static let template = "plans"
  let title: String
  let trail: [Crumb]
  let mayDraft: Bool
  let newPath: String
  let blankPath: String
  let filters: Filters?
  let rows: [Row]
  let more: More?
  let empty: Empty?

  struct Filters: Encodable, Sendable {
    let year: Field
    let stage: Field
  }

  struct Row: Encodable, Sendable {
    let href: String
    let title: String
    let reference: String
    let unit: String
    let date: String?
    let stage: String
    let stamp: String
    let tasks: String
    let duties: Link?
    let overdue: String?
  }

  struct Empty: Encodable, Sendable {
    let title: String
    let text: String
    let mayDraft: Bool
  }

  static let sample = PlansPage(
    title: "Kế hoạch", trail: [], mayDraft: true, newPath: "/plans/new", blankPath: "/plans/blank",
    filters: Filters(year: .sample, stage: .sample),
    rows: [
      Row(
        href: "/plans/01", title: "Cải cách hành chính năm 2026", reference: "18/KH-UBND",
        unit: "Tỉnh Hương Giang", date: "12/01/2026", stage: "đã ban hành", stamp: "done",
        tasks: "12", duties: Link(href: "/duties?plan=01", text: "30/120"), overdue: "2 quá hạn")
    ], more: .sample,
    empty: Empty(title: "Chưa có kế hoạch nào", text: "Đọc kế hoạch từ tệp.", mayDraft: true))
}

extension PlansPage {
  init(_ question: PlanQuestion, _ found: PlanList, _ call: Call) {
    let language = call.language
    let mayDraft = call.visitor.session?.may(.changePlans) == true
    title = call.text("plans.title")
    trail = []
    self.mayDraft = mayDraft
    newPath = PlanPath.new
    blankPath = PlanPath.blank
    filters = found.years.isEmpty ? nil : Filters(question, found.years, call)
    rows = found.plans.map { Row($0, found, language) }
    more = More.of(
      first: question.after == nil
        ? nil : PlanPath.list(year: question.year, stage: question.stage),
      next: found.hasMore
        ? PlanPath.list(year: question.year, stage: question.stage, after: found.plans.last?.id)
        : nil)
    let which = question.isNarrow ? "filtered" : mayDraft ? "drafter" : "reader"
    empty =
      found.plans.isEmpty
      ? Empty(
        title: call.text("plans.none." + which), text: call.text("plans.noneHint." + which),
        mayDraft: which == "drafter")
      : nil
  }
}

extension PlansPage.Filters {
  init(_ question: PlanQuestion, _ years: [Int], _ call: Call) {
    year = call.field(
      "year", question.year.map(String.init), [],
      choices: [("", call.text("plans.allYears"))] + years.map { ("\($0)", "\($0)") })
    stage = call.field(
      "stage", question.stage?.rawValue, [],
      choices: [("", call.text("plans.allStages"))]
        + OfficePlan.Stage.allCases.map { ($0.rawValue, call.language.stage($0)) })
  }
}

extension PlansPage.Row {
  init(_ plan: OfficePlan, _ found: PlanList, _ language: Language) {
    let progress = found.progress[plan.id]
    href = PlanPath.plan(plan.id)
    title = plan.facts.title
    reference = language.reference(plan.facts)
    unit = found.units[plan.unit] ?? ""
    date = plan.facts.signedOn?.vietnamese
    stage = language.stage(plan.stage)
    stamp = plan.stage.stamp
    tasks = language.number(progress?.tasks ?? 0)
    duties = (progress?.duties).flatMap(language.progress).map {
      Link(href: DutyPath.list(plan: plan.id), text: $0)
    }
    let late = progress?.duties.overdue ?? 0
    overdue = late > 0 ? language.text("plans.overdue", language.number(late)) : nil
  }
}
