internal import Records
internal import Rules
internal import Store

/// A committee that a form is about; nil for one that is to be made.
struct CommitteeSubject: Sendable {
  let committee: SteeringCommittee?
  let own: [Unit]
  let standing: Unit?
  /// Units that fit what was typed, by the field.
  let candidates: [String: [UnitLine]]

  init(
    _ committee: SteeringCommittee?, _ call: Call, _ db: any Reader, _ act: Act
  ) throws {
    self.committee = committee
    let bound = act.actor.grants.filter { Permissions.allows($0.role, .manageCommittees, .own) }
    if bound.contains(where: { $0.unit == nil }) {
      own = try Units.roots(on: act.today, limit: 1, db, act).lines.map(\.unit)
    } else {
      own = try Set(bound.compactMap(\.unit)).sorted().map {
        try Units.find($0, on: act.today, db, act)
      }
    }
    standing = try committee.flatMap { try CommitteeSubject.unit($0.facts.standing, db, act) }
    candidates = try Dictionary(
      uniqueKeysWithValues: ["unit", "standing"].map {
        ($0, try UnitPick.candidates($0, call.form, on: act.today, db, act))
      })
  }

  /// Nil for one that has ended or that the visitor does not see.
  static func unit(_ id: ID<Unit>, _ db: any Reader, _ act: Act) throws -> Unit? {
    do {
      return try Units.find(id, on: act.today, db, act)
    } catch Refusal.notFound {
      return nil
    }
  }

  var known: [Unit] { own + [standing].compactMap(\.self) }
}

/// A committee made.
enum NewCommitteeForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> CommitteeSubject {
    try CommitteeSubject(nil, call, db, act)
  }

  static func initial(_ subject: CommitteeSubject, _ call: Call) -> Filling {
    Filling(
      [
        "unit": subject.own.first?.fullName,
        "name": subject.own.first.map {
          Language.vietnamese.text("committees.nameOf", $0.fullName)
        }, "cycle": MeetingRule.Cycle.quarter.rawValue, "daysAfter": "0",
        "from": call.act.today.iso,
      ], call.language)
  }

  static func page(_ subject: CommitteeSubject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("committees.new"), lead: call.text("committees.newLead"),
      trail: [Crumb(href: CommitteePath.all, text: call.text("committees.title"))],
      action: CommitteePath.new,
      rows: CommitteeFields.unit("unit", subject, filling)
        + CommitteeFields.rows(subject, filling), submit: call.text("committees.newGo"),
      cancel: CommitteePath.all)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    var form = call.form
    let unit = try form.unit(
      "unit", "Nhập đơn vị của Ban Chỉ đạo.", known: subject.known, db, act)
    let facts = try CommitteeFields.read(&form, subject, db, act)
    try form.checked()
    guard let unit, let facts else { throw Refusal.notFound }
    return CommitteePath.committee(try Committees.create(facts, of: unit, db, act))
      + "?notice=saved"
  }
}

/// The facts of a committee put right.
enum CommitteeForm: EditForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> CommitteeSubject {
    let committee = try Committees.find(try call.id("committee"), db, act)
    return try CommitteeSubject(committee, call, db, act)
  }

  static func demand(
    _ permission: Permission, _ subject: CommitteeSubject, _ db: any Reader, _ act: Act
  ) throws {
    if let committee = subject.committee { try Committees.demandManaging(committee, db, act) }
  }

  static func version(_ subject: CommitteeSubject) -> Int? { subject.committee?.version }
  static func logged(_ subject: CommitteeSubject) -> Records.Subject? {
    subject.committee.map { .committee($0.id) }
  }

  static func initial(_ subject: CommitteeSubject, _ call: Call) -> Filling {
    guard let facts = subject.committee?.facts else { return Filling([:], call.language) }
    return Filling(
      [
        "name": facts.name, "number": facts.number, "signedOn": facts.signedOn?.iso,
        "standing": subject.standing?.fullName, "cycle": facts.rule.cycle.rawValue,
        "daysAfter": "\(facts.rule.daysAfter)", "from": facts.from.iso,
        "to": facts.to == .last ? nil : facts.to.iso,
      ], call.language)
  }

  static func page(_ subject: CommitteeSubject, _ filling: Filling, _ call: Call) -> EditPage {
    let path = subject.committee.map { CommitteePath.committee($0.id) } ?? CommitteePath.all
    return EditPage(
      title: call.text("committees.change"), lead: subject.committee?.facts.name,
      trail: CommitteeTrail.to(subject.committee, call), action: path + "/change",
      rows: CommitteeFields.rows(subject, filling),
      hidden: [
        EditPage.HiddenField(name: "version", value: "\(subject.committee?.version ?? 0)")
      ], submit: call.text("plans.save"), cancel: path)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    var form = call.form
    let facts = try CommitteeFields.read(&form, subject, db, act)
    try form.checked()
    guard let committee = subject.committee, let facts else { throw Refusal.notFound }
    try Committees.change(committee.id, facts, seen: try form.version(), db, act)
    return CommitteePath.committee(committee.id) + "?notice=saved"
  }
}

/// The fields of a committee.
enum CommitteeFields {
  static func rows(_ subject: CommitteeSubject, _ filling: Filling) -> [EditPage.FieldRow] {
    let language = filling.language
    let cycles = MeetingRule.Cycle.allCases.map { ($0.rawValue, language.label($0.words)) }
    return [
      .one(filling.said(filling.line("name"))),
      .beside(
        filling.said(filling.line("number", optional: true), hint: true),
        filling.said(filling.date("signedOn", optional: true))),
    ] + unit("standing", subject, filling) + [
      .beside(
        filling.said(filling.menu("cycle", cycles), hint: true),
        filling.said(filling.line("daysAfter"), hint: true)),
      .beside(
        filling.said(filling.date("from")), filling.said(filling.date("to", optional: true))),
    ]
  }

  static func unit(
    _ id: String, _ subject: CommitteeSubject, _ filling: Filling
  ) -> [EditPage.FieldRow] {
    filling.unit(id, subject.candidates[id] ?? []).enumerated().map { index, field in
      .one(index == 0 ? filling.said(field, hint: true) : field)
    }
  }

  /// Nil, with problems in the form, where something that must be there is not.
  static func read(
    _ form: inout Form, _ subject: CommitteeSubject, _ db: any Reader, _ act: Act
  ) throws -> CommitteeFacts? {
    let name = form.required("name", "Nhập tên Ban Chỉ đạo.")
    let standing = try form.unit(
      "standing", "Nhập cơ quan thường trực.", known: subject.known, db, act)
    let from = form.requiredDate("from", "Nhập ngày bắt đầu hoạt động.")
    let days = form.text("daysAfter").flatMap { Int($0) }
    if days == nil { form.refuse("daysAfter", "Nhập số ngày bằng chữ số; 0 là trong kỳ.") }
    let cycle = form.text("cycle").flatMap(MeetingRule.Cycle.init(rawValue:))
    if cycle == nil { form.refuse("cycle", "Chọn chế độ họp.") }
    let signedOn = form.date("signedOn")
    let to = form.date("to")
    guard let standing, let from, let days, let cycle else { return nil }
    return CommitteeFacts(
      name: name, number: form.text("number") ?? "", signedOn: signedOn, standing: standing,
      rule: MeetingRule(cycle, daysAfter: days), from: from, to: to ?? .last)
  }
}

/// The way to the forms of a committee.
enum CommitteeTrail {
  static func to(_ committee: SteeringCommittee?, _ call: Call) -> [Crumb] {
    [Crumb(href: CommitteePath.all, text: call.text("committees.title"))]
      + (committee.map {
        [Crumb(href: CommitteePath.committee($0.id), text: $0.facts.name)]
      } ?? [])
  }
}

extension Filling {
  /// The field with the words of committees.
  func said(_ field: FormField, _ part: String = "committees", hint: Bool = false) -> FormField {
    field.said(
      language.text(part + ".field." + field.id),
      hint: hint ? language.text(part + ".hint." + field.id) : nil)
  }
}

extension Form {
  /// The unit that a field names; nil, with a problem, where it names none.
  mutating func unit(
    _ field: String, _ missing: Sentence?, known: [Unit], _ db: any Reader, _ act: Act
  ) throws -> ID<Unit>? {
    do {
      if let unit = try UnitPick.resolve(field, self, known: known, on: act.today, db, act) {
        return unit
      }
      if let missing { refuse(field, missing) }
    } catch Refusal.invalid(let problems) {
      for problem in problems { refuse(problem.field, problem.text) }
    }
    return nil
  }
}
