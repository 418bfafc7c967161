internal import Records
internal import Rules
internal import Store

/// Everything that keeps a draft back, asked on one page: names of agencies once each, then what tasks lack.
enum SettlementForm: EditForm {
  /// Tasks that one page asks about; the rest come when these are settled.
  static let most = 80

  struct Subject: Sendable {
    let plan: OfficePlan
    let doubts: [PlanTasks.Doubt]
    /// Tasks without a unit or without a last day.
    let tasks: [PlanTask]
    /// Units that fit what was typed, by the field.
    let candidates: [String: [UnitLine]]

    func lacksUnit(_ task: PlanTask) -> Bool { task.shares.isEmpty }
    func lacksDay(_ task: PlanTask) -> Bool { Plans.days(task, plan).isEmpty }
  }

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Subject {
    let plan = try Plans.find(try call.id("plan"), db, act)
    guard plan.stage == .draft else { throw Refusal.notFound }
    let tasks = try PlanTasks.list(of: plan.id, db, act)
    let doubts = Array(PlanTasks.doubts(in: tasks).prefix(most))
    let open = tasks.filter { $0.shares.isEmpty || Plans.days($0, plan).isEmpty }
    let shown = Array(open.prefix(most))
    let fields =
      ["unit-rest"] + doubts.map { "unit-" + key($0) } + shown.map { "unit-" + $0.id.text }
    let candidates = try fields.map { field in
      (field, try UnitPick.candidates(field, call.form, on: act.today, db, act))
    }
    return Subject(
      plan: plan, doubts: doubts, tasks: shown,
      candidates: Dictionary(candidates, uniquingKeysWith: { first, _ in first }))
  }

  static func demand(
    _ permission: Permission, _ subject: Subject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.plan.unit, db, act)
  }

  /// The same words have the same fields, whatever was settled meanwhile.
  static func key(_ doubt: PlanTasks.Doubt) -> String {
    "of_" + AgencyMatching.memory(doubt.words).replacing(" ", with: "_")
  }

  static func initial(_ subject: Subject, _ call: Call) -> Filling {
    var fields = Fields()
    for doubt in subject.doubts {
      if case .group(let group) = doubt.who { fields.add("group-" + key(doubt), group.rawValue) }
    }
    return Filling(fields, [], call.language)
  }

  static func page(_ subject: Subject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("plans.settle"), lead: call.text("plans.settleHint"),
      trail: PlanTrail.to(subject.plan, call), action: PlanPath.settlement(subject.plan.id),
      rows: SettlementFields.rows(subject, filling), submit: call.text("plans.save"),
      cancel: PlanPath.plan(subject.plan.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    var form = call.form
    var reading = SettlementReading(form: form, subject: subject)
    let meanings = try subject.doubts.compactMap { doubt in
      try reading.who(key(doubt), db, act).map { (words: doubt.words, who: $0) }
    }
    let drafts = try subject.tasks.compactMap { task in
      try reading.draft(task, db, act).map { (task, $0) }
    }
    form = reading.form
    try form.checked()
    for (task, draft) in drafts {
      // An earlier one of these may have settled a name in it too.
      let now = try PlanTasks.find(task.id, db, act)
      try PlanTasks.change(
        task.id, .init(facts: draft.facts, shares: now.shares.isEmpty ? draft.shares : now.shares),
        seen: now.version, db, act)
    }
    try PlanTasks.settle(meanings, in: subject.plan.id, db, act)
    return PlanPath.plan(subject.plan.id) + "?notice=planSettled"
  }
}

/// What was typed, read into meanings and tasks; problems collect in the form.
private struct SettlementReading {
  var form: Form
  let subject: SettlementForm.Subject

  /// Nil where nothing was said.
  mutating func who(
    _ key: String, _ db: any Reader, _ act: Act
  ) throws -> TaskShare.Who? {
    let group = form.text("group-" + key)
    let unit = try unit("unit-" + key, db, act)
    if let unit {
      if let group, group != startingGroup(key) {
        form.refuse("group-" + key, "Chọn một đơn vị hoặc một nhóm đơn vị, không chọn cả hai.")
      }
      return .unit(unit)
    }
    if group == ShareGroups.outside { return .outside }
    return group.flatMap(UnitGroup.init(rawValue:)).map { .group($0) }
  }

  /// A group that stood there at first gives way to a unit that is typed.
  private func startingGroup(_ key: String) -> String? {
    for doubt in subject.doubts where SettlementForm.key(doubt) == key {
      if case .group(let group) = doubt.who { return group.rawValue }
    }
    return nil
  }

  private mutating func unit(
    _ field: String, _ db: any Reader, _ act: Act
  ) throws -> ID<Unit>? {
    do {
      return try UnitPick.resolve(field, form, on: act.today, db, act)
    } catch Refusal.invalid(let problems) {
      for problem in problems { form.refuse(problem.field, problem.text) }
      return nil
    }
  }

  /// A task with what it lacked: what was said for it, else for all; nil where nothing was.
  mutating func draft(
    _ task: PlanTask, _ db: any Reader, _ act: Act
  ) throws -> PlanTasks.Draft? {
    var draft = PlanTasks.Draft(facts: task.facts, shares: task.shares)
    if subject.lacksUnit(task) {
      let who = try who(task.id.text, db, act) ?? who("rest", db, act)
      if let who, who != .outside {
        draft.shares = [
          TaskShare(role: .executing, words: try words(who, db, act), who: who, isSure: true)
        ]
      }
    }
    if subject.lacksDay(task) {
      let own = form.date("due-" + task.id.text)
      let isContinuous = form.flag("continuous-" + task.id.text)
      if own != nil || isContinuous {
        draft.facts.deadline.day = own
        draft.facts.deadline.isContinuous = isContinuous
      } else {
        draft.facts.deadline.day = form.date("due-rest")
        draft.facts.deadline.isContinuous = form.flag("continuous-rest")
      }
    }
    let isSame = draft == PlanTasks.Draft(facts: task.facts, shares: task.shares)
    return isSame ? nil : draft
  }

  private func words(
    _ who: TaskShare.Who, _ db: any Reader, _ act: Act
  ) throws -> String {
    switch who {
    case .unit(let id): try Units.find(id, on: act.today, db, act).fullName
    case .group(let group): group.words.description
    case .outside, .unknown: ""
    }
  }
}

/// The fields of the form.
private enum SettlementFields {
  static func rows(
    _ subject: SettlementForm.Subject, _ filling: Filling
  ) -> [EditPage.FieldRow] {
    let language = filling.language
    var rows: [EditPage.FieldRow] = []
    for (index, doubt) in subject.doubts.enumerated() {
      let heading = language.text(
        "plans.settle.agency", index + 1, doubt.words, numbers(doubt.tasks, language))
      rows += who(
        SettlementForm.key(doubt), "\(index + 1)", heading, subject, filling, mayBeOutside: true)
    }
    guard !subject.tasks.isEmpty else { return rows }
    let rest = language.text("plans.settle.rest")
    if subject.tasks.contains(where: subject.lacksUnit) {
      rows += who(
        "rest", rest, language.text("plans.settle.restTitle", subject.tasks.count), subject, filling
      )
    }
    if subject.tasks.contains(where: subject.lacksDay) {
      rows.append(day("rest", rest, nil, filling))
    }
    for task in subject.tasks {
      let name = language.text("plans.settle.task", task.position)
      let title = name + ": " + beginning(task.facts.text)
      if subject.lacksUnit(task) {
        rows += who(task.id.text, name, title, subject, filling)
      }
      if subject.lacksDay(task) {
        rows.append(
          day(task.id.text, name, subject.lacksUnit(task) ? nil : title, filling))
      }
    }
    return rows
  }

  private static func numbers(_ tasks: [Int], _ language: Language) -> String {
    let shown = tasks.prefix(8).map(String.init).joined(separator: ", ")
    return tasks.count > 8
      ? language.text("plans.settle.tasks.more", shown, tasks.count)
      : language.text("plans.settle.tasks", shown)
  }

  private static func beginning(_ text: String) -> String {
    text.count > 140 ? text.prefix(130) + " …" : text
  }

  private static func who(
    _ key: String, _ name: String, _ heading: String, _ subject: SettlementForm.Subject,
    _ filling: Filling, mayBeOutside: Bool = false
  ) -> [EditPage.FieldRow] {
    let language = filling.language
    let field = "unit-" + key
    let unit = filling.unit(field, subject.candidates[field] ?? [], optional: true)
    let groups = ShareGroups.choices(language, mayBeOutside: mayBeOutside)
    let first = EditPage.FieldRow(
      fields: [
        unit[0].said(language.text("plans.share.unit", name)),
        filling.menu("group-" + key, groups).said(language.text("plans.share.group", name)),
      ], isBeside: true, heading: heading)
    return [first] + unit.dropFirst().map { .one($0) }
  }

  private static func day(
    _ key: String, _ name: String, _ heading: String?, _ filling: Filling
  ) -> EditPage.FieldRow {
    let language = filling.language
    let tick = filling.options(
      "continuous-" + key,
      [("1", language.text("plans.tick.continuous"), language.text("plans.tickNote.continuous"))],
      several: true, label: "plans.task.continuous")
    return EditPage.FieldRow(
      fields: [
        filling.date("due-" + key, optional: true).said(language.text("plans.settle.due", name)),
        tick.said(language.text("plans.settle.continuous", name)),
      ], isBeside: true, heading: heading)
  }
}

/// The groups to choose from, and that an agency stands outside of the office.
enum ShareGroups {
  static let outside = "outside"

  static func choices(
    _ language: Language, mayBeOutside: Bool
  ) -> [(value: String, text: String)] {
    [("", language.text("plans.noGroup"))]
      + UnitGroup.allCases.map { ($0.rawValue, language.group($0)) }
      + (mayBeOutside ? [(outside, language.text("plans.outside"))] : [])
  }
}
