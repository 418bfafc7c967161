internal import Records
internal import Rules
internal import Store

/// A target of a plan that a form is about; nil for one that is to be added.
struct TargetSubject: Sendable {
  let plan: OfficePlan
  let target: PlanTarget?
  /// The unit that it binds.
  let unit: Unit?
  let candidates: [UnitLine]
  let number: Int
  /// Where the chosen words of a new one stand.
  let span: Span?

  init(_ target: PlanTarget?, _ call: Call, _ db: any Reader, _ act: Act) throws {
    plan = try Plans.find(try call.id("plan"), db, act)
    self.target = target
    guard target == nil || target?.plan == plan.id else { throw Refusal.notFound }
    var unit: Unit?
    if case .unit(let id) = target?.facts.holder {
      do {
        unit = try Units.find(id, on: act.today, db, act)
      } catch Refusal.notFound {
        // One that has ended stays without a name; saving asks for it again.
      }
    }
    self.unit = unit
    candidates = try UnitPick.candidates("unit", call.form, on: act.today, db, act)
    let all = try PlanTargets.list(of: plan.id, db, act).filter { $0.droppedBy == nil }
    number = (all.firstIndex { $0.id == target?.id } ?? all.count) + 1
    span = target == nil ? try PlanPick.span(call.form, plan.id, db, act) : target?.facts.span
  }
}

/// A target put right.
enum TargetForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> TargetSubject {
    try TargetSubject(try PlanTargets.find(try call.id("target"), db, act), call, db, act)
  }

  static func demand(
    _ permission: Permission, _ subject: TargetSubject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.plan.unit, db, act)
  }

  static func version(_ subject: TargetSubject) -> Int? { subject.target?.version }
  static func logged(_ subject: TargetSubject) -> Records.Subject? { .plan(subject.plan.id) }

  static func initial(_ subject: TargetSubject, _ call: Call) -> Filling {
    guard let facts = subject.target?.facts else { return Filling([:], call.language) }
    var group = ""
    if case .group(let named) = facts.holder { group = named.rawValue }
    return Filling(
      [
        "text": facts.text, "comparator": facts.comparator.rawValue,
        "value": call.language.number(facts.value), "measure": facts.measure,
        "indicator": facts.indicator, "every": facts.every.rawValue, "group": group,
        "unit": subject.unit?.fullName,
      ], call.language)
  }

  static func page(_ subject: TargetSubject, _ filling: Filling, _ call: Call) -> EditPage {
    let id = subject.plan.id
    return EditPage(
      title: call.language.text("plans.targetTitle", subject.number),
      lead: subject.plan.facts.title, trail: PlanTrail.to(subject.plan, call),
      action: subject.target.map { PlanPath.change(of: $0.id, in: id) } ?? "",
      rows: TargetFields.rows(subject, filling),
      hidden: [EditPage.HiddenField(name: "version", value: "\(subject.target?.version ?? 0)")],
      submit: call.text("plans.save"), cancel: PlanPath.targetPlace(subject.number, in: id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    guard let target = subject.target else { throw Refusal.notFound }
    var form = call.form
    let facts = try TargetFields.read(&form, target.facts, subject, db, act)
    try form.checked()
    try PlanTargets.change(target.id, facts, seen: try form.version(), db, act)
    return PlanPath.targetPlace(subject.number, in: subject.plan.id)
  }
}

/// A target more.
enum NewTargetForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> TargetSubject {
    try TargetSubject(nil, call, db, act)
  }

  static func demand(
    _ permission: Permission, _ subject: TargetSubject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.plan.unit, db, act)
  }

  static func initial(_ subject: TargetSubject, _ call: Call) -> Filling {
    Filling(["comparator": Comparator.atLeast.rawValue, "measure": "%"], call.language)
  }

  static func page(_ subject: TargetSubject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("plans.addTarget"), lead: subject.plan.facts.title,
      trail: PlanTrail.to(subject.plan, call), action: PlanPath.newTarget(in: subject.plan.id),
      rows: TargetFields.rows(subject, TargetFields.prefilled(filling)),
      hidden: PlanPick.hidden(subject.span), submit: call.text("plans.addTarget"),
      cancel: PlanPath.plan(subject.plan.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    var form = call.form
    var facts = TargetFacts(text: "", comparator: .atLeast, value: 0, measure: "")
    facts.span = subject.span
    facts = try TargetFields.read(&form, facts, subject, db, act)
    try form.checked()
    let id = try PlanTargets.add(facts, to: subject.plan.id, db, act)
    let all = try PlanTargets.list(of: subject.plan.id, db, act)
    let number = (all.firstIndex { $0.id == id } ?? 0) + 1
    return PlanPath.targetPlace(number, in: subject.plan.id)
  }
}

/// The fields of a target.
enum TargetFields {
  /// Chosen words with a number in them fill the other fields too, as the reader of plans understands them.
  static func prefilled(_ filling: Filling) -> Filling {
    guard filling.problems.isEmpty, filling.values["value"] == nil,
      let text = filling.values["text"],
      let facts = TargetFacts(reading: OfficeText.cleaned(text))
    else { return filling }
    return Filling(
      [
        "text": text, "comparator": facts.comparator.rawValue,
        "value": filling.language.number(facts.value), "measure": facts.measure,
        "indicator": facts.indicator,
      ], filling.language)
  }

  static func rows(_ subject: TargetSubject, _ filling: Filling) -> [EditPage.FieldRow] {
    let language = filling.language
    func said(_ field: FormField, hint: Bool = false) -> FormField {
      field.said(
        language.text("targets.field." + field.id),
        hint: hint ? language.text("targets.hint." + field.id) : nil)
    }
    let signs: [Comparator] = [.atLeast, .more, .equal, .atMost, .less]
    let comparators = signs.map {
      ($0.rawValue, language.text("targets.sign.\(signs.firstIndex(of: $0) ?? 0)"))
    }
    let times = IndicatorPeriod.Every.allCases.map {
      ($0.rawValue, language.text("targets.every." + $0.rawValue))
    }
    let groups = ShareGroups.choices(language, mayBeOutside: false)
    let unit = filling.unit("unit", subject.candidates, optional: true)
    return [
      .one(said(filling.area("text"))),
      .beside(said(filling.menu("comparator", comparators)), said(filling.line("value"))),
      .beside(said(filling.line("measure"), hint: true), said(filling.menu("every", times))),
      .one(said(filling.line("indicator", optional: true), hint: true)),
      .beside(said(filling.menu("group", groups)), said(unit[0], hint: true)),
    ] + unit.dropFirst().map { .one($0) }
  }

  /// What was typed over `facts`; problems collect in the form.
  static func read(
    _ form: inout Form, _ facts: TargetFacts, _ subject: TargetSubject, _ db: any Reader,
    _ act: Act
  ) throws -> TargetFacts {
    var facts = facts
    facts.text = form.required("text", "Nhập nội dung chỉ tiêu.")
    facts.comparator =
      form.text("comparator").flatMap(Comparator.init(rawValue:)) ?? .atLeast
    if let value = form.text("value").flatMap({ TypedNumber($0)?.value }) {
      facts.value = value
    } else {
      form.refuse("value", "Nhập một số, ví dụ 62,5 hoặc 1.200.")
    }
    facts.measure = form.required("measure", "Nhập đơn vị tính, ví dụ %.")
    facts.indicator = form.text("indicator") ?? ""
    facts.every = form.text("every").flatMap(IndicatorPeriod.Every.init(rawValue:)) ?? .year
    facts.holder = try holder(&form, subject, db, act)
    return facts
  }

  private static func holder(
    _ form: inout Form, _ subject: TargetSubject, _ db: any Reader, _ act: Act
  ) throws -> TaskShare.Who {
    let group = form.text("group").flatMap(UnitGroup.init(rawValue:))
    do {
      let known = [subject.unit].compactMap(\.self)
      let unit = try UnitPick.resolve("unit", form, known: known, on: act.today, db, act)
      if unit != nil, group != nil {
        form.refuse("group", "Chọn một đơn vị hoặc một nhóm đơn vị, không chọn cả hai.")
      }
      return unit.map { .unit($0) } ?? group.map { .group($0) } ?? .unknown
    } catch Refusal.invalid(let problems) {
      for problem in problems { form.refuse(problem.field, problem.text) }
      return .unknown
    }
  }
}
