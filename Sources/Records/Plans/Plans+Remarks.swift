public import Rules
public import Store

/// What the reader remarked about a draft's document and an officer has looked at.
extension Plans {
  /// The keys of remarks that were looked at.
  public static func remarksSeen(
    of id: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> Set<String> {
    let plan = try find(id, db, act)
    return Set(
      try db.rows("SELECT remark FROM plan_remark WHERE plan_id = \(plan.id)").map {
        try $0.get("remark")
      })
  }

  /// Puts a remark aside; done twice it is done once. Needs `changePlans`.
  public static func see(
    remark: String, of id: ID<OfficePlan>, _ db: any Writer, _ act: Act
  ) throws {
    let plan = try find(id, db, act)
    try Rights.demand(.changePlans, on: plan.unit, db, act)
    guard plan.stage == .draft, remark.utf8.count <= 60,
      remark.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { throw Refusal.notFound }
    let count = try db.execute(
      """
      INSERT INTO plan_remark (plan_id, remark) VALUES (\(id), \(remark))
      ON CONFLICT (plan_id, remark) DO NOTHING
      """)
    guard count == 1 else { return }
    try Audit.record(
      "plan.seeRemark", of: .plan(id), unit: plan.unit, after: ["remark": remark], db, act)
  }
}
