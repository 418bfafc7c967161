internal import Records
internal import Rules
internal import Store

/// What the start says of duties.
struct DutyHome: Sendable {
  /// Units of the table; the others stand in the lists.
  static let unitLimit = 10

  let scope: DutyScope
  let count: DutyCount
  /// Reports that wait for the visitor; nil for those who decide on none.
  let waiting: Int?
  /// For those who answer for several units.
  let units: UnitDuties?

  init(_ db: any Reader, _ act: Act) throws {
    let waiting = try DutyScope.waiting.question(act).map {
      try Duties.count($0, db, act).reported
    }
    self.waiting = waiting == 0 && !DutyScope.decides(act) ? nil : waiting
    let mine = try DutyScope.mine.question(act).map { try Duties.count($0, db, act) }
    let overlooks: Set<Role> = [.administrator, .standingAgency, .leader, .inspector]
    let found =
      act.actor.grants.contains { overlooks.contains($0.role) }
      ? try Duties.counts(byUnit: DutyQuestion(), limit: DutyHome.unitLimit, db, act) : nil
    units = found.flatMap { $0.unitCount > 1 ? $0 : nil }
    if let mine, mine.all > 0 {
      (scope, count) = (.mine, mine)
    } else {
      scope = .all
      count = try found?.total ?? Duties.count(DutyQuestion(), db, act)
    }
  }
}

/// What the visitor has to do, in numbers that lead to their lists.
struct DutyCard: Encodable, Sendable {
  let path: String
  let list: [DutyListPage.Figure]
  let none: String?

  static let sample = DutyCard(
    path: "/duties",
    list: [
      DutyListPage.Figure(
        href: "/duties", number: "2", text: "quá hạn", note: "theo hạn đầu", isLate: true)
    ], none: "Chưa có việc nào.")

  init(path: String, list: [DutyListPage.Figure], none: String?) {
    self.path = path
    self.list = list
    self.none = none
  }

  init(_ found: DutyHome, _ language: Language) {
    let count = found.count
    func figure(
      _ key: String, _ number: Int, _ scope: DutyScope, _ filters: [(String, String?)],
      isLate: Bool = false
    ) -> DutyListPage.Figure {
      DutyListPage.Figure(
        href: DutyPath.list(scope, filters), number: language.number(number),
        text: language.text("home.duties." + key), note: nil, isLate: isLate && number > 0)
    }
    path = DutyPath.list(found.scope)
    none = count.all == 0 ? language.text("home.duties.none") : nil
    list = [
      figure("overdue", count.overdue, found.scope, [("due", "overdue")], isLate: true),
      figure("thisWeek", count.thisWeek, found.scope, [("due", "thisWeek")]),
      figure("soon", count.soon, found.scope, [("due", "soon")]),
      found.waiting.map { figure("waiting", $0, .waiting, []) }
        ?? figure("reported", count.reported, found.scope, [("stage", "reported")]),
    ]
  }
}

/// What each unit owes, the one that is latest first.
struct DutyGlance: Encodable, Sendable {
  let path: String
  let rows: [Row]

  struct Row: Encodable, Sendable {
    let href: String
    let name: String
    let overdue: String
    let isLate: Bool
    let pending: String
    let reported: String
    let accepted: String
  }

  static let sample = DutyGlance(
    path: "/duties",
    rows: [
      Row(
        href: "/duties?unit=01", name: "Xã Phú Lộc", overdue: "2", isLate: true, pending: "3",
        reported: "1", accepted: "4")
    ])

  init(path: String, rows: [Row]) {
    self.path = path
    self.rows = rows
  }

  init(_ found: UnitDuties, _ language: Language) {
    path = DutyPath.list(.all)
    rows = found.lines.map { line in
      Row(
        href: DutyPath.list(unit: line.unit), name: line.name,
        overdue: language.number(line.count.overdue), isLate: line.count.overdue > 0,
        pending: language.number(line.count.pending),
        reported: language.number(line.count.reported),
        accepted: language.number(line.count.accepted))
    }
  }
}
