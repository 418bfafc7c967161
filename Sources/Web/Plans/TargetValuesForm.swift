internal import Records
internal import Rules
internal import Store

/// The numbers of one unit for a target, one for each period.
enum TargetValuesForm: EditForm {
  struct Subject: Sendable {
    let plan: OfficePlan
    let stand: TargetStand
    let line: TargetStand.Line
    let indicator: ID<Indicator>
    let version: Int
  }

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Subject {
    let target = try PlanTargets.find(try call.id("target"), db, act)
    let plan = try Plans.find(try call.id("plan"), db, act)
    let unit = try call.id("unit", of: Unit.self)
    guard target.plan == plan.id, target.droppedBy == nil, let indicator = target.indicator else {
      throw Refusal.notFound
    }
    let stand = try PlanTargets.stand(of: target, db, act)
    guard let line = stand.lines.first(where: { $0.unit == unit }) else { throw Refusal.notFound }
    return Subject(
      plan: plan, stand: stand, line: line, indicator: indicator,
      version: try IndicatorValues.version(indicator, of: unit, year: plan.facts.year, db))
  }

  static func demand(
    _ permission: Permission, _ subject: Subject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.line.unit, db, act)
  }

  static func version(_ subject: Subject) -> Int? { subject.version }
  static func logged(_ subject: Subject) -> Records.Subject? { .unit(subject.line.unit) }

  static func initial(_ subject: Subject, _ call: Call) -> Filling {
    var fields = Fields()
    for period in subject.stand.periods {
      let value = subject.line.values[period]?.value
      fields.add(period.key, value.map(call.language.number) ?? "")
    }
    fields.add("source", subject.line.latest?.source ?? "")
    return Filling(fields, [], call.language)
  }

  static func page(_ subject: Subject, _ filling: Filling, _ call: Call) -> EditPage {
    let language = call.language
    let facts = subject.stand.target.facts
    let place = PlanPath.target(subject.stand.target.id, in: subject.plan.id)
    let periods = subject.stand.periods.map { period in
      EditPage.FieldRow.one(
        filling.line(period.key, optional: true).said(
          language.period(period) + " (" + facts.measure + ")"))
    }
    let source = filling.line("source", optional: true).said(
      language.text("targets.field.source"), hint: language.text("targets.hint.source"))
    return EditPage(
      title: language.text("targets.values", subject.line.name),
      lead: (facts.indicator.isEmpty ? facts.text : facts.indicator) + ": "
        + language.amount(facts),
      trail: PlanTrail.to(subject.plan, call) + [
        Crumb(href: place, text: call.text("targets.title"))
      ],
      action: PlanPath.values(
        of: subject.line.unit, for: subject.stand.target.id, in: subject.plan.id),
      rows: periods + [.one(source)],
      hidden: [EditPage.HiddenField(name: "version", value: "\(subject.version)")],
      submit: call.text("plans.save"), cancel: place)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    var form = call.form
    var values: [IndicatorPeriod: Double?] = [:]
    for period in subject.stand.periods {
      guard let text = form.text(period.key) else {
        values[period] = .some(nil)
        continue
      }
      if let value = TypedNumber(text)?.value {
        values[period] = value
      } else {
        form.refuse(period.key, "Nhập một số, ví dụ 62,5 hoặc 1.200.")
      }
    }
    try form.checked()
    let draft = IndicatorValues.Draft(
      values: values, source: OfficeText.cleaned(form.text("source") ?? ""))
    try IndicatorValues.record(
      draft, for: subject.line.unit, subject.indicator,
      measure: subject.stand.target.facts.measure, seen: try form.version(), db, act)
    return PlanPath.target(subject.stand.target.id, in: subject.plan.id)
      + "?notice=valuesSaved"
  }
}
