internal import Records
internal import Rules
internal import Store

/// What an amendment adds to a plan, changes and drops: before and after beside each other.
struct ChangesPage: Page {
  static let template = "plan-changes"
  let title: String
  let lead: String
  let trail: [Crumb]
  let reason: String
  let state: Link
  let groups: [Group]
  let none: String?

  struct Group: Encodable, Sendable {
    let title: String
    let items: [Item]
  }

  struct Item: Encodable, Sendable {
    let text: String
    let lines: [Line]
  }

  struct Line: Encodable, Sendable {
    let name: String
    let before: String
    let after: String
  }

  static let sample = ChangesPage(
    title: "Điều chỉnh lần 1", lead: "315/KH-UBND", trail: [], reason: "Theo chỉ đạo",
    state: .sample,
    groups: [
      Group(
        title: "Thay đổi (1)",
        items: [
          Item(text: "Rà soát", lines: [Line(name: "Thời hạn", before: "31/12", after: "31/01")])
        ])
    ], none: "Chưa có thay đổi.")
}

/// What the page of changes is made from.
struct ChangesAnswer: Sendable {
  let plan: OfficePlan
  let amendment: PlanAmendment
  let difference: PlanDifference
  let units: [ID<Unit>: String]

  init(_ id: ID<OfficePlan>, _ db: any Reader, _ act: Act) throws {
    guard let amendment = try PlanAmendments.find(id, db, act) else { throw Refusal.notFound }
    self.amendment = amendment
    plan = try Plans.find(amendment.plan, db, act)
    difference = try PlanAmendments.difference(id, db, act)
    let shares = difference.tasks.flatMap { ($0.before?.shares ?? []) + ($0.after?.shares ?? []) }
    let named = shares.compactMap { share in
      if case .unit(let unit) = share.who { unit } else { nil }
    }
    units = try Units.names(of: named.map { ($0, act.today) }, db)
  }
}

extension ChangesPage {
  init(_ found: ChangesAnswer, _ call: Call) {
    let language = call.language
    let amendment = found.amendment
    title = language.text("kin.amendment", amendment.position)
    lead = [
      amendment.facts.number.isEmpty ? call.text("plans.noNumber") : amendment.facts.number,
      amendment.facts.signedOn?.vietnamese, found.plan.facts.title,
    ].compactMap(\.self).joined(separator: ", ")
    trail = PlanTrail.to(found.plan, call)
    reason = amendment.facts.reason
    state = Link(
      href: PlanPath.plan(amendment.id),
      text: call.text(amendment.stage == .draft ? "kin.openDraft" : "kin.openBefore"))
    let tasks = found.difference.tasks
    let targets = found.difference.targets
    let all: [(key: String, items: [Item])] = [
      (
        "added",
        tasks.filter { $0.before == nil }.map { Item($0, found, language) }
          + targets.filter { $0.before == nil }.map { Item($0, language) }
      ),
      (
        "changed",
        tasks.filter { $0.before != nil && $0.after != nil }.map { Item($0, found, language) }
          + targets.filter { $0.before != nil && $0.after != nil }.map { Item($0, language) }
      ),
      (
        "dropped",
        tasks.filter { $0.after == nil }.map { Item($0, found, language) }
          + targets.filter { $0.after == nil }.map { Item($0, language) }
      ),
    ]
    groups = all.filter { !$0.items.isEmpty }.map {
      Group(
        title: language.text("changes." + $0.key, language.number($0.items.count)), items: $0.items)
    }
    none = found.difference.isEmpty ? call.text("changes.none") : nil
  }
}

extension ChangesPage.Item {
  init(
    _ pair: PlanDifference.Pair<PlanTask>, _ found: ChangesAnswer, _ language: Language
  ) {
    let (before, after) = (pair.before, pair.after)
    text = after?.facts.text ?? before?.facts.text ?? ""
    func days(_ task: PlanTask) -> String {
      let days = language.days(Plans.days(task, found.plan))
      return [task.facts.deadline.words, days].compactMap(\.self).filter { !$0.isEmpty }
        .joined(separator: " → ")
    }
    func shares(_ task: PlanTask) -> String {
      task.shares.map { share in
        var name = share.words
        if case .unit(let unit) = share.who { name = found.units[unit] ?? name }
        return language.label(share.role.words) + ": " + name
      }.joined(separator: "; ")
    }
    let fields: [(key: String, value: (PlanTask) -> String)] = [
      ("task.text", \.facts.text), ("short.deadline", days), ("short.shares", shares),
      ("short.product", \.facts.product), ("short.evidence", \.facts.evidence),
      ("short.funding", \.facts.funding),
      ("short.estimate", { $0.facts.estimate.map(language.number) ?? "" }),
    ]
    lines = fields.compactMap { key, value in
      let (old, new) = (before.map(value) ?? "", after.map(value) ?? "")
      guard old != new else { return nil }
      // Of what is new or gone its own words stand above.
      guard key != "task.text" || (before != nil && after != nil) else { return nil }
      return ChangesPage.Line(name: language.text("plans." + key), before: old, after: new)
    }
  }

  init(_ pair: PlanDifference.Pair<PlanTarget>, _ language: Language) {
    text = pair.after?.facts.text ?? pair.before?.facts.text ?? ""
    let (old, new) = (
      pair.before.map { language.amount($0.facts) } ?? "",
      pair.after.map { language.amount($0.facts) } ?? ""
    )
    let line = ChangesPage.Line(name: language.text("changes.target"), before: old, after: new)
    lines = old == new ? [] : [line]
  }
}
