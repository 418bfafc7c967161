public import Rules

/// Who acts: a signed-in account with its roles of the day, or a part of the system itself.
public struct Actor: Sendable, Equatable {
  /// Nil for the system and the command line of the server's operator.
  public let account: ID<Account>?
  public let name: String
  public let grants: [Grant]
  /// What may be done at most, whatever the roles say: the scope of an API token, or the little that a
  /// session may do before it is complete. Nil where the roles alone decide.
  public let only: Set<Permission>?

  public init(
    account: ID<Account>?, name: String, grants: [Grant], only: Set<Permission>? = nil
  ) {
    self.account = account
    self.name = name
    self.grants = grants
    self.only = only
  }

  /// The worker, or the operator at the server's command line: an administrator of the whole office.
  public static func system(_ name: String) -> Actor {
    Actor(account: nil, name: name, grants: [Grant(role: .administrator, unit: nil)])
  }

  /// Who has not signed in.
  public static let visitor = Actor(account: nil, name: "Khách", grants: [], only: [])
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

extension Act {
  /// The same act, done by somebody else: who signs in becomes the actor half way.
  func by(_ actor: Actor) -> Act {
    Act(
      actor: actor, at: at, channel: channel, request: request, address: address, chance: chance,
      keys: keys)
  }
}
