internal import HTTPTypes
internal import OfficeFiles
internal import Records
internal import Rules
internal import Store

/// The secret address at which calendar programs fetch one's duties.
enum CalendarRoutes {
  static let all: [Route] = [
    .post(AccountPath.calendar, .signedIn) { call in
      try await call.reveal(AccountPath.own) { db, act in
        try CalendarFeeds.make(db, act).text
      } show: { token in
        try call.page(
          SecretPage(
            title: call.text("feed.title"), explanation: call.text("feed.explanation"),
            secret: call.publicAddress + DutyPath.feed(token), back: AccountPath.own))
      }
    },
    .post(AccountPath.endOfCalendar, .signedIn) { call in
      try await call.change { db, act in
        try CalendarFeeds.revoke(db, act)
        return AccountPath.own + "?notice=feedEnded"
      }
    },
    .get("/calendars/{token}", .everyone, feed),
  ]

  private static func feed(_ call: Call) async throws -> Reply {
    let file = call.parameters["token"] ?? ""
    let token = file.hasSuffix(".ics") ? String(file.dropLast(4)) : file
    guard
      let caller = try await call.site.store.read({ [act = call.act] db in
        try CalendarFeeds.find(token, db, now: act.at)
      })
    else { throw Refusal.notFound }
    try call.site.callers.count("feed " + (caller.actor.account?.text ?? ""), at: call.act.at)
    let act = Act(
      actor: caller.actor, at: call.act.at, channel: .calendar, request: call.act.request,
      address: call.act.address, chance: call.act.chance, keys: call.act.keys)
    if caller.needsTouch { try await call.site.store.write { try CalendarFeeds.touch($0, act) } }
    let page = try await call.site.store.read { db in try CalendarFeeds.duties(db, act) }
    let language = Language(rawValue: caller.language) ?? call.language
    let text = DutyCalendar(page, language, call, act).file.text
    call.noteCaller(act)
    var reply = Reply.text(text)
    reply.headers[.contentType] = "text/calendar; charset=utf-8"
    reply.headers[.contentDisposition] = "inline; filename=\"soat.ics\""
    reply.headers[.cacheControl] = "private, no-store"
    return reply
  }
}

/// Duties as days of a calendar.
struct DutyCalendar {
  let file: CalendarFile

  init(_ page: DutyPage, _ language: Language, _ call: Call, _ act: Act) {
    file = CalendarFile(
      name: language.text("feed.name", call.site.settings.officeName),
      stamp: DutyCalendar.stamp(act.at),
      page.lines.map { DutyCalendar.entry($0, page, language, call, act) })
  }

  private static func entry(
    _ duty: DutyLine, _ page: DutyPage, _ language: Language, _ call: Call, _ act: Act
  ) -> CalendarFile.Entry {
    let timing = DutyWords.timing(duty, on: act.today, language)?.text
    let stage = language.text("duty.stage." + duty.stage.rawValue)
    let words = [
      duty.title, page.units[duty.unit], duty.plan.flatMap { page.plans[$0] },
      duty.product.isEmpty ? nil : language.text("duty.fact.product") + ": " + duty.product,
      [stage, timing].compactMap(\.self).joined(separator: ", "),
      call.publicAddress + DutyPath.duty(duty.id),
    ]
    return CalendarFile.Entry(
      uid: duty.id.text + "@soat", day: compact(duty.due),
      dayAfter: compact(duty.due.adding(days: 1)), title: DutyWords.short(duty.title, 120),
      words: words.compactMap(\.self).joined(separator: "\n"),
      address: call.publicAddress + DutyPath.duty(duty.id), category: stage,
      changes: duty.version - 1)
  }

  /// `20261231`
  private static func compact(_ day: CivilDate) -> String { day.iso.replacing("-", with: "") }

  /// `20261120T011500Z`: the calendar wants universal time, seven hours behind.
  private static func stamp(_ at: Instant) -> String {
    let universal = at.adding(seconds: -7 * 3_600)
    let seconds = (universal.milliseconds / 1_000) % 60
    return compact(universal.date) + "T" + universal.clock.replacing(":", with: "")
      + (seconds < 10 ? "0" : "") + "\(seconds)Z"
  }
}
