internal import Records
internal import Rules
internal import Store

/// Which month is asked for, and whose duties.
struct DutyMonthQuestion: Sendable {
  let list: DutyListQuestion
  /// Its first day.
  let first: CivilDate
  let last: CivilDate

  init(_ call: Call) {
    list = DutyListQuestion(call.query)
    let today = call.act.today
    let asked = call.query["month"].flatMap { text in
      text.count == 7 ? CivilDate(iso: text + "-01") : nil
    }
    let inRange = asked.flatMap { (2000...2100).contains($0.year) ? $0 : nil }
    first = inRange ?? today.adding(days: 1 - today.day)
    last = first.adding(days: CivilDate.days(inMonth: first.month, year: first.year) - 1)
  }

  /// From the Monday before the first to the Sunday after the last.
  var days: ClosedRange<CivilDate> {
    first.adding(days: 1 - first.weekday)...last.adding(days: 7 - last.weekday)
  }

  /// `2026-11`
  static func name(_ day: CivilDate) -> String { String(day.iso.prefix(7)) }
}

/// What is due on the days of a month: what units have to do, or waits for an answer; a few of each day by name.
struct DutyMonthAnswer: Sendable {
  static let named = 3

  let asked: DutyAsked
  let counts: [CivilDate: Int]
  let duties: [CivilDate: [DutyLine]]
  /// Where the list holds several.
  let units: [ID<Unit>: String]

  init(_ question: DutyMonthQuestion, _ db: any Reader, _ act: Act) throws {
    asked = try DutyAsked(question.list, db, act)
    var duties = asked.question
    duties.days = question.days
    duties.stages = asked.scope == .waiting ? [.reported] : DutyStage.owed
    (counts, self.duties) = try Duties.byDay(duties, first: DutyMonthAnswer.named, db, act)
    let named = self.duties.values.joined().map { ($0.unit, act.today) }
    units = Set(named.map(\.0)).count > 1 ? try Units.names(of: named, db) : [:]
  }
}

/// A month with what is due on its days.
struct DutyMonthPage: Page {
  static let template = "duty-month"
  let title: String
  let trail: [Crumb]
  let month: String
  let tabs: [DutyListPage.Tab]
  let hasTabs: Bool
  let previous: Link
  let next: Link
  /// Nil in the month of today.
  let now: String?
  let weeks: [Week]
  /// Nil where something is due.
  let none: String?

  struct Week: Encodable, Sendable {
    let days: [Day]
  }

  struct Day: Encodable, Sendable {
    let date: String
    let number: String
    /// With its weekday, for a list and for those who hear the page.
    let name: String
    let isToday: Bool
    /// Of the month before or after.
    let isOther: Bool
    let isEmpty: Bool
    let items: [Item]
    let more: Link?
  }

  struct Item: Encodable, Sendable {
    let href: String
    let text: String
    let unit: String?
    let isLate: Bool
  }

  static let sample = DutyMonthPage(
    title: "Lịch tháng", trail: [Crumb(href: "/duties", text: "Việc được giao")],
    month: "Tháng 11/2026",
    tabs: [
      DutyListPage.Tab(
        href: "/duties/calendar", text: "Việc của tôi", count: "3", isLate: true, current: true)
    ], hasTabs: true, previous: Link(href: "/duties/calendar?month=2026-10", text: "Tháng 10/2026"),
    next: Link(href: "/duties/calendar?month=2026-12", text: "Tháng 12/2026"),
    now: "/duties/calendar",
    weeks: [
      Week(days: [
        Day(
          date: "2026-11-20", number: "20", name: "Thứ Sáu, 20/11/2026", isToday: true,
          isOther: true, isEmpty: false,
          items: [
            Item(href: "/duties/01", text: "Rà soát thủ tục", unit: "Xã Phú Lộc", isLate: true)
          ], more: Link(href: "/duties?day=2026-11-20", text: "5 việc khác"))
      ])
    ], none: "Không có việc nào đến hạn trong tháng này.")
}

extension DutyMonthPage {
  init(_ question: DutyMonthQuestion, _ answer: DutyMonthAnswer, _ call: Call) {
    let language = call.language
    let scope = answer.asked.scope
    func path(_ scope: DutyScope, _ day: CivilDate) -> String {
      DutyPath.calendar
        + Fields.query([
          ("scope", scope.rawValue), ("month", DutyMonthQuestion.name(day)),
          ("plan", question.list.plan?.text), ("unit", question.list.fields["unit"]),
        ])
    }
    func name(_ day: CivilDate) -> String {
      language.text("duties.month", String(day.month), String(day.year))
    }
    title = language.text("duties.calendar")
    trail = [Crumb(href: DutyPath.list(scope), text: language.text("duties.title"))]
    month = name(question.first)
    tabs = DutyListPage.tabs(answer.asked, language) { path($0, question.first) }
    hasTabs = tabs.count > 1
    let before = question.first.adding(days: -1)
    let after = question.last.adding(days: 1)
    previous = Link(href: path(scope, before), text: name(before))
    next = Link(href: path(scope, after), text: name(after))
    now =
      DutyMonthQuestion.name(call.act.today) == DutyMonthQuestion.name(question.first)
      ? nil : path(scope, call.act.today)
    let first = question.days.lowerBound
    let count = Int(question.days.upperBound.dayNumber - first.dayNumber) / 7 + 1
    weeks = (0..<count).map { week in
      Week(
        days: (0..<7).map { day in
          Day(first.adding(days: 7 * week + day), question, answer, call)
        })
    }
    none = answer.counts.isEmpty ? language.text("duties.calendar.none") : nil
  }
}

extension DutyMonthPage.Day {
  fileprivate init(
    _ day: CivilDate, _ question: DutyMonthQuestion, _ answer: DutyMonthAnswer, _ call: Call
  ) {
    let language = call.language
    let duties = answer.duties[day] ?? []
    let count = answer.counts[day] ?? 0
    date = day.iso
    number = String(day.day)
    name = language.text("weekday.\(day.weekday)") + ", " + day.vietnamese
    isToday = day == call.act.today
    isOther = day.month != question.first.month
    isEmpty = count == 0
    items = duties.map { duty in
      DutyMonthPage.Item(
        href: DutyPath.duty(duty.id), text: DutyWords.short(duty.title, 60),
        unit: answer.units[duty.unit], isLate: duty.timing(on: call.act.today) == .overdue)
    }
    let list = question.list.path([
      "scope": answer.asked.scope.rawValue, "due": nil, "day": day.iso,
    ])
    more =
      count > duties.count
      ? Link(href: list, text: language.text("duties.calendar.more", count - duties.count)) : nil
  }
}
