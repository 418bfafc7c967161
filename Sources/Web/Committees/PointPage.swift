internal import Records
internal import Rules
internal import Store

/// The duties that a point of a conclusion became.
struct PointAnswer: Sendable {
  let point: ConclusionPoint
  let meeting: Meeting
  let duties: DutyPage

  init(_ id: ID<ConclusionPoint>, _ db: any Reader, _ act: Act) throws {
    point = try Conclusions.find(id, db, act)
    meeting = try Meetings.find(point.meeting, db, act)
    duties = try Conclusions.duties(of: id, db, act)
  }
}

struct PointPage: Page {
  static let template = "conclusion-point"
  let title: String
  let lead: String
  let trail: [Crumb]
  let rows: [DutyRow]
  let none: String?

  static let sample = PointPage(
    title: "Điểm 1", lead: "Rà soát thủ tục", trail: [], rows: [.sample], none: "Chưa giao.")
}

extension PointPage {
  init(_ found: PointAnswer, _ call: Call) {
    let language = call.language
    let meeting = found.meeting
    title = language.text("meetings.pointTitle", found.point.position)
    lead = found.point.facts.text
    trail = [
      Crumb(href: CommitteePath.all, text: language.text("committees.title")),
      Crumb(
        href: CommitteePath.meeting(meeting.id),
        text: meeting.conclusion?.number ?? meeting.facts.subject),
    ]
    rows = found.duties.lines.map { DutyRow($0, in: found.duties, call) }
    none = rows.isEmpty ? language.text("meetings.pointOpen") : nil
  }
}
