internal import Records
internal import Rules
internal import Store

/// The fields of a task.
enum TaskFields {
  static func filling(_ subject: TaskSubject, _ language: Language) -> Filling {
    guard let task = subject.task else { return Filling([:], language) }
    let facts = task.facts
    var fields = Fields()
    let values = [
      ("taskKind", facts.kind.rawValue), ("text", facts.text),
      ("deadline", facts.deadline.words), ("due", facts.deadline.day?.iso ?? ""),
      ("product", facts.product), ("evidence", facts.evidence), ("funding", facts.funding),
      ("estimate", facts.estimate.map(language.number) ?? ""),
    ]
    for (name, value) in values { fields.add(name, value) }
    if facts.deadline.isContinuous { fields.add("continuous", "1") }
    if facts.deadline.goesOn { fields.add("goesOn", "1") }
    TaskShareFields.fill(&fields, task.shares, subject.units)
    return Filling(fields, [], language)
  }

  static func rows(_ subject: TaskSubject, _ filling: Filling) -> [EditPage.FieldRow] {
    let language = filling.language
    func said(_ field: FormField, hint: Bool = false) -> FormField {
      field.said(
        language.text("plans.task." + field.id),
        hint: hint ? language.text("plans.taskHint." + field.id) : nil)
    }
    func tick(_ id: String) -> FormField {
      filling.options(
        id, [("1", language.text("plans.tick." + id), language.text("plans.tickNote." + id))],
        several: true, label: "plans.task." + id)
    }
    let kinds = PlanTask.Kind.allCases.map {
      ($0.rawValue, language.text("plans.taskKind." + $0.rawValue))
    }
    return [
      .one(said(filling.area("text"))),
      .one(said(filling.menu("taskKind", kinds))),
      .one(said(filling.line("deadline", optional: true), hint: true)),
      .one(said(filling.date("due", optional: true), hint: true)),
      .beside(tick("continuous"), tick("goesOn")),
      .one(said(filling.line("product", optional: true), hint: true)),
      .one(said(filling.area("evidence", optional: true), hint: true)),
      .beside(
        said(filling.line("funding", optional: true), hint: true),
        said(filling.line("estimate", optional: true), hint: true)),
    ] + TaskShareFields.rows(subject, filling)
  }

  /// What was typed over `facts`; problems collect in the form.
  static func read(
    _ form: inout Form, _ facts: TaskFacts, _ subject: TaskSubject, _ db: any Reader, _ act: Act
  ) throws -> PlanTasks.Draft {
    var facts = facts
    facts.text = form.required("text", "Nhập nội dung nhiệm vụ.")
    facts.kind = form.text("taskKind").flatMap(PlanTask.Kind.init(rawValue:)) ?? .task
    facts.deadline.words = form.text("deadline") ?? ""
    facts.deadline.day = form.date("due")
    facts.deadline.isContinuous = form.flag("continuous")
    facts.deadline.goesOn = form.flag("goesOn")
    facts.product = form.text("product") ?? ""
    facts.evidence = lines(form.text("evidence") ?? "")
    facts.funding = form.text("funding") ?? ""
    facts.estimate = amount(&form)
    return PlanTasks.Draft(
      facts: facts, shares: try TaskShareFields.read(&form, subject, db, act))
  }

  /// One document a line, without blank ones.
  private static func lines(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { OfficeText.cleaned(String($0)) }
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func amount(_ form: inout Form) -> Int? {
    guard let text = form.text("estimate") else { return nil }
    if let amount = Money.read(text) { return amount }
    form.refuse("estimate", "Nhập số tiền chẵn đồng, ví dụ 15.000.000, 15 triệu hoặc 1,2 tỷ.")
    return nil
  }
}

/// The fields of who does a task: one group of fields for each share, and two empty ones.
enum TaskShareFields {
  static let spare = 2
  /// More agencies than any task names.
  static let most = 60

  /// How many groups of fields a form came with.
  static func rowCount(_ form: Form) -> Int {
    min(most, form.fields.pairs.count { $0.name.hasPrefix("role-") })
  }

  static func fill(
    _ fields: inout Fields, _ shares: [TaskShare], _ units: [ID<Unit>: Unit]
  ) {
    for (index, share) in shares.enumerated() {
      let row = index + 1
      fields.add("role-\(row)", share.role.rawValue)
      fields.add("words-\(row)", share.words)
      switch share.who {
      case .unit(let id): fields.add("unit-\(row)", units[id]?.fullName ?? "")
      case .group(let group): fields.add("group-\(row)", group.rawValue)
      case .outside: fields.add("group-\(row)", ShareGroups.outside)
      case .unknown: break
      }
    }
    // Most tasks have one lead: the next that is named coordinates.
    for row in (shares.count + 1)...(shares.count + spare) {
      let role: DutyRole = shares.isEmpty && row == 1 ? .lead : .coordinating
      fields.add("role-\(row)", role.rawValue)
    }
  }

  static func rows(_ subject: TaskSubject, _ filling: Filling) -> [EditPage.FieldRow] {
    (1...subject.rowCount).flatMap { rows($0, subject, filling) }
  }

  private static func rows(
    _ row: Int, _ subject: TaskSubject, _ filling: Filling
  ) -> [EditPage.FieldRow] {
    let language = filling.language
    func label(_ key: String) -> String { language.text("plans.share." + key, row) }
    let roles = DutyRole.allCases.map { ($0.rawValue, language.label($0.words)) }
    let groups = ShareGroups.choices(language, mayBeOutside: true)
    let unit = filling.unit(
      "unit-\(row)", subject.candidates["unit-\(row)"] ?? [], optional: true)
    var result: [EditPage.FieldRow] = [
      EditPage.FieldRow(
        fields: [
          filling.menu("role-\(row)", roles).said(label("role")),
          filling.line("words-\(row)", optional: true).said(label("words")),
        ], isBeside: true, heading: heading(row, language)),
      .beside(
        unit[0].said(label("unit")), filling.menu("group-\(row)", groups).said(label("group"))),
    ]
    result += unit.dropFirst().map { .one($0) }
    return result
  }

  private static func heading(_ row: Int, _ language: Language) -> String? {
    language.text("plans.share", row)
  }

  /// The shares that were typed; a row without words, unit and group is none.
  static func read(
    _ form: inout Form, _ subject: TaskSubject, _ db: any Reader, _ act: Act
  ) throws -> [TaskShare] {
    var shares: [TaskShare] = []
    for row in 1...subject.rowCount {
      let unit = try unit(row, &form, subject, db, act)
      let group = form.text("group-\(row)").flatMap(UnitGroup.init(rawValue:))
      let isOutside = form.text("group-\(row)") == ShareGroups.outside
      if unit != nil, group != nil || isOutside {
        form.refuse("group-\(row)", "Chọn một đơn vị hoặc một nhóm đơn vị, không chọn cả hai.")
      }
      let typed = form.text("words-\(row)").map(OfficeText.cleaned)
      let role = form.text("role-\(row)").flatMap(DutyRole.init(rawValue:)) ?? .executing
      if let unit {
        shares.append(
          TaskShare(
            role: role, words: typed ?? unit.fullName, who: .unit(unit.id), isSure: true))
      } else if let group {
        shares.append(
          TaskShare(
            role: role, words: typed ?? group.words.description, who: .group(group), isSure: true))
      } else if let typed, isOutside {
        shares.append(TaskShare(role: role, words: typed, who: .outside, isSure: true))
      } else if let typed {
        shares.append(TaskShare(role: role, words: typed, who: .unknown, isSure: false))
      }
    }
    return shares
  }

  private static func unit(
    _ row: Int, _ form: inout Form, _ subject: TaskSubject, _ db: any Reader, _ act: Act
  ) throws -> Unit? {
    do {
      let id = try UnitPick.resolve(
        "unit-\(row)", form, known: Array(subject.units.values), on: act.today, db, act)
      return try id.map { try Units.find($0, on: act.today, db, act) }
    } catch Refusal.invalid(let problems) {
      for problem in problems { form.refuse(problem.field, problem.text) }
      return nil
    }
  }
}
