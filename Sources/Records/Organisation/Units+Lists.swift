public import Rules
public import Store

/// What lists of units show beside their names, each with one query for the whole list. The units are those
/// that the actor was shown already.
extension Units {
  /// The statistics codes in force on a day.
  public static func codes(
    of units: [ID<Unit>], on date: CivilDate, _ db: any Reader
  ) throws -> [ID<Unit>: String] {
    try pairs(
      """
      SELECT unit_id, code AS words
      FROM unit_code
      WHERE unit_id IN \(list: units) AND scheme = \(CodeScheme.statistics.rawValue)
        AND valid_from <= \(date) AND valid_to >= \(date)
      """, units, db)
  }

  /// The name of the person in a post on a day; of several, the one longest in it.
  public static func holders(
    of post: Post, in units: [ID<Unit>], on date: CivilDate, _ db: any Reader
  ) throws -> [ID<Unit>: String] {
    try pairs(
      """
      SELECT h.unit_id, p.full_name AS words
      FROM office_holding h
      JOIN person p ON p.id = h.person_id
      WHERE h.unit_id IN \(list: units) AND h.post = \(post.rawValue)
        AND h.valid_from <= \(date) AND h.valid_to >= \(date)
      ORDER BY h.valid_from, h.id
      """, units, db)
  }

  /// The full names of units on the days on which they are asked for.
  public static func names(
    of units: [(unit: ID<Unit>, day: CivilDate)], _ db: any Reader
  ) throws -> [ID<Unit>: String] {
    let ids = Array(Set(units.map(\.unit)))
    guard !ids.isEmpty else { return [:] }
    let rows = try db.rows(
      """
      SELECT unit_id, full_name, valid_from, valid_to
      FROM unit_version
      WHERE unit_id IN \(list: ids)
      """)
    var names: [ID<Unit>: String] = [:]
    for row in rows {
      let id: ID<Unit> = try row.get("unit_id")
      let from: CivilDate = try row.get("valid_from")
      let to: CivilDate = try row.get("valid_to")
      if units.contains(where: { $0.unit == id && from <= $0.day && $0.day <= to }) {
        names[id] = try row.get("full_name")
      }
    }
    return names
  }

  private static func pairs(
    _ query: SQL, _ units: [ID<Unit>], _ db: any Reader
  ) throws -> [ID<Unit>: String] {
    guard !units.isEmpty else { return [:] }
    var words: [ID<Unit>: String] = [:]
    for row in try db.rows(query) {
      let id: ID<Unit> = try row.get("unit_id")
      if words[id] == nil { words[id] = try row.get("words") }
    }
    return words
  }
}

/// Units in which nobody holds a post.
extension Units {
  /// How many of the units that need one, and that the actor sees, have nobody in a post on a day.
  public static func vacantCount(
    of post: Post, on date: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> Int {
    try db.row(
      """
      SELECT COUNT(*) AS number
      FROM unit_version v
      WHERE \(vacancy(of: post, on: date)) AND v.valid_from <= \(date) AND v.valid_to >= \(date)
        AND \(visible(to: act.actor, on: date))
      """)?.get("number") ?? 0
  }

  /// Those units, in the order of their names.
  public static func vacant(
    _ post: Post, on date: CivilDate, after: UnitPage.Place? = nil, limit: Int = 50,
    _ db: any Reader, _ act: Act
  ) throws -> UnitPage {
    try page(
      "\(vacancy(of: post, on: date)) AND \(visible(to: act.actor, on: date))", on: date, after,
      limit, db)
  }

  private static func vacancy(of post: Post, on date: CivilDate) -> SQL {
    """
    NOT EXISTS (
      SELECT 1 FROM office_holding h
      WHERE h.unit_id = v.unit_id AND h.post = \(post.rawValue)
        AND h.valid_from <= \(date) AND h.valid_to >= \(date)
    )
    """
  }
}
