internal import Rules
internal import Store

/// Named numbers that the plans of one unit follow. Found by name: the same name in next year's plan goes on with
/// the same numbers.
enum Indicators {
  /// The indicator of that name, made where there is none. The caller has the right to do what needs it.
  static func named(
    _ name: String, measure: String, for owner: ID<Unit>, _ db: any Writer, _ act: Act
  ) throws -> ID<Indicator> {
    let key = VietnameseOrder.foldedName(name)
    let row = try db.row(
      "SELECT id FROM indicator WHERE owner_id = \(owner) AND name_key = \(key)")
    if let row { return try row.get("id") }
    let id = act.newID(Indicator.self)
    try db.execute(
      """
      INSERT INTO indicator (id, owner_id, name, name_key, measure)
      VALUES (\(id), \(owner), \(name), \(key), \(measure))
      """)
    return id
  }
}
