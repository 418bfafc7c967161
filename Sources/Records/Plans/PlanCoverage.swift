public import Rules
public import Store

/// Who has issued a plan of their own, as a plan asks, and which of its tasks the plans below it take up.
public struct PlanCoverage: Sendable {
  /// One unit that owes a plan.
  public struct Line: Sendable {
    public let duty: DutyLine
    public let unitName: String
    public let state: SubPlanState
    /// Of what was issued; empty where the report says no number.
    public let number: String
    public let issuedOn: CivilDate?
    /// That plan, where it is in the system and the actor sees it.
    public let plan: ID<OfficePlan>?
  }

  /// One task with the plans that carry it out.
  public struct Taken: Sendable {
    public let task: PlanTask
    public let plans: [OfficePlan]
  }

  public let plan: OfficePlan
  /// Those that are late first, then by due day and name.
  public let lines: [Line]
  public let tasks: [Taken]
  /// Of the units whose plans take up tasks.
  public let units: [ID<Unit>: String]
  /// How the last day was found, one line each.
  public let reckoning: [String]

  public init(of id: ID<OfficePlan>, _ db: any Reader, _ act: Act) throws {
    plan = try Plans.find(id, db, act)
    let tasks = try PlanTasks.list(of: id, db).filter { $0.droppedBy == nil }
    reckoning =
      tasks.first { $0.facts.kind == .subPlan }.map {
        $0.reckoning.split(separator: "\n").map(String.init)
      } ?? []
    lines = try PlanCoverage.lines(of: id, db, act)
    let taken = try PlanCoverage.taken(id, db, act)
    units = try Units.names(of: taken.values.flatMap { $0 }.map { ($0.unit, act.today) }, db)
    self.tasks = tasks.filter { $0.facts.kind != .subPlan }.map {
      Taken(task: $0, plans: taken[$0.id] ?? [])
    }
  }

  /// How many units stand how.
  public func count(_ kinds: SubPlanState.Kind...) -> Int {
    lines.count { kinds.contains($0.state.kind) }
  }

  private static func lines(
    of id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> [Line] {
    let rows = try db.rows(
      """
      SELECT \(DutyLine.columns), s.number, s.issued_on,
        (SELECT p.id FROM plan p WHERE p.id = s.plan_id AND \(Plans.visible(act))) AS issued_plan,
        (SELECT p.number FROM plan p WHERE p.id = s.plan_id) AS plan_number,
        (SELECT p.symbol FROM plan p WHERE p.id = s.plan_id) AS plan_symbol
      FROM plan_task t
      JOIN duty d ON d.task_id = t.id
      LEFT JOIN sub_plan s ON s.duty_id = d.id
      WHERE t.plan_id = \(id) AND t.kind = 'subPlan' AND d.stage <> 'dropped'
        AND \(Duties.visible(act))
      """)
    let duties = try rows.map(DutyLine.init)
    let names = try Units.names(of: duties.map { ($0.unit, act.today) }, db)
    let lines = try zip(rows, duties).compactMap { row, duty in
      try SubPlanState(duty.stage, due: duty.due, reported: duty.reportedOn, on: act.today).map {
        try line(row, duty, names[duty.unit] ?? "–", $0)
      }
    }
    let keyed = lines.map { line in
      (
        key: "\(line.state.order)\(line.duty.due.iso)\(VietnameseOrder.sortKey(line.unitName))",
        line: line
      )
    }
    return keyed.sorted { $0.key < $1.key }.map(\.line)
  }

  private static func line(
    _ row: Row, _ duty: DutyLine, _ name: String, _ state: SubPlanState
  ) throws -> Line {
    guard case .issued = state else {
      return Line(
        duty: duty, unitName: name, state: state, number: "", issuedOn: nil, plan: nil)
    }
    var facts = PlanFacts(kind: "", title: "", year: 0)
    facts.number = try row.get("plan_number", as: String?.self) ?? ""
    facts.symbol = try row.get("plan_symbol", as: String?.self) ?? ""
    return Line(
      duty: duty, unitName: name, state: state,
      number: try facts.reference ?? row.get("number", as: String?.self) ?? "",
      issuedOn: try row.get("issued_on", as: CivilDate?.self) ?? duty.reportedOn,
      plan: try row.get("issued_plan"))
  }

  /// The published plans whose tasks name one of this plan's, by that task.
  private static func taken(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> [ID<PlanTask>: [OfficePlan]] {
    let rows = try db.rows(
      """
      SELECT DISTINCT h.id AS higher_task, \(PlanRows.columns)
      FROM plan_task h
      JOIN plan_task t ON t.higher_task_id = h.id
      JOIN plan p ON p.id = t.plan_id
      WHERE h.plan_id = \(id) AND t.dropped_by IS NULL AND p.stage = 'published'
        AND \(Plans.isOwn) AND \(Plans.visible(act))
      ORDER BY p.id
      """)
    var taken: [ID<PlanTask>: [OfficePlan]] = [:]
    for row in rows {
      taken[try row.get("higher_task"), default: []].append(try PlanRows.plan(row))
    }
    return taken
  }
}

extension SubPlanState {
  fileprivate var order: Int {
    switch self {
    case .late: 0
    case .left: 1
    case .issued: 2
    }
  }
}
