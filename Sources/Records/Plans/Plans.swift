public import Rules
public import Store

/// The plans of the office. A draft is seen by those who may change plans of its unit; a published plan also by
/// the units under the one that issued it.
public enum Plans {
  /// Keeps what was read from a document as a draft of `unit`, with its agencies looked up in the tree.
  /// Needs `changePlans` there.
  ///
  /// `name` is the file's, `text` the decoded text that the spans count in.
  public static func draft(
    _ read: Plan, text: String, name: String, for unit: ID<Unit>, _ db: any Writer, _ act: Act
  ) throws -> ID<OfficePlan> {
    try Rights.demand(.changePlans, on: unit, db, act)
    var facts = PlanFacts(read, year: act.today.year)
    if facts.title.isEmpty { facts.title = name }
    let plan = try insert(facts, for: unit, source: (name, text), db, act)
    try PlanBases.insert(
      PlanBases.found(read.legalBases, for: unit, db, act), into: plan, db)
    try keepRecipients(read, plan, db)
    let agencies = try AgencyMatches(of: unit, on: act.today, db)
    let tasks = read.tasks.map { task in
      (TaskFacts(task), agencies.shares(task.lead, task.coordinating, task.executing))
    }
    let reports = read.reports.map { (TaskFacts($0), [TaskShare]()) }
    let drafts = (tasks + reports).map { PlanTasks.Draft(facts: $0.0, shares: $0.1) }
    try PlanTasks.insert(drafts, into: plan, after: 0, amendment: 0, db, act)
    let targets = read.targets.map { target in
      var facts = TargetFacts(target)
      facts.holder = agencies.holder(facts.scope)
      return facts
    }
    try PlanTargets.insert(targets, into: plan, amendment: 0, db, act)
    return plan
  }

  /// A plan from nothing. Problems name `title` and `year`. Needs `changePlans` on the unit.
  public static func create(
    _ facts: PlanFacts, for unit: ID<Unit>, _ db: any Writer, _ act: Act
  ) throws -> ID<OfficePlan> {
    try Rights.demand(.changePlans, on: unit, db, act)
    try check(facts)
    return try insert(facts, for: unit, source: nil, db, act)
  }

  /// Puts the head of a plan right, also after publication: its number and date come when it is signed.
  public static func change(
    _ id: ID<OfficePlan>, _ facts: PlanFacts, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let old = try find(id, db, act)
    try Rights.demand(.changePlans, on: old.unit, db, act)
    guard old.amends == nil else {
      throw Refusal.conflict(
        "Đây là bản của một lần điều chỉnh, bổ sung. Thông tin chung sửa ở chính kế hoạch.")
    }
    try check(facts)
    let count = try db.execute(
      """
      UPDATE plan
      SET kind = \(facts.kind), number = \(facts.number), symbol = \(facts.symbol),
        place = \(facts.place), signed_on = \(facts.signedOn), year = \(facts.year),
        issuer = \(facts.issuer), title = \(facts.title), signer = \(facts.signer),
        signing_authority = \(facts.signingAuthority), signer_title = \(facts.signerTitle),
        search_key = \(searchKey(facts)), version = version + 1
      WHERE id = \(id) AND version = \(version)
      """)
    guard count == 1 else {
      throw Refusal.conflict(
        "Kế hoạch vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp.")
    }
    try SearchEntries.note(.plan, [id.text], db)
    try Audit.record(
      "plan.change", of: .plan(id), unit: old.unit, before: record(old.facts),
      after: record(facts), db, act)
  }

  public static func find(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> OfficePlan {
    guard let plan = try seen(id, db, act) else { throw Refusal.notFound }
    return plan
  }

  /// The same; nil where the actor does not see it.
  static func seen(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> OfficePlan? {
    try db.row("SELECT \(PlanRows.columns) FROM plan p WHERE p.id = \(id) AND \(visible(act))")
      .map(PlanRows.plan)
  }

  /// A condition on `plan p`: no other state of a plan that an amendment keeps.
  static let isOwn: SQL = "NOT EXISTS (SELECT 1 FROM plan_amendment a WHERE a.id = p.id)"

  /// The document that a plan was read from: its name and its text.
  public static func source(
    of id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> (name: String, text: String)? {
    let plan = try find(id, db, act)
    let row = try db.row("SELECT source_name, source_text FROM plan WHERE id = \(plan.id)")
    guard let name: String = try row?.get("source_name"),
      let text: String = try row?.get("source_text")
    else { return nil }
    return (name, text)
  }

  /// The newest first; `year` and `stage` where asked.
  public static func list(
    year: Int? = nil, stage: OfficePlan.Stage? = nil, after: ID<OfficePlan>? = nil, limit: Int = 50,
    _ db: any Reader, _ act: Act
  ) throws -> [OfficePlan] {
    var conditions: [SQL] = [visible(act), isOwn]
    if let year { conditions.append("p.year = \(year)") }
    if let stage { conditions.append("p.stage = \(stage.rawValue)") }
    if let after { conditions.append("p.id < \(after)") }
    return try db.rows(
      """
      SELECT \(PlanRows.columns)
      FROM plan p
      WHERE \(SQL.joined(conditions, " AND "))
      ORDER BY p.id DESC
      LIMIT \(limit)
      """
    ).map(PlanRows.plan)
  }

  /// A condition on `plan p`.
  static func visible(_ act: Act) -> SQL {
    """
    (p.stage <> 'draft' AND \(published(act)) OR p.stage = 'draft' AND \(drafts(act)))
    """
  }

  /// Drafts of the units whose plans the actor may change or publish.
  private static func drafts(_ act: Act) -> SQL {
    let conditions = [Permission.changePlans, .publishPlans].flatMap { permission -> [SQL] in
      guard act.actor.only?.contains(permission) ?? true else { return [] }
      let own = act.actor.grants.filter { Permissions.allows($0.role, permission, .own) }
        .compactMap(\.unit)
      return [
        Rights.reach(of: permission, act).condition("p.unit_id", on: act.today),
        "p.unit_id IN \(list: own)",
      ]
    }
    return conditions.isEmpty ? "1 = 0" : "(\(SQL.joined(conditions, " OR ")))"
  }

  /// Plans of the units that the actor may see, and of those above them.
  private static func published(_ act: Act) -> SQL {
    switch Rights.reach(of: .viewPlans, act) {
    case .office: return "1 = 1"
    case .units(let units) where units.isEmpty: return "1 = 0"
    case .units(let units):
      let own = Reach.units(units).condition("p.unit_id", on: act.today)
      return """
        (\(own) OR p.unit_id IN (
          WITH RECURSIVE over (id) AS (
            SELECT v.parent_id FROM unit_version v
            WHERE v.unit_id IN \(list: units) AND v.valid_from <= \(act.today)
              AND v.valid_to >= \(act.today)
            UNION
            SELECT v.parent_id
            FROM over
            JOIN unit_version v ON v.unit_id = over.id
            WHERE v.valid_from <= \(act.today) AND v.valid_to >= \(act.today)
          )
          SELECT id FROM over WHERE id IS NOT NULL
        ))
        """
    }
  }

  static func insert(
    _ facts: PlanFacts, for unit: ID<Unit>, source: (name: String, text: String)?,
    _ db: any Writer, _ act: Act
  ) throws -> ID<OfficePlan> {
    let id = act.newID(OfficePlan.self)
    try db.execute(
      """
      INSERT INTO plan
        (id, unit_id, stage, kind, number, symbol, place, signed_on, year, issuer, title,
         signing_authority, signer_title, signer, source_name, source_text, search_key)
      VALUES
        (\(id), \(unit), 'draft', \(facts.kind), \(facts.number), \(facts.symbol),
         \(facts.place), \(facts.signedOn), \(facts.year), \(facts.issuer), \(facts.title),
         \(facts.signingAuthority), \(facts.signerTitle), \(facts.signer), \(source?.name),
         \(source?.text), \(searchKey(facts)))
      """)
    try SearchEntries.note(.plan, [id.text], db)
    try Audit.record(
      "plan.draft", of: .plan(id), unit: unit, after: record(facts), db, act)
    return id
  }

  private static func keepRecipients(
    _ read: Plan, _ plan: ID<OfficePlan>, _ db: any Writer
  ) throws {
    try db.copyIn(
      "plan_recipient", ["plan_id", "position", "name", "purpose"],
      read.header.recipients.enumerated().map { index, recipient in
        [
          plan.columnValue, .integer(Int64(index)), .text(recipient.name),
          recipient.purpose.columnValue,
        ]
      })
  }

  private static func check(_ facts: PlanFacts) throws {
    var problems: [Problem] = []
    if let problem = OfficeText.problem(facts.title, "title", "Trích yếu", limit: 1_000) {
      problems.append(problem)
    }
    if !(2000...2100).contains(facts.year) {
      problems.append(Problem("year", "Năm của kế hoạch phải từ 2000 đến 2100."))
    }
    guard problems.isEmpty else { throw Refusal.invalid(problems) }
  }

  private static func searchKey(_ facts: PlanFacts) -> String {
    " " + VietnameseOrder.searchKey([facts.reference ?? "", facts.title].joined(separator: " "))
  }

  static func record(_ facts: PlanFacts) -> Facts {
    [
      "title": facts.title, "number": facts.reference, "signedOn": facts.signedOn?.iso,
      "year": "\(facts.year)",
    ]
  }
}

extension Subject {
  public static func plan(_ id: ID<OfficePlan>) -> Subject { Subject("plan", id.text) }
  public static func task(_ id: ID<PlanTask>) -> Subject { Subject("task", id.text) }
  public static func duty(_ id: ID<Duty>) -> Subject { Subject("duty", id.text) }
}
