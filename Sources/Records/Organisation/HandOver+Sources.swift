internal import Rules
internal import Store

extension HandOverSource {
  /// Posts held in the unit.
  static let posts = HandOverSource(kind: "post", permission: .changeOfficeHoldings) {
    person, unit, date, db in
    try db.rows(
      """
      SELECT id, post, title, valid_from
      FROM office_holding
      WHERE person_id = \(person) AND unit_id = \(unit)
        AND valid_from < \(date) AND valid_to >= \(date)
      ORDER BY valid_from, id
      """
    ).map { row in
      let post: Post = try row.choice("post")
      let title: String = try row.get("title")
      let from: CivilDate = try row.get("valid_from")
      let name = title == post.vietnamese ? title : "\(post.vietnamese) (\(title))"
      return HandOverItem(
        kind: "post", id: try row.get("id"), words: "\(name), từ ngày \(from.vietnamese)")
    }
  } pass: { item, plan, db, act in
    guard let id = ID<OfficeHolding>(item.id) else { throw Refusal.notFound }
    let old = try OfficeHoldings.find(id, db, act)
    try OfficeHoldings.setEnd(of: id, plan.on.adding(days: -1), db)
    let draft = OfficeDraft(
      person: plan.to, unit: plan.unit, post: old.post, title: old.title, from: plan.on,
      to: old.to)
    let unit = try Units.find(plan.unit, on: plan.on, db, act)
    try OfficeHoldings.demand(draft, nil, unit, db)
    return try OfficeHoldings.insert(draft, db, act).text
  }

  /// Roles in the system bound to the unit.
  static let roles = HandOverSource(kind: "role", permission: .grantRoles) {
    person, unit, date, db in
    try db.rows(
      """
      SELECT g.id, g.role, g.valid_from
      FROM role_grant g
      JOIN account a ON a.id = g.account_id
      WHERE a.person_id = \(person) AND g.unit_id = \(unit) AND g.revoked_at IS NULL
        AND g.valid_from < \(date) AND g.valid_to >= \(date)
      ORDER BY g.valid_from, g.id
      """
    ).map { row in
      let role: Role = try row.choice("role")
      let from: CivilDate = try row.get("valid_from")
      return HandOverItem(
        kind: "role", id: try row.get("id"),
        words: "Vai trò \(role.words), từ ngày \(from.vietnamese)")
    }
  } pass: { item, plan, db, act in
    let taker = try db.row("SELECT id FROM account WHERE person_id = \(plan.to)")
    guard let taker else {
      throw Refusal.invalid([
        Problem(
          "to",
          "Người nhận chưa có tài khoản nên chưa thể nhận vai trò. Hãy tạo tài khoản trước.")
      ])
    }
    let old = try db.row("SELECT role, valid_to FROM role_grant WHERE id = \(item.id)")
    guard let old else { throw Refusal.notFound }
    let role: Role = try old.choice("role")
    try Roles.demandGranting(role, on: plan.unit, db, act)
    try db.execute(
      "UPDATE role_grant SET valid_to = \(plan.on.adding(days: -1)) WHERE id = \(item.id)")
    let id = act.newID(Grant.self)
    try db.execute(
      """
      INSERT INTO role_grant (id, account_id, role, unit_id, valid_from, valid_to)
      VALUES
        (\(id), \(try taker.get("id", as: ID<Account>.self)), \(role.rawValue),
         \(plan.unit), \(plan.on), \(try old.get("valid_to", as: CivilDate.self)))
      """)
    try Administrators.demandOne(after: role, db, act)
    return id.text
  }
}
