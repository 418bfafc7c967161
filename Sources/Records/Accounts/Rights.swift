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
      throw Refusal.forbidden(text(permission, on: unit, act.actor))
    }
  }

  public static func allows(
    _ permission: Permission, on unit: ID<Unit>?, _ db: any Reader, _ act: Act
  ) throws -> Bool {
    guard act.actor.only?.contains(permission) ?? true else { return false }
    if permission == .manageOwnAccount { return act.actor.account != nil }
    return try holds(act.actor.grants, permission, on: unit, db, act)
  }

  /// Throws `Refusal.forbidden` unless some role of the actor's allows `permission` on some unit: for lists,
  /// which hold what `reach` says, and for what is decided unit by unit later.
  public static func demandSomewhere(_ permission: Permission, _ act: Act) throws {
    let isIn = act.actor.only?.contains(permission) ?? true
    guard
      isIn,
      act.actor.grants.contains(where: {
        Permissions.allows($0.role, permission, .own)
      })
    else { throw Refusal.forbidden(text(permission, on: nil, act.actor)) }
  }

  /// The actor's own account, for what everybody does with theirs. Throws `Refusal.forbidden` for visitors, the
  /// system, API tokens, and a session that still waits for its second factor.
  public static func ownAccount(_ act: Act) throws -> ID<Account> {
    guard let account = act.actor.account, act.actor.only?.contains(.manageOwnAccount) ?? true
    else { throw Refusal.forbidden(text(.manageOwnAccount, on: nil, act.actor)) }
    return account
  }

  /// Whether `grants` allow a permission, whoever holds them.
  static func holds(
    _ grants: [Grant], _ permission: Permission, on unit: ID<Unit>?, _ db: any Reader, _ act: Act
  ) throws -> Bool {
    // Most requests are decided without a query: whoever has the whole office needs no ancestors.
    let sure = grants.contains {
      $0.unit == nil && Permissions.allows($0.role, permission, unit == nil ? .own : .subordinate)
    }
    if sure { return true }
    guard let unit, grants.contains(where: { $0.unit != nil }) else { return false }
    if grants.contains(where: { $0.unit == unit && Permissions.allows($0.role, permission, .own) })
    {
      return true
    }
    let above = Set(try Ancestry.of(unit, on: act.today, db))
    return grants.contains { grant in
      guard let bound = grant.unit else { return false }
      let relation: Relation =
        unit == bound ? .own : above.contains(bound) ? .subordinate : .foreign
      return Permissions.allows(grant.role, permission, relation)
    }
  }

  /// Where an actor has a permission over whole subtrees, for lists: a condition for the query.
  public static func reach(of permission: Permission, _ act: Act) -> Reach {
    guard act.actor.only?.contains(permission) ?? true else { return .units([]) }
    let grants = act.actor.grants.filter {
      Permissions.allows($0.role, permission, .subordinate)
    }
    let units = grants.compactMap(\.unit)
    return units.count < grants.count ? .office : .units(Set(units).sorted())
  }

  private static func text(_ permission: Permission, on unit: ID<Unit>?, _ actor: Actor) -> Sentence
  {
    if let only = actor.only, !only.contains(permission), actor.account != nil {
      return only.isEmpty || only == [.manageOwnAccount]
        ? "Chưa hoàn tất đăng nhập nên chưa thể \(permission.words). Hãy hoàn tất bước đăng nhập đang chờ."
        : "Mã truy cập này không có phạm vi \(permission.words). Chủ tài khoản có thể tạo mã khác."
    }
    let place: Sentence = unit == nil ? "trong toàn hệ thống" : "ở đơn vị này"
    let givers = Role.allCases.filter { giver in
      Permissions.roles(with: .grantRoles).contains(giver)
        && Permissions.roles(with: permission).contains { giver.grantable.contains($0) }
    }
    guard let first = givers.first else {
      return "Tài khoản của bạn không có quyền \(permission.words) \(place)."
    }
    let names = givers.dropFirst().reduce(first.words) { "\($0) hoặc \($1.words)" }
    return "Tài khoản của bạn không có quyền \(permission.words) \(place). "
      + "Người có thể cấp quyền: \(names)."
  }
}
