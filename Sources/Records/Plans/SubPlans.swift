public import Rules
public import Store

/// The plans of their own that a plan obliges units to issue.
public enum SubPlans {
  /// Fills the reports of what the unit of a published plan owed to its higher plans: number, date, and the plan
  /// as the proof. Whoever publishes the plan reports by that.
  static func settle(by plan: OfficePlan, _ db: any Writer, _ act: Act) throws {
    let higher = try PlanBases.list(of: plan.id, db).compactMap(\.higher)
    guard !higher.isEmpty else { return }
    let owed = try db.rows(
      """
      SELECT \(DutyLine.columns)
      FROM plan_task t
      JOIN duty d ON d.task_id = t.id
      WHERE t.plan_id IN \(list: higher) AND t.kind = 'subPlan' AND d.unit_id = \(plan.unit)
        AND d.stage IN ('open', 'returned')
      ORDER BY d.due_on, d.id
      """
    ).map(DutyLine.init)
    // Of a yearly one, the first that is open.
    var done: Set<ID<PlanTask>> = []
    for duty in owed {
      guard let task = duty.task, done.insert(task).inserted else { continue }
      let signed = plan.facts.signedOn ?? act.today
      let issued = signed < duty.openedOn || signed > act.today ? act.today : signed
      try keep(duty.id, plan.id, plan.facts.reference ?? "", issued, db)
      try Duties.move(
        duty, by: .report, words(plan, issued), seen: duty.version, reported: issued, db, act)
    }
  }

  private static func words(_ plan: OfficePlan, _ issued: CivilDate) -> String {
    plan.facts.reference.map { words($0, issued) }
      ?? "Đã ban hành “\(plan.facts.title)” ngày \(issued.vietnamese)."
  }

  private static func words(_ number: String, _ issued: CivilDate) -> String {
    "Đã ban hành kế hoạch số \(number) ngày \(issued.vietnamese)."
  }

  /// Says that a unit issued its plan outside the system. Problems name `number` and `issuedOn`. Needs
  /// `reportDuties` on the unit.
  public static func settle(
    _ id: ID<Duty>, number: String, issuedOn: CivilDate, _ remark: String = "",
    seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let duty = try Duties.find(id, db, act)
    try Rights.demand(.reportDuties, on: duty.unit, db, act)
    guard try isSubPlan(duty, db) else { throw Refusal.notFound }
    let number = OfficeText.cleaned(number)
    var problems: [Problem] = []
    if let problem = OfficeText.problem(number, "number", "Số, ký hiệu kế hoạch", limit: 100) {
      problems.append(problem)
    }
    if issuedOn > act.today {
      problems.append(Problem("issuedOn", "Ngày ban hành không thể sau hôm nay."))
    } else if let first = try first(duty, db), issuedOn < first {
      problems.append(
        Problem(
          "issuedOn",
          "Ngày ban hành không thể trước ngày ký của kế hoạch cấp trên (\(first.vietnamese))."))
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
    let said = try Duties.said(remark, "Ghi chú", mayBeEmpty: true)
    try keep(id, nil, number, issuedOn, db)
    let words = words(number, issuedOn)
    try Duties.move(
      duty, by: .report, said.isEmpty ? words : words + "\n" + said, seen: version,
      reported: issuedOn, db, act)
  }

  /// Whether the duty is to issue a plan of one's own.
  public static func isSubPlan(_ duty: DutyLine, _ db: any Reader) throws -> Bool {
    guard let task = duty.task else { return false }
    let row = try db.row("SELECT id FROM plan_task WHERE id = \(task) AND kind = 'subPlan'")
    return row != nil
  }

  /// The day on which the plan that asks was signed or, where that is not known, published.
  private static func first(_ duty: DutyLine, _ db: any Reader) throws -> CivilDate? {
    guard let plan = duty.plan else { return nil }
    return try db.row(
      "SELECT COALESCE(signed_on, published_on) AS day FROM plan WHERE id = \(plan)")?
      .get("day")
  }

  private static func keep(
    _ duty: ID<Duty>, _ plan: ID<OfficePlan>?, _ number: String, _ issuedOn: CivilDate,
    _ db: any Writer
  ) throws {
    try db.execute(
      """
      INSERT INTO sub_plan (duty_id, plan_id, number, issued_on)
      VALUES (\(duty), \(plan), \(number), \(issuedOn))
      ON CONFLICT (duty_id) DO UPDATE
      SET plan_id = excluded.plan_id, number = excluded.number, issued_on = excluded.issued_on
      """)
  }
}
