public import Rules
public import Store

/// What stands above a plan and below it.
public struct PlanTree: Sendable {
  /// A plan above, the highest first; `plan` is nil for one from outside, or one that the actor does not see.
  public struct Above: Sendable {
    public let basis: PlanBasis
    public let plan: OfficePlan?
  }

  /// A plan that rests on it, or on one that does.
  public struct Below: Sendable {
    public let plan: OfficePlan
    /// 1 for those that rest on the plan itself.
    public let depth: Int
  }

  public let above: [Above]
  public let below: [Below]
  public let bases: [PlanBasis]
  /// The amendments in their order, a draft last.
  public let amendments: [PlanAmendment]
  public let units: [ID<Unit>: String]
  /// How many plans rest on it that are not in `below`.
  public let moreBelow: Int

  static let shown = 100

  public init(of id: ID<OfficePlan>, _ db: any Reader, _ act: Act) throws {
    let plan = try Plans.find(id, db, act)
    bases = try PlanBases.list(of: id, db)
    above = try PlanTree.above(bases, seen: [id], db, act)
    let all = try PlanTree.below(id, db, act)
    below = Array(all.prefix(PlanTree.shown))
    moreBelow = all.count - below.count
    amendments = try PlanAmendments.list(of: plan.amends ?? id, db, act)
    let named = above.compactMap(\.plan?.unit) + below.map(\.plan.unit)
    units = try Units.names(of: named.map { ($0, act.today) }, db)
  }

  private static func above(
    _ bases: [PlanBasis], seen: Set<ID<OfficePlan>>, _ db: any Reader, _ act: Act
  ) throws -> [Above] {
    var result: [Above] = []
    for basis in bases where basis.isHigher {
      guard let higher = basis.higher, !seen.contains(higher), seen.count < 10,
        let plan = try Plans.seen(higher, db, act)
      else {
        result.append(Above(basis: basis, plan: nil))
        continue
      }
      let further = try PlanBases.list(of: higher, db)
      result += try above(further, seen: seen.union([higher]), db, act)
      result.append(Above(basis: basis, plan: plan))
    }
    return result
  }

  private static func below(
    _ id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> [Below] {
    let rows = try db.rows(
      """
      WITH RECURSIVE under (id, depth) AS (
        SELECT b.plan_id, 1 FROM plan_basis b WHERE b.higher_id = \(id)
        UNION
        SELECT b.plan_id, under.depth + 1
        FROM under
        JOIN plan_basis b ON b.higher_id = under.id
        WHERE under.depth < 4
      )
      SELECT \(PlanRows.columns), MIN(under.depth) AS depth
      FROM under
      JOIN plan p ON p.id = under.id
      WHERE p.stage = 'published' AND \(Plans.isOwn) AND \(Plans.visible(act))
      GROUP BY p.id
      ORDER BY MIN(under.depth), p.id
      LIMIT 2000
      """)
    return try rows.map { Below(plan: try PlanRows.plan($0), depth: try $0.get("depth")) }
  }
}
