internal import Records
internal import Rules
internal import Store

/// What a plan rests on, and which of that is its higher plan.
enum BasesForm: EditForm {
  struct Subject: Sendable {
    let plan: OfficePlan
    let bases: [PlanBasis]
    let candidates: [OfficePlan]
    let rowCount: Int
  }

  static let spare = 2

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Subject {
    let plan = try Plans.find(try call.id("plan"), db, act)
    guard plan.amends == nil else { throw Refusal.notFound }
    let bases = try PlanBases.list(of: plan.id, db, act)
    let typed = call.form.fields.pairs.count { $0.name.hasPrefix("document-") }
    return Subject(
      plan: plan, bases: bases,
      candidates: try PlanBases.candidates(for: plan.unit, plan.id, db, act),
      rowCount: min(100, max(bases.count + spare, typed)))
  }

  static func demand(
    _ permission: Permission, _ subject: Subject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.plan.unit, db, act)
  }

  static func version(_ subject: Subject) -> Int? { subject.plan.version }
  static func logged(_ subject: Subject) -> Records.Subject? { .plan(subject.plan.id) }

  static func initial(_ subject: Subject, _ call: Call) -> Filling {
    var fields = Fields()
    for (index, basis) in subject.bases.enumerated() {
      fields.add("document-\(index + 1)", basis.document)
      fields.add("number-\(index + 1)", basis.number)
      fields.add("issuedOn-\(index + 1)", basis.issuedOn?.iso ?? "")
      fields.add(
        "higher-\(index + 1)", basis.higher?.text ?? (basis.isHigher ? "outside" : ""))
    }
    return Filling(fields, [], call.language)
  }

  static func page(_ subject: Subject, _ filling: Filling, _ call: Call) -> EditPage {
    let language = call.language
    let choices =
      [("", language.text("bases.notHigher")), ("outside", language.text("bases.outside"))]
      + subject.candidates.map {
        ($0.id.text, language.reference($0.facts) + " – " + $0.facts.title)
      }
    let rows = (1...subject.rowCount).flatMap { row -> [EditPage.FieldRow] in
      func label(_ key: String) -> String { language.text("bases." + key, row) }
      return [
        EditPage.FieldRow(
          fields: [filling.line("document-\(row)", optional: true).said(label("document"))],
          isBeside: false, heading: label("basis")),
        .beside(
          filling.line("number-\(row)", optional: true).said(label("number")),
          filling.date("issuedOn-\(row)", optional: true).said(label("issuedOn"))),
        .one(filling.menu("higher-\(row)", choices).said(label("higher"))),
      ]
    }
    return EditPage(
      title: call.text("bases.title"), lead: call.text("bases.lead"),
      trail: PlanTrail.to(subject.plan, call), action: PlanPath.bases(subject.plan.id), rows: rows,
      hidden: [EditPage.HiddenField(name: "version", value: "\(subject.plan.version)")],
      submit: call.text("plans.save"), cancel: PlanPath.plan(subject.plan.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    var form = call.form
    let bases = (1...subject.rowCount).compactMap { basis($0, &form, subject) }
    try form.checked()
    try PlanBases.change(of: subject.plan.id, bases, seen: try form.version(), db, act)
    return PlanPath.plan(subject.plan.id) + "#tree"
  }

  /// nil for a row without a name: the base is taken out.
  private static func basis(_ row: Int, _ form: inout Form, _ subject: Subject) -> PlanBasis? {
    let higher = form.text("higher-\(row)")
    let plan = subject.candidates.first { $0.id.text == higher }
    let name = plan.map { $0.facts.reference.map { "Kế hoạch số \($0)" } ?? $0.facts.title }
    guard let document = form.text("document-\(row)") ?? name else { return nil }
    let kept = subject.bases.compactMap(\.higher).first { $0.text == higher }
    return PlanBasis(
      document: OfficeText.cleaned(document),
      number: form.text("number-\(row)") ?? plan?.facts.reference ?? "",
      issuedOn: form.date("issuedOn-\(row)") ?? plan?.facts.signedOn, isHigher: higher != nil,
      higher: plan?.id ?? kept ?? higher.flatMap { ID($0) })
  }
}

/// Which tasks of higher plans the tasks of a plan carry out.
enum LinksForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> TaskLinks {
    try TaskLinks(of: try call.id("plan"), db, act)
  }

  static func demand(
    _ permission: Permission, _ subject: TaskLinks, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.plan.unit, db, act)
  }

  static func version(_ subject: TaskLinks) -> Int? { subject.plan.version }
  static func logged(_ subject: TaskLinks) -> Records.Subject? { .plan(subject.plan.id) }

  /// What nobody has said yet begins with what is suggested: sending the form confirms it.
  static func initial(_ subject: TaskLinks, _ call: Call) -> Filling {
    var fields = Fields()
    for line in subject.lines {
      fields.add(name(line.task), line.task.higher?.text ?? line.match?.higher.text ?? "")
    }
    return Filling(fields, [], call.language)
  }

  private static func name(_ task: PlanTask) -> String { "task-\(task.id)" }

  static func page(_ subject: TaskLinks, _ filling: Filling, _ call: Call) -> EditPage {
    let language = call.language
    let choices =
      [("", language.text("links.none"))]
      + subject.higher.map { higher in
        (
          higher.task.id.text,
          "\(language.reference(higher.plan.facts)), \(higher.task.position). "
            + String(higher.task.facts.text.prefix(120))
        )
      }
    return EditPage(
      title: call.text("links.title"), lead: call.text("links.lead"),
      trail: PlanTrail.to(subject.plan, call), action: PlanPath.links(subject.plan.id),
      rows: subject.lines.map { line in
        .one(
          filling.menu(name(line.task), choices).said(
            "\(line.task.position). " + String(line.task.facts.text.prefix(200)),
            hint: line.match.map { hint($0, language) }))
      },
      hidden: [EditPage.HiddenField(name: "version", value: "\(subject.plan.version)")],
      submit: call.text("links.go"), cancel: PlanPath.plan(subject.plan.id))
  }

  private static func hint(_ match: TaskMatch, _ language: Language) -> String {
    language.text("links.match", match.common, match.pairs, match.words)
      + (match.isInTime ? " " + language.text("links.inTime") : "")
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    var links: [ID<PlanTask>: ID<PlanTask>?] = [:]
    for line in subject.lines {
      guard call.form.fields[name(line.task)] != nil else { continue }
      let higher = call.form.text(name(line.task)).map { ID<PlanTask>($0) }
      if let higher, higher == nil { throw Refusal.notFound }
      links.updateValue(higher.flatMap(\.self), forKey: line.task.id)
    }
    try TaskLinks.set(links, in: subject.plan.id, seen: try call.form.version(), db, act)
    return PlanPath.plan(subject.plan.id) + "#tree"
  }
}

/// A unit's own plan that was issued outside the system.
enum SubPlanForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> DutyLine {
    let duty = try Duties.find(try call.id("duty"), db, act)
    guard try SubPlans.isSubPlan(duty, db) else { throw Refusal.notFound }
    return duty
  }

  static func demand(
    _ permission: Permission, _ subject: DutyLine, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.unit, db, act)
  }

  static func version(_ subject: DutyLine) -> Int? { subject.version }
  static func logged(_ subject: DutyLine) -> Records.Subject? { .duty(subject.id) }
  static func initial(_ subject: DutyLine, _ call: Call) -> Filling { Filling([:], call.language) }

  static func page(_ subject: DutyLine, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("subPlan.title"), lead: subject.title,
      trail: [Crumb(href: DutyPath.duty(subject.id), text: call.text("subPlan.duty"))],
      action: PlanPath.issue(subject.id),
      rows: [
        .beside(
          filling.line("number").said(
            call.text("subPlan.number"), hint: call.text("subPlan.numberHint")),
          filling.date("issuedOn").said(call.text("subPlan.issuedOn"))),
        .one(filling.area("words", optional: true).said(call.text("subPlan.remark"))),
      ], hidden: [EditPage.HiddenField(name: "version", value: "\(subject.version)")],
      submit: call.text("subPlan.go"), cancel: DutyPath.duty(subject.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    var form = call.form
    let number = form.required("number", "Nhập số, ký hiệu của kế hoạch đã ban hành.")
    let day = form.requiredDate("issuedOn", "Nhập ngày ban hành kế hoạch.")
    try form.checked()
    guard let day else { throw Refusal.notFound }
    try SubPlans.settle(
      subject.id, number: number, issuedOn: day, form.text("words") ?? "",
      seen: try form.version(), db, act)
    return DutyPath.duty(subject.id)
  }
}
