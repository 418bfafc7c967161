internal import Records
internal import Rules
internal import Store

/// The fields of an amendment.
enum AmendmentFields {
  static func rows(_ filling: Filling) -> [EditPage.FieldRow] {
    let language = filling.language
    return [
      .one(
        filling.area("reason").said(
          language.text("amend.reason"), hint: language.text("amend.reasonHint"))),
      .beside(
        filling.line("number", optional: true).said(
          language.text("amend.number"), hint: language.text("amend.numberHint")),
        filling.date("signedOn", optional: true).said(language.text("plans.field.signedOn"))),
    ]
  }

  static func read(_ form: inout Form) -> AmendmentFacts {
    AmendmentFacts(
      number: OfficeText.cleaned(form.text("number") ?? ""), signedOn: form.date("signedOn"),
      reason: form.required("reason", "Nhập lý do điều chỉnh, bổ sung kế hoạch."))
  }
}

/// An amendment begun.
enum NewAmendmentForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> OfficePlan {
    try Plans.find(try call.id("plan"), db, act)
  }

  static func demand(
    _ permission: Permission, _ subject: OfficePlan, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.unit, db, act)
  }

  static func initial(_ subject: OfficePlan, _ call: Call) -> Filling {
    Filling([:], call.language)
  }

  static func page(_ subject: OfficePlan, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("amend.title"), lead: call.text("amend.lead"),
      trail: PlanTrail.to(subject, call), action: PlanPath.newAmendment(of: subject.id),
      rows: AmendmentFields.rows(filling), submit: call.text("amend.go"),
      cancel: PlanPath.plan(subject.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    var form = call.form
    let facts = AmendmentFields.read(&form)
    try form.checked()
    return PlanPath.plan(
      try PlanAmendments.begin(on: try call.id("plan"), facts, db, act))
  }
}

/// Number, date and reason of an amendment put right.
enum AmendmentForm: EditForm {
  struct Subject: Sendable {
    let plan: OfficePlan
    let amendment: PlanAmendment
  }

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Subject {
    let plan = try Plans.find(try call.id("plan"), db, act)
    guard let amendment = try PlanAmendments.find(plan.id, db, act) else { throw Refusal.notFound }
    return Subject(plan: plan, amendment: amendment)
  }

  static func demand(
    _ permission: Permission, _ subject: Subject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.plan.unit, db, act)
  }

  static func version(_ subject: Subject) -> Int? { subject.plan.version }
  static func logged(_ subject: Subject) -> Records.Subject? { .plan(subject.plan.id) }

  static func initial(_ subject: Subject, _ call: Call) -> Filling {
    let facts = subject.amendment.facts
    return Filling(
      ["reason": facts.reason, "number": facts.number, "signedOn": facts.signedOn?.iso],
      call.language)
  }

  static func page(_ subject: Subject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("kin.editAmendment"), lead: subject.plan.facts.title,
      trail: PlanTrail.to(subject.plan, call), action: PlanPath.amendment(subject.plan.id),
      rows: AmendmentFields.rows(filling),
      hidden: [EditPage.HiddenField(name: "version", value: "\(subject.plan.version)")],
      submit: call.text("plans.save"), cancel: PlanPath.plan(subject.plan.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("plan", of: OfficePlan.self)
    var form = call.form
    let facts = AmendmentFields.read(&form)
    try form.checked()
    try PlanAmendments.change(id, facts, seen: try form.version(), db, act)
    return PlanPath.plan(id)
  }
}

/// A plan made from an earlier one.
enum CopyForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> OfficePlan {
    try Plans.find(try call.id("plan"), db, act)
  }

  static func demand(
    _ permission: Permission, _ subject: OfficePlan, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.unit, db, act)
  }

  static func initial(_ subject: OfficePlan, _ call: Call) -> Filling {
    let facts = subject.facts
    let move = YearMove(from: facts.year, to: facts.year + 1)
    return Filling(
      ["title": move.moved(facts.title), "year": "\(facts.year + 1)"], call.language)
  }

  static func page(_ subject: OfficePlan, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("copy.title"), lead: call.text("copy.lead"),
      trail: PlanTrail.to(subject, call), action: PlanPath.copy(of: subject.id),
      rows: [
        .one(filling.area("title").said(call.text("plans.field.title"))),
        .one(filling.line("year").said(call.text("plans.field.year"))),
      ], submit: call.text("copy.go"), cancel: PlanPath.plan(subject.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    var form = call.form
    let title = form.required("title", "Nhập trích yếu của kế hoạch.")
    let year = form.text("year").flatMap { Int($0) }
    if year == nil {
      form.refuse("year", "Nhập năm của kế hoạch bằng bốn chữ số, ví dụ 2026.")
    }
    try form.checked()
    return PlanPath.plan(
      try PlanCopies.make(of: try call.id("plan"), year: year ?? 0, title: title, db, act))
  }
}
