public import Rules
public import Store

/// How far an actor's lists go.
public enum Reach: Sendable, Equatable {
  case office
  /// These units and all under them; none where empty.
  case units([ID<Unit>])

  /// A condition on a column that holds a unit's id: `Reach.condition("a.unit_id", on: today)`. Units that have
  /// ended or not begun count where they stood on the nearest day of theirs, as for `Rights.demand`.
  public func condition(_ column: SQL, on date: CivilDate) -> SQL {
    switch self {
    case .office: "1 = 1"
    case .units(let units):
      """
      \(column) IN (
        WITH RECURSIVE reach (id, depth) AS (
          SELECT id, 0 FROM unit WHERE id IN \(list: units)
          UNION ALL
          SELECT u.id, reach.depth + 1
          FROM reach
          JOIN unit_version v ON v.parent_id = reach.id
          JOIN unit u ON u.id = v.unit_id
          WHERE v.valid_from <= \(UnitRows.nearest(date)) AND v.valid_to >= \(UnitRows.nearest(date))
            AND reach.depth < 20
        )
        SELECT id FROM reach
      )
      """
    }
  }
}

/// The units over a unit.
public enum Ancestry {
  /// Nearest first. A unit that has ended keeps the tree of its last day, one that has not begun that of its
  /// first; the way leads past units above that have ended.
  public static func of(_ unit: ID<Unit>, on date: CivilDate, _ db: any Reader) throws -> [ID<Unit>]
  {
    try db.rows(
      """
      WITH RECURSIVE above (id, day, depth) AS (
        SELECT u.id, \(UnitRows.nearest(date)), 0 FROM unit u WHERE u.id = \(unit)
        UNION ALL
        SELECT u.id, \(UnitRows.nearest("above.day", of: "u")), above.depth + 1
        FROM above
        JOIN unit_version v ON v.unit_id = above.id
        JOIN unit u ON u.id = v.parent_id
        WHERE v.valid_from <= above.day AND v.valid_to >= above.day AND above.depth < 20
      )
      SELECT id FROM above WHERE depth > 0 ORDER BY depth
      """
    ).map { try $0.get("id") }
  }
}
