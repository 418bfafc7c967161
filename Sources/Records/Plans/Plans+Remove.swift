public import Rules
public import Store

extension Plans {
  /// Takes a draft away with all that stands in it. Needs `changePlans` on its unit. A published plan stays.
  public static func remove(
    _ id: ID<OfficePlan>, seen version: Int, _ db: any Writer, _ act: Act
  ) throws {
    let plan = try find(id, db, act)
    try Rights.demand(.changePlans, on: plan.unit, db, act)
    guard plan.stage == .draft else {
      throw Refusal.conflict(
        "Kế hoạch đã ban hành thì không xóa được; các đơn vị đang thực hiện việc được giao.")
    }
    guard plan.version == version else {
      throw Refusal.conflict(
        "Kế hoạch vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp.")
    }
    let named = try db.row(
      """
      SELECT id FROM plan WHERE copied_from = \(id)
      UNION ALL
      SELECT plan_id FROM plan_basis WHERE higher_id = \(id)
      LIMIT 1
      """)
    guard named == nil else {
      throw Refusal.conflict(
        "Có kế hoạch khác lấy kế hoạch này làm căn cứ. Hãy bỏ liên hệ ở kế hoạch kia trước.")
    }
    try db.execute(
      """
      DELETE FROM task_share
      WHERE task_id IN (SELECT id FROM plan_task WHERE plan_id = \(id))
      """)
    try db.execute("DELETE FROM plan_task WHERE plan_id = \(id)")
    try db.execute("DELETE FROM plan_target WHERE plan_id = \(id)")
    try db.execute("DELETE FROM plan_basis WHERE plan_id = \(id)")
    try db.execute("DELETE FROM plan_remark WHERE plan_id = \(id)")
    try db.execute("DELETE FROM plan_recipient WHERE plan_id = \(id)")
    try db.execute("DELETE FROM plan_amendment WHERE id = \(id)")
    try db.execute("DELETE FROM plan WHERE id = \(id)")
    try Audit.record(
      "plan.remove", of: .plan(id), unit: plan.unit, before: record(plan.facts), db, act)
  }
}
