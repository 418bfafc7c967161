import Rules
import Testing

/// The table once more, by hand: for administrator, standing agency, leader, unit officer, inspector, viewer the
/// relations in which they may: o own, s subordinate, f foreign, - none.
private let table: [Permission: String] = [
  .viewUnits: "os os os os os os",
  .changeUnits: "os os - - - -",
  .importUnits: "os os - - - -",
  .decideMerges: "os os - - - -",
  .viewPeople: "os os os os os os",
  .changePeople: "os os - o - -",
  .changeOfficeHoldings: "os os - o - -",
  .handOver: "os os o o - -",
  .viewAccounts: "os os - - - -",
  .manageAccounts: "os - - - - -",
  .grantRoles: "os os - - - -",
  .manageTokens: "os - - - - -",
  .manageOwnAccount: "osf osf osf osf osf osf",
  .readAudit: "os os - - - -",
  .exportAudit: "os - - - - -",
  .viewSettings: "os - - - - -",
  .changeSettings: "os - - - - -",
  .viewPlans: "os os os os os os",
  .changePlans: "os os - o - -",
  .publishPlans: "os os o - - -",
  .viewDuties: "os os os os os os",
  .reportDuties: "- os o o - -",
  .decideDuties: "- os o - - -",
  .viewCommittees: "os os os os os os",
  .manageCommittees: "os os - o - -",
  .giveDuties: "- os o - - -",
]

@Test(arguments: Permission.allCases)
func `each permission reaches as far as the table says`(permission: Permission) throws {
  let cells = try #require(table[permission]).split(separator: " ")
  try #require(cells.count == Role.allCases.count)
  for (role, cell) in zip(Role.allCases, cells) {
    for relation in Relation.allCases {
      let expected = cell.contains(relation.rawValue.prefix(1))
      #expect(
        Permissions.allows(role, permission, relation) == expected,
        "\(role) \(permission) \(relation)")
    }
  }
}

@Test(arguments: Role.allCases)
func `nobody gives a role above their own`(role: Role) {
  let given = role.grantable
  #expect(given.contains(.administrator) == (role == .administrator))
  #expect(given.isEmpty == !Permissions.allows(role, .grantRoles, .subordinate))
}

@Test(arguments: TokenScope.allCases)
func `no token manages accounts, rights or tokens`(scope: TokenScope) {
  let forbidden: Set<Permission> = [
    .manageAccounts, .manageOwnAccount, .grantRoles, .manageTokens, .viewSettings, .changeSettings,
  ]
  #expect(scope.permissions.isDisjoint(with: forbidden))
  #expect(!scope.permissions.isEmpty)
}
