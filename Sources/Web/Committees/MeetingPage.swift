internal import Records
internal import Rules
internal import Store

/// What the page of a meeting shows.
struct MeetingAnswer: Sendable {
  let meeting: Meeting
  let committee: SteeringCommittee
  let members: [CommitteeMember]
  let present: Set<ID<CommitteeMember>>
  let agenda: [AgendaPoint]
  /// Duties of the agenda that the visitor may look at.
  let duties: Set<ID<Duty>>
  /// What became of earlier conclusions.
  let followed: [Conclusions.Progress]
  let points: [ConclusionPoint]
  /// Of its own conclusion.
  let progress: [ID<ConclusionPoint>: Conclusions.Progress]
  let mayManage: Bool
  let mayIssue: Bool

  init(_ id: ID<Meeting>, _ db: any Reader, _ act: Act) throws {
    let meeting = try Meetings.find(id, db, act)
    self.meeting = meeting
    committee = try Committees.find(meeting.committee, db, act)
    members = try CommitteeMembers.list(of: meeting.committee, db, act)
      .filter { $0.isInForce(on: meeting.facts.day) }
    present = try Meetings.present(at: id, db, act)
    agenda = try Agendas.list(of: id, db, act)
    duties = try Agendas.visible(agenda, db, act)
    followed = try Conclusions.followed(at: id, db, act)
    points = try Conclusions.points(of: id, db, act)
    progress = try Dictionary(
      Conclusions.progress(of: id, db, act).map { ($0.point, $0) },
      uniquingKeysWith: { first, _ in first })
    mayManage = try Committees.mayManage(committee, db, act)
    mayIssue = try Conclusions.mayIssue(committee, db, act)
  }
}

/// A meeting: what it speaks of, who was there, what was concluded and what became of it.
struct MeetingPage: Page {
  static let template = "meeting"
  let title: String
  let lead: String
  let stage: StateMark
  let trail: [Crumb]
  let actions: [PlanPage.Action]
  let facts: [DutySheet.Fact]
  let agenda: [AgendaRow]
  let noAgenda: String?
  let edit: AgendaEdit?
  let points: [PointRow]
  let noPoints: String?
  let conclusion: String?
  let newPoint: String?
  let followed: Followed?
  let attendance: String
  let members: [Member]
  let minutes: String?
  let minutesPath: String?
  let removal: Removal?

  struct AgendaRow: Encodable, Sendable {
    let number: String
    let text: String
    /// "Quá hạn"
    let source: StateMark
    /// "7 đơn vị, sớm nhất từ 08/11/2026: Xã A, Xã B, …"
    let words: String?
    let link: Link?
    /// Nil once the agenda is fixed.
    let change: Change?

    struct Change: Encodable, Sendable {
      let id: String
      let raise: String?
      let lower: String?
      let remove: String
    }
  }

  struct AgendaEdit: Encodable, Sendable {
    let add: String
    let refresh: String
    let fix: String
    let version: String
    let text: Field
  }

  struct PointRow: Encodable, Sendable {
    let number: String
    let text: String
    let who: String
    let product: String?
    let due: String
    let date: String
    let progress: Link?
    let mark: StateMark?
    let change: String?
    let removal: String?
    let version: String
  }

  struct Followed: Encodable, Sendable {
    let list: [PointRow]
  }

  struct Member: Encodable, Sendable {
    let name: String
    let post: String
    let role: String
    let mark: StateMark?
  }

  struct Removal: Encodable, Sendable {
    let action: String
    let version: String
  }

  static let sample = MeetingPage(
    title: "Họp Ban Chỉ đạo quý IV", lead: "20/12/2026, 08:00", stage: .sample,
    trail: [Crumb(href: "/committees", text: "Ban Chỉ đạo CCHC")],
    actions: [PlanPage.Action(href: "/x", text: "Ghi biên bản", isPrimary: true)],
    facts: [DutySheet.Fact(name: "Địa điểm", href: "/units/01", lines: ["Phòng họp 1"])],
    agenda: [
      AgendaRow(
        number: "1", text: "Rà soát thủ tục", source: .sample, words: "7 đơn vị",
        link: Link(href: "/duties/01", text: "Xem"),
        change: AgendaRow.Change(
          id: "01", raise: "/meetings/01/agenda/up", lower: "/meetings/01/agenda/down",
          remove: "/meetings/01/agenda/removal"))
    ], noAgenda: "Chưa có.",
    edit: AgendaEdit(
      add: "/meetings/01/agenda/points", refresh: "/meetings/01/agenda/renewal",
      fix: "/meetings/01/agenda/fixing", version: "1", text: .sample),
    points: [.sample], noPoints: "Chưa có.", conclusion: "Thông báo kết luận số 12",
    newPoint: "/meetings/01/points/new", followed: Followed(list: [.sample]),
    attendance: "10/12 thành viên dự họp",
    members: [Member(name: "Trần Thị Hạnh", post: "Sở Nội vụ", role: "thư ký", mark: .sample)],
    minutes: "Nội dung", minutesPath: "/meetings/01/minutes",
    removal: Removal(action: "/meetings/01/removal", version: "1"))
}

extension MeetingPage.PointRow {
  static let sample = MeetingPage.PointRow(
    number: "1", text: "Rà soát", who: "Sở Nội vụ", product: "Báo cáo", due: "20/12/2026",
    date: "2026-12-20", progress: Link(href: "/duties/01", text: "3/10"), mark: .sample,
    change: "/conclusion-points/01/change", removal: "/conclusion-points/01/removal",
    version: "1")
}

extension MeetingPage {
  init(_ found: MeetingAnswer, _ problems: [Problem] = [], _ call: Call) {
    let language = call.language
    let meeting = found.meeting
    let isOpen = meeting.conclusion == nil && found.mayManage
    let isPlanned = meeting.stage == .planned && found.mayManage
    let words = MeetingWords(found, call)
    title = meeting.facts.subject
    lead = [
      meeting.facts.clock, language.text("weekday.\(meeting.facts.day.weekday)"),
      meeting.facts.day.vietnamese,
    ].filter { !$0.isEmpty }.joined(separator: ", ")
    stage = language.stage(meeting.stage)
    trail = [
      Crumb(href: CommitteePath.all, text: language.text("committees.title")),
      Crumb(
        href: CommitteePath.committee(found.committee.id), text: found.committee.facts.name),
    ]
    actions = meeting.conclusion == nil ? words.actions : []
    facts = words.facts
    agenda = words.agenda(isPlanned)
    noAgenda = agenda.isEmpty ? language.text("meetings.noAgenda") : nil
    edit =
      isPlanned
      ? AgendaEdit(
        add: CommitteePath.agenda(meeting.id, .add),
        refresh: CommitteePath.agenda(meeting.id, .refresh),
        fix: CommitteePath.agenda(meeting.id, .fix), version: "\(meeting.version)",
        text: call.field("text", nil, problems)) : nil
    points = found.points.map { words.point($0, isOpen) }
    noPoints = points.isEmpty ? language.text("meetings.noPoints") : nil
    conclusion = meeting.conclusion.map {
      language.text("meetings.concluded", $0.number, $0.signedOn.vietnamese, $0.chair)
    }
    newPoint = isOpen ? CommitteePath.newPoint(in: meeting.id) : nil
    let followed = found.followed.map(words.followed)
    self.followed = followed.isEmpty ? nil : Followed(list: followed)
    attendance = language.text(
      found.present.isEmpty ? "meetings.invited" : "meetings.attendance",
      found.present.isEmpty ? found.members.count : found.present.count, found.members.count)
    members = found.members.map(words.member)
    minutes = meeting.minutes.isEmpty ? nil : meeting.minutes
    minutesPath =
      isOpen && meeting.facts.day <= call.act.today ? CommitteePath.minutes(meeting.id) : nil
    removal =
      isPlanned
      ? Removal(action: CommitteePath.removal(meeting.id), version: "\(meeting.version)") : nil
  }
}
