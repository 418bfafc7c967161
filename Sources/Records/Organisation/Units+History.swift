public import Rules
public import Store

extension Units {
  /// The unit's states from its first day on, oldest first.
  public static func history(
    of id: ID<Unit>, _ db: any Reader, _ act: Act
  ) throws -> [Unit] {
    _ = try find(id, on: act.today, db, act)
    return try versions(of: id, db)
  }

  static func versions(of id: ID<Unit>, _ db: any Reader) throws -> [Unit] {
    try db.rows(
      """
      SELECT \(UnitRows.columns)
      FROM unit_version v
      JOIN unit u ON u.id = v.unit_id
      WHERE v.unit_id = \(id)
      ORDER BY v.valid_from
      """
    ).map(UnitRows.unit)
  }

  /// The units that this one, and each of those in turn, took the place of: nearest first. Names are those
  /// of the last day before. The names are shown even where the units themselves are not visible: they are
  /// part of this unit's history.
  public static func predecessors(
    of id: ID<Unit>, _ db: any Reader, _ act: Act
  ) throws -> [Kinship] {
    _ = try find(id, on: act.today, db, act)
    return try db.rows(
      """
      WITH RECURSIVE line (unit_id, near_id, effective_on, extent, source, depth) AS (
        SELECT predecessor_id, successor_id, effective_on, extent, source, 1
        FROM unit_succession
        WHERE successor_id = \(id)
        UNION ALL
        SELECT s.predecessor_id, s.successor_id, s.effective_on, s.extent, s.source, line.depth + 1
        FROM line
        JOIN unit_succession s ON s.successor_id = line.unit_id
        WHERE s.effective_on <= line.effective_on AND line.depth < 20
      )
      SELECT DISTINCT line.unit_id, near_id, effective_on, extent, source, depth, v.full_name,
        v.sort_key
      FROM line
      JOIN unit_version v ON v.unit_id = line.unit_id
        AND v.valid_from = (
          SELECT MAX(x.valid_from) FROM unit_version x
          WHERE x.unit_id = line.unit_id AND x.valid_from < line.effective_on
        )
      ORDER BY depth, effective_on DESC, v.sort_key, line.unit_id
      """
    ).map(Kinship.init)
  }

  /// The units that took this one's place, and each of those in turn: nearest first. Names are those of the
  /// day of succession.
  public static func successors(
    of id: ID<Unit>, _ db: any Reader, _ act: Act
  ) throws -> [Kinship] {
    _ = try find(id, on: act.today, db, act)
    return try db.rows(
      """
      WITH RECURSIVE line (unit_id, near_id, effective_on, extent, source, depth) AS (
        SELECT successor_id, predecessor_id, effective_on, extent, source, 1
        FROM unit_succession
        WHERE predecessor_id = \(id)
        UNION ALL
        SELECT s.successor_id, s.predecessor_id, s.effective_on, s.extent, s.source, line.depth + 1
        FROM line
        JOIN unit_succession s ON s.predecessor_id = line.unit_id
        WHERE s.effective_on >= line.effective_on AND line.depth < 20
      )
      SELECT DISTINCT line.unit_id, near_id, effective_on, extent, source, depth, v.full_name,
        v.sort_key
      FROM line
      JOIN unit_version v ON v.unit_id = line.unit_id
        AND v.valid_from <= line.effective_on AND v.valid_to >= line.effective_on
      ORDER BY depth, effective_on, v.sort_key, line.unit_id
      """
    ).map(Kinship.init)
  }
}

/// One step of succession, seen from a unit.
public struct Kinship: Sendable, Equatable {
  public let unit: ID<Unit>
  /// The unit's full name next to the day of succession.
  public let fullName: String
  /// The unit on the nearer side: the one asked about, or one between.
  public let near: ID<Unit>
  /// The first day on which the successor stood in the predecessor's place.
  public let effectiveOn: CivilDate
  public let extent: SuccessionExtent
  /// The document that says so.
  public let source: String
  /// 1 for a direct predecessor or successor.
  public let depth: Int

  init(_ row: Row) throws {
    unit = try row.get("unit_id")
    fullName = try row.get("full_name")
    near = try row.get("near_id")
    effectiveOn = try row.get("effective_on")
    extent = try row.choice("extent")
    source = try row.get("source")
    depth = try row.get("depth")
  }
}
