internal import Records
internal import Rules
internal import Store

/// A meeting that a form is about; nil for one that is to be prepared.
struct MeetingSubject: Sendable {
  let committee: SteeringCommittee
  let meeting: Meeting?
  /// Periods whose meeting is owed, and that of the meeting.
  let periods: [MeetingPeriod]
  let members: [CommitteeMember]
  let present: Set<ID<CommitteeMember>>

  init(
    _ committee: SteeringCommittee, _ meeting: Meeting?, _ db: any Reader, _ act: Act
  ) throws {
    self.committee = committee
    self.meeting = meeting
    let lines = try CommitteePeriods.list(of: committee, db)
    periods = lines.filter {
      DutyStage.owed.contains($0.stage) || $0.period.first == meeting?.facts.period
    }.prefix(6).map(\.period)
    let day = meeting?.facts.day ?? act.today
    members = try CommitteeMembers.list(of: committee.id, db, act)
      .filter { $0.isInForce(on: day) }
    present = try meeting.map { try Meetings.present(at: $0.id, db, act) } ?? []
  }
}

protocol CommitteeMeetingForm: EditForm where Subject == MeetingSubject {}

extension CommitteeMeetingForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> MeetingSubject {
    let meeting = try Meetings.find(try call.id("meeting"), db, act)
    return try MeetingSubject(
      try Committees.find(meeting.committee, db, act), meeting, db, act)
  }

  static func demand(
    _ permission: Permission, _ subject: MeetingSubject, _ db: any Reader, _ act: Act
  ) throws {
    try Committees.demandManaging(subject.committee, db, act)
  }

  static func version(_ subject: MeetingSubject) -> Int? { subject.meeting?.version }
  static func logged(_ subject: MeetingSubject) -> Records.Subject? {
    subject.meeting.map { .meeting($0.id) }
  }

  static func path(_ subject: MeetingSubject) -> String {
    subject.meeting.map { CommitteePath.meeting($0.id) }
      ?? CommitteePath.committee(subject.committee.id)
  }

  static func trail(_ subject: MeetingSubject, _ call: Call) -> [Crumb] {
    CommitteeTrail.to(subject.committee, call)
      + (subject.meeting.map {
        [Crumb(href: CommitteePath.meeting($0.id), text: $0.facts.subject)]
      } ?? [])
  }

  static func hidden(_ subject: MeetingSubject) -> [EditPage.HiddenField] {
    [EditPage.HiddenField(name: "version", value: "\(subject.meeting?.version ?? 0)")]
  }
}

/// A meeting to be prepared.
enum NewMeetingForm: CommitteeMeetingForm {
  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> MeetingSubject {
    let committee = try Committees.find(try call.id("committee"), db, act)
    return try MeetingSubject(committee, nil, db, act)
  }

  static func initial(_ subject: MeetingSubject, _ call: Call) -> Filling {
    let period = subject.periods.first
    let name = subject.committee.facts.name
    let soon =
      WorkingCalendar.vietnam.date(DutyTiming.soonDays, workingDaysAfter: call.act.today)
      ?? call.act.today
    let day = period.map { max(call.act.today, min($0.due, soon)) } ?? soon
    return Filling(
      [
        "subject": Language.vietnamese.text(
          "meetings.subjectOf", name, period?.words.description ?? ""
        ).trimmedEnd, "day": day.iso, "clock": "08:00", "period": period?.first.iso,
      ], call.language)
  }

  static func page(_ subject: MeetingSubject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("meetings.new"), lead: call.text("meetings.newLead"),
      trail: trail(subject, call), action: CommitteePath.newMeeting(of: subject.committee.id),
      rows: MeetingFields.rows(subject, filling), submit: call.text("meetings.newGo"),
      cancel: path(subject))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let committee: ID<SteeringCommittee> = try call.id("committee")
    var form = call.form
    let facts = MeetingFields.read(&form, act)
    try form.checked()
    return CommitteePath.meeting(try Meetings.create(facts, of: committee, db, act))
  }
}

/// When and where a meeting is, put right.
enum MeetingForm: CommitteeMeetingForm {
  static func initial(_ subject: MeetingSubject, _ call: Call) -> Filling {
    guard let facts = subject.meeting?.facts else { return Filling([:], call.language) }
    return Filling(
      [
        "subject": facts.subject, "day": facts.day.iso, "clock": facts.clock,
        "place": facts.place, "guests": facts.guests, "period": facts.period?.iso,
      ], call.language)
  }

  static func page(_ subject: MeetingSubject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("meetings.change"), lead: subject.meeting?.facts.subject,
      trail: trail(subject, call), action: path(subject) + "/change",
      rows: MeetingFields.rows(subject, filling), hidden: hidden(subject),
      submit: call.text("plans.save"), cancel: path(subject))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id: ID<Meeting> = try call.id("meeting")
    var form = call.form
    let facts = MeetingFields.read(&form, act)
    try form.checked()
    try Meetings.change(id, facts, seen: try form.version(), db, act)
    return CommitteePath.meeting(id) + "?notice=saved"
  }
}

/// Who was there and what was said.
enum MinutesForm: CommitteeMeetingForm {
  static func initial(_ subject: MeetingSubject, _ call: Call) -> Filling {
    var fields = Fields()
    // At first all are taken to have been there.
    for member in subject.members
    where subject.present.isEmpty || subject.present.contains(member.id) {
      fields.add("present", member.id.text)
    }
    fields.add("minutes", subject.meeting?.minutes ?? "")
    return Filling(fields, [], call.language)
  }

  static func page(_ subject: MeetingSubject, _ filling: Filling, _ call: Call) -> EditPage {
    let members = subject.members.map { member in
      (
        member.id.text, member.personName,
        [call.language.say(member.facts.role.words), member.unitName]
          .filter { !$0.isEmpty }.joined(separator: ", ") as String?
      )
    }
    return EditPage(
      title: call.text("meetings.minutes"), lead: subject.meeting?.facts.subject,
      trail: trail(subject, call), action: path(subject) + "/minutes",
      rows: (members.isEmpty
        ? []
        : [
          .one(
            filling.options(
              "present", members, several: true, label: "meetings.field.present"))
        ]) + [
          .one(
            filling.said(filling.area("minutes", optional: true), "meetings", hint: true))
        ], hidden: hidden(subject), submit: call.text("plans.save"), cancel: path(subject))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id: ID<Meeting> = try call.id("meeting")
    let present = call.form.fields.all("present").compactMap { ID<CommitteeMember>($0) }
    try Meetings.keepMinutes(
      id, present: Set(present), call.form.text("minutes") ?? "",
      seen: try call.form.version(), db, act)
    return CommitteePath.meeting(id) + "?notice=saved"
  }
}

/// The number and the date of the conclusion, which gives units their duties.
enum ConclusionForm: CommitteeMeetingForm {
  static func demand(
    _ permission: Permission, _ subject: MeetingSubject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(.decideDuties, on: subject.committee.unit, db, act)
  }

  static func initial(_ subject: MeetingSubject, _ call: Call) -> Filling {
    let chair = subject.members.first { $0.facts.role == .chair }
    return Filling(
      ["signedOn": call.act.today.iso, "chair": chair?.personName], call.language)
  }

  static func page(_ subject: MeetingSubject, _ filling: Filling, _ call: Call) -> EditPage {
    EditPage(
      title: call.text("meetings.conclude"), lead: call.text("meetings.concludeLead"),
      trail: trail(subject, call), action: path(subject) + "/conclusion",
      rows: [
        .beside(
          filling.said(filling.line("number"), "meetings", hint: true),
          filling.said(filling.date("signedOn"), "meetings")),
        .one(filling.said(filling.line("chair"), "meetings")),
      ], hidden: hidden(subject), submit: call.text("meetings.concludeGo"),
      cancel: path(subject))
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let id: ID<Meeting> = try call.id("meeting")
    var form = call.form
    let number = form.required("number", "Nhập số của thông báo kết luận.")
    let chair = form.required("chair", "Nhập người chủ trì cuộc họp.")
    let signed = form.requiredDate("signedOn", "Nhập ngày ký thông báo kết luận.")
    try form.checked()
    try Conclusions.issue(
      id, Conclusion(number: number, signedOn: signed ?? act.today, chair: chair),
      seen: try form.version(), db, act)
    return CommitteePath.meeting(id) + "?notice=meetingConcluded"
  }
}

/// The fields of a meeting.
enum MeetingFields {
  static func rows(_ subject: MeetingSubject, _ filling: Filling) -> [EditPage.FieldRow] {
    let language = filling.language
    let periods =
      subject.periods.map {
        (
          $0.first.iso,
          language.text("meetings.periodDue", language.label($0.words), $0.due.vietnamese)
        )
      } + [("", language.text("meetings.called"))]
    func said(_ field: FormField, hint: Bool = false) -> EditPage.FieldRow {
      .one(filling.said(field, "meetings", hint: hint))
    }
    return [
      said(filling.line("subject")),
      .beside(
        filling.said(filling.date("day"), "meetings"),
        filling.said(filling.line("clock", optional: true), "meetings", hint: true)),
      said(filling.line("place", optional: true)),
      said(filling.menu("period", periods), hint: true),
      said(filling.area("guests", optional: true), hint: true),
    ]
  }

  static func read(_ form: inout Form, _ act: Act) -> MeetingFacts {
    let subject = form.required("subject", "Nhập tên cuộc họp.")
    let day = form.requiredDate("day", "Nhập ngày họp.")
    let typed = form.text("period")
    let period = typed.flatMap { CivilDate(iso: $0) }
    if typed != nil, period == nil { form.refuse("period", "Chọn một kỳ họp trong danh sách.") }
    return MeetingFacts(
      subject: subject, day: day ?? act.today, clock: form.text("clock") ?? "",
      place: form.text("place") ?? "", guests: form.text("guests") ?? "", period: period)
  }
}

extension String {
  /// Without blanks at the end.
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
