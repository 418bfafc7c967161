public import Rules
public import Store

/// One thing that happened to a duty.
public struct DutyStep: Sendable, Equatable {
  public let id: ID<DutyStep>
  public let at: Instant
  public let who: String
  /// A `DutyMove`, or "askExtension", "grantExtension", "refuseExtension", "pass", "note".
  public let kind: String
  public let words: String
  /// The day asked for or granted.
  public let due: CivilDate?
  /// The numbers of a report.
  public let figures: [DutyFigure]
}

public enum DutySteps {
  /// In the order in which they happened.
  public static func list(
    of duty: ID<Duty>, _ db: any Reader, _ act: Act
  ) throws -> [DutyStep] {
    let duty = try Duties.find(duty, db, act)
    let figures = try figures(of: duty.id, db)
    return try db.rows(
      """
      SELECT id, at, who, kind, words, due_on
      FROM duty_step
      WHERE duty_id = \(duty.id)
      ORDER BY id
      """
    ).map { row in
      let id: ID<DutyStep> = try row.get("id")
      return DutyStep(
        id: id, at: try row.get("at"), who: try row.get("who"), kind: try row.get("kind"),
        words: try row.get("words"), due: try row.get("due_on"), figures: figures[id] ?? [])
    }
  }

  private static func figures(
    of duty: ID<Duty>, _ db: any Reader
  ) throws -> [ID<DutyStep>: [DutyFigure]] {
    let rows = try db.rows(
      """
      SELECT f.step_id, f.label, f.value, f.measure
      FROM duty_step s
      JOIN duty_figure f ON f.step_id = s.id
      WHERE s.duty_id = \(duty) AND s.kind = 'report'
      ORDER BY f.step_id, f.position
      """)
    return try rows.reduce(into: [:]) { figures, row in
      figures[try row.get("step_id"), default: []].append(
        DutyFigure(
          label: try row.get("label"), value: try row.get("value"),
          measure: try row.get("measure")))
    }
  }

  static func add(
    _ figures: [DutyFigure], to step: ID<DutyStep>, _ db: any Writer
  ) throws {
    guard !figures.isEmpty else { return }
    try db.copyIn(
      "duty_figure", ["step_id", "position", "label", "value", "measure"],
      figures.enumerated().map { index, figure in
        [
          step.columnValue, .integer(Int64(index + 1)), .text(figure.label), .real(figure.value),
          .text(figure.measure),
        ]
      })
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
