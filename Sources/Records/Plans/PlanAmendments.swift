public import Rules
public import Store

/// Changes of plans after their publication, each prepared as a draft of the whole plan and published in one act.
public enum PlanAmendments {
  /// The amendments of a plan in their order. Drafts are seen by those who see drafts of the plan's unit.
  public static func list(
    of plan: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> [PlanAmendment] {
    try rows("a.plan_id = \(plan)", db, act)
  }

  /// The amendment that `id` is the other state of; nil where that is a plan of its own.
  public static func find(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> PlanAmendment? {
    try rows("a.id = \(id)", db, act).first
  }

  private static func rows(
    _ condition: SQL, _ db: any Reader, _ act: Act
  ) throws -> [PlanAmendment] {
    try db.rows(
      """
      SELECT a.id, a.plan_id, a.position, p.stage, p.published_on, a.number, a.signed_on, a.reason,
        p.version
      FROM plan_amendment a
      JOIN plan p ON p.id = a.id
      WHERE \(condition) AND \(Plans.visible(act))
      ORDER BY a.position
      """
    ).map { row in
      PlanAmendment(
        id: try row.get("id"), plan: try row.get("plan_id"), position: try row.get("position"),
        stage: try row.choice("stage"), publishedOn: try row.get("published_on"),
        facts: AmendmentFacts(
          number: try row.get("number"), signedOn: try row.get("signed_on"),
          reason: try row.get("reason")), version: try row.get("version"))
    }
  }

  /// Begins an amendment: a draft with all tasks and targets as they are now. Needs `changePlans` on the plan's
  /// unit; problems name `reason`. Throws `Refusal.conflict` where another draft is open.
  public static func begin(
    on id: ID<OfficePlan>, _ facts: AmendmentFacts, _ db: any Writer, _ act: Act
  ) throws -> ID<OfficePlan> {
    let plan = try Plans.find(id, db, act)
    try Rights.demand(.changePlans, on: plan.unit, db, act)
    guard plan.stage == .published, plan.amends == nil else {
      throw Refusal.conflict("Chỉ điều chỉnh, bổ sung được kế hoạch đã ban hành.")
    }
    try check(facts, act)
    let last = try db.row(
      """
      SELECT MAX(a.position) AS position,
        MAX(CASE WHEN p.stage = 'draft' THEN a.position ELSE 0 END) AS draft
      FROM plan_amendment a
      JOIN plan p ON p.id = a.id
      WHERE a.plan_id = \(id)
      """)
    guard try last?.get("draft", as: Int?.self) ?? 0 == 0 else {
      throw Refusal.conflict(
        "Kế hoạch này đang có một dự thảo điều chỉnh, bổ sung. Hãy sửa tiếp dự thảo đó, hoặc xóa nó trước."
      )
    }
    let position = try (last?.get("position", as: Int?.self) ?? 0) + 1
    let draft = try Plans.insert(plan.facts, for: plan.unit, source: nil, db, act)
    try db.execute(
      """
      INSERT INTO plan_amendment (id, plan_id, position, number, signed_on, reason)
      VALUES (\(draft), \(id), \(position), \(facts.number), \(facts.signedOn), \(facts.reason))
      """)
    try PlanCopies.copy(id, into: draft, nil, db, act)
    return draft
  }

  /// Puts number, date and reason right, as long as the amendment is a draft.
  public static func change(
    _ id: ID<OfficePlan>, _ facts: AmendmentFacts, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    guard let old = try find(id, db, act) else { throw Refusal.notFound }
    let plan = try Plans.find(id, db, act)
    try Rights.demand(.changePlans, on: plan.unit, db, act)
    guard plan.stage == .draft else { throw isPublished }
    try check(facts, act)
    let count = try db.execute(
      "UPDATE plan SET version = version + 1 WHERE id = \(id) AND version = \(version)")
    guard count == 1 else {
      throw Refusal.conflict(
        "Điều chỉnh, bổ sung này vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp.")
    }
    try db.execute(
      """
      UPDATE plan_amendment
      SET number = \(facts.number), signed_on = \(facts.signedOn), reason = \(facts.reason)
      WHERE id = \(id)
      """)
    try Audit.record(
      "plan.amendment", of: .plan(id), unit: plan.unit, before: record(old.facts),
      after: record(facts), db, act)
  }

  static let isPublished = Refusal.conflict(
    "Điều chỉnh, bổ sung này đã được ban hành trước đó; không có gì thay đổi.")

  /// What an amendment adds, changes and drops: for a draft the plan now and the draft, for a published one the
  /// states before and after it.
  public static func difference(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> PlanDifference {
    guard let amendment = try find(id, db, act) else { throw Refusal.notFound }
    let own = try state(id, db, act)
    if amendment.stage == .draft {
      return PlanDifference(before: try state(amendment.plan, db, act), after: own)
    }
    let next = try list(of: amendment.plan, db, act).first {
      $0.position > amendment.position && $0.stage == .published
    }
    return PlanDifference(before: own, after: try state(next?.id ?? amendment.plan, db, act))
  }

  static func state(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> PlanDifference.State {
    let plan = try Plans.find(id, db, act)
    return PlanDifference.State(
      plan, try PlanTasks.list(of: id, db), try PlanTargets.list(of: id, db, act),
      origins: try PlanTargets.origins(of: id, db))
  }

  private static func check(_ facts: AmendmentFacts, _ act: Act) throws {
    var problems: [Problem] = []
    if let problem = OfficeText.problem(
      OfficeText.cleaned(facts.reason), "reason", "Lý do điều chỉnh, bổ sung", limit: 2_000)
    {
      problems.append(problem)
    }
    if let problem = OfficeText.problem(
      facts.number, "number", "Số, ký hiệu", limit: 100, mayBeEmpty: true)
    {
      problems.append(problem)
    }
    if let day = facts.signedOn, day > act.today {
      problems.append(Problem("signedOn", "Ngày ký không thể sau hôm nay."))
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
  }

  static func record(_ facts: AmendmentFacts) -> Facts {
    ["number": facts.number, "signedOn": facts.signedOn?.iso, "reason": facts.reason]
  }
}
