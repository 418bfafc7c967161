internal import Records
internal import Rules
internal import Store

/// What a visitor asks of the lists, as the address says it.
struct DutyListQuestion: Sendable {
  /// `?stage=`: done ones too. Without it the list holds what is not finished.
  static let anyStage = "any"
  static let unfinished: [DutyStage] = [.open, .returned, .reported]

  let fields: Fields
  let scope: DutyScope?
  let due: DutyQuestion.Due?
  let stages: [DutyStage]
  let plan: ID<OfficePlan>?
  let task: ID<PlanTask>?
  /// Due on this day.
  let day: CivilDate?
  /// `?source=directive`: what leaders gave outside plans.
  let isDirective: Bool
  let after: DutyPage.Place?

  init(_ query: Fields) {
    fields = query
    scope = query["scope"].flatMap(DutyScope.init(rawValue:))
    due = query["due"].flatMap(DutyQuestion.Due.init(rawValue:))
    let stage = query["stage"] ?? ""
    stages =
      stage == DutyListQuestion.anyStage
      ? [] : DutyStage(rawValue: stage).map { [$0] } ?? DutyListQuestion.unfinished
    plan = query["plan"].flatMap { ID<OfficePlan>($0) }
    task = query["task"].flatMap { ID<PlanTask>($0) }
    day = query["day"].flatMap { CivilDate(iso: $0) }
    isDirective = query["source"] == "directive"
    after = query["after"].flatMap(DutyPage.Place.init(typed:))
  }

  private static let narrowing = ["due", "stage", "plan", "unit", "task", "day", "source"]

  /// Whether anything narrows the list.
  var isNarrowed: Bool {
    DutyListQuestion.narrowing.contains { !(fields[$0] ?? "").isEmpty }
  }

  /// The same question with some fields changed, from its first row.
  func path(_ changes: [String: String?] = [:], after: DutyPage.Place? = nil) -> String {
    DutyPath.all + query(changes, after: after)
  }

  /// What stands behind the path: `?scope=mine&due=soon`; empty where nothing is asked.
  func query(_ changes: [String: String?] = [:], after: DutyPage.Place? = nil) -> String {
    Fields.query(
      (["scope"] + DutyListQuestion.narrowing).map { name in
        (name: name, value: changes.keys.contains(name) ? changes[name] ?? nil : fields[name])
      } + [("after", after?.typed)])
  }
}

extension DutyPage.Place {
  /// As it stands in an address: `ID~2026-12-31`; nil for anything else.
  init?(typed text: String) {
    guard let cut = text.firstIndex(of: "~"), let id = ID<Duty>(text[..<cut]),
      let due = CivilDate(iso: text[text.index(after: cut)...])
    else { return nil }
    self.init(due: due, duty: id)
  }

  var typed: String { duty.text + "~" + due.iso }
}

/// A question with its words looked up: the scope that is the visitor's, and the unit that was named.
struct DutyAsked: Sendable {
  let scope: DutyScope
  /// By scope, with the filters for plan and unit; scopes that are not the visitor's are missing.
  let counts: [DutyScope: DutyCount]
  let question: DutyQuestion
  /// The unit that is asked for.
  var unitName: String?
  var problems: [Problem] = []
  /// Units that fit where the filter names several.
  var units: [UnitLine] = []

  init(_ question: DutyListQuestion, _ db: any Reader, _ act: Act) throws {
    var unit: ID<Unit>?
    switch try NamedUnit.find("unit", question.fields, db, act) {
    case .nothing: break
    case .one(let id):
      unit = id
      unitName = try Units.find(id, on: act.today, db, act).fullName
    case .refused(let problem):
      problems = [Problem("unit", problem.text)]
      units = try NamedUnit.candidates("unit", question.fields, db, act)
    }
    let lists = DutyScope.allCases.compactMap { scope in
      scope.question(act, unit: unit, plan: question.plan).map { found in
        var asked = found
        asked.isDirective = question.isDirective
        return (scope, asked)
      }
    }
    let sums = try Duties.counts(of: lists.map(\.1), db, act)
    // Those who only report have answers to give where their unit leads others.
    let shown = zip(lists.map(\.0), sums).filter { scope, count in
      scope != .waiting || count.reported > 0 || DutyScope.decides(act)
    }
    let counts = Dictionary(
      shown.map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    let hasOwn = counts[.mine].map { $0.all > 0 } ?? false
    let wanted = question.scope ?? (hasOwn ? .mine : .all)
    scope = counts[wanted] == nil ? .all : wanted
    self.counts = counts
    var asked =
      scope.question(act, unit: unit, plan: question.plan) ?? DutyQuestion(plan: question.plan)
    if scope != .waiting { asked.stages = question.stages }
    asked.due = question.due
    asked.task = question.task
    asked.isDirective = question.isDirective
    asked.days = question.day.map { $0...$0 }
    self.question = asked
  }
}

/// What the lists say to a question.
struct DutyListAnswer: Sendable {
  let asked: DutyAsked
  let page: DutyPage
  let plans: [OfficePlan]
  let saved: [SavedFilter]

  var scope: DutyScope { asked.scope }
  var counts: [DutyScope: DutyCount] { asked.counts }

  init(_ question: DutyListQuestion, _ db: any Reader, _ act: Act) throws {
    asked = try DutyAsked(question, db, act)
    plans = try Plans.list(stage: .published, db, act)
    page = try Duties.list(asked.question, after: question.after, db, act)
    saved = try SavedFilters.list(db, act)
  }
}

extension DutyScope {
  /// Whether the visitor's own role makes them answer what units report.
  static func decides(_ act: Act) -> Bool {
    act.actor.grants.contains { Permissions.allows($0.role, .decideDuties, .own) }
  }

  /// Nil where the visitor has no such list.
  func question(
    _ act: Act, unit: ID<Unit>? = nil, plan: ID<OfficePlan>? = nil
  ) -> DutyQuestion? {
    var question = DutyQuestion(unit: unit, withUnder: true, plan: plan)
    switch self {
    case .all: break
    case .mine:
      let own = Set(act.actor.grants.compactMap(\.unit)).sorted()
      guard !own.isEmpty else { return nil }
      question.among = own
    case .waiting:
      guard
        act.actor.grants.contains(where: { Permissions.allows($0.role, .reportDuties, .own) })
      else { return nil }
      question.isForDecision = true
      question.stages = [.reported]
    }
    return question
  }
}
