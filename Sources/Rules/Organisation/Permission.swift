/// What can be done, as routes and records ask for it.
public enum Permission: String, CaseIterable, Sendable {
  case viewUnits
  case changeUnits
  case importUnits
  case viewPeople
  case changePeople
  case manageAccounts
  case manageOwnAccount
  case readAudit
}

/// Where a thing's unit stands to the unit that a role is bound to.
public enum Relation: String, CaseIterable, Sendable {
  case own
  case subordinate
  case foreign
}

/// Who may do what: one table, tested as a table.
public enum Permissions {
  /// Whether `role`, bound to a unit, allows `permission` on a unit that stands to it in `relation`.
  public static func allows(_ role: Role, _ permission: Permission, _ relation: Relation) -> Bool {
    relation != .foreign && (role == .administrator || permission == .viewUnits)
  }
}
