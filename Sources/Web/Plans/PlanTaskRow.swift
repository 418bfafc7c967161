internal import Records
internal import Rules

extension PlanPage.TaskRow {
  /// Characters of a task's text that are shown at once.
  static let shortest = 220

  init(_ task: PlanTask, _ found: PlanAnswer, hasText: Bool, _ language: Language) {
    let facts = task.facts
    let isDraft = found.plan.stage == .draft
    let dates = Plans.days(task, found.plan)
    let beginning = Self.beginning(facts.text)
    id = "t-\(task.position)"
    number = "\(task.position)"
    words = hasText && facts.span != nil ? "#w-t\(task.position)" : nil
    kind =
      facts.kind == .task ? nil : language.text("plans.taskKind." + facts.kind.rawValue)
    text = beginning
    full = beginning == facts.text ? nil : facts.text
    deadline =
      facts.deadline.words.isEmpty || facts.deadline.day != nil ? nil : facts.deadline.words
    days = language.days(dates)
    noDays = dates.isEmpty
    isCarried = task.isCarriedOver && isDraft
    shares = task.shares.map { PlanPage.Share($0, found, language) }
    noShares = task.shares.isEmpty
    more = Self.more(facts, language)
    progress = found.taskProgress[task.id].flatMap { PlanPage.Progress($0, language) }
    links =
      isDraft && found.mayChange
      ? PlanPage.Links(
        edit: PlanPath.task(task.id, in: task.plan),
        add: PlanPath.newTask(in: task.plan, after: task.id),
        remove: PlanPath.removal(of: task.id, in: task.plan))
      : nil
  }

  /// The first words of a text that is long.
  private static func beginning(_ text: String) -> String {
    guard text.count > shortest + 60 else { return text }
    let part = text.prefix(shortest)
    let end = part.lastIndex { $0.isWhitespace } ?? part.endIndex
    return String(part[..<end]) + " …"
  }

  private static func more(_ facts: TaskFacts, _ language: Language) -> [PlanPage.Fact] {
    let values = [
      ("product", facts.product),
      ("evidence", facts.evidence.split(separator: "\n").joined(separator: "; ")),
      ("funding", facts.funding),
      ("estimate", facts.estimate.map { language.money($0) } ?? ""),
    ]
    return values.filter { !$0.1.isEmpty }.map {
      PlanPage.Fact(name: language.text("plans.short." + $0.0), value: $0.1, words: nil)
    }
  }
}

extension PlanPage.Share {
  init(_ share: TaskShare, _ found: PlanAnswer, _ language: Language) {
    role = language.label(share.role.words)
    words = share.words
    var name: String?
    var isEmpty = false
    switch share.who {
    case .unit(let id):
      name = found.units[id]
      isEmpty = name == nil
    case .group(let group):
      let size = found.groups[group] ?? 0
      name = language.text("plans.group", language.say(group.words), language.number(size))
      isEmpty = size == 0
    case .outside: name = language.text("plans.outside.short")
    case .unknown: break
    }
    meaning = name.flatMap {
      VietnameseOrder.foldedName($0) == VietnameseOrder.foldedName(share.words) ? nil : $0
    }
    unknown = share.who == .unknown
    unsure = share.who != .unknown && !share.isSure && found.plan.stage == .draft
    nobody = isEmpty
  }
}

extension PlanPage.Progress {
  init?(_ tally: DutyTally, _ language: Language) {
    guard let text = language.progress(tally) else { return nil }
    self.text = text
    overdue =
      tally.overdue > 0 ? language.text("plans.overdue", language.number(tally.overdue)) : nil
    isDone = tally.accepted == tally.all
  }
}
