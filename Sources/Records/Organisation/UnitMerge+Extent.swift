internal import Rules
internal import Store

extension UnitMerge {
  /// Writes the succession; false where it is known already. What several take over is whole in none.
  static func link(
    _ unit: ID<Unit>, _ question: SuccessionQuestion, _ db: any Writer
  ) throws -> Bool {
    let others = try successors(of: unit, on: question.effectiveOn, db)
    if others.contains(where: { $0.unit == question.unit }) { return false }
    let row = try db.row("SELECT source FROM succession_question WHERE id = \(question.id)")
    var source: String = try row?.get("source") ?? ""
    var extent = question.extent
    if !others.isEmpty, extent == .whole {
      extent = .part
      source += SuccessionSource.shared
    }
    for other in others where other.extent == .whole {
      try set(.part, other.source + SuccessionSource.shared, unit, other.unit, question, db)
    }
    try db.execute(
      """
      INSERT INTO unit_succession (predecessor_id, successor_id, effective_on, extent, source)
      VALUES
        (\(unit), \(question.unit), \(question.effectiveOn), \(extent.rawValue), \(source))
      """)
    return true
  }

  static func set(
    _ extent: SuccessionExtent, _ source: String, _ unit: ID<Unit>, _ successor: ID<Unit>,
    _ question: SuccessionQuestion, _ db: any Writer
  ) throws {
    try db.execute(
      """
      UPDATE unit_succession SET extent = \(extent.rawValue), source = \(source)
      WHERE predecessor_id = \(unit) AND successor_id = \(successor)
        AND effective_on = \(question.effectiveOn)
      """)
  }

  /// The one successor that is left has the unit whole again, if that is what the list said.
  static func unshare(_ unit: ID<Unit>, on date: CivilDate, _ db: any Writer) throws {
    let left = try successors(of: unit, on: date, db)
    guard left.count == 1, left[0].extent == .part,
      left[0].source.hasSuffix(SuccessionSource.shared)
    else { return }
    let source = String(left[0].source.dropLast(SuccessionSource.shared.count))
    try db.execute(
      """
      UPDATE unit_succession SET extent = 'whole', source = \(source)
      WHERE predecessor_id = \(unit) AND successor_id = \(left[0].unit)
        AND effective_on = \(date)
      """)
  }

  static func successors(
    of unit: ID<Unit>, on date: CivilDate, _ db: any Reader
  ) throws -> [(unit: ID<Unit>, extent: SuccessionExtent, source: String)] {
    try db.rows(
      """
      SELECT successor_id, extent, source
      FROM unit_succession
      WHERE predecessor_id = \(unit) AND effective_on = \(date)
      """
    ).map { (try $0.get("successor_id"), try $0.choice("extent"), try $0.get("source")) }
  }
}
