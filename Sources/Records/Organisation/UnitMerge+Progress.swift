public import Rules
public import Store

/// How far the questions of one province are answered.
public struct MergeProgress: Sendable, Equatable {
  /// The unit that the questions' units stand under on the day of the list; nil at the top, and where the
  /// unit above has ended.
  public let province: ID<Unit>?
  public let fullName: String
  public let open: Int
  public let answered: Int
}

extension UnitMerge {
  /// Open and answered questions that the actor may decide, by the province of the newer unit, in the order of
  /// names.
  public static func progress(_ db: any Reader, _ act: Act) throws -> [MergeProgress] {
    try db.rows(
      """
      SELECT p.unit_id, COALESCE(p.full_name, '') AS full_name,
        SUM(CASE WHEN q.answer IS NULL THEN 1 ELSE 0 END) AS open_count,
        SUM(CASE WHEN q.answer IS NULL THEN 0 ELSE 1 END) AS answered_count
      FROM succession_question q
      JOIN unit_version v ON v.unit_id = q.unit_id AND v.valid_from <= q.effective_on
        AND v.valid_to >= q.effective_on
      LEFT JOIN unit_version p ON p.unit_id = v.parent_id AND p.valid_from <= q.effective_on
        AND p.valid_to >= q.effective_on
      WHERE \(try reached(act))
      GROUP BY p.unit_id, p.full_name, p.sort_key
      ORDER BY p.sort_key, p.unit_id
      """
    ).map { row in
      MergeProgress(
        province: try row.get("unit_id"), fullName: try row.get("full_name"),
        open: try row.get("open_count"), answered: try row.get("answered_count"))
    }
  }

  /// The unit by which a question is counted in `progress`, with its full name: known to everyone who may
  /// decide the question, as the units above one's own are.
  public static func province(
    of question: SuccessionQuestion, _ db: any Reader
  ) throws -> (id: ID<Unit>, fullName: String)? {
    let day = question.effectiveOn
    return try db.row(
      """
      SELECT p.unit_id, p.full_name
      FROM unit_version v
      JOIN unit_version p ON p.unit_id = v.parent_id
      WHERE v.unit_id = \(question.unit) AND v.valid_from <= \(day) AND v.valid_to >= \(day)
        AND p.valid_from <= \(day) AND p.valid_to >= \(day)
      """
    ).map { (try $0.get("unit_id"), try $0.get("full_name")) }
  }

  /// Questions of one province (nil: those with none) that the actor may decide, open or answered, oldest
  /// first.
  public static func questions(
    in province: ID<Unit>?, answered: Bool, after: ID<SuccessionQuestion>? = nil,
    limit: Int = 50, _ db: any Reader, _ act: Act
  ) throws -> Page {
    let reached = try reached(act)
    let state: SQL = answered ? "q.answer IS NOT NULL" : "q.answer IS NULL"
    let place: SQL = province.map { "v.parent_id = \($0)" } ?? withoutProvince
    let total = try db.row(
      """
      SELECT COUNT(*) AS total
      FROM succession_question q
      JOIN unit_version v ON v.unit_id = q.unit_id AND v.valid_from <= q.effective_on
        AND v.valid_to >= q.effective_on
      WHERE \(state) AND \(place) AND \(reached)
      """)
    let found = try rows(
      "\(state) AND \(place) AND \(reached) AND q.id > \(after?.text ?? "")", limit + 1, db)
    return Page(
      questions: Array(found.prefix(limit)), next: found.count > limit ? found[limit - 1].id : nil,
      total: try total?.get("total") ?? 0)
  }

  private static let withoutProvince: SQL = """
    NOT EXISTS (
      SELECT 1 FROM unit_version p
      WHERE p.unit_id = v.parent_id AND p.valid_from <= q.effective_on
        AND p.valid_to >= q.effective_on)
    """
}
