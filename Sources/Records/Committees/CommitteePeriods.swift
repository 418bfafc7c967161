public import Rules
public import Store

/// The meetings that a committee owes by its rule: each is a duty of its standing agency.
public enum CommitteePeriods {
  /// How far ahead the duties stand.
  static let horizon = 366

  public struct Line: Sendable, Equatable {
    public let period: MeetingPeriod
    public let duty: ID<Duty>
    public let stage: DutyStage
    public let due: CivilDate
  }

  /// Makes what is missing for a year ahead, for every committee in force. How many duties that were.
  @discardableResult
  public static func extendAll(_ db: any Writer, _ act: Act) throws -> Int {
    try Committees.inForce(db, on: act.today).reduce(0) { $0 + (try extend($1, db, act)) }
  }

  /// Periods whose last day is past are owed by nobody when a committee is entered.
  @discardableResult
  static func extend(
    _ committee: SteeringCommittee, _ db: any Writer, _ act: Act
  ) throws -> Int {
    let facts = committee.facts
    let known = Set(
      try db.rows(
        """
        SELECT first_on FROM committee_period
        WHERE committee_id = \(committee.id) AND cycle = \(facts.rule.cycle.rawValue)
        """
      ).map { try $0.get("first_on", as: CivilDate.self) })
    let missing = facts.rule.periods(
      from: max(facts.from, act.today),
      through: min(facts.to, act.today.adding(days: horizon))
    ).filter { !known.contains($0.first) }
    guard !missing.isEmpty else { return 0 }
    for period in missing {
      let duties = try CommitteeDuties.give(
        CommitteeDuties.Order(
          title: "Họp \(facts.name) \(period.words.description)",
          product: "Biên bản họp và thông báo kết luận", due: period.due, giver: committee.unit),
        to: [(facts.standing, .lead)], db, act)
      for duty in duties {
        try db.execute(
          """
          INSERT INTO committee_period (committee_id, cycle, first_on, duty_id)
          VALUES (\(committee.id), \(period.cycle.rawValue), \(period.first), \(duty))
          """)
      }
    }
    try Audit.record(
      "committee.giveMeetings", of: .committee(committee.id), unit: committee.unit,
      after: ["duties": "\(missing.count)", "until": missing.last?.due.iso], db, act)
    return missing.count
  }

  /// Takes back the duties of meetings whose last day lies ahead and that nobody has reported: the rule changed.
  static func dropAhead(
    _ committee: SteeringCommittee, _ db: any Writer, _ act: Act
  ) throws {
    let open: SQL = """
      SELECT d.id
      FROM committee_period p
      JOIN duty d ON d.id = p.duty_id
      WHERE p.committee_id = \(committee.id) AND d.stage IN ('open', 'returned')
        AND d.due_on >= \(act.today)
      """
    let duties = try db.rows(open).map { try $0.get("id", as: ID<Duty>.self) }
    try CommitteeDuties.drop(duties, "Ban Chỉ đạo thay đổi quy định về họp.", db, act)
    try db.execute("DELETE FROM committee_period WHERE duty_id IN \(list: duties)")
  }

  /// By the day on which they begin; of the rule in force.
  public static func list(
    of committee: SteeringCommittee, _ db: any Reader
  ) throws -> [Line] {
    try db.rows(
      """
      SELECT p.first_on, d.id, d.stage, d.due_on
      FROM committee_period p
      JOIN duty d ON d.id = p.duty_id
      WHERE p.committee_id = \(committee.id) AND p.cycle = \(committee.facts.rule.cycle.rawValue)
        AND d.stage <> 'dropped'
      ORDER BY p.first_on
      """
    ).compactMap { row in
      guard let period = committee.facts.rule.period(from: try row.get("first_on")) else {
        return nil
      }
      return Line(
        period: period, duty: try row.get("id"), stage: try row.choice("stage"),
        due: try row.get("due_on"))
    }
  }

  /// Says that the meeting of a period was held, where it is owed and the actor may say so.
  static func settle(
    _ committee: SteeringCommittee, _ meeting: Meeting, _ words: String, _ db: any Writer,
    _ act: Act
  ) throws {
    guard let first = meeting.facts.period,
      let line = try list(of: committee, db).first(where: { $0.period.first == first }),
      DutyStage.owed.contains(line.stage),
      try Rights.allows(.reportDuties, on: committee.facts.standing, db, act)
    else { return }
    let duty = try Duties.find(line.duty, db, act)
    try Duties.report(duty.id, words, seen: duty.version, db, act)
  }
}
