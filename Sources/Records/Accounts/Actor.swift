public import Rules

/// Who acts: a signed-in account with its roles of the day, or a part of the system itself.
public struct Actor: Sendable, Equatable {
  /// Nil for the system and the command line of the server's operator.
  public let account: ID<Account>?
  public let name: String
  public let grants: [Grant]

  public init(account: ID<Account>?, name: String, grants: [Grant]) {
    self.account = account
    self.name = name
    self.grants = grants
  }

  /// The worker, or the operator at the server's command line: an administrator of the whole office.
  public static func system(_ name: String) -> Actor {
    Actor(account: nil, name: name, grants: [Grant(role: .administrator, unit: nil)])
  }
}

/// A role in force: for one unit and all under it, or for the whole office where `unit` is nil.
public struct Grant: Sendable, Equatable {
  public let role: Role
  public let unit: ID<Unit>?

  public init(role: Role, unit: ID<Unit>?) {
    self.role = role
    self.unit = unit
  }
}
