internal import Records
internal import Rules

extension PlanPage {
  /// Scalars of a document that stands beside its tasks; a longer one is no help there.
  static let longest = 200_000

  init(_ found: PlanAnswer, _ call: Call) {
    let language = call.language
    let plan = found.plan
    let isDraft = plan.stage == .draft
    let text = found.source.flatMap { $0.text.utf8.count <= PlanPage.longest * 3 ? $0.text : nil }
    // Only a draft is read again: what the reader has to remark is of no use any more once it is published.
    let read = isDraft ? text.map { PlanReader.read($0) } : nil
    let spans = read?.header.spans ?? [:]
    title = plan.facts.title
    lead = [
      language.reference(plan.facts), found.units[plan.unit], plan.facts.signedOn?.vietnamese,
    ].compactMap(\.self).joined(separator: ", ")
    trail = [Crumb(href: PlanPath.all, text: call.text("plans.title"))]
    stage = language.stage(plan.stage)
    stamp = plan.stage.stamp
    actions = PlanPage.actions(found, call)
    figures = isDraft ? nil : Figures(found, language)
    let spoken = Concerns(found, read, language)
    concerns = spoken.obstacles == nil && spoken.warnings == nil ? nil : spoken
    kin = PlanKin(found, language)
    self.isDraft = isDraft
    facts = PlanPage.facts(found, spans, language)
    headPath = found.mayChange && plan.amends == nil ? PlanPath.head(plan.id) : nil
    tasksTitle = language.text("plans.tasks", language.number(found.tasks.count))
    tasks = found.tasks.map { TaskRow($0, found, hasText: text != nil, language) }
    noTasks = found.tasks.isEmpty ? call.text("plans.noTasks") : nil
    addPath = isDraft && found.mayChange ? PlanPath.newTask(in: plan.id) : nil
    targets = Targets(found, hasText: text != nil, language)
    budget = Budget(found.tasks.map(\.facts), language)
    pick =
      isDraft && found.mayChange && text != nil
      ? Pick(task: PlanPath.newTask(in: plan.id), target: PlanPath.newTarget(in: plan.id)) : nil
    document = text.map {
      PlanDocument(
        name: found.source?.name ?? "",
        blocks: PlanDocumentCut.blocks($0, PlanPage.words(found, read)))
    }
    tooLong = found.source != nil && text == nil
  }

  private static func actions(_ found: PlanAnswer, _ call: Call) -> [Action] {
    let id = found.plan.id
    // Of a published amendment the plan itself has the duties.
    if found.plan.stage != .draft, found.plan.amends != nil { return [] }
    guard found.plan.stage == .draft else {
      return [
        Action(href: DutyPath.list(plan: id), text: call.text("plans.duties"), isPrimary: true)
      ]
    }
    var actions: [Action] = []
    if found.mayChange, !found.obstacles.isEmpty || !PlanTasks.doubts(in: found.tasks).isEmpty {
      actions.append(
        Action(
          href: PlanPath.settlement(id), text: call.text("plans.settle"),
          isPrimary: !found.obstacles.isEmpty))
    }
    if found.mayPublish, found.obstacles.isEmpty {
      actions.append(
        Action(href: PlanPath.publication(id), text: call.text("plans.publish"), isPrimary: true))
    }
    if found.mayChange {
      actions.append(
        Action(href: PlanPath.removal(id), text: call.text("plans.remove"), isPrimary: false))
    }
    return actions
  }

  private static func facts(
    _ found: PlanAnswer, _ spans: [String: Span], _ language: Language
  ) -> [Fact] {
    let facts = found.plan.facts
    let values: [(name: String, value: String?, span: String)] = [
      ("kind", facts.kind, "kind"), ("reference", facts.reference, "number"),
      ("signedOn", facts.signedOn?.vietnamese, "date"), ("year", "\(facts.year)", ""),
      ("unit", found.units[found.plan.unit], ""), ("issuer", facts.issuer, "issuer"),
      ("place", facts.place, "place"), ("signerTitle", facts.signerTitle, "signerTitle"),
      ("signer", facts.signer, "signer"),
      ("publishedOn", found.plan.publishedOn?.vietnamese, ""),
    ]
    return values.compactMap { name, value, span in
      guard let value, !value.isEmpty else { return nil }
      return Fact(
        name: language.text("plans.fact." + name), value: value,
        words: spans[span] == nil ? nil : "#w-" + span)
    }
  }

  /// All words of the document that something on the page was read from.
  private static func words(_ found: PlanAnswer, _ read: Plan?) -> [ReadWords] {
    var words: [ReadWords] = []
    for (name, span) in (read?.header.spans ?? [:]).sorted(by: { $0.key < $1.key }) {
      words.append(
        ReadWords(
          span: span, anchor: "w-" + name, mark: .init(href: "#facts", tone: "of-head", number: nil)
        ))
    }
    for task in found.tasks {
      guard let span = task.facts.span else { continue }
      words.append(
        ReadWords(
          span: span, anchor: "w-t\(task.position)",
          mark: .init(href: "#t-\(task.position)", tone: "of-task", number: "\(task.position)")))
    }
    for (index, target) in found.targets.enumerated() {
      guard let span = target.facts.span else { continue }
      words.append(
        ReadWords(
          span: span, anchor: "w-g\(index + 1)",
          mark: .init(href: "#g-\(index + 1)", tone: "of-target", number: "\(index + 1)")))
    }
    for (index, warning) in (read?.warnings ?? []).enumerated() {
      guard let span = warning.span else { continue }
      words.append(ReadWords(span: span, anchor: "w-v\(index + 1)", mark: nil))
    }
    return words
  }
}

extension PlanPage.Figures {
  init?(_ found: PlanAnswer, _ language: Language) {
    guard let duties = found.progress?.duties, duties.all > 0 else { return nil }
    let href = DutyPath.list(plan: found.plan.id)
    func figure(_ number: Int, _ key: String) -> HomePage.Figure {
      HomePage.Figure(
        href: href, number: language.number(number), text: language.text("plans.figure." + key),
        note: nil)
    }
    list = [
      figure(duties.all, "all"), figure(duties.accepted, "accepted"),
      figure(duties.overdue, "overdue"),
    ]
  }
}
