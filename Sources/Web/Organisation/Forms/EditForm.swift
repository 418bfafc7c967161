internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// A form about one thing: shown, sent, shown again with its problems, or with the version that somebody
/// else saved meanwhile.
protocol EditForm: SendableMetatype {
  /// What the form is about, as it stands now.
  associatedtype Subject: Sendable

  static func subject(_ call: Call, _ db: any Reader, _ act: Act) throws -> Subject
  /// Throws where the visitor may not send the form, so that nobody is shown one in vain.
  static func demand(
    _ permission: Permission, _ subject: Subject, _ db: any Reader, _ act: Act) throws
  /// The version that the form was shown for; nil where nothing is edited that others might edit.
  static func version(_ subject: Subject) -> Int?
  /// What the log knows the subject as; nil where nothing is edited that others might edit.
  static func logged(_ subject: Subject) -> Records.Subject?
  /// What stands in the fields at first.
  static func initial(_ subject: Subject, _ call: Call) -> Filling
  static func page(_ subject: Subject, _ filling: Filling, _ call: Call) -> EditPage
  /// Carries out what was typed; the address to go to.
  static func carryOut(_ call: Call, _ db: any Writer, _ act: Act) throws -> String
}

extension EditForm {
  static func version(_ subject: Subject) -> Int? { nil }
  static func logged(_ subject: Subject) -> Records.Subject? { nil }

  static func demand(
    _ permission: Permission, _ subject: Subject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demandSomewhere(permission, act)
  }

  static func routes(_ path: String, _ permission: Permission) -> [Route] {
    [
      .get(path, .may(permission)) { try await show($0, permission) },
      .post(path, .may(permission)) { try await send($0, permission) },
    ]
  }

  private static func show(_ call: Call, _ permission: Permission) async throws -> Reply {
    let subject = try await subject(call, permission)
    return try call.page(page(subject, initial(subject, call), call))
  }

  private static func send(_ call: Call, _ permission: Permission) async throws -> Reply {
    do {
      // "Go on editing": what was typed comes back in the form, nothing is carried out.
      if call.form.flag("review") { return try await again(call, permission, [], status: 200) }
      return try await call.change { db, act in try Self.carryOut(call, db, act) }
    } catch Refusal.invalid(let problems) {
      return try await again(call, permission, problems, status: 422)
    } catch Refusal.conflict(let sentence) {
      return try await conflict(call, permission, sentence)
    }
  }

  private static func subject(
    _ call: Call, _ permission: Permission
  ) async throws -> Subject {
    try await call.read { db, act in
      let subject = try Self.subject(call, db, act)
      try Self.demand(permission, subject, db, act)
      return subject
    }
  }

  private static func again(
    _ call: Call, _ permission: Permission, _ problems: [Problem], status: Int
  ) async throws -> Reply {
    let subject = try await subject(call, permission)
    let page = page(subject, Filling(call.form.fields, problems, call.language), call)
    let known = Set(page.fieldIDs)
    return try call.page(
      page, status: .init(code: status),
      problems: problems.map { known.contains($0.field) ? $0 : Problem("", $0.text) })
  }

  /// Somebody saved meanwhile: both versions; or the state of things forbids it: the form with the reason.
  private static func conflict(
    _ call: Call, _ permission: Permission, _ sentence: Sentence
  ) async throws -> Reply {
    let subject = try await subject(call, permission)
    guard let saved = version(subject),
      let seen = call.form.fields["version"].flatMap({ Int($0) }), seen != saved
    else { return try await again(call, permission, [Problem("", sentence)], status: 409) }
    let theirs = page(subject, initial(subject, call), call)
    let mine = page(subject, Filling(call.form.fields, [], call.language), call)
    let last = try await call.read { db, _ in
      try Self.logged(subject).flatMap { try Audit.lastChange(of: $0, db) }
    }
    let message =
      last.map {
        call.language.text(
          "stale.who", $0.actor, $0.at.clock, $0.at.date.vietnamese)
      } ?? call.language.say(sentence)
    let stale = StalePage(
      message: message, theirs: theirs, mine: mine, sent: call.form.fields,
      version: saved, call)
    return try call.page(stale, status: .conflict)
  }
}

extension EditForm where Subject == UnitSubject {
  static func demand(
    _ permission: Permission, _ subject: UnitSubject, _ db: any Reader, _ act: Act
  ) throws {
    try Rights.demand(permission, on: subject.unit.id, db, act)
  }
}

extension EditPage {
  /// The ids of all fields, in their order.
  var fieldIDs: [String] { rows.flatMap { $0.fields.map(\.id) } }
}

extension StalePage {
  init(
    message: String, theirs: EditPage, mine: EditPage, sent: Fields, version: Int, _ call: Call
  ) {
    title = call.text("stale.title")
    self.message = message
    trail = mine.trail
    action = mine.action
    cancel = mine.cancel
    let skipped: Set = ["token", "submission", "version", "review"]
    hidden =
      sent.pairs.filter { !skipped.contains($0.name) }.map {
        EditPage.HiddenField(name: $0.name, value: $0.value)
      } + [EditPage.HiddenField(name: "version", value: String(version))]
    rows = zip(theirs.rows.flatMap(\.fields), mine.rows.flatMap(\.fields)).map { saved, typed in
      Row(
        label: typed.label, theirs: saved.shownValue, mine: typed.shownValue,
        differs: saved.shownValue != typed.shownValue)
    }
  }
}

extension FormField {
  /// The value in words, as a person compares it.
  var shownValue: String {
    if let menu { return menu.choices.first(where: \.selected)?.text ?? "–" }
    if let options {
      let chosen = options.choices.filter(\.selected).map(\.text)
      return chosen.isEmpty ? "–" : chosen.joined(separator: ", ")
    }
    return value.isEmpty ? "–" : value
  }
}
