public import Rules
public import Store

/// One thing that happened to a duty.
public struct DutyStep: Sendable, Equatable {
  public let id: ID<DutyStep>
  public let at: Instant
  public let who: String
  /// A `DutyMove`, or "askExtension", "grantExtension", "refuseExtension", "note".
  public let kind: String
  public let words: String
  /// The day asked for or granted.
  public let due: CivilDate?
}

public enum DutySteps {
  /// In the order in which they happened.
  public static func list(
    of duty: ID<Duty>, _ db: any Reader, _ act: Act
  ) throws -> [DutyStep] {
    let duty = try Duties.find(duty, db, act)
    return try db.rows(
      """
      SELECT id, at, who, kind, words, due_on
      FROM duty_step
      WHERE duty_id = \(duty.id)
      ORDER BY id
      """
    ).map { row in
      DutyStep(
        id: try row.get("id"), at: try row.get("at"), who: try row.get("who"),
        kind: try row.get("kind"), words: try row.get("words"), due: try row.get("due_on"))
    }
  }

  @discardableResult
  static func add(
    _ kind: String, to duty: ID<Duty>, _ words: String, due: CivilDate? = nil, _ db: any Writer,
    _ act: Act
  ) throws -> ID<DutyStep> {
    let id = act.newID(DutyStep.self)
    try db.execute(
      """
      INSERT INTO duty_step (id, duty_id, at, account_id, who, kind, words, due_on)
      VALUES
        (\(id), \(duty), \(act.at), \(act.actor.account), \(act.actor.name), \(kind), \(words),
         \(due))
      """)
    return id
  }
}
