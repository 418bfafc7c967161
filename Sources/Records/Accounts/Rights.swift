public import Rules
public import Store

/// Whether an actor may do something to a unit, today.
public enum Rights {
  /// Throws `Refusal.forbidden` unless one of the actor's roles allows `permission` on `unit`
  /// (nil: on the office as a whole).
  public static func demand(
    _ permission: Permission, on unit: ID<Unit>?, _ db: any Reader, _ act: Act
  ) throws {
    guard try allows(permission, on: unit, db, act) else {
      throw Refusal.forbidden(
        "Tài khoản của bạn không có quyền thực hiện việc này ở đơn vị này. "
          + "Quản trị viên của hệ thống có thể cấp quyền.")
    }
  }

  public static func allows(
    _ permission: Permission, on unit: ID<Unit>?, _ db: any Reader, _ act: Act
  ) throws -> Bool {
    let above = try unit.map { try Ancestry.of($0, on: act.today, db) } ?? []
    return act.actor.grants.contains { grant in
      Permissions.allows(grant.role, permission, relation(of: unit, above, to: grant.unit))
    }
  }

  /// A grant for the whole office stands over every unit.
  private static func relation(
    of unit: ID<Unit>?, _ above: [ID<Unit>], to bound: ID<Unit>?
  ) -> Relation {
    guard let bound else { return unit == nil ? .own : .subordinate }
    guard let unit else { return .foreign }
    if unit == bound { return .own }
    return above.contains(bound) ? .subordinate : .foreign
  }
}

/// The units over a unit, nearest first.
public enum Ancestry {
  /// A unit that has ended keeps the tree of its last day.
  public static func of(_ unit: ID<Unit>, on date: CivilDate, _ db: any Reader) throws -> [ID<Unit>]
  {
    try db.rows(
      """
      WITH RECURSIVE above (id, depth) AS (
        SELECT parent_id, 1
        FROM unit_version
        WHERE unit_id = \(unit) AND valid_from <= \(date) AND valid_to >= \(date)
        UNION ALL
        SELECT v.parent_id, above.depth + 1
        FROM above
        JOIN unit_version v ON v.unit_id = above.id
        WHERE v.valid_from <= \(date) AND v.valid_to >= \(date) AND above.depth < 20
      )
      SELECT id FROM above WHERE id IS NOT NULL ORDER BY depth
      """
    ).map { try $0.get("id") }
  }
}
