public import Rules
public import Store

extension Units {
  /// Units in force on a day that have the code `text`, or else a name like it; marks and case may be left
  /// out. First names written just so, then names that end so, then those with words that begin so; at most
  /// `limit`. One query, two where the text has digits.
  public static func search(
    _ text: String, on date: CivilDate, limit: Int = 20, _ db: any Reader, _ act: Act
  ) throws -> [UnitLine] {
    let key = VietnameseOrder.searchKey(text)
    guard !key.isEmpty else { return [] }
    let found = try byCode(text, on: date, limit, db, act)
    if !found.isEmpty { return found }
    return try byName(key, VietnameseOrder.foldedName(text), on: date, limit, db, act)
  }

  /// The unit that has a code on a day; nil where none has, or the actor may not see it.
  public static func find(
    code: String, _ scheme: CodeScheme, _ level: UnitLevel, on date: CivilDate, _ db: any Reader,
    _ act: Act
  ) throws -> Unit? {
    try db.row(
      """
      SELECT \(UnitRows.columns)
      FROM unit_code c
      JOIN unit u ON u.id = c.unit_id
      JOIN unit_version v ON v.unit_id = u.id
      WHERE c.code = \(code) AND c.scheme = \(scheme.rawValue) AND c.level = \(level.rawValue)
        AND c.valid_from <= \(date) AND c.valid_to >= \(date)
        AND v.valid_from <= \(date) AND v.valid_to >= \(date)
        AND \(visible(to: act.actor, on: date))
      """
    ).map(UnitRows.unit)
  }

  private static func byCode(
    _ text: String, on date: CivilDate, _ limit: Int, _ db: any Reader, _ act: Act
  ) throws -> [UnitLine] {
    let code = UnitCodes.normalised(text)
    guard code.utf8.contains(where: { (48...57).contains($0) }), UnitCodes.isWellFormed(code)
    else { return [] }
    return try lines(
      """
      v.unit_id IN (
        SELECT unit_id FROM unit_code
        WHERE code = \(code) AND valid_from <= \(date) AND valid_to >= \(date)
      )
      """, by: "1", on: date, limit, db, act)
  }

  private static func byName(
    _ key: String, _ folded: String, on date: CivilDate, _ limit: Int, _ db: any Reader, _ act: Act
  ) throws -> [UnitLine] {
    let rank: SQL = """
      CASE WHEN v.folded_name LIKE \("%" + escaped(folded) + "%") ESCAPE '!' THEN 0 ELSE 10 END
        + CASE
          WHEN v.search_key LIKE \("% " + key) THEN 0
          WHEN v.search_key LIKE \("% " + key + "%") THEN 1
          ELSE 2
        END
      """
    return try lines(
      "v.search_key LIKE \("%" + key + "%")", by: rank, on: date, limit, db, act)
  }

  /// A search key has neither `%` nor `_`; a folded name may.
  private static func escaped(_ text: String) -> String {
    String(text.flatMap { "%_!".contains($0) ? ["!", $0] : [$0] })
  }

  /// The hits are chosen and put in order first, from one index; only they are then read whole.
  private static func lines(
    _ condition: SQL, by rank: SQL, on date: CivilDate, _ limit: Int, _ db: any Reader, _ act: Act
  ) throws -> [UnitLine] {
    try db.rows(
      """
      SELECT \(UnitRows.columns), above.full_name AS parent_name
      FROM (
        SELECT v.unit_id, v.valid_from, v.sort_key, \(rank) AS place
        FROM unit_version v
        WHERE \(condition) AND v.valid_from <= \(date) AND v.valid_to >= \(date)
          AND \(visible(to: act.actor, on: date))
        ORDER BY place, v.sort_key, v.unit_id
        LIMIT \(limit)
      ) hit
      JOIN unit u ON u.id = hit.unit_id
      JOIN unit_version v ON v.unit_id = hit.unit_id AND v.valid_from = hit.valid_from
      LEFT JOIN unit_version above ON above.unit_id = v.parent_id
        AND above.valid_from <= \(date) AND above.valid_to >= \(date)
      ORDER BY hit.place, hit.sort_key, hit.unit_id
      """
    ).map {
      UnitLine(unit: try UnitRows.unit($0), children: 0, parentName: try $0.get("parent_name"))
    }
  }
}
