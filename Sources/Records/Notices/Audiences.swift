internal import Rules
internal import Store

/// Finds the accounts behind audiences.
enum Audiences {
  static func accounts(
    of audiences: Set<Audience>, _ db: any Reader, _ act: Act
  ) throws -> [Audience: [ID<Account>]] {
    var found: [Audience: [ID<Account>]] = [:]
    let reporting = audiences.compactMap { audience in
      if case .reporters(let unit) = audience { unit } else { nil }
    }
    let roles = roles(with: .reportDuties, .own)
    for (unit, accounts) in try holders(of: roles, at: reporting, db, act) {
      found[.reporters(of: unit)] = accounts
    }
    let headed = audiences.compactMap { audience in
      if case .heads(let unit) = audience { unit } else { nil }
    }
    for (unit, accounts) in try heads(of: headed, db, act) { found[.heads(of: unit)] = accounts }
    for audience in audiences {
      switch audience {
      case .account(let id): found[audience] = [id]
      case .deciders(let unit): found[audience] = try deciders(at: unit, db, act)
      case .reporters, .heads: break
      }
    }
    return found
  }

  private static func roles(with permission: Permission, _ relation: Relation) -> [Role] {
    Role.allCases.filter { Permissions.allows($0, permission, relation) }
  }

  private static func holders(
    of roles: [Role], at units: [ID<Unit>], _ db: any Reader, _ act: Act
  ) throws -> [ID<Unit>: [ID<Account>]] {
    var found: [ID<Unit>: [ID<Account>]] = [:]
    for start in stride(from: 0, to: units.count, by: 1_000) {
      let part = Array(units[start..<min(start + 1_000, units.count)])
      let rows = try db.rows(
        """
        SELECT DISTINCT g.unit_id, g.account_id
        FROM role_grant g
        JOIN account a ON a.id = g.account_id
        WHERE g.role IN \(list: roles.map(\.rawValue)) AND g.unit_id IN \(list: part)
          AND g.valid_from <= \(act.today) AND g.valid_to >= \(act.today)
          AND g.revoked_at IS NULL AND a.disabled_at IS NULL
        ORDER BY g.unit_id, g.account_id
        """)
      for row in rows {
        found[try row.get("unit_id"), default: []].append(try row.get("account_id"))
      }
    }
    return found
  }

  private static func deciders(
    at unit: ID<Unit>, _ db: any Reader, _ act: Act
  ) throws -> [ID<Account>] {
    let own = try holders(of: roles(with: .decideDuties, .own), at: [unit], db, act)
    if let accounts = own[unit] { return accounts }
    let above = try Ancestry.of(unit, on: act.today, db)
    let found = try holders(of: roles(with: .decideDuties, .subordinate), at: above, db, act)
    return above.lazy.compactMap { found[$0] }.first ?? []
  }

  private static func heads(
    of units: [ID<Unit>], _ db: any Reader, _ act: Act
  ) throws -> [ID<Unit>: [ID<Account>]] {
    guard !units.isEmpty else { return [:] }
    let rows = try db.rows(
      """
      SELECT DISTINCT h.unit_id, a.id
      FROM office_holding h
      JOIN account a ON a.person_id = h.person_id
      WHERE h.unit_id IN \(list: units) AND h.post = \(Post.head.rawValue)
        AND h.valid_from <= \(act.today) AND h.valid_to >= \(act.today)
        AND a.disabled_at IS NULL
      ORDER BY h.unit_id, a.id
      """)
    var found: [ID<Unit>: [ID<Account>]] = [:]
    for row in rows { found[try row.get("unit_id"), default: []].append(try row.get("id")) }
    let rest = units.filter { found[$0] == nil }
    let leaders = try holders(of: [.leader], at: rest, db, act)
    return found.merging(leaders) { first, _ in first }
  }
}
