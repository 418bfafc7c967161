internal import Records
internal import Rules
internal import Store

/// A membership that a form is about; nil for one that is to be added.
struct MemberSubject: Sendable {
  let committee: SteeringCommittee
  let member: CommitteeMember?
  let unit: Unit?
  let people: [PersonPick.Candidate]
  let candidates: [UnitLine]

  init(
    _ committee: SteeringCommittee, _ member: CommitteeMember?, _ call: Call, _ db: any Reader,
    _ act: Act
  ) throws {
    self.committee = committee
    self.member = member
    unit = try member.flatMap { try CommitteeSubject.unit($0.facts.unit, db, act) }
    people =
      member == nil ? try PersonPick.candidates("person", call.form, db, act) : []
    candidates = try UnitPick.candidates("unit", call.form, on: act.today, db, act)
  }
}

protocol CommitteeMemberForm: EditForm where Subject == MemberSubject {}

extension CommitteeMemberForm {
  static func demand(
    _ permission: Permission, _ subject: MemberSubject, _ db: any Reader, _ act: Act
  ) throws {
    try Committees.demandManaging(subject.committee, db, act)
  }
}

/// A member more.
enum NewMemberForm: CommitteeMemberForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> MemberSubject {
    let committee = try Committees.find(try call.id("committee"), db, act)
    return try MemberSubject(committee, nil, call, db, act)
  }

  static func initial(_ subject: MemberSubject, _ call: Call) -> Filling {
    Filling(
      ["role": CommitteeRole.member.rawValue, "from": call.act.today.iso], call.language)
  }

  static func page(_ subject: MemberSubject, _ filling: Filling, _ call: Call) -> EditPage {
    let person = filling.person("person", subject.people).enumerated().map {
      index, field -> EditPage.FieldRow in
      .one(index == 0 ? filling.said(field, hint: true) : field)
    }
    return EditPage(
      title: call.text("committees.addMember"), lead: subject.committee.facts.name,
      trail: CommitteeTrail.to(subject.committee, call),
      action: CommitteePath.newMember(in: subject.committee.id),
      rows: person + MemberFields.rows(subject, filling), submit: call.text("committees.addGo"),
      cancel: CommitteePath.committee(subject.committee.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    try Committees.demandManaging(subject.committee, db, act)
    var form = call.form
    let draft = try MemberFields.read(&form, subject, db, act)
    try form.checked()
    let person = try PersonPick.resolve(
      "person", form, for: subject.committee.unit, db, act)
    let posts = try OfficeHoldings.held(by: [person], db, act)
    let post = posts.first { $0.from <= act.today && $0.to >= act.today }
    guard let unit = draft.unit ?? post?.unit else {
      throw Refusal.invalid([
        Problem("unit", "Nhập đơn vị; người này chưa giữ chức vụ nào trong hệ thống.")
      ])
    }
    let title = draft.title.isEmpty && post?.unit == unit ? post?.title ?? "" : draft.title
    _ = try CommitteeMembers.add(
      MemberFacts(
        person: person, unit: unit, role: draft.role, title: title, tasks: draft.tasks,
        from: draft.from, to: draft.to ?? .last), to: subject.committee.id, db, act)
    return CommitteePath.committee(subject.committee.id) + "?notice=saved"
  }
}

/// A membership put right, or ended by its last day.
enum MemberForm: CommitteeMemberForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> MemberSubject {
    let member = try CommitteeMembers.find(try call.id("member"), db, act)
    let committee = try Committees.find(member.committee, db, act)
    return try MemberSubject(committee, member, call, db, act)
  }

  static func version(_ subject: MemberSubject) -> Int? { subject.member?.version }
  static func logged(_ subject: MemberSubject) -> Records.Subject? {
    .committee(subject.committee.id)
  }

  static func initial(_ subject: MemberSubject, _ call: Call) -> Filling {
    guard let facts = subject.member?.facts else { return Filling([:], call.language) }
    return Filling(
      [
        "role": facts.role.rawValue, "unit": subject.unit?.fullName, "title": facts.title,
        "tasks": facts.tasks, "from": facts.from.iso,
        "to": facts.to == .last ? nil : facts.to.iso,
      ], call.language)
  }

  static func page(_ subject: MemberSubject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: subject.member?.personName ?? "", lead: subject.committee.facts.name,
      trail: CommitteeTrail.to(subject.committee, call),
      action: subject.member.map { CommitteePath.member($0.id) } ?? "",
      rows: MemberFields.rows(subject, filling),
      hidden: [EditPage.HiddenField(name: "version", value: "\(subject.member?.version ?? 0)")],
      submit: call.text("plans.save"), cancel: CommitteePath.committee(subject.committee.id))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    guard let member = subject.member else { throw Refusal.notFound }
    var form = call.form
    let draft = try MemberFields.read(&form, subject, db, act)
    try form.checked()
    var facts = member.facts
    facts.unit = draft.unit ?? facts.unit
    (facts.role, facts.title, facts.tasks) = (draft.role, draft.title, draft.tasks)
    (facts.from, facts.to) = (draft.from, draft.to ?? .last)
    try CommitteeMembers.change(member.id, facts, seen: try form.version(), db, act)
    return CommitteePath.committee(subject.committee.id) + "?notice=saved"
  }
}

/// The fields of a membership.
enum MemberFields {
  struct Draft {
    let role: CommitteeRole
    let unit: ID<Unit>?
    let title: String
    let tasks: String
    let from: CivilDate
    let to: CivilDate?
  }

  static func rows(_ subject: MemberSubject, _ filling: Filling) -> [EditPage.FieldRow] {
    let language = filling.language
    let roles = CommitteeRole.allCases.map { ($0.rawValue, language.label($0.words)) }
    let unit = filling.unit("unit", subject.candidates, optional: subject.member == nil)
      .enumerated().map { index, field -> EditPage.FieldRow in
        let said = field.said(
          language.text("committees.agency"),
          hint: subject.member == nil ? language.text("committees.agencyHint") : nil)
        return .one(index == 0 ? said : field)
      }
    return [.one(filling.said(filling.menu("role", roles)))] + unit + [
      .one(
        filling.said(filling.line("title", optional: true))),
      .one(filling.said(filling.area("tasks", optional: true), hint: true)),
      .beside(
        filling.said(filling.date("from")), filling.said(filling.date("to", optional: true))),
    ]
  }

  static func read(
    _ form: inout Form, _ subject: MemberSubject, _ db: any Reader, _ act: Act
  ) throws -> Draft {
    let unit = try form.unit(
      "unit", subject.member == nil ? nil : "Nhập đơn vị.",
      known: [subject.unit].compactMap(\.self), db, act)
    let role = form.text("role").flatMap(CommitteeRole.init(rawValue:))
    if role == nil { form.refuse("role", "Chọn vai trò trong Ban Chỉ đạo.") }
    let from = form.requiredDate("from", "Nhập ngày bắt đầu tham gia.")
    let to = form.date("to")
    return Draft(
      role: role ?? .member, unit: unit, title: form.text("title") ?? "",
      tasks: form.text("tasks") ?? "", from: from ?? act.today, to: to)
  }
}
