internal import Records
internal import Rules
internal import Store

/// The committees that one may see.
struct CommitteeList: Sendable {
  let committees: [SteeringCommittee]
  let units: [ID<Unit>: String]

  init(_ db: any Reader, _ act: Act) throws {
    committees = try Committees.list(db, act)
    units = try Units.names(
      of: committees.flatMap { [$0.unit, $0.facts.standing] }.map { ($0, act.today) }, db)
  }
}

struct CommitteesPage: Page {
  static let template = "committees"
  let title: String
  let newPath: String?
  let rows: [Row]
  let none: EmptyCard?

  struct Row: Encodable, Sendable {
    let href: String
    let name: String
    let unit: String
    let standing: String
    let rule: String
    let state: StateMark?
  }

  static let sample = CommitteesPage(
    title: "Ban Chỉ đạo CCHC", newPath: "/committees/new",
    rows: [
      Row(
        href: "/committees/01", name: "Ban Chỉ đạo CCHC tỉnh", unit: "Tỉnh Tân An",
        standing: "Sở Nội vụ", rule: "mỗi quý một lần", state: .sample)
    ], none: .sample)
}

extension CommitteesPage {
  init(_ found: CommitteeList, _ call: Call) {
    let language = call.language
    let mayMake = call.visitor.session?.may(.manageCommittees) == true
    title = language.text("committees.title")
    newPath = mayMake ? CommitteePath.new : nil
    rows = found.committees.map { committee in
      Row(
        href: CommitteePath.committee(committee.id), name: committee.facts.name,
        unit: found.units[committee.unit] ?? "–",
        standing: found.units[committee.facts.standing] ?? "–",
        rule: language.rule(committee.facts.rule),
        state: committee.isInForce(on: call.act.today)
          ? nil : StateMark(kind: "ended", text: language.text("committees.ended")))
    }
    none =
      rows.isEmpty
      ? EmptyCard(
        title: language.text("committees.none"),
        text: language.text(mayMake ? "committees.noneHint" : "committees.noneReader"),
        action: mayMake
          ? Link(href: CommitteePath.new, text: language.text("committees.new")) : nil) : nil
  }
}

/// What the page of a committee shows.
struct CommitteeAnswer: Sendable {
  let committee: SteeringCommittee
  let units: [ID<Unit>: String]
  let members: [CommitteeMember]
  let meetings: [Meeting]
  let periods: [CommitteePeriods.Line]
  let mayManage: Bool

  init(_ id: ID<SteeringCommittee>, _ db: any Reader, _ act: Act) throws {
    committee = try Committees.find(id, db, act)
    units = try Units.names(
      of: [committee.unit, committee.facts.standing].map { ($0, act.today) }, db)
    members = try CommitteeMembers.list(of: id, db, act)
    meetings = try Meetings.list(of: id, db, act)
    periods = try CommitteePeriods.list(of: committee, db)
    mayManage = try Committees.mayManage(committee, db, act)
  }
}

struct CommitteePage: Page {
  static let template = "committee"
  let title: String
  let lead: String
  let trail: [Crumb]
  let actions: [PlanPage.Action]
  let facts: [DutySheet.Fact]
  let changePath: String?
  let meetings: [MeetingRow]
  let noMeetings: String?
  let periods: Periods?
  let members: [Member]
  let noMembers: String?
  let memberPath: String?

  struct Member: Encodable, Sendable {
    let name: String
    let href: String?
    let role: String
    let post: String
    /// Assigned duties, one a line.
    let tasks: [String]
    let period: String
    let mark: StateMark?
  }

  struct MeetingRow: Encodable, Sendable {
    let href: String
    let subject: String
    let date: String
    let day: String
    let stage: StateMark
    let conclusion: String?
  }

  struct Periods: Encodable, Sendable {
    let list: [Period]
  }

  /// A meeting that the rule demands.
  struct Period: Encodable, Sendable {
    let href: String
    let name: String
    let due: String
    let stage: StateMark?
  }

  static let sample = CommitteePage(
    title: "Ban Chỉ đạo CCHC tỉnh Tân An", lead: "Quyết định 12/QĐ-UBND", trail: [],
    actions: [PlanPage.Action(href: "/x", text: "Chuẩn bị cuộc họp", isPrimary: true)],
    facts: [DutySheet.Fact(name: "Đơn vị", href: "/units/01", lines: ["Tỉnh Tân An"])],
    changePath: "/committees/01/change",
    meetings: [
      MeetingRow(
        href: "/meetings/01", subject: "Họp quý IV", date: "2026-12-20", day: "20/12/2026",
        stage: .sample, conclusion: "12/TB-BCĐ")
    ], noMeetings: "Chưa có cuộc họp nào.",
    periods: Periods(list: [
      Period(href: "/duties/01", name: "quý IV/2026", due: "31/12/2026", stage: .sample)
    ]),
    members: [
      Member(
        name: "Nguyễn Văn Minh", href: "/committee-members/01", role: "Trưởng ban",
        post: "Giám đốc Sở, Sở Nội vụ", tasks: ["Chỉ đạo chung"], period: "từ 01/07/2025",
        mark: .sample)
    ], noMembers: "Chưa có thành viên.", memberPath: "/committees/01/members/new")
}

extension CommitteePage {
  init(_ found: CommitteeAnswer, _ call: Call) {
    let language = call.language
    let committee = found.committee
    title = committee.facts.name
    lead = language.decision(committee.facts)
    trail = [Crumb(href: CommitteePath.all, text: language.text("committees.title"))]
    actions =
      found.mayManage
      ? [
        PlanPage.Action(
          href: CommitteePath.newMeeting(of: committee.id), text: language.text("meetings.new"),
          isPrimary: true)
      ] : []
    facts = CommitteePage.facts(found, language)
    changePath = found.mayManage ? CommitteePath.change(committee.id) : nil
    meetings = found.meetings.map { MeetingRow($0, language) }
    noMeetings = meetings.isEmpty ? language.text("meetings.none") : nil
    let periods = CommitteePage.periods(found, call.act.today, language)
    self.periods = periods.isEmpty ? nil : Periods(list: periods)
    members = found.members.map { Member($0, found.mayManage, call) }
    noMembers = members.isEmpty ? language.text("committees.noMembers") : nil
    memberPath = found.mayManage ? CommitteePath.newMember(in: committee.id) : nil
  }

  private static func facts(_ found: CommitteeAnswer, _ language: Language) -> [DutySheet.Fact] {
    let facts = found.committee.facts
    func fact(_ key: String, _ text: String?) -> DutySheet.Fact {
      DutySheet.Fact(
        name: language.text("committees.field." + key), href: nil, lines: [text ?? "–"])
    }
    return [
      fact("unit", found.units[found.committee.unit]),
      fact("standing", found.units[facts.standing]), fact("cycle", language.rule(facts.rule)),
      fact("period", language.period(facts.from, facts.to)),
    ]
  }

  /// Those not yet held, and the last that was.
  private static func periods(
    _ found: CommitteeAnswer, _ today: CivilDate, _ language: Language
  ) -> [Period] {
    let open = found.periods.filter { $0.stage != .accepted }
    let done = found.periods.last { $0.stage == .accepted }
    return ((done.map { [$0] } ?? []) + open.prefix(4)).map { line in
      let isLate = DutyStage.owed.contains(line.stage) && line.due < today
      return Period(
        href: DutyPath.duty(line.duty), name: language.label(line.period.words),
        due: line.due.vietnamese,
        stage: isLate
          ? StateMark(kind: "late", text: language.say(DutyTiming.overdue.words))
          : line.stage == .open ? nil : DutyWords.stage(line.stage, language))
    }
  }
}

extension CommitteePage.MeetingRow {
  init(_ meeting: Meeting, _ language: Language) {
    href = CommitteePath.meeting(meeting.id)
    subject = meeting.facts.subject
    date = meeting.facts.day.iso
    day = meeting.facts.day.vietnamese
    stage = language.stage(meeting.stage)
    conclusion = meeting.conclusion?.number
  }
}

extension CommitteePage.Member {
  init(_ member: CommitteeMember, _ mayManage: Bool, _ call: Call) {
    let language = call.language
    let facts = member.facts
    name = member.personName
    href = mayManage ? CommitteePath.member(member.id) : nil
    role = language.label(facts.role.words)
    post = [facts.title, member.unitName].filter { !$0.isEmpty }.joined(separator: ", ")
    tasks = facts.tasks.split(separator: "\n").map(String.init)
    period = language.period(facts.from, facts.to)
    let isOver = facts.to < call.act.today
    mark =
      isOver
      ? StateMark(kind: "ended", text: language.text("committees.left"))
      : member.isInOffice
        ? nil : StateMark(kind: "soon", text: language.text("committees.noPost"))
  }
}

extension Language {
  /// "Mỗi quý một lần, chậm nhất 5 ngày sau khi hết kỳ"
  func rule(_ rule: MeetingRule) -> String {
    let words = label(rule.cycle.words)
    guard rule.cycle != .called, rule.daysAfter > 0 else { return words }
    return text("committees.ruleAfter", words, rule.daysAfter)
  }

  /// "Quyết định số 12/QĐ-UBND ngày 01/07/2025"; empty where it is not known.
  func decision(_ facts: CommitteeFacts) -> String {
    guard !facts.number.isEmpty else { return "" }
    return facts.signedOn.map { text("committees.decisionOf", facts.number, $0.vietnamese) }
      ?? text("committees.decision", facts.number)
  }

  func stage(_ stage: Meeting.Stage) -> StateMark {
    let kind =
      switch stage {
      case .planned: "wait"
      case .agendaFixed: ""
      case .concluded: "done"
      }
    return StateMark(kind: kind, text: say(stage.words))
  }
}
