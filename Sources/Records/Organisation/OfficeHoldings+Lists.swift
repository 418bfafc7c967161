public import Rules
public import Store

extension OfficeHoldings {
  /// Who holds which post of a unit on a day: head, deputies, PAR officer, staff; then by name. One query.
  public static func list(
    in unit: ID<Unit>, on date: CivilDate, _ db: any Reader, _ act: Act
  ) throws -> [OfficeHolding] {
    try rows(
      "h.unit_id = \(unit) AND h.valid_from <= \(date) AND h.valid_to >= \(date)",
      by: "\(rank), p.sort_key, h.id", db, act)
  }

  /// Everyone who held a post in a unit, newest first.
  public static func history(
    in unit: ID<Unit>, _ db: any Reader, _ act: Act
  ) throws -> [OfficeHolding] {
    try rows("h.unit_id = \(unit)", by: "h.valid_from DESC, \(rank), h.id", db, act)
  }

  /// All posts of people, newest first, in units that the actor may see.
  public static func held(
    by people: [ID<Person>], _ db: any Reader, _ act: Act
  ) throws -> [OfficeHolding] {
    try rows("h.person_id IN \(list: people)", by: "h.valid_from DESC, h.id", db, act)
  }

  public static func find(
    _ id: ID<OfficeHolding>, _ db: any Reader, _ act: Act
  ) throws -> OfficeHolding {
    guard let holding = try rows("h.id = \(id)", by: "h.id", db, act).first else {
      throw Refusal.notFound
    }
    return holding
  }

  private static let rank: SQL = """
    CASE h.post WHEN 'head' THEN 0 WHEN 'deputyHead' THEN 1 WHEN 'parOfficer' THEN 2 ELSE 3 END
    """

  private static func rows(
    _ condition: SQL, by order: SQL, _ db: any Reader, _ act: Act
  ) throws -> [OfficeHolding] {
    // The unit's state on the last day that both hold, so that old posts keep the old name.
    let day: SQL = """
      CASE
        WHEN h.valid_to < \(act.today) THEN h.valid_to
        WHEN h.valid_from > \(act.today) THEN h.valid_from
        ELSE \(act.today)
      END
      """
    return try db.rows(
      """
      SELECT h.id, h.person_id, p.full_name AS person_name, h.unit_id, v.full_name AS unit_name,
        h.post, h.title, h.valid_from, h.valid_to, h.version
      FROM office_holding h
      JOIN person p ON p.id = h.person_id
      JOIN unit_version v ON v.unit_id = h.unit_id AND v.valid_from <= \(day)
        AND v.valid_to >= \(day)
      WHERE \(condition) AND \(Units.visible(to: act.actor, onDay: day))
      ORDER BY \(order)
      """
    ).map {
      OfficeHolding(
        id: try $0.get("id"), person: try $0.get("person_id"),
        personName: try $0.get("person_name"), unit: try $0.get("unit_id"),
        unitName: try $0.get("unit_name"), post: try $0.choice("post"), title: try $0.get("title"),
        from: try $0.get("valid_from"), to: try $0.get("valid_to"),
        version: try $0.get("version"))
    }
  }
}
