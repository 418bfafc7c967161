public import Rules
public import Store

/// Which units an actor may know of.
///
/// A role that may view units reaches the unit it is bound to, all under it, and their predecessors on the
/// days before they passed on; a role for the whole office reaches every unit. The names of the units above
/// one's own are shown as a path, nothing more of them.
extension Units {
  /// A condition on `unit_version v`, whose row must be in force on `day`: the one place where lists learn
  /// what is visible. Walks down once, from the actor's own units.
  public static func visible(to actor: Actor, on day: CivilDate) -> SQL {
    guard let bound = bound(actor) else { return "1 = 1" }
    if bound.isEmpty { return "1 = 0" }
    return """
      v.unit_id IN (
        WITH RECURSIVE under (id) AS (
          SELECT id FROM (\(own(bound, onDay: "\(day)"))) mine
          UNION
          SELECT low.unit_id
          FROM under
          JOIN unit_version low ON low.parent_id = under.id
          WHERE low.valid_from <= \(day) AND low.valid_to >= \(day)
        )
        SELECT id FROM under
      )
      """
  }

  /// The same for one unit, and for a day that is an expression of the query itself: walks up from the unit,
  /// past a unit above that has ended by its last day.
  static func visible(to actor: Actor, onDay day: SQL, unit: SQL = "v.unit_id") -> SQL {
    guard let bound = bound(actor) else { return "1 = 1" }
    if bound.isEmpty { return "1 = 0" }
    return """
      EXISTS (
        WITH RECURSIVE above (id, day) AS (
          SELECT one.id, \(UnitRows.nearest(day, of: "one"))
          FROM unit one
          WHERE one.id = \(unit)
          UNION
          SELECT over.id, \(UnitRows.nearest("above.day", of: "over"))
          FROM above
          JOIN unit_version up ON up.unit_id = above.id
          JOIN unit over ON over.id = up.parent_id
          WHERE up.valid_from <= above.day AND up.valid_to >= above.day
        )
        SELECT 1 FROM above WHERE above.id IN (\(own(bound, onDay: day)))
      )
      """
  }

  /// The units that the actor's roles are bound to and their predecessors, as a query.
  static func own(_ bound: [ID<Unit>], onDay day: SQL) -> SQL {
    """
    WITH RECURSIVE own (id) AS (
      SELECT id FROM unit WHERE id IN \(list: bound)
      UNION
      SELECT s.predecessor_id
      FROM own
      JOIN unit_succession s ON s.successor_id = own.id
      WHERE s.effective_on > \(day)
    )
    SELECT id FROM own
    """
  }

  /// The units over whose trees the actor's view goes; nil for the whole office. What a token is not made for,
  /// or a session not yet allowed, sees nothing.
  static func bound(_ actor: Actor, _ permission: Permission = .viewUnits) -> [ID<Unit>]? {
    guard actor.only?.contains(permission) ?? true else { return [] }
    let grants = actor.grants.filter { Permissions.allows($0.role, permission, .subordinate) }
    let units = grants.compactMap(\.unit)
    return units.count < grants.count ? nil : Array(Set(units)).sorted()
  }
}
