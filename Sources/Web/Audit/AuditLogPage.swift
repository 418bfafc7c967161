internal import Records
internal import Rules

/// The audit log, newest first.
struct AuditLogPage: Page {
  static let template = "audit-log"
  static let sample = AuditLogPage(
    title: "Nhật ký", lead: "Toàn hệ thống", mayExport: true, from: .sample, to: .sample,
    who: .sample, unit: .sample, isWithSubordinates: true, action: .sample, subjectField: "unit:1",
    about: About(text: "Chỉ về Xã Phú Lộc", without: "/audit"),
    picks: [Link(href: "/audit?unit=1", text: "Xã Phú Lộc")], hasPicks: true, rows: [.sample],
    hasRows: true,
    none: true,
    more: .sample)
  let title: String
  let lead: String
  let mayExport: Bool
  let from: Field
  let to: Field
  let who: Field
  let unit: Field
  let isWithSubordinates: Bool
  let action: Field
  /// What the log is narrowed to, kept in the form of filters; empty where it is not.
  let subjectField: String
  let about: About?
  /// The accounts or units that fit a filter which fits several.
  let picks: [Link]
  let hasPicks: Bool
  let rows: [Row]
  let hasRows: Bool
  let none: Bool
  let more: More?

  struct About: Encodable, Sendable {
    let text: String
    let without: String
  }

  struct Row: Encodable, Sendable {
    static let sample = Row(
      action: "Sửa đơn vị", about: Thing(kind: "đơn vị", name: "Xã Phú Lộc", href: "/units/1"),
      unit: "Xã Phú Lộc", date: "2026-11-20", at: "20/11/2026 09:42", who: "Trần Thị Hạnh",
      channel: "trang web", address: "10.0.0.5", request: "01jd5x8r2m",
      changes: [Change(name: "Tên", before: "Phú Lôc", after: "Phú Lộc")])
    let action: String
    let about: Thing
    /// The unit it belongs to, where that is not the thing itself.
    let unit: String?
    let date: String
    let at: String
    let who: String
    let channel: String
    let address: String?
    /// The beginning of the request's id, enough to find it in the server's log.
    let request: String
    let changes: [Change]
  }

  /// What an entry is about.
  struct Thing: Encodable, Sendable {
    let kind: String
    let name: String?
    /// Nil where the reader may not see it, or it has no page.
    let href: String?
  }

  /// One fact before and after.
  struct Change: Encodable, Sendable {
    let name: String
    let before: String?
    let after: String?
  }
}

extension AuditLogPage {
  init(_ question: AuditQuestion, _ answer: AuditAnswer, _ call: Call) {
    let problems = answer.problems
    self.init(
      title: call.text("audit.title"), lead: AuditLogPage.lead(answer, call),
      mayExport: call.act.actor.grants.contains {
        $0.unit == nil && Permissions.allows($0.role, .exportAudit, .own)
      },
      from: call.dateField("from", nil, problems, typed: call.query["from"]),
      to: call.dateField("to", nil, problems, typed: call.query["to"]),
      who: call.asked("who", problems),
      unit: call.asked("unit", problems, answer.unit.flatMap { answer.name(.unit($0)) }),
      isWithSubordinates: answer.isWithSubordinates,
      action: call.filter("action", AuditWords.choices(call)),
      subjectField: question.subject == nil ? "" : question.fields["subject"] ?? "",
      about: question.subject.map { AuditLogPage.about($0, question, answer, call) },
      picks: answer.accounts.map {
        Link(href: question.path(["who": $0.id.text]), text: $0.name + ", " + $0.login)
      }
        + answer.units.map {
          Link(href: question.path(["unit": $0.unit.id.text]), text: UnitQuestion.words($0))
        },
      hasPicks: !(answer.accounts.isEmpty && answer.units.isEmpty),
      rows: answer.entries.map { Row($0, answer, call) }, hasRows: !answer.entries.isEmpty,
      none: answer.entries.isEmpty && problems.isEmpty,
      more: .of(
        first: question.before == nil ? nil : question.path(),
        next: answer.next.map { question.path(before: $0) }))
  }

  private static func lead(_ answer: AuditAnswer, _ call: Call) -> String {
    guard let unit = answer.unit else { return call.text("audit.wholeOffice") }
    let key = answer.isWithSubordinates ? "audit.ofUnits" : "audit.ofUnit"
    return call.language.text(key, answer.name(.unit(unit)) ?? "–")
  }

  private static func about(
    _ subject: Subject, _ question: AuditQuestion, _ answer: AuditAnswer, _ call: Call
  ) -> About {
    let name = answer.name(subject) ?? AuditWords.kind(subject.kind, call)
    return About(
      text: call.language.text("audit.about", name), without: question.path(["subject": ""]))
  }
}

extension AuditLogPage.Row {
  init(_ entry: AuditEntry, _ answer: AuditAnswer, _ call: Call) {
    let name = answer.name(entry.subject)
    let unit = entry.unit.map { Subject.unit($0) }
    self.init(
      action: AuditWords.action(entry.action, call),
      about: AuditLogPage.Thing(
        kind: AuditWords.kind(entry.subject.kind, call), name: name,
        href: name == nil ? nil : AuditPath.page(of: entry.subject)),
      unit: unit == entry.subject ? nil : unit.flatMap { answer.name($0) },
      date: entry.at.date.iso, at: entry.at.shown, who: entry.actor.isEmpty ? "–" : entry.actor,
      channel: AuditWords.channel(entry.channel, call), address: entry.address,
      request: String(entry.request.prefix(12)),
      changes: entry.changes.filter { ($0.before ?? "") != ($0.after ?? "") }.map { change in
        AuditLogPage.Change(
          name: AuditWords.fact(change.name, call),
          before: change.before.map { answer.value($0, of: change.name, call) },
          after: change.after.map { answer.value($0, of: change.name, call) })
      })
  }
}

extension AuditAnswer {
  func name(_ subject: Subject) -> String? { names[AuditAnswer.key(subject)] }

  /// A fact in words; a unit or person by name.
  func value(_ text: String, of fact: String, _ call: Call) -> String {
    AuditAnswer.subject(fact, text).flatMap { name($0) }
      ?? AuditWords.value(text, of: fact, call)
  }
}

extension Call {
  /// A filter as the query says it, or `value` where it is known better, with what is wrong with it.
  fileprivate func asked(_ name: String, _ problems: [Problem], _ value: String? = nil) -> Field {
    let problem = problems.first { $0.field == name }.map { language.say($0.text) }
    return Field(
      id: name, value: value ?? query[name] ?? "", problem: problem,
      describedBy: problem == nil ? nil : name + "-problem", choices: [])
  }
}
