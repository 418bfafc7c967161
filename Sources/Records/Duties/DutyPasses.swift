public import Rules
public import Store

/// Duties of units that have ended: they go to the one successor, or wait until somebody says whose they are.
public enum DutyPasses {
  /// A duty that waits, with what is known of its unit.
  public struct Waiting: Sendable, Equatable {
    public let duty: DutyLine
    public let unitName: String
    public let endedOn: CivilDate
    /// The units that the organisation names as successors; one may look for the right one among them.
    public let successors: [String]
  }

  private static let unfinished: [DutyStage] = [.open, .reported, .returned]

  /// Passes on all that have one successor in force; how many. For the worker: needs `changeUnits` on the whole
  /// office, since the succession was decided by those who have it.
  public static func carryOut(_ db: any Writer, _ act: Act) throws -> Int {
    try Rights.demand(.changeUnits, on: nil, db, act)
    var count = 0
    for (unit, ended) in try ended(db, act) {
      guard let next = try successor(of: unit, ended, db, act) else { continue }
      let lines = try db.rows(
        """
        SELECT \(DutyLine.columns), d.occurrence
        FROM duty d
        WHERE d.unit_id = \(unit) AND d.stage IN \(list: unfinished.map(\.rawValue))
        ORDER BY d.id
        """)
      for row in lines {
        try pass(try DutyLine(row), to: next.unit, on: next.from, "", db, act)
      }
      count += lines.count
    }
    return count
  }

  /// Those whose unit has ended without one successor and that the actor may give, by unit and date.
  public static func waiting(
    limit: Int = 200, _ db: any Reader, _ act: Act
  ) throws -> [Waiting] {
    try Rights.demandSomewhere(.giveDuties, act)
    let reach = Rights.reach(of: .giveDuties, act)
    let lines = try db.rows(
      """
      SELECT \(DutyLine.columns), u.valid_to
      FROM duty d
      JOIN unit u ON u.id = d.unit_id
      WHERE u.valid_to < \(act.today) AND d.stage IN \(list: unfinished.map(\.rawValue))
        AND \(Duties.allowed(.giveDuties, reach, on: "d.giver_id", act)) AND \(Duties.visible(act))
      ORDER BY u.valid_to, d.unit_id, d.due_on, d.id
      LIMIT \(limit)
      """
    ).map { (duty: try DutyLine($0), ended: try $0.get("valid_to", as: CivilDate.self)) }
    let units = Dictionary(
      lines.map { ($0.duty.unit, $0.ended) }, uniquingKeysWith: { first, _ in first })
    let names = try Units.names(of: units.map { ($0.key, $0.value) }, db)
    var (next, passing) = ([ID<Unit>: [String]](), Set<ID<Unit>>())
    for (unit, ended) in units {
      let known = try successors(of: unit, ended, db)
      let named = try Units.names(of: known.map { ($0, act.today) }, db)
      next[unit] = known.compactMap { named[$0] }
      if try successor(of: unit, ended, db, act) != nil { passing.insert(unit) }
    }
    return lines.filter { !passing.contains($0.duty.unit) }.map { line in
      Waiting(
        duty: line.duty, unitName: names[line.duty.unit] ?? "–", endedOn: line.ended,
        successors: next[line.duty.unit] ?? [])
    }
  }

  /// Gives waiting duties to a unit in force. Needs `giveDuties` on the giver of each; problems name `unit`, `duty`.
  public static func assign(
    _ ids: [ID<Duty>], to unit: ID<Unit>, _ words: String, _ db: any Writer, _ act: Act
  ) throws {
    let words = try Duties.said(words, "Lý do", mayBeEmpty: true)
    guard try isInForce(unit, db, act) else {
      throw Refusal.invalid([
        Problem("unit", "Đơn vị tiếp nhận phải đang hoạt động. Hãy chọn đơn vị khác.")
      ])
    }
    for duty in try chosen(ids, db, act) { try pass(duty, to: unit, on: act.today, words, db, act) }
  }

  /// Waiting duties that nobody owes any more, with the reason. Problems name `words`, `duty`.
  public static func drop(
    _ ids: [ID<Duty>], _ words: String, _ db: any Writer, _ act: Act
  ) throws {
    let words = try Duties.said(words, "Lý do")
    for duty in try chosen(ids, db, act) {
      try Duties.move(
        duty, by: .drop, words, seen: duty.version, reported: duty.reportedOn, db, act)
    }
  }

  private static func chosen(
    _ ids: [ID<Duty>], _ db: any Writer, _ act: Act
  ) throws -> [DutyLine] {
    guard !ids.isEmpty else {
      throw Refusal.invalid([Problem("duty", "Chọn ít nhất một việc.")])
    }
    return try Set(ids).sorted().map { id in
      let duty = try Duties.find(id, db, act)
      try Rights.demand(.giveDuties, on: duty.giver, db, act)
      guard unfinished.contains(duty.stage), try !isInForce(duty.unit, db, act) else {
        throw Refusal.conflict(
          "Có việc đã chọn không còn chờ đơn vị tiếp nhận. Hãy tải lại trang và chọn lại.")
      }
      return duty
    }
  }

  private static func isInForce(
    _ unit: ID<Unit>, _ db: any Reader, _ act: Act
  ) throws -> Bool {
    try db.row(
      """
      SELECT id FROM unit
      WHERE id = \(unit) AND valid_from <= \(act.today) AND valid_to >= \(act.today)
      """) != nil
  }

  /// Units that have ended and still owe something, with their last days.
  private static func ended(
    _ db: any Reader, _ act: Act
  ) throws -> [(unit: ID<Unit>, last: CivilDate)] {
    try db.rows(
      """
      SELECT DISTINCT u.id, u.valid_to
      FROM duty d
      JOIN unit u ON u.id = d.unit_id
      WHERE u.valid_to < \(act.today) AND d.stage IN \(list: unfinished.map(\.rawValue))
      ORDER BY u.id
      """
    ).map { (try $0.get("id"), try $0.get("valid_to")) }
  }

  /// The units that took its place when it ended.
  private static func successors(
    of unit: ID<Unit>, _ last: CivilDate, _ db: any Reader
  ) throws -> [ID<Unit>] {
    try db.rows(
      """
      SELECT DISTINCT successor_id
      FROM unit_succession
      WHERE predecessor_id = \(unit) AND effective_on = \(last.adding(days: 1))
      ORDER BY successor_id
      """
    ).map { try $0.get("successor_id") }
  }

  /// The one unit in force that stands in its place today, and its first day there; nil where there are several or
  /// none.
  private static func successor(
    of unit: ID<Unit>, _ last: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> (unit: ID<Unit>, from: CivilDate)? {
    var (unit, last) = (unit, last)
    for _ in 0..<20 {
      let next = try successors(of: unit, last, db)
      guard next.count == 1 else { return nil }
      let from = last.adding(days: 1)
      let row = try db.row("SELECT valid_to FROM unit WHERE id = \(next[0])")
      guard let end = try row?.get("valid_to", as: CivilDate.self) else { return nil }
      if end >= act.today { return (next[0], from) }
      (unit, last) = (next[0], end)
    }
    return nil
  }
}
