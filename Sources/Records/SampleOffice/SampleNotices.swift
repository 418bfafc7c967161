internal import Rules
internal import Store

/// What people of the sample office find behind their bell: what the work on the plan told them, partly read, and
/// today's reminders.
enum SampleNotices {
  static func make(_ db: any Writer, _ act: Act) throws {
    try tellWork(db, act)
    // Who used the office for two months has read what is older than a week.
    let week = act.at.adding(seconds: -7 * 86_400)
    try db.execute("UPDATE notice SET read_at = \(act.at) WHERE made_at < \(week)")
    _ = try Reminders.remind(limit: 5_000, db, act)
    for account in try Reminders.digestReaders(db, act) {
      if let news = try Reminders.digest(for: account, db, act) {
        try Notices.tell([news], db, act)
      }
    }
  }

  /// The roles of the sample begin today, so that nobody was told when it happened.
  private static func tellWork(_ db: any Writer, _ act: Act) throws {
    let steps = try db.rows(
      "SELECT duty_id, at, account_id, who, kind, words FROM duty_step ORDER BY at, id")
    for (index, step) in steps.enumerated() {
      guard let move = DutyMove(rawValue: try step.get("kind")) else { continue }
      // A moment each, so that their ids stand in the order of what happened.
      let moment = Instant(milliseconds: act.at.milliseconds - Int64(steps.count - index))
      let actor = Actor(
        account: try step.get("account_id"), name: try step.get("who"), grants: [])
      let telling = Act(
        actor: actor, at: moment, channel: .worker, request: act.request, chance: act.chance,
        keys: act.keys)
      let duty = try Duties.find(try step.get("duty_id"), db, act)
      let words: String = try step.get("words")
      try Notices.tell(of: duty, move, words, db, telling)
      let at: Instant = try step.get("at")
      try db.execute("UPDATE notice SET made_at = \(at) WHERE made_at = \(moment)")
    }
  }
}
