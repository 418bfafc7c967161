public import Rules
public import Store

/// Units in their dated tree: questions "as of" a day. What an actor may not see is `Refusal.notFound`,
/// or not in the list.
public enum Units {
  /// A unit as it stood on `date`; one that had ended as it stood on its last day, one that had not begun
  /// as on its first: `Unit.isInForce(on:)` tells. One query.
  public static func find(
    _ id: ID<Unit>, on date: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> Unit {
    let day = UnitRows.nearest(date)
    let row = try db.row(
      """
      SELECT \(UnitRows.columns)
      FROM unit u
      JOIN unit_version v ON v.unit_id = u.id
      WHERE u.id = \(id) AND v.valid_from <= \(day) AND v.valid_to >= \(day)
        AND \(visible(to: act.actor, onDay: day))
      """)
    guard let row else { throw Refusal.notFound }
    return try UnitRows.unit(row)
  }

  /// The units from the top of the office down to the unit itself (last), as they stood on `date` (or the
  /// unit's nearest day to it). One query where the unit is under one of the actor's own.
  public static func path(
    to id: ID<Unit>, on date: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> [Unit] {
    let path = try db.rows(
      """
      WITH RECURSIVE up (id, day, depth) AS (
        SELECT u.id, \(UnitRows.nearest(date)), 0 FROM unit u WHERE u.id = \(id)
        UNION ALL
        SELECT v.parent_id, up.day, up.depth + 1
        FROM up
        JOIN unit_version v ON v.unit_id = up.id
        WHERE v.valid_from <= up.day AND v.valid_to >= up.day AND v.parent_id IS NOT NULL
          AND up.depth < 20
      )
      SELECT \(UnitRows.columns)
      FROM up
      JOIN unit u ON u.id = up.id
      JOIN unit_version v ON v.unit_id = u.id
      WHERE v.valid_from <= up.day AND v.valid_to >= up.day
      ORDER BY up.depth DESC
      """
    ).map(UnitRows.unit)
    guard !path.isEmpty else { throw Refusal.notFound }
    if let bound = bound(act.actor), !path.contains(where: { bound.contains($0.id) }) {
      _ = try find(id, on: date, db, act)
    }
    return path
  }

  /// The units that stand directly under a unit on a day, in the order of their names, `limit` at a time:
  /// pass the page's `next` to go on. One query, two where the actor does not see the whole office.
  public static func children(
    of parent: ID<Unit>, on date: CivilDate, after: UnitPage.Place? = nil, limit: Int = 50,
    _ db: any Reader, _ act: Act
  ) throws -> UnitPage {
    var condition: SQL = "v.parent_id = \(parent)"
    // Under a unit that is visible all are; under another only the actor's own.
    if let bound = bound(act.actor), try !isVisible(parent, on: date, db, act) {
      condition = condition + " AND v.unit_id IN (\(own(bound, onDay: "\(date)")))"
    }
    return try page(condition, on: date, after, limit, db)
  }

  private static func isVisible(
    _ id: ID<Unit>, on date: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> Bool {
    try db.row(
      """
      SELECT 1 AS found
      FROM unit_version v
      WHERE v.unit_id = \(id) AND v.valid_from <= \(date) AND v.valid_to >= \(date)
        AND \(visible(to: act.actor, onDay: "\(date)"))
      """) != nil
  }

  /// The tops of what the actor sees on a day: of the office, or the units their roles are bound to.
  public static func roots(
    on date: CivilDate, after: UnitPage.Place? = nil, limit: Int = 50, _ db: any Reader, _ act: Act
  ) throws -> UnitPage {
    guard let bound = bound(act.actor) else {
      return try page("v.parent_id IS NULL", on: date, after, limit, db)
    }
    let isTop: SQL = """
      v.unit_id IN (\(own(bound, onDay: "\(date)")))
      AND (v.parent_id IS NULL
        OR NOT \(visible(to: act.actor, onDay: "\(date)", unit: "v.parent_id")))
      """
    return try page(isTop, on: date, after, limit, db)
  }

  /// `condition` leaves out what the actor may not see.
  static func page(
    _ condition: SQL, on date: CivilDate, _ after: UnitPage.Place?, _ limit: Int, _ db: any Reader
  ) throws -> UnitPage {
    let onwards: SQL =
      after.map { "AND (v.sort_key, v.unit_id) > (\($0.key), \($0.unit))" } ?? .empty
    let rows = try db.rows(
      """
      SELECT \(UnitRows.columns), v.sort_key, \(childCount(on: date)) AS child_count
      FROM unit_version v
      JOIN unit u ON u.id = v.unit_id
      WHERE \(condition) AND v.valid_from <= \(date) AND v.valid_to >= \(date) \(onwards)
      ORDER BY v.sort_key, v.unit_id
      LIMIT \(limit + 1)
      """)
    let lines = try rows.prefix(limit).map {
      UnitLine(unit: try UnitRows.unit($0), children: try $0.get("child_count"), parentName: nil)
    }
    guard rows.count > limit, let last = rows.prefix(limit).last else {
      return UnitPage(lines: lines, next: nil)
    }
    return UnitPage(
      lines: lines, next: .init(key: try last.get("sort_key"), unit: try last.get("unit_id")))
  }

  private static func childCount(on date: CivilDate) -> SQL {
    """
    (SELECT COUNT(*) FROM unit_version c
     WHERE c.parent_id = v.unit_id AND c.valid_from <= \(date) AND c.valid_to >= \(date))
    """
  }

  /// The unit and all under it on a day, as far as the actor may see; the unit first.
  public static func subtree(
    of id: ID<Unit>, on date: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> [ID<Unit>] {
    _ = try find(id, on: date, db, act)
    return try db.rows(
      """
      WITH RECURSIVE under (id, depth) AS (
        SELECT id, 0 FROM unit WHERE id = \(id)
        UNION ALL
        SELECT v.unit_id, under.depth + 1
        FROM under
        JOIN unit_version v ON v.parent_id = under.id
        WHERE v.valid_from <= \(date) AND v.valid_to >= \(date) AND under.depth < 20
      )
      SELECT id FROM under ORDER BY depth
      """
    ).map { try $0.get("id") }
  }
}

/// A unit in a list.
public struct UnitLine: Sendable, Equatable {
  public let unit: Unit
  /// How many units stand directly under it on the day of the list.
  public let children: Int
  /// The full name of the unit above; only in the answer to a search.
  public let parentName: String?

  public init(unit: Unit, children: Int, parentName: String?) {
    self.unit = unit
    self.children = children
    self.parentName = parentName
  }
}

/// A part of a list of units, and where the next begins.
public struct UnitPage: Sendable, Equatable {
  public let lines: [UnitLine]
  /// Nil where nothing follows.
  public let next: Place?

  /// The place of a unit in the order of a list; as text for an address.
  public struct Place: Sendable, Equatable {
    let key: String
    let unit: ID<Unit>

    init(key: String, unit: ID<Unit>) {
      self.key = key
      self.unit = unit
    }

    public init?(_ text: String) {
      // Not by characters: a mark after it would make another of it.
      guard let cut = text.utf8.firstIndex(of: 0x7E), let unit = ID<Unit>(text[..<cut]) else {
        return nil
      }
      self.init(key: String(text[text.utf8.index(after: cut)...]), unit: unit)
    }

    public var text: String { unit.text + "~" + key }
  }
}
