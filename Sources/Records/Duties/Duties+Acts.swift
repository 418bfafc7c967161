internal import Rules
public import Store

/// What a person can do to a duty.
public enum DutyAct: String, CaseIterable, Sendable {
  case report
  case takeBack
  case accept
  case sendBack
  case reopen
  case askExtension
  case decideExtension
}

/// A duty beside another one of the same task.
public struct DutyKin: Sendable, Equatable {
  public let duty: DutyLine
  public let unitName: String
  /// Whether the actor sees more of it than who has which role.
  public let isVisible: Bool
}

extension Duties {
  /// What the actor can do now. Nobody accepts what their own account reported.
  public static func acts(
    on duty: DutyLine, _ db: any Reader, _ act: Act
  ) throws -> Set<DutyAct> {
    let reports = try Rights.allows(.reportDuties, on: duty.unit, db, act)
    let decides = try isAnswering(duty, db, act)
    guard reports || decides else { return [] }
    let isAsked = try extensionAsked(of: duty.id, db) != nil
    var acts: Set<DutyAct> = decides && isAsked ? [.decideExtension] : []
    switch duty.stage {
    case .open, .returned:
      if reports { acts.insert(.report) }
      if reports, !isAsked { acts.insert(.askExtension) }
    case .reported:
      if reports { acts.insert(.takeBack) }
      if decides { acts.insert(.sendBack) }
      if decides, try !isReporter(of: duty.id, db, act) { acts.insert(.accept) }
    case .accepted: if decides { acts.insert(.reopen) }
    case .dropped: break
    }
    return acts
  }

  /// Whether the actor answers what is reported: with `decideDuties` on the giver; with `reportDuties` on the lead,
  /// whose own report says for all what was done.
  static func isAnswering(_ duty: DutyLine, _ db: any Reader, _ act: Act) throws -> Bool {
    try duty.lead.map { try Rights.allows(.reportDuties, on: $0, db, act) }
      ?? Rights.allows(.decideDuties, on: duty.giver, db, act)
  }

  /// The same for lists, a condition on the unit in `column`: where the actor's roles reach the unit, or are bound
  /// to it.
  static func allowed(
    _ permission: Permission, _ reach: Reach, on column: SQL, _ act: Act
  ) -> SQL {
    guard act.actor.only?.contains(permission) ?? true else { return "1 = 0" }
    if reach == .office { return "1 = 1" }
    let own = act.actor.grants.filter { Permissions.allows($0.role, permission, .own) }
      .compactMap(\.unit)
    return "(\(reach.condition(column, on: act.today)) OR \(column) IN \(list: own))"
  }

  static func demandAnswering(_ duty: DutyLine, _ db: any Reader, _ act: Act) throws {
    guard let lead = duty.lead else {
      return try Rights.demand(.decideDuties, on: duty.giver, db, act)
    }
    guard try !isAnswering(duty, db, act) else { return }
    let name = try Units.names(of: [(lead, act.today)], db)[lead] ?? "–"
    throw Refusal.forbidden(
      "Đơn vị phối hợp báo cáo với cơ quan chủ trì. Người báo cáo được cho \(name) mới trả lời được việc này."
    )
  }

  /// Whether the last report came from the actor's own account.
  static func isReporter(of id: ID<Duty>, _ db: any Reader, _ act: Act) throws -> Bool {
    guard let account = act.actor.account else { return false }
    let last = try db.row(
      """
      SELECT account_id FROM duty_step
      WHERE duty_id = \(id) AND kind = 'report'
      ORDER BY id DESC
      LIMIT 1
      """)
    return try last?.get("account_id", as: ID<Account>?.self) == account
  }

  /// The lead's duty of the same task and those of the units that coordinate with it, the lead first. Who leads
  /// stands in the plan; where those stand who are beyond the actor's view is not shown.
  public static func kin(
    of duty: DutyLine, limit: Int = 50, _ db: any Reader, _ act: Act
  ) throws -> [DutyKin] {
    let lead = duty.parent ?? duty.id
    let rows = try db.rows(
      """
      SELECT \(DutyLine.columns), CASE WHEN \(visible(act)) THEN 1 ELSE 0 END AS is_visible
      FROM duty d
      WHERE (d.id = \(lead) OR d.parent_id = \(lead)) AND d.id <> \(duty.id)
      ORDER BY CASE WHEN d.role = 'lead' THEN 0 ELSE 1 END, d.id
      LIMIT \(limit)
      """)
    let lines = try rows.map(DutyLine.init)
    let names = try Units.names(of: lines.map { ($0.unit, act.today) }, db)
    return try zip(rows, lines).map { row, line in
      DutyKin(
        duty: line, unitName: names[line.unit] ?? "",
        isVisible: try row.get("is_visible", as: Int.self) == 1)
    }
  }
}
