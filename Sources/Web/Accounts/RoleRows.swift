internal import Records
internal import Rules
internal import Store

/// The roles of an account as table rows.
enum RoleRows {
  static func of(
    _ account: ID<Account>, _ call: Call, _ db: any Reader, _ act: Act
  ) throws -> [RoleRow] {
    try Roles.list(of: account, db).map { line in
      RoleRow(
        role: call.text("role." + line.role.rawValue),
        unit: line.unitName ?? call.text("role.wholeOffice"),
        from: line.from.vietnamese, to: line.to == .open ? nil : line.to.vietnamese,
        isInForce: line.isInForce(on: act.today))
    }
  }
}
