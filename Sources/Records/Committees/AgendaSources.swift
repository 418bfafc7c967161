internal import Rules
internal import Store

/// What the state of the duties puts on an agenda. Duties of one task are one point: a plan that gives three
/// hundred units one task is spoken of once.
struct AgendaSources {
  private let meeting: Meeting
  private let committee: SteeringCommittee
  private let db: any Reader
  private let act: Act

  init(_ meeting: Meeting, _ committee: SteeringCommittee, _ db: any Reader, _ act: Act) {
    self.meeting = meeting
    self.committee = committee
    self.db = db
    self.act = act
  }

  func all() throws -> [Agendas.Found] {
    let day = act.today
    let overdue: SQL = "d.stage IN ('open', 'returned') AND d.due_on < \(day)"
    let next = try nextMeeting()
    return try earlier()
      + points(.subPlan, "\(overdue) AND t.kind = 'subPlan'")
      + points(.overdue, "\(overdue) AND COALESCE(t.kind, 'task') <> 'subPlan'")
      + points(.returned, "d.stage = 'returned' AND d.due_on >= \(day)")
      + points(
        .soon, "d.stage = 'open' AND d.due_on >= \(day) AND d.due_on <= \(next)")
  }

  /// The last day of the meeting after this one, by the rule; 30 days where the committee is called.
  private func nextMeeting() throws -> CivilDate {
    let day = max(meeting.facts.day, act.today)
    let periods = committee.facts.rule.periods(from: day, through: day.adding(days: 731))
    return periods.first { $0.first > day }?.due ?? day.adding(days: 30)
  }

  /// Points of earlier conclusions with duties that are not done.
  private func earlier() throws -> [Agendas.Found] {
    let groups = try db.rows(
      """
      SELECT p.id, p.text, COUNT(*) AS number, MIN(d.due_on) AS due_on, MIN(d.id) AS duty_id
      FROM committee_meeting m
      JOIN conclusion_point p ON p.meeting_id = m.id
      JOIN conclusion_duty cd ON cd.point_id = p.id
      JOIN duty d ON d.id = cd.duty_id
      WHERE m.committee_id = \(committee.id) AND m.id <> \(meeting.id)
        AND d.stage IN ('open', 'returned', 'reported')
      GROUP BY p.id, p.text, m.held_on, p.position
      ORDER BY m.held_on, p.position
      LIMIT \(Agendas.limit)
      """)
    return try groups.map { row in
      let point: ID<ConclusionPoint> = try row.get("id")
      let ofPoint: SQL = """
        d.id IN (SELECT cd.duty_id FROM conclusion_duty cd WHERE cd.point_id = \(point))
          AND d.stage IN ('open', 'returned', 'reported')
        """
      return try found(.earlier, row, ofPoint, point: point)
    }
  }

  private func points(
    _ source: AgendaPoint.Source, _ condition: SQL
  ) throws -> [Agendas.Found] {
    // Not those of conclusions, which stand on the agenda already, nor the duties to meet.
    let ours: SQL = """
      d.giver_id = \(committee.unit)
        AND NOT EXISTS (SELECT 1 FROM conclusion_duty cd WHERE cd.duty_id = d.id)
        AND NOT EXISTS (SELECT 1 FROM committee_period cp WHERE cp.duty_id = d.id)
        AND \(condition)
      """
    let groups = try db.rows(
      """
      SELECT COALESCE(d.task_id, d.id) AS subject, MIN(d.title) AS text, MIN(d.plan_id) AS plan_id,
        COUNT(*) AS number, MIN(d.due_on) AS due_on, MIN(d.id) AS duty_id
      FROM duty d
      LEFT JOIN plan_task t ON t.id = d.task_id
      WHERE \(ours)
      GROUP BY COALESCE(d.task_id, d.id)
      ORDER BY COUNT(*) DESC, MIN(d.due_on), COALESCE(d.task_id, d.id)
      LIMIT \(Agendas.limit)
      """)
    return try groups.map { row in
      let subject: String = try row.get("subject")
      return try found(
        source, row, "\(ours) AND COALESCE(d.task_id, d.id) = \(subject)",
        plan: try row.get("plan_id"))
    }
  }

  private func found(
    _ source: AgendaPoint.Source, _ row: Row, _ condition: SQL, plan: ID<OfficePlan>? = nil,
    point: ID<ConclusionPoint>? = nil
  ) throws -> Agendas.Found {
    let count: Int = try row.get("number")
    let units = try db.rows(
      """
      SELECT d.unit_id
      FROM duty d
      LEFT JOIN plan_task t ON t.id = d.task_id
      WHERE \(condition)
      ORDER BY d.due_on, d.id
      LIMIT \(Agendas.namedUnits)
      """
    ).map { try $0.get("unit_id", as: ID<Unit>.self) }
    let names = try Units.names(of: units.map { ($0, act.today) }, db)
    return Agendas.Found(
      source: source, text: try row.get("text"), count: count, due: try row.get("due_on"),
      units: units.compactMap { names[$0] }.joined(separator: ", "),
      duty: count == 1 ? try row.get("duty_id") : nil, plan: plan, point: point)
  }
}
