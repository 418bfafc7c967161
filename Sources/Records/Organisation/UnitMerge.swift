public import Rules
public import Store

/// Something about mergers that lists leave open and a person decides.
public struct SuccessionQuestion: Sendable, Equatable {
  public enum Topic: String, Sendable {
    /// Which older unit do the words mean?
    case predecessor
    /// Where does this unit go, whose unit above has ended?
    case subordinate
  }

  public struct Candidate: Sendable, Equatable {
    public let unit: ID<Unit>
    public let fullName: String
    /// The full name of the unit above; empty at the top.
    public let above: String
    public let isChosen: Bool
  }

  public enum Answer: String, Sendable {
    case units
    /// None of the units; the note says why.
    case none
  }

  public let id: ID<SuccessionQuestion>
  public let topic: Topic
  /// The newer unit, or the one that needs a new place.
  public let unit: ID<Unit>
  public let unitName: String
  /// The first day of the newer tree.
  public let effectiveOn: CivilDate
  /// As they stand in the list.
  public let words: String
  public let extent: SuccessionExtent
  /// Nil for subordinate units.
  public let doubt: MergeDoubt?
  /// The likeliest first; chosen units that were not offered last.
  public let candidates: [Candidate]
  public let answer: Answer?
  public let note: String
  public let decidedBy: String?
  public let decidedAt: Instant?
  public let version: Int
}

/// What lists of mergers leave open, and the answers of people.
public enum UnitMerge {
  /// A page of questions and how many there are of this sort altogether.
  public struct Page: Sendable {
    public let questions: [SuccessionQuestion]
    /// Pass it as `after` to go on; nil at the end.
    public let next: ID<SuccessionQuestion>?
    public let total: Int
  }

  /// Open questions (or answered ones), oldest first, all that the actor may decide or those about one unit.
  /// Needs `decideMerges` on the unit asked about, or on some.
  public static func questions(
    answered: Bool = false, about unit: ID<Unit>? = nil, after: ID<SuccessionQuestion>? = nil,
    limit: Int = 50, _ db: any Reader, _ act: Act
  ) throws -> Page {
    let about: SQL
    if let unit {
      try Rights.demand(.decideMerges, on: unit, db, act)
      about = "AND q.unit_id = \(unit)"
    } else {
      about = "AND \(try reached(act))"
    }
    let state: SQL = answered ? "q.answer IS NOT NULL" : "q.answer IS NULL"
    let total = try db.row(
      "SELECT COUNT(*) AS total FROM succession_question q WHERE \(state) \(about)")
    let found = try rows("\(state) \(about) AND q.id > \(after?.text ?? "")", limit + 1, db)
    return Page(
      questions: Array(found.prefix(limit)), next: found.count > limit ? found[limit - 1].id : nil,
      total: try total?.get("total") ?? 0)
  }

  public static func question(
    _ id: ID<SuccessionQuestion>, _ db: any Reader, _ act: Act
  ) throws -> SuccessionQuestion {
    guard let question = try rows("q.id = \(id)", 1, db).first else { throw Refusal.notFound }
    try Rights.demand(.decideMerges, on: question.unit, db, act)
    return question
  }

  /// A condition on `succession_question q`: those about units that the actor may decide for.
  static func reached(_ act: Act) throws -> SQL {
    try Rights.demandSomewhere(.decideMerges, act)
    return Rights.reach(of: .decideMerges, act).condition("q.unit_id", on: act.today)
  }

  /// How many questions the actor may decide are open, by reason; subordinate units under `nil`.
  public static func openCounts(
    _ db: any Reader, _ act: Act
  ) throws -> [MergeDoubt?: Int] {
    var counts: [MergeDoubt?: Int] = [:]
    for row in try db.rows(
      """
      SELECT q.doubt, COUNT(*) AS total
      FROM succession_question q
      WHERE q.answer IS NULL AND \(try reached(act))
      GROUP BY q.doubt
      """)
    {
      counts[MergeDoubt(rawValue: try row.get("doubt"))] = try row.get("total")
    }
    return counts
  }

  /// Communes and provinces in reach whose last day was the day before `date` and that no unit has for a
  /// predecessor: full names and codes, in the order of the list, `limit` at a time after a code.
  public static func withoutSuccessor(
    on date: CivilDate, after code: String = "", limit: Int = 100, _ db: any Reader, _ act: Act
  ) throws -> [(unit: ID<Unit>, code: String, fullName: String)] {
    try Rights.demandSomewhere(.decideMerges, act)
    let reach = Rights.reach(of: .decideMerges, act)
    let last = date.adding(days: -1)
    let districts = UnitKind.allCases.filter { $0.level == .district || $0.level == .organ }
    return try db.rows(
      """
      SELECT u.id, c.code, v.full_name
      FROM unit u
      JOIN unit_version v ON v.unit_id = u.id AND v.valid_to = \(last)
      JOIN unit_code c ON c.unit_id = u.id AND c.scheme = \(CodeScheme.statistics.rawValue)
        AND c.valid_to = \(last)
      WHERE u.valid_to = \(last) AND c.code > \(code) AND \(reach.condition("u.id", on: act.today))
        AND v.kind NOT IN \(list: districts.map(\.rawValue))
        AND NOT EXISTS (
          SELECT 1 FROM unit_succession s
          WHERE s.predecessor_id = u.id AND s.effective_on = \(date))
      ORDER BY c.code, u.id
      LIMIT \(limit)
      """
    ).map { (try $0.get("id"), try $0.get("code"), try $0.get("full_name")) }
  }

  static func rows(
    _ condition: SQL, _ limit: Int, _ db: any Reader
  ) throws -> [SuccessionQuestion] {
    let rows = try db.rows(
      """
      SELECT q.id, q.topic, q.unit_id, v.full_name, q.effective_on, q.words, q.extent, q.doubt,
        q.answer, q.note, q.decided_by, q.decided_at, q.version
      FROM succession_question q
      JOIN unit_version v ON v.unit_id = q.unit_id AND v.valid_from <= q.effective_on
        AND v.valid_to >= q.effective_on
      WHERE \(condition)
      ORDER BY q.id
      LIMIT \(limit)
      """)
    let ids: [ID<SuccessionQuestion>] = try rows.map { try $0.get("id") }
    let candidates = try candidates(of: ids, db)
    return try rows.map { row in
      let id: ID<SuccessionQuestion> = try row.get("id")
      return SuccessionQuestion(
        id: id, topic: try row.choice("topic"), unit: try row.get("unit_id"),
        unitName: try row.get("full_name"), effectiveOn: try row.get("effective_on"),
        words: try row.get("words"), extent: try row.choice("extent"),
        doubt: MergeDoubt(rawValue: try row.get("doubt")), candidates: candidates[id] ?? [],
        answer: try row.get("answer", as: String?.self).flatMap(SuccessionQuestion.Answer.init),
        note: try row.get("note", as: String?.self) ?? "", decidedBy: try row.get("decided_by"),
        decidedAt: try row.get("decided_at"), version: try row.get("version"))
    }
  }

  /// Candidates as they stood when it mattered: older units before the day, others on it.
  private static func candidates(
    of questions: [ID<SuccessionQuestion>], _ db: any Reader
  ) throws -> [ID<SuccessionQuestion>: [SuccessionQuestion.Candidate]] {
    var result: [ID<SuccessionQuestion>: [SuccessionQuestion.Candidate]] = [:]
    for row in try db.rows(
      """
      SELECT c.question_id, c.unit_id, c.chosen, v.full_name, COALESCE(p.full_name, '') AS above
      FROM succession_candidate c
      JOIN succession_question q ON q.id = c.question_id
      JOIN unit_version v ON v.unit_id = c.unit_id AND v.valid_from = (
        SELECT MAX(x.valid_from) FROM unit_version x
        WHERE x.unit_id = c.unit_id AND (x.valid_from < q.effective_on
          OR (q.topic = 'subordinate' AND x.valid_from = q.effective_on)))
      LEFT JOIN unit_version p ON p.unit_id = v.parent_id AND p.valid_from <= v.valid_to
        AND p.valid_to >= v.valid_to
      WHERE c.question_id IN \(list: questions)
      ORDER BY c.question_id, CASE WHEN c.place < 0 THEN 1 ELSE 0 END, c.place, c.unit_id
      """)
    {
      result[try row.get("question_id"), default: []].append(
        SuccessionQuestion.Candidate(
          unit: try row.get("unit_id"), fullName: try row.get("full_name"),
          above: try row.get("above"), isChosen: try row.get("chosen")))
    }
    return result
  }
}
