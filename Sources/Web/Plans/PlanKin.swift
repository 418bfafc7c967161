internal import Records
internal import Rules
internal import Store

/// What stands around a plan, as it stands in the database.
struct PlanKinAnswer: Sendable {
  let tree: PlanTree
  let amendment: PlanAmendment?
  /// Tasks of the plan that this one was copied from that are not done.
  let unfinished: [PlanTask]
  let unfinishedCounts: [ID<PlanTask>: Int]

  init(_ plan: OfficePlan, _ db: any Reader, _ act: Act) throws {
    tree = try PlanTree(of: plan.id, db, act)
    amendment = plan.amends == nil ? nil : try PlanAmendments.find(plan.id, db, act)
    let open = plan.stage == .draft ? try PlanCopies.unfinished(plan, db, act) : []
    unfinished = open.map(\.task)
    unfinishedCounts = Dictionary(open.map { ($0.task.id, $0.duties) }) { first, _ in first }
  }
}

/// What a plan's page shows of the plans around it.
struct PlanKin: Encodable, Sendable {
  let amended: Amended?
  let copied: Copied?
  /// Higher plans, those below, and the other documents it rests on; nil where the page is of another state.
  let tree: Tree?
  let amendments: Amendments?

  /// The page shows a plan as it is to be, or as it was.
  struct Amended: Encodable, Sendable {
    let text: String
    let reason: String
    let plan: Link
    let changes: Link
    let edit: Link?
  }

  struct Copied: Encodable, Sendable {
    let text: String
    let count: String?
    let tasks: [Carried]
    /// Where everything is confirmed with one form.
    let confirm: String?
    let last: Link?
    let hasUnfinished: Bool
    let unfinished: [Link]
  }

  struct Carried: Encodable, Sendable {
    let href: String
    let text: String
    /// Names a year of the earlier plan.
    let isOld: Bool
    let id: String
  }

  struct Tree: Encodable, Sendable {
    let above: [Place]
    let below: [Place]
    let more: String?
    let bases: [String]
    let edit: String?
    let acts: [Link]
    let isEmpty: Bool
  }

  struct Place: Encodable, Sendable {
    let href: String?
    let text: String
    let note: String
  }

  struct Amendments: Encodable, Sendable {
    let list: [Amendment]
    let begin: String?
  }

  struct Amendment: Encodable, Sendable {
    let text: String
    let reason: String
    let isDraft: Bool
    let changes: String
    let state: Link
  }

  static let sample = PlanKin(
    amended: Amended(
      text: "Dự thảo điều chỉnh", reason: "Theo chỉ đạo", plan: .sample, changes: .sample,
      edit: .sample),
    copied: Copied(
      text: "Chép từ kế hoạch năm trước", count: "1 nhiệm vụ",
      tasks: [Carried(href: "#t-1", text: "Rà soát", isOld: true, id: "01")],
      confirm: "/plans/01/confirmation", last: .sample, hasUnfinished: true,
      unfinished: [.sample]),
    tree: Tree(
      above: [Place(href: "/plans/02", text: "18/KH-UBND", note: "Tỉnh")],
      below: [Place(href: "/plans/03", text: "12/KH-UBND", note: "Xã")], more: "và 3 kế hoạch",
      bases: ["Nghị quyết 76/NQ-CP"], edit: "/plans/01/bases", acts: [.sample], isEmpty: true),
    amendments: Amendments(
      list: [
        Amendment(
          text: "Lần 1", reason: "Theo chỉ đạo", isDraft: true, changes: "/c", state: .sample)
      ], begin: "/plans/01/amendments/new"))
}

extension Link {
  static let sample = Link(href: "/plans/01", text: "18/KH-UBND")
}

extension PlanKin {
  init(_ found: PlanAnswer, _ language: Language) {
    let kin = found.kin
    amended = kin.amendment.map { Amended($0, found, language) }
    copied =
      found.plan.stage == .draft && found.plan.copiedFrom != nil ? Copied(found, language) : nil
    tree = kin.amendment == nil ? Tree(found, language) : nil
    let mayBegin =
      found.plan.stage == .published && found.mayChange
      && !kin.tree.amendments.contains { $0.stage == .draft }
    let begin = mayBegin ? PlanPath.newAmendment(of: found.plan.id) : nil
    amendments =
      kin.amendment == nil && (begin != nil || !kin.tree.amendments.isEmpty)
      ? Amendments(
        list: kin.tree.amendments.map { Amendment($0, language) }, begin: begin) : nil
  }
}

extension PlanKin.Amended {
  init(_ amendment: PlanAmendment, _ found: PlanAnswer, _ language: Language) {
    let isDraft = amendment.stage == .draft
    text = language.text(isDraft ? "kin.isDraft" : "kin.wasBefore", amendment.position)
    reason = amendment.facts.reason
    plan = Link(href: PlanPath.plan(amendment.plan), text: language.text("kin.toPlan"))
    changes = Link(href: PlanPath.changes(amendment.id), text: language.text("kin.changes"))
    edit =
      isDraft && found.mayChange
      ? Link(href: PlanPath.amendment(amendment.id), text: language.text("kin.editAmendment"))
      : nil
  }
}

extension PlanKin.Copied {
  init(_ found: PlanAnswer, _ language: Language) {
    let plan = found.plan
    let carried = found.tasks.filter(\.isCarriedOver)
    text = language.text("kin.copied")
    count =
      carried.isEmpty ? nil : language.text("kin.carried", language.number(carried.count))
    let mayConfirm = found.mayChange
    tasks = carried.map { task in
      PlanKin.Carried(
        href: "#t-\(task.position)",
        text: "\(task.position). " + String(task.facts.text.prefix(120)),
        isOld: YearMove(from: plan.facts.year - 1, to: plan.facts.year).concerns(task.facts.text),
        id: task.id.text)
    }
    confirm = mayConfirm ? PlanPath.confirmation(plan.id) : nil
    last = plan.copiedFrom.map {
      Link(href: PlanPath.plan($0), text: language.text("kin.lastPlan"))
    }
    hasUnfinished = !found.kin.unfinished.isEmpty
    unfinished = found.kin.unfinished.compactMap { task in
      found.kin.unfinishedCounts[task.id].map { count in
        Link(
          href: DutyPath.list(plan: task.plan),
          text: language.text(
            "kin.unfinished", String(task.facts.text.prefix(120)), language.number(count)))
      }
    }
  }
}

extension PlanKin.Tree {
  init(_ found: PlanAnswer, _ language: Language) {
    let tree = found.kin.tree
    func place(_ plan: OfficePlan, _ depth: Int = 1) -> PlanKin.Place {
      let unit = tree.units[plan.unit] ?? ""
      return PlanKin.Place(
        href: PlanPath.plan(plan.id),
        text: language.reference(plan.facts) + " – " + plan.facts.title,
        note: depth > 1 ? language.text("kin.further", unit) : unit)
    }
    above = tree.above.map { higher in
      higher.plan.map { place($0) }
        ?? PlanKin.Place(
          href: nil, text: higher.basis.document, note: language.text("kin.outside"))
    }
    below = tree.below.map { place($0.plan, $0.depth) }
    more =
      tree.moreBelow > 0 ? language.text("kin.moreBelow", language.number(tree.moreBelow)) : nil
    bases = tree.bases.filter { !$0.isHigher }.map(\.document)
    edit = found.mayChange ? PlanPath.bases(found.plan.id) : nil
    var acts: [Link] = []
    let id = found.plan.id
    if found.plan.stage == .published {
      acts.append(Link(href: PlanPath.coverage(id), text: language.text("kin.coverage")))
    }
    if found.mayChange, above.contains(where: { $0.href != nil }) {
      acts.append(Link(href: PlanPath.links(id), text: language.text("kin.links")))
    }
    if found.mayChange, found.plan.stage == .published {
      acts.append(Link(href: PlanPath.copy(of: id), text: language.text("kin.copy")))
    }
    self.acts = acts
    isEmpty = above.isEmpty && below.isEmpty
  }
}

extension PlanKin.Amendment {
  init(_ amendment: PlanAmendment, _ language: Language) {
    let facts = amendment.facts
    isDraft = amendment.stage == .draft
    let number = facts.number.isEmpty ? language.text("plans.noNumber") : facts.number
    text = [
      language.text("kin.amendment", amendment.position), number, facts.signedOn?.vietnamese,
    ].compactMap(\.self).joined(separator: ", ")
    reason = facts.reason
    changes = PlanPath.changes(amendment.id)
    state = Link(
      href: PlanPath.plan(amendment.id),
      text: language.text(isDraft ? "kin.openDraft" : "kin.openBefore"))
  }
}
