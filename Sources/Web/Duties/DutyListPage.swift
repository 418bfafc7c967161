internal import Records
internal import Rules

/// What units owe, by date.
struct DutyListPage: Page {
  static let template = "duties"
  let title: String
  let lead: String
  /// What else one may do with duties.
  let acts: [Link]
  let tabs: [Tab]
  /// More than one list.
  let hasTabs: Bool
  let figures: Figures?
  /// Kept by the form of filters.
  let kept: [Kept]
  let due: Field
  let plan: Field
  let unit: Field
  let stage: Field
  let source: Field
  let picks: [Link]
  let hasPicks: Bool
  let rows: [DutyRow]
  let none: EmptyCard?
  let more: More?
  /// This question, for a file and for keeping it.
  let query: String
  let calendar: String
  /// Nil where nothing is kept and nothing to keep.
  let saved: SavedCard?

  struct Kept: Encodable, Sendable {
    let name: String
    let value: String
  }

  /// The visitor's own choices, and keeping this one.
  struct SavedCard: Encodable, Sendable {
    let list: [Saved]
    let isNew: Bool
    let name: Field
  }

  struct Saved: Encodable, Sendable {
    let href: String
    let name: String
    let removal: String
    let current: Bool
  }

  struct Tab: Encodable, Sendable {
    let href: String
    let text: String
    let count: String
    let isLate: Bool
    let current: Bool
  }

  struct Figures: Encodable, Sendable {
    let list: [Figure]
  }

  struct Figure: Encodable, Sendable {
    let href: String
    let number: String
    let text: String
    let note: String?
    let isLate: Bool
  }

  static let sample = DutyListPage(
    title: "Việc được giao", lead: "Thứ Sáu, 20/11/2026",
    acts: [Link(href: "/duties/new", text: "Giao việc")],
    tabs: [Tab(href: "/duties", text: "Việc của tôi", count: "3", isLate: true, current: true)],
    hasTabs: true,
    figures: Figures(list: [
      Figure(href: "/duties", number: "2", text: "quá hạn", note: "theo hạn đầu", isLate: true)
    ]), kept: [Kept(name: "scope", value: "mine")], due: .sample, plan: .sample, unit: .sample,
    stage: .sample, source: .sample,
    picks: [Link(href: "/duties?unit=01", text: "Xã Phú Lộc")], hasPicks: true, rows: [.sample],
    none: .sample, more: .sample, query: "scope=mine", calendar: "/duties/calendar",
    saved: SavedCard(
      list: [
        Saved(
          href: "/duties?due=overdue", name: "Quá hạn của xã",
          removal: "/duties/filters/1/removal", current: false)
      ], isNew: true, name: .sample))
}

extension DutyListPage {
  init(
    _ question: DutyListQuestion, _ answer: DutyListAnswer, _ call: Call, _ problems: [Problem] = []
  ) {
    let language = call.language
    title = language.text("duties.title")
    lead = language.text("weekday.\(call.act.today.weekday)") + ", " + call.act.today.vietnamese
    let mayGive = call.visitor.session?.may(.giveDuties) == true
    acts =
      (mayGive
        ? [
          Link(href: DutyPath.give, text: language.text("give.title")),
          Link(href: DutyPath.unclaimed, text: language.text("unclaimed.title")),
        ] : []) + [Link(href: DutyPath.ledger, text: language.text("ledger.title"))]
    source = call.filter(
      "source",
      ["", "directive"].map { ($0, language.text("duties.source." + ($0.isEmpty ? "any" : $0))) })
    tabs = DutyListPage.tabs(answer.asked, language) {
      question.path(["scope": $0.rawValue, "stage": nil, "due": nil, "day": nil, "task": nil])
    }
    hasTabs = tabs.count > 1
    figures = DutyListPage.figures(question, answer, language)
    kept = [
      Kept(name: "scope", value: answer.scope.rawValue),
      question.task.map { Kept(name: "task", value: $0.text) },
      question.day.map { Kept(name: "day", value: $0.iso) },
    ].compactMap(\.self)
    due = call.filter(
      "due",
      [("", language.text("duties.due.any"))]
        + DutyQuestion.Due.allCases.map {
          ($0.rawValue, language.text("duties.due." + $0.rawValue))
        })
    plan = call.filter(
      "plan",
      [("", language.text("duties.plan.any"))]
        + answer.plans.map { ($0.id.text, DutyListPage.name($0)) })
    stage = call.filter("stage", DutyListPage.stages(language))
    unit = DutyListPage.unit(answer, call)
    picks = answer.asked.units.map {
      Link(href: question.path(["unit": $0.unit.id.text]), text: $0.unit.fullName)
    }
    hasPicks = !picks.isEmpty
    rows = answer.page.lines.map { DutyRow($0, in: answer.page, call) }
    none = rows.isEmpty ? DutyListPage.none(question, answer, call) : nil
    more = .of(
      first: question.after == nil ? nil : question.path(),
      next: answer.page.next.map { question.path(after: $0) })
    query = String(question.query(["scope": answer.scope.rawValue]).dropFirst())
    calendar = DutyPath.calendar + Fields.query([("scope", answer.scope.rawValue)])
    saved = DutyListPage.saved(question, answer, query, call, problems)
  }

  private static func saved(
    _ question: DutyListQuestion, _ answer: DutyListAnswer, _ query: String, _ call: Call,
    _ problems: [Problem]
  ) -> SavedCard? {
    let isNew = question.isNarrowed && !answer.saved.contains { $0.query == query }
    guard isNew || !answer.saved.isEmpty else { return nil }
    return SavedCard(
      list: answer.saved.map {
        Saved(
          href: DutyPath.all + "?" + $0.query, name: $0.name,
          removal: DutyPath.removal(of: $0.id), current: $0.query == query)
      }, isNew: isNew, name: call.field("name", nil, problems))
  }

  /// The lists that the visitor has, each with what waits in it.
  static func tabs(
    _ asked: DutyAsked, _ language: Language, _ path: (DutyScope) -> String
  ) -> [Tab] {
    DutyScope.allCases.compactMap { scope in
      guard let count = asked.counts[scope] else { return nil }
      // A commune without units under it has one list, not the same one twice.
      if scope == .all, count.all == asked.counts[.mine]?.all, asked.scope != .all { return nil }
      return Tab(
        href: path(scope), text: language.text("duties.scope." + scope.rawValue),
        count: language.number(
          scope == .waiting ? count.reported : count.overdue + count.pending),
        isLate: scope != .waiting && count.overdue > 0, current: scope == asked.scope)
    }
  }

  private static func figures(
    _ question: DutyListQuestion, _ answer: DutyListAnswer, _ language: Language
  ) -> Figures? {
    guard answer.scope != .waiting, let count = answer.counts[answer.scope], count.all > 0 else {
      return nil
    }
    func figure(
      _ key: String, _ number: Int, _ filters: [String: String?], isLate: Bool = false
    ) -> Figure {
      let scope: [String: String?] = ["scope": answer.scope.rawValue, "due": nil, "stage": nil]
      return Figure(
        href: question.path(scope.merging(filters) { _, new in new }),
        number: language.number(number), text: language.text("duties.figure." + key), note: nil,
        isLate: isLate)
    }
    var list = [
      figure("overdue", count.overdue, ["due": "overdue"], isLate: count.overdue > 0),
      figure("soon", count.soon, ["due": "soon"]),
      figure("reported", count.reported, ["stage": "reported"]),
      figure("accepted", count.accepted, ["stage": "accepted"]),
    ]
    if count.accepted > 0 {
      list.append(
        Figure(
          href: list[3].href, number: DutyWords.share(count.onTime, of: count.accepted),
          text: language.text("duties.figure.onTime"),
          note: language.text(
            "duties.figure.byFirst", DutyWords.share(count.firstOnTime, of: count.accepted)),
          isLate: false))
    }
    return Figures(list: list)
  }

  private static func stages(_ language: Language) -> [(value: String, text: String)] {
    [("", language.text("duties.stage.unfinished"))]
      + DutyStage.allCases.map { ($0.rawValue, language.text("duty.stage." + $0.rawValue)) }
      + [(DutyListQuestion.anyStage, language.text("duties.stage.any"))]
  }

  private static func name(_ plan: OfficePlan) -> String {
    DutyWords.short(
      [plan.facts.reference, plan.facts.title].compactMap(\.self).joined(separator: " – "), 80)
  }

  private static func unit(_ answer: DutyListAnswer, _ call: Call) -> Field {
    let problem = answer.asked.problems.first.map { call.language.say($0.text) }
    return Field(
      id: "unit", value: answer.asked.unitName ?? call.query["unit"] ?? "", problem: problem,
      describedBy: problem == nil ? nil : "unit-problem", choices: [])
  }

  /// What an empty list means, and what to do next.
  private static func none(
    _ question: DutyListQuestion, _ answer: DutyListAnswer, _ call: Call
  ) -> EmptyCard {
    let all = Link(
      href: DutyPath.list(answer.scope, [("stage", DutyListQuestion.anyStage)]),
      text: call.text("duties.none.showAll"))
    if question.isNarrowed {
      return EmptyCard(
        title: call.text("duties.none.filtered"), text: call.text("duties.none.filteredHint"),
        action: all)
    }
    if answer.scope == .waiting {
      return EmptyCard(
        title: call.text("duties.none.waiting"), text: call.text("duties.none.waitingHint"),
        action: nil)
    }
    let hasSome = answer.counts[answer.scope].map { $0.all > 0 } ?? false
    return hasSome
      ? EmptyCard(
        title: call.text("duties.none.done"), text: call.text("duties.none.doneHint"), action: all)
      : EmptyCard(
        title: call.text("duties.none.begin"), text: call.text("duties.none.beginHint"),
        action: call.visitor.session?.may(.changePlans) == true
          ? Link(href: PlanPath.all, text: call.text("duties.none.plans")) : nil
      )
  }
}
