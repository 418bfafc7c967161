internal import Rules
internal import Store

/// Which duties an actor sees, said so that lists and sums stay quick: the same duties as `Duties.visible`, which
/// says it for one of them.
struct DutySight {
  enum Extent: Equatable {
    case office
    /// These units, their own and all under them, and nothing else but what concerns `roots`.
    case few([ID<Unit>])
    case many
    case nothing
  }

  let extent: Extent
  /// The units that the actor's roles are bound to.
  let roots: [ID<Unit>]
  private let today: CivilDate

  /// Up to so many units are named one by one.
  static let fewest = 40

  init(_ db: any Reader, _ act: Act) throws {
    today = act.today
    switch try DutySight.whole(Rights.reach(of: .viewDuties, act), db) {
    case .office: (extent, roots) = (.office, [])
    case .units(let units) where units.isEmpty: (extent, roots) = (.nothing, [])
    case .units(let units):
      let under = try DutySight.under(units, on: act.today, db)
      (extent, roots) = (under.map(Extent.few) ?? .many, units)
    }
  }

  /// The whole office where nobody but these units ever stood on top of its tree.
  static func whole(_ reach: Reach, _ db: any Reader) throws -> Reach {
    guard case .units(let units) = reach, !units.isEmpty else { return reach }
    let other = try db.row(
      """
      SELECT unit_id
      FROM unit_version
      WHERE parent_id IS NULL AND unit_id NOT IN \(list: units)
      LIMIT 1
      """)
    return other == nil ? .office : reach
  }

  /// These units and all under them; nil where they are more than a few.
  static func under(
    _ units: [ID<Unit>], on day: CivilDate, _ db: any Reader
  ) throws -> [ID<Unit>]? {
    let rows = try db.rows(
      """
      SELECT one.id
      FROM unit one
      WHERE \(Reach.units(units).condition("one.id", on: day))
      LIMIT \(fewest + 1)
      """)
    return rows.count > fewest ? nil : try rows.map { try $0.get("id") }
  }

  /// Whether all duties of these units are seen.
  func covers(_ units: [ID<Unit>]) -> Bool {
    switch extent {
    case .office: true
    case .few(let seen): Set(units).isSubset(of: seen)
    case .many: Set(units).isSubset(of: roots)
    case .nothing: false
    }
  }

  /// Of units that are seen, or given by one's own. On `duty d`, or on sums by unit; another `column` only where
  /// the first may not lead to an index.
  func ownOrGiven(_ column: SQL = "d.unit_id") -> SQL {
    switch extent {
    case .office: "1 = 1"
    case .nothing: "1 = 0"
    case .few(let units): "(\(column) IN \(list: units) OR d.giver_id IN \(list: roots))"
    case .many:
      """
      (\(Reach.units(roots).condition(column, on: today)) OR d.giver_id IN \(list: roots))
      """
    }
  }

  /// Of units that work with one of one's own that leads. On `duty d`.
  var led: SQL {
    "d.lead_id IN \(list: roots)"
  }

  /// A condition on `duty d` whose rows something else has chosen already.
  var filter: SQL {
    switch extent {
    case .office: "1 = 1"
    case .nothing: "1 = 0"
    case .few, .many: "(\(ownOrGiven()) OR \(led))"
    }
  }

  /// A condition on `duty d` for a list that goes along its order and takes what is seen. COALESCE keeps both
  /// engines from looking units up instead: they are many.
  var passing: SQL {
    extent == .many ? "(\(ownOrGiven("COALESCE(d.unit_id, '')")) OR \(led))" : filter
  }

  /// The ids of all duties that are seen, where they are those of few units; else nil.
  var ids: SQL? {
    guard case .few(let units) = extent else { return nil }
    return """
      SELECT o.id FROM duty o WHERE o.unit_id IN \(list: units)
      UNION
      SELECT g.id FROM duty g WHERE g.giver_id IN \(list: roots)
      UNION
      SELECT c.id FROM duty c WHERE c.lead_id IN \(list: roots)
      """
  }
}
