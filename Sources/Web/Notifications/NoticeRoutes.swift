internal import HTTPTypes
internal import Records
internal import Rules
internal import Store

/// What a person is told, and how.
enum NoticeRoutes {
  static let all: [Route] =
    [
      .get(NoticePath.all, .signedIn) { call in
        let unreadOnly = call.query["show"] == "unread"
        let before = call.query["before"].flatMap { ID<Notice>($0) }
        let answer = try await call.read { db, act in
          NoticesAnswer(
            page: try Notices.list(unreadOnly: unreadOnly, before: before, db, act),
            mail: try Notices.mailChoice(db, act), mayMail: try Mailing.isOn(db))
        }
        return try call.page(NoticesPage(answer, unreadOnly, isFirst: before == nil, call))
      },
      .post(NoticePath.all + "/{notice}/reading", .signedIn) { call in
        let id = try call.id("notice", of: Notice.self)
        return try await call.change { db, act in
          NoticePath.page(of: try Notices.read(id, db, act).subject)
        }
      },
      .post(NoticePath.reading, .signedIn) { call in
        guard let id = call.form.fields["through"].flatMap({ ID<Notice>($0) }) else {
          throw Refusal.notFound
        }
        return try await call.change { db, act in
          try Notices.readAll(through: id, db, act)
          return NoticePath.all + "?notice=noticesRead"
        }
      },
      .post(NoticePath.mail, .signedIn) { call in
        let isOn = call.form.fields["mail"] == "on"
        return try await call.change { db, act in
          try Notices.chooseMail(isOn, db, act)
          return NoticePath.all + "?notice=" + (isOn ? "mailOn" : "mailOff")
        }
      },
    ] + JobRoutes.all + ReminderForm.routes(NoticePath.reminders, .changeSettings)
}

/// What the page of notices shows.
struct NoticesAnswer: Sendable {
  let page: NoticePage
  let mail: (isOn: Bool, address: String?)
  let mayMail: Bool
}
