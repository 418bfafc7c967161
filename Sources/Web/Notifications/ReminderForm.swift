internal import Records
internal import Rules
internal import Store

/// When people are reminded.
enum ReminderForm: EditForm {
  struct Subject: Sendable {
    let ladder: ReminderLadder
    let version: Int
  }

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Subject {
    let (ladder, version) = try Reminders.ladder(db)
    return Subject(ladder: ladder, version: version)
  }

  static func demand(
    _ permission: Permission, _ subject: Subject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: nil, db, act)
  }

  static func version(_ subject: Subject) -> Int? { subject.version }
  static func logged(_ subject: Subject) -> Records.Subject? { .reminders }

  static func initial(_ subject: Subject, _ call: Call) -> Filling {
    let ladder = subject.ladder
    return Filling(
      [
        "before": days(ladder.before), "onDay": ladder.onDay ? "1" : "",
        "after": days(ladder.after),
        "headAfter": ladder.headAfter?.description, "digest": ladder.digest.rawValue,
      ], call.language)
  }

  private static func days(_ days: [Int]) -> String {
    days.map(\.description).joined(separator: ", ")
  }

  static func page(_ subject: Subject, _ filling: Filling, _ call: Call) -> EditPage {
    let language = call.language
    return EditPage(
      title: call.text("reminders.title"), lead: call.text("reminders.lead"),
      trail: [Crumb(href: NoticePath.jobs, text: call.text("jobs.title"))],
      action: NoticePath.reminders,
      rows: [
        .one(filling.line("before", optional: true, hint: true)),
        .one(
          filling.options(
            "onDay", [("1", call.text("reminders.onDay"), nil)], several: true)),
        .one(filling.line("after", optional: true, hint: true)),
        .one(filling.line("headAfter", optional: true, hint: true)),
        .one(
          filling.menu(
            "digest",
            ReminderLadder.Digest.allCases.map {
              ($0.rawValue, language.text("reminders.digest." + $0.rawValue))
            }, hint: true)),
      ], hidden: [EditPage.HiddenField(name: "version", value: String(subject.version))],
      submit: call.text("reminders.save"), cancel: NoticePath.jobs)
  }

  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String {
    let fields = call.form.fields
    let ladder = try ReminderLadder.read(
      before: fields["before"] ?? "", onDay: fields["onDay"] == "1", after: fields["after"] ?? "",
      headAfter: fields["headAfter"] ?? "", digest: fields["digest"] ?? "")
    let seen = fields["version"].flatMap { Int($0) } ?? -1
    try Reminders.choose(ladder, seen: seen, db, act)
    return NoticePath.jobs + "?notice=remindersSaved"
  }
}
