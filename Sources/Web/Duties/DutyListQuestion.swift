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
    after = query["after"].flatMap(DutyPage.Place.init(typed:))
  }

  /// Whether anything narrows the list.
  var isNarrowed: Bool {
    ["due", "stage", "plan", "unit"].contains { !(fields[$0] ?? "").isEmpty }
  }

  /// The same question with some fields changed, from its first row.
  func path(_ changes: [String: String?] = [:], after: DutyPage.Place? = nil) -> String {
    let names = ["scope", "due", "plan", "unit", "stage"]
    return DutyPath.all
      + Fields.query(
        names.map { name in
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

/// What the lists say to a question.
struct DutyListAnswer: Sendable {
  let scope: DutyScope
  /// By scope, with the filters for plan and unit; scopes that are not the visitor's are missing.
  var counts: [DutyScope: DutyCount] = [:]
  var page: DutyPage
  var plans: [OfficePlan]
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
    for scope in DutyScope.allCases {
      guard let asked = scope.question(act, unit: unit, plan: question.plan) else { continue }
      counts[scope] = try Duties.count(asked, db, act)
    }
    let hasOwn = counts[.mine].map { $0.all > 0 } ?? false
    let wanted = question.scope ?? (hasOwn ? .mine : .all)
    scope = counts[wanted] == nil ? .all : wanted
    plans = try Plans.list(stage: .published, db, act)
    var asked =
      scope.question(act, unit: unit, plan: question.plan) ?? DutyQuestion(plan: question.plan)
    if scope != .waiting { asked.stages = question.stages }
    asked.due = question.due
    page = try Duties.list(asked, after: question.after, db, act)
  }
}

extension DutyScope {
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
        act.actor.grants.contains(where: { Permissions.allows($0.role, .decideDuties, .own) })
      else { return nil }
      question.isForDecision = true
      question.stages = [.reported]
    }
    return question
  }
}
