internal import Records
internal import Rules

/// What was found, by kind.
struct SearchPage: Page {
  static let template = "search"
  let title: String
  let q: Field
  let kind: String?
  let tabs: [Tab]
  let hasTabs: Bool
  let groups: [Group]
  let none: EmptyCard?

  struct Tab: Encodable, Sendable {
    let href: String
    let text: String
    let current: Bool
  }

  struct Group: Encodable, Sendable {
    let title: String
    let hits: [Hit]
    /// Where there is more of it; nil where this is all.
    let more: String?
    let tooMany: Bool
  }

  struct Hit: Encodable, Sendable {
    let href: String
    let parts: [Part]
    let note: String?
  }

  struct Part: Encodable, Sendable {
    let text: String
    let isHit: Bool
  }

  static let sample = SearchPage(
    title: "Tìm kiếm", q: .sample, kind: "duty",
    tabs: [Tab(href: "/search?q=hoa", text: "Tất cả", current: true)], hasTabs: true,
    groups: [
      Group(
        title: "Đơn vị",
        hits: [
          Hit(
            href: "/units/01",
            parts: [Part(text: "Xã ", isHit: false), Part(text: "Hoà Bình", isHit: true)],
            note: "Tỉnh Tân An")
        ], more: "/search?q=hoa&kind=unit", tooMany: true)
    ], none: .sample)
}

extension SearchPage {
  init(_ question: SearchQuestion, _ answer: SearchAnswer, _ call: Call) {
    title = call.text("search.title")
    q = Field(
      id: "q", value: question.text, problem: nil, describedBy: nil, choices: [])
    kind = question.kind?.rawValue
    let isAsked = !Search.words(question.text).isEmpty
    tabs =
      isAsked
      ? [
        Tab(
          href: SearchPath.search(question.text), text: call.text("search.all"),
          current: question.kind == nil)
      ]
        + SearchKind.allCases.map { kind in
          Tab(
            href: SearchPath.search(question.text, kind),
            text: call.text("search.kind." + kind.rawValue), current: kind == question.kind)
        } : []
    hasTabs = isAsked
    let words = Set(Search.words(question.text).map(\.word))
    groups = answer.finds.filter { !$0.hits.isEmpty }.map { found in
      Group(
        title: call.text("search.kind." + found.kind.rawValue),
        hits: found.hits.map { Hit($0, words, call) },
        more: found.hasMore && question.kind == nil
          ? SearchPath.search(question.text, found.kind) : nil,
        tooMany: found.hasMore && question.kind != nil)
    }
    none = groups.isEmpty ? SearchPage.none(isAsked, question, call) : nil
  }

  private static func none(
    _ isAsked: Bool, _ question: SearchQuestion, _ call: Call
  ) -> EmptyCard {
    guard isAsked else {
      return EmptyCard(
        title: call.text("search.begin"), text: call.text("search.beginHint"), action: nil)
    }
    return EmptyCard(
      title: call.language.text("search.none", question.text), text: call.text("search.noneHint"),
      action: question.kind == nil
        ? nil : Link(href: SearchPath.search(question.text), text: call.text("search.everywhere")))
  }
}

extension SearchPage.Hit {
  fileprivate init(_ hit: SearchHit, _ words: Set<String>, _ call: Call) {
    let language = call.language
    parts = SearchText.excerpt(hit.text, words).map {
      SearchPage.Part(text: $0.text, isHit: $0.isHit)
    }
    let due = hit.due?.vietnamese
    switch hit.target {
    case .plan(let id, let stage):
      href = PlanPath.plan(id)
      note = [hit.unitName, language.text("plans.stage." + stage.rawValue)]
        .compactMap(\.self).joined(separator: " · ")
    case .duty(let id):
      href = DutyPath.duty(id)
      note = [hit.unitName, due.map { language.text("duty.dueOn", $0) }]
        .compactMap(\.self).joined(separator: " · ")
    case .task(let id):
      href = DutyPath.list(task: id)
      note = [
        language.text("search.manyUnits"), due.map { language.text("search.firstDue", $0) },
      ].compactMap(\.self).joined(separator: " · ")
    case .unit(let id):
      href = OrganisationPath.unit(id)
      note = hit.unitName
    }
  }
}
