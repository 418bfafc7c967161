internal import Records
internal import Rules
internal import Store

/// What a piece of evidence says of itself, as forms ask for it.
enum EvidenceFields {
  static func rows(_ filling: Filling, _ call: Call) -> [EditPage.FieldRow] {
    func said(_ field: FormField, hint: Bool = false) -> FormField {
      field.said(
        call.text("evidence.field." + field.id),
        hint: hint ? call.text("evidence.hint." + field.id) : nil)
    }
    return [
      .one(said(filling.line("title", hint: true), hint: true)),
      .beside(
        said(filling.line("number", optional: true)),
        said(filling.date("issuedOn", optional: true))),
      .one(said(filling.line("issuer", optional: true))),
      .beside(
        said(filling.date("effectiveFrom", optional: true)),
        said(filling.date("effectiveTo", optional: true))),
    ]
  }

  static func file(_ filling: Filling, _ call: Call) -> FormField {
    filling.file("file", hint: true, accept: EvidenceKind.accepted).said(
      call.text("evidence.field.file"),
      hint: call.language.text(
        "evidence.hint.file", EvidenceKind.names, ByteCount.text(call.site.settings.limits.upload)))
  }

  static func initial(_ facts: EvidenceFacts, _ language: Language) -> Filling {
    Filling(
      [
        "title": facts.title, "number": facts.number, "issuedOn": facts.issuedOn?.iso,
        "issuer": facts.issuer, "effectiveFrom": facts.effectiveFrom?.iso,
        "effectiveTo": facts.effectiveTo?.iso,
      ], language)
  }

  /// What was typed; dates that are none are problems of the form.
  static func read(_ form: inout Form, title: String? = nil) -> EvidenceFacts {
    EvidenceFacts(
      title: form.text("title") ?? title ?? "", number: form.text("number") ?? "",
      issuedOn: form.date("issuedOn"), issuer: form.text("issuer") ?? "",
      effectiveFrom: form.date("effectiveFrom"), effectiveTo: form.date("effectiveTo"))
  }
}

/// Puts right what a piece says of itself.
enum EvidenceChangeForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> EvidenceLine {
    try Evidence.find(try call.id("evidence", of: Evidence.self), db, act)
  }

  static func demand(
    _ permission: Permission, _ line: EvidenceLine, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: line.unit, db, act)
  }

  static func version(_ line: EvidenceLine) -> Int? { line.version }
  static func logged(_ line: EvidenceLine) -> Records.Subject? { .evidence(line.id) }

  static func initial(_ line: EvidenceLine, _ call: Call) -> Filling {
    EvidenceFields.initial(line.facts, call.language)
  }

  static func page(_ line: EvidenceLine, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("evidence.change"), lead: nil, trail: EvidenceTrail.to(line, call),
      action: EvidencePath.change(line.id), rows: EvidenceFields.rows(filling, call),
      hidden: [EditPage.HiddenField(name: "version", value: String(line.version))],
      submit: call.text("evidence.save"), cancel: EvidencePath.piece(line.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id = try call.id("evidence", of: Evidence.self)
    var form = call.form
    let facts = EvidenceFields.read(&form)
    try form.checked()
    try Evidence.change(id, facts, seen: try form.version(), db, act)
    return EvidencePath.piece(id) + "?notice=saved"
  }
}

/// A piece no longer stands for a duty.
enum EvidenceRemovalForm: EditForm {
  struct Subject: Sendable {
    let line: EvidenceLine
    let duty: DutyLine
  }

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Subject {
    let id = try call.id("evidence", of: Evidence.self)
    let duty = try Duties.find(try call.id("duty", of: Duty.self), db, act)
    let found = try Evidence.of(duty.id, db, act).first { $0.line.id == id }
    guard let found else { throw Refusal.notFound }
    return Subject(line: found.line, duty: duty)
  }

  static func demand(
    _ permission: Permission, _ subject: Subject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.duty.unit, db, act)
  }

  static func initial(_ subject: Subject, _ call: Call) -> Filling { Filling([:], call.language) }

  static func page(_ subject: Subject, _ filling: Filling, _ call: Call) -> EditPage {
    let isAccepted = subject.duty.stage == .accepted
    let reason = filling.line("reason", optional: !isAccepted, hint: isAccepted).said(
      call.text("evidence.field.reason"),
      hint: isAccepted ? call.text("evidence.hint.reason") : nil)
    return EditPage(
      title: call.text("evidence.removal"),
      lead: call.language.text(
        "evidence.removal.lead", subject.line.facts.title, DutyWords.short(subject.duty.title)),
      trail: EvidenceTrail.to(subject.duty, call),
      action: EvidencePath.removal(of: subject.line.id, from: subject.duty.id),
      rows: [.one(reason)], submit: call.text("evidence.removal"), isDanger: true,
      cancel: DutyPath.duty(subject.duty.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let duty = try call.id("duty", of: Duty.self)
    try Evidence.unlink(
      try call.id("evidence", of: Evidence.self), from: duty, call.form.text("reason") ?? "", db,
      act)
    return DutyPath.duty(duty) + "?notice=evidenceRemoved"
  }
}

/// The pages above those of evidence.
enum EvidenceTrail {
  static func top(_ call: Call) -> [Crumb] {
    [Crumb(href: EvidencePath.all, text: call.text("evidence.title"))]
  }

  static func to(_ line: EvidenceLine, _ call: Call) -> [Crumb] {
    top(call) + [
      Crumb(href: EvidencePath.piece(line.id), text: DutyWords.short(line.facts.title, 60))
    ]
  }

  static func to(_ duty: DutyLine, _ call: Call) -> [Crumb] {
    [
      Crumb(href: DutyPath.all, text: call.text("duties.title")),
      Crumb(href: DutyPath.duty(duty.id), text: DutyWords.short(duty.title, 60)),
    ]
  }
}
