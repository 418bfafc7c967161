internal import Records
internal import Rules
internal import Store

/// A plan written by hand, from nothing.
enum BlankPlanForm: EditForm {
  struct Subject: Sendable {
    let own: [Unit]
    let candidates: [UnitLine]
  }

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Subject {
    Subject(
      own: try PlanIssuer.own(db, act), candidates: try PlanIssuer.candidates(call, db, act))
  }

  static func initial(_ subject: Subject, _ call: Call) -> Filling {
    Filling(
      [
        "unit": subject.own.first?.fullName, "kind": Language.vietnamese.text("plans.kindOfPlan"),
        "year": "\(call.act.today.year)",
      ], call.language)
  }

  static func page(_ subject: Subject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("plans.blank"), lead: call.text("plans.blankHint"),
      trail: [Crumb(href: PlanPath.all, text: call.text("plans.title"))], action: PlanPath.blank,
      rows: filling.issuer(subject.candidates) + PlanHeadFields.rows(filling),
      submit: call.text("plans.blankGo"), cancel: PlanPath.all)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    var form = call.form
    let unit = try PlanIssuer.resolve(&form, db, act)
    let facts = PlanHeadFields.read(&form, PlanFacts(kind: "", title: "", year: act.today.year))
    try form.checked()
    guard let unit else { throw Refusal.notFound }
    return PlanPath.plan(try Plans.create(facts, for: unit, db, act))
  }
}

/// The head of a plan put right.
enum PlanHeadForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> OfficePlan {
    try Plans.find(try call.id("plan"), db, act)
  }

  static func demand(
    _ permission: Permission, _ subject: OfficePlan, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.unit, db, act)
  }

  static func version(_ subject: OfficePlan) -> Int? { subject.version }
  static func logged(_ subject: OfficePlan) -> Records.Subject? { .plan(subject.id) }

  static func initial(_ subject: OfficePlan, _ call: Call) -> Filling {
    let facts = subject.facts
    return Filling(
      [
        "kind": facts.kind, "title": facts.title, "year": "\(facts.year)", "number": facts.number,
        "symbol": facts.symbol, "signedOn": facts.signedOn?.iso, "place": facts.place,
        "issuer": facts.issuer, "signer": facts.signer, "signerTitle": facts.signerTitle,
      ], call.language)
  }

  static func page(_ subject: OfficePlan, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("plans.headTitle"), lead: subject.facts.title,
      trail: PlanTrail.to(subject, call), action: PlanPath.head(subject.id),
      rows: PlanHeadFields.rows(filling) + PlanHeadFields.signing(filling),
      hidden: [EditPage.HiddenField(name: "version", value: "\(subject.version)")],
      submit: call.text("plans.save"), cancel: PlanPath.plan(subject.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("plan", of: OfficePlan.self)
    var form = call.form
    var facts = PlanHeadFields.read(&form, try Plans.find(id, db, act).facts)
    facts.place = form.text("place") ?? ""
    facts.issuer = form.text("issuer") ?? ""
    facts.signer = form.text("signer") ?? ""
    facts.signerTitle = form.text("signerTitle") ?? ""
    try form.checked()
    try Plans.change(id, facts, seen: try form.version(), db, act)
    return PlanPath.plan(id) + "?notice=planSaved"
  }
}

/// The fields of a plan's head.
enum PlanHeadFields {
  static func rows(_ filling: Filling) -> [EditPage.FieldRow] {
    let language = filling.language
    func words(_ field: FormField) -> FormField {
      field.said(language.text("plans.field." + field.id))
    }
    return [
      .one(filling.area("title").said(language.text("plans.field.title"))),
      .beside(
        words(filling.line("kind")),
        filling.line("year").said(
          language.text("plans.field.year"), hint: language.text("plans.hint.year"))),
      .beside(
        filling.line("number", optional: true).said(
          language.text("plans.field.number"), hint: language.text("plans.hint.number")),
        filling.line("symbol", optional: true).said(
          language.text("plans.field.symbol"), hint: language.text("plans.hint.symbol"))),
      .one(
        filling.date("signedOn", optional: true).said(
          language.text("plans.field.signedOn"), hint: language.text("plans.hint.signedOn"))),
    ]
  }

  static func signing(_ filling: Filling) -> [EditPage.FieldRow] {
    func words(_ id: String) -> FormField {
      filling.line(id, optional: true).said(filling.language.text("plans.field." + id))
    }
    return [
      .beside(words("issuer"), words("place")), .beside(words("signerTitle"), words("signer")),
    ]
  }

  /// What was typed over `facts`; problems collect in the form.
  static func read(_ form: inout Form, _ facts: PlanFacts) -> PlanFacts {
    var facts = facts
    facts.title = OfficeText.cleaned(form.required("title", "Nhập trích yếu của kế hoạch."))
    facts.kind = form.required("kind", "Nhập loại văn bản, ví dụ Kế hoạch.")
    if let year = form.text("year").flatMap({ Int($0) }) {
      facts.year = year
    } else {
      form.refuse("year", "Nhập năm của kế hoạch bằng bốn chữ số, ví dụ 2026.")
    }
    facts.number = form.text("number") ?? ""
    facts.symbol = form.text("symbol") ?? ""
    facts.signedOn = form.date("signedOn")
    return facts
  }
}

/// The way to a plan's forms.
enum PlanTrail {
  static func to(_ plan: OfficePlan, _ call: Call) -> [Crumb] {
    [
      Crumb(href: PlanPath.all, text: call.text("plans.title")),
      Crumb(href: PlanPath.plan(plan.id), text: plan.facts.reference ?? plan.facts.title),
    ]
  }
}
