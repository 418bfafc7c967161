public import Rules
public import Store

/// Reminding those who owe duties, and telling their leaders what is overdue.
public enum Reminders {
  /// What the office has chosen, else the usual; `version` is 0 where it has not chosen.
  public static func ladder(_ db: any Reader) throws -> (ladder: ReminderLadder, version: Int) {
    let row = try db.row(
      """
      SELECT days_before, on_day, days_after, head_after, digest, version FROM reminder_ladder
      """)
    guard let row else { return (.standard, 0) }
    func days(_ name: String) throws -> [Int] {
      try row.get(name, as: String.self).split(separator: " ").compactMap { Int($0) }
    }
    return (
      ReminderLadder(
        before: try days("days_before"), onDay: try row.get("on_day"),
        after: try days("days_after"), headAfter: try row.get("head_after"),
        digest: try row.choice("digest")), try row.get("version")
    )
  }

  /// Needs `changeSettings` on the whole office.
  public static func choose(
    _ ladder: ReminderLadder, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    try Rights.demand(.changeSettings, on: nil, db, act)
    let old = try Reminders.ladder(db)
    guard old.version == version else {
      throw Refusal.conflict(
        "Các bước nhắc việc vừa được người khác sửa. Hãy xem lại rồi sửa tiếp.")
    }
    guard old.ladder != ladder else { return }
    try db.execute(
      """
      INSERT INTO reminder_ladder
        (one, days_before, on_day, days_after, head_after, digest, version)
      VALUES
        (1, \(text(ladder.before)), \(ladder.onDay), \(text(ladder.after)), \(ladder.headAfter),
         \(ladder.digest.rawValue), 1)
      ON CONFLICT (one) DO UPDATE
      SET days_before = excluded.days_before, on_day = excluded.on_day,
        days_after = excluded.days_after, head_after = excluded.head_after,
        digest = excluded.digest, version = reminder_ladder.version + 1
      """)
    try Audit.record(
      "reminders.change", of: .reminders, before: facts(old.ladder),
      after: facts(ladder), db, act)
  }

  private static func text(_ days: [Int]) -> String {
    days.map(\.description).joined(separator: " ")
  }

  private static func facts(_ ladder: ReminderLadder) -> Facts {
    [
      "before": text(ladder.before), "onDay": ladder.onDay ? "yes" : "no",
      "after": text(ladder.after), "headAfter": ladder.headAfter?.description,
      "digest": ladder.digest.rawValue,
    ]
  }
}

extension Reminders {
  /// What a portion of the duties led to.
  public struct Portion: Sendable {
    public let told: Int
    /// Where the next portion begins; nil after the last.
    public let next: DutyPage.Place?
  }

  /// Tells of the steps that were reached today, for at most `limit` duties. Each step of a duty is told to a person
  /// once, however often this runs.
  public static func remind(
    after place: DutyPage.Place? = nil, limit: Int = 500, _ db: any Writer, _ act: Act
  ) throws -> Portion {
    let ladder = try ladder(db).ladder
    let window = ladder.window(on: act.today)
    let after: SQL = place.map { "AND (d.due_on, d.id) > (\($0.due), \($0.duty))" } ?? .empty
    let duties = try db.rows(
      """
      SELECT \(DutyLine.columns)
      FROM duty d
      WHERE d.stage IN \(list: DutyStage.owed.map(\.rawValue))
        AND d.due_on >= \(window.lowerBound) AND d.due_on <= \(window.upperBound) \(after)
      ORDER BY d.due_on, d.id
      LIMIT \(limit)
      """
    ).map(DutyLine.init)
    let reached = duties.compactMap { duty in
      ladder.step(due: duty.due, opened: duty.openedOn, on: act.today).map { (duty, $0) }
    }
    let names = try Units.names(of: reached.map { ($0.0.unit, act.today) }, db)
    let news = reached.map { Reminders.news($0, $1, names[$0.unit] ?? "–", act.today) }
    try Notices.tell(news, db, act)
    let last = duties.count == limit ? duties.last : nil
    return Portion(
      told: news.count, next: last.map { DutyPage.Place(due: $0.due, duty: $0.id) })
  }

  private static func news(
    _ duty: DutyLine, _ step: ReminderLadder.Step, _ unit: String, _ today: CivilDate
  ) -> News {
    let left = WorkingCalendar.vietnam.workingDays(after: today, through: duty.due)
    let over = WorkingCalendar.vietnam.workingDays(after: duty.due, through: today)
    let words: Sentence
    if step.whom == .head {
      words =
        "\(unit) đã quá hạn \(over) ngày làm việc đối với “\(duty.quoted)” (hạn ngày \(duty.due.vietnamese)); đề nghị người đứng đầu chỉ đạo."
    } else if step.days > 0 {
      words =
        "“\(duty.quoted)” đã quá hạn \(over) ngày làm việc (hạn ngày \(duty.due.vietnamese))."
    } else if step.days == 0 || left == 0 {
      words = "“\(duty.quoted)” đến hạn ngày \(duty.due.vietnamese)."
    } else {
      words =
        "“\(duty.quoted)” còn \(left) ngày làm việc là đến hạn (ngày \(duty.due.vietnamese))."
    }
    return News(
      words, about: .duty(duty.id),
      to: step.whom == .head ? .heads(of: duty.unit) : .reporters(of: duty.unit),
      kind: step.days > 0 ? .overdue : .soon,
      once: "\(duty.id) \(duty.due.iso) \(step.days) \(step.whom)")
  }
}

extension Reminders {
  /// Those who get the list of what is overdue in their area, today: leaders and standing agencies.
  public static func digestReaders(_ db: any Reader, _ act: Act) throws -> [ID<Account>] {
    switch try ladder(db).ladder.digest {
    case .none: return []
    case .daily: guard WorkingCalendar.vietnam.isWorkingDay(act.today) else { return [] }
    case .weekly: break
    }
    return try db.rows(
      """
      SELECT DISTINCT g.account_id
      FROM role_grant g
      JOIN account a ON a.id = g.account_id
      WHERE g.role IN \(list: [Role.leader.rawValue, Role.standingAgency.rawValue])
        AND g.valid_from <= \(act.today) AND g.valid_to >= \(act.today)
        AND g.revoked_at IS NULL AND a.disabled_at IS NULL
      ORDER BY g.account_id
      """
    ).map { try $0.get("account_id") }
  }

  /// What is overdue in one reader's area; nil where nothing is, or it was told for this day or week already.
  public static func digest(
    for account: ID<Account>, _ db: any Reader, _ act: Act
  ) throws -> News? {
    let isDaily = try ladder(db).ladder.digest == .daily
    let start = isDaily ? act.today : act.today.adding(days: 1 - act.today.weekday)
    let once = "digest \(start.iso)"
    guard
      try db.row("SELECT id FROM notice WHERE once = \(once + " " + account.text)") == nil
    else { return nil }
    let reader = act.by(
      Actor(account: account, name: "", grants: try Roles.inForce(of: account, on: act.today, db)))
    let question = DutyQuestion(due: .overdue)
    let sums = try Duties.counts(byUnit: question, limit: 0, db, reader)
    guard sums.total.overdue > 0 else { return nil }
    let page = try Duties.list(question, limit: 20, db, reader)
    return News(
      "Địa bàn của bạn có \(sums.total.overdue) việc quá hạn của \(sums.unitCount) đơn vị.",
      about: Subject("duties", "overdue"), to: .account(account), kind: .digest,
      details: page.lines.map {
        "\($0.due.vietnamese) · \(page.units[$0.unit] ?? "–") · \($0.quoted)"
      }, once: once)
  }
}
