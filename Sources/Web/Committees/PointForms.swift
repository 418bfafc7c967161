internal import Records
internal import Rules
internal import Store

/// A point of a conclusion that a form is about; nil for one that is to be added.
struct PointSubject: Sendable {
  static let spare = 1

  let meeting: Meeting
  let committee: SteeringCommittee
  let point: ConclusionPoint?
  let units: [ID<Unit>: Unit]
  let candidates: [String: [UnitLine]]
  let rowCount: Int

  init(
    _ meeting: Meeting, _ point: ConclusionPoint?, _ call: Call, _ db: any Reader, _ act: Act
  ) throws {
    self.meeting = meeting
    self.point = point
    committee = try Committees.find(meeting.committee, db, act)
    var units: [ID<Unit>: Unit] = [:]
    for case .unit(let id) in point?.facts.shares.map(\.who) ?? [] {
      units[id] = try CommitteeSubject.unit(id, db, act)
    }
    self.units = units
    rowCount = max(
      3, (point?.facts.shares.count ?? 0) + PointSubject.spare,
      TaskShareFields.rowCount(call.form))
    candidates = try Dictionary(
      uniqueKeysWithValues: (1...rowCount).map { row in
        let field = "unit-\(row)"
        return (field, try UnitPick.candidates(field, call.form, on: act.today, db, act))
      })
  }
}

protocol ConclusionPointForm: EditForm where Subject == PointSubject {}

extension ConclusionPointForm {
  static func demand(
    _ permission: Permission, _ subject: PointSubject, _ db: any Reader, _ act: Act
  ) throws {
    try Committees.demandManaging(subject.committee, db, act)
  }

  static func trail(_ subject: PointSubject, _ call: Call) -> [Crumb] {
    CommitteeTrail.to(subject.committee, call) + [
      Crumb(
        href: CommitteePath.meeting(subject.meeting.id), text: subject.meeting.facts.subject)
    ]
  }
}

/// A point more.
enum NewPointForm: ConclusionPointForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> PointSubject {
    try PointSubject(try Meetings.find(try call.id("meeting"), db, act), nil, call, db, act)
  }

  static func initial(_ subject: PointSubject, _ call: Call) -> Filling {
    Filling(
      [
        "role-1": DutyRole.lead.rawValue, "role-2": DutyRole.coordinating.rawValue,
        "role-3": DutyRole.coordinating.rawValue,
      ], call.language)
  }

  static func page(_ subject: PointSubject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("meetings.newPoint"), lead: subject.meeting.facts.subject,
      trail: trail(subject, call), action: CommitteePath.newPoint(in: subject.meeting.id),
      rows: PointFields.rows(subject, filling), submit: call.text("meetings.pointGo"),
      cancel: CommitteePath.meeting(subject.meeting.id) + "#points")
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    var form = call.form
    let facts = try PointFields.read(&form, subject, db, act)
    try form.checked()
    try PointFields.placed { _ = try Conclusions.add(facts, to: subject.meeting.id, db, act) }
    return CommitteePath.meeting(subject.meeting.id) + "#points"
  }
}

/// A point put right.
enum PointForm: ConclusionPointForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> PointSubject {
    let point = try Conclusions.find(try call.id("point"), db, act)
    return try PointSubject(try Meetings.find(point.meeting, db, act), point, call, db, act)
  }

  static func version(_ subject: PointSubject) -> Int? { subject.point?.version }
  static func logged(_ subject: PointSubject) -> Records.Subject? {
    .meeting(subject.meeting.id)
  }

  static func initial(_ subject: PointSubject, _ call: Call) -> Filling {
    guard let facts = subject.point?.facts else { return Filling([:], call.language) }
    var fields = Fields()
    fields.add("text", facts.text)
    fields.add("due", facts.due.iso)
    fields.add("product", facts.product)
    for row in 1...subject.rowCount {
      let share = facts.shares.indices.contains(row - 1) ? facts.shares[row - 1] : nil
      fields.add("role-\(row)", (share?.role ?? .coordinating).rawValue)
      if case .unit(let id) = share?.who {
        fields.add("unit-\(row)", subject.units[id]?.fullName ?? "")
      }
      if case .group(let group) = share?.who { fields.add("group-\(row)", group.rawValue) }
    }
    return Filling(fields, [], call.language)
  }

  static func page(_ subject: PointSubject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.language.text("meetings.pointTitle", subject.point?.position ?? 0),
      lead: subject.meeting.facts.subject, trail: trail(subject, call),
      action: subject.point.map { CommitteePath.change($0.id) } ?? "",
      rows: PointFields.rows(subject, filling),
      hidden: [EditPage.HiddenField(name: "version", value: "\(subject.point?.version ?? 0)")],
      submit: call.text("plans.save"),
      cancel: CommitteePath.meeting(subject.meeting.id) + "#points")
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let subject = try subject(call, db, act)
    guard let point = subject.point else { throw Refusal.notFound }
    var form = call.form
    let facts = try PointFields.read(&form, subject, db, act)
    try form.checked()
    try PointFields.placed {
      try Conclusions.change(point.id, facts, seen: try form.version(), db, act)
    }
    return CommitteePath.meeting(subject.meeting.id) + "#points"
  }
}

/// The fields of a point: what, by when, and who.
enum PointFields {
  static func rows(_ subject: PointSubject, _ filling: Filling) -> [EditPage.FieldRow] {
    [
      .one(filling.said(filling.area("text"), "meetings", hint: true)),
      .beside(
        filling.said(filling.date("due"), "meetings"),
        filling.said(filling.line("product", optional: true), "meetings")),
    ] + (1...subject.rowCount).flatMap { row($0, subject, filling) }
  }

  private static func row(
    _ row: Int, _ subject: PointSubject, _ filling: Filling
  ) -> [EditPage.FieldRow] {
    let language = filling.language
    let roles = DutyRole.allCases.map { ($0.rawValue, language.label($0.words)) }
    let groups =
      [("", language.text("plans.noGroup"))]
      + UnitGroup.allCases.map { ($0.rawValue, language.group($0)) }
    let unit = filling.unit(
      "unit-\(row)", subject.candidates["unit-\(row)"] ?? [], optional: true)
    return [
      EditPage.FieldRow(
        fields: [
          filling.menu("role-\(row)", roles).said(language.text("plans.share.role", row)),
          unit[0].said(language.text("plans.share.unit", row)),
          filling.menu("group-\(row)", groups).said(language.text("plans.share.group", row)),
        ], isBeside: true, heading: language.text("meetings.share", row))
    ] + unit.dropFirst().map { .one($0) }
  }

  /// What was typed; problems collect in the form.
  static func read(
    _ form: inout Form, _ subject: PointSubject, _ db: any Reader, _ act: Act
  ) throws -> PointFacts {
    let text = form.required("text", "Nhập nội dung kết luận.")
    let due = form.requiredDate("due", "Nhập hạn hoàn thành.")
    var shares: [TaskShare] = []
    for row in 1...subject.rowCount {
      let unit = try form.unit(
        "unit-\(row)", nil, known: Array(subject.units.values), db, act)
      let group = form.text("group-\(row)").flatMap(UnitGroup.init(rawValue:))
      if unit != nil, group != nil {
        form.refuse("group-\(row)", "Chọn một đơn vị hoặc một nhóm đơn vị, không chọn cả hai.")
      }
      let role = form.text("role-\(row)").flatMap(DutyRole.init(rawValue:)) ?? .executing
      if let who: TaskShare.Who = unit.map({ .unit($0) }) ?? group.map({ .group($0) }) {
        let words = form.text("unit-\(row)") ?? group?.words.description ?? ""
        shares.append(TaskShare(role: role, words: words, who: who, isSure: true))
      }
    }
    if shares.isEmpty, form.problems.allSatisfy({ !$0.field.hasPrefix("unit-") }) {
      form.refuse("unit-1", "Chọn đơn vị hoặc nhóm đơn vị thực hiện.")
    }
    return PointFacts(
      text: text, product: form.text("product") ?? "", due: due ?? act.today, shares: shares)
  }

  /// What the rules say of the shares stands beside the first of their fields.
  static func placed(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch Refusal.invalid(let problems) {
      throw Refusal.invalid(
        problems.map { $0.field == "shares" ? Problem("unit-1", $0.text) : $0 })
    }
  }
}
