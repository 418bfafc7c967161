/// What a token of the API may be used for. A token never does more than its account, and never manages
/// accounts, rights or tokens.
public enum TokenScope: String, CaseIterable, Sendable {
  case readOrganisation = "organisation.read"
  case writeOrganisation = "organisation.write"
  case readPeople = "people.read"
  case writePeople = "people.write"
  case readAccounts = "accounts.read"
  case readAudit = "audit.read"
  case readPlans = "plans.read"
  case writePlans = "plans.write"
  case readDuties = "duties.read"
  case writeDuties = "duties.write"

  public var permissions: Set<Permission> {
    switch self {
    case .readOrganisation: [.viewUnits]
    case .writeOrganisation: [.changeUnits, .importUnits, .decideMerges]
    case .readPeople: [.viewPeople]
    case .writePeople: [.changePeople, .changeOfficeHoldings, .handOver]
    case .readAccounts: [.viewAccounts]
    case .readAudit: [.readAudit, .exportAudit]
    case .readPlans: [.viewPlans]
    case .writePlans: [.changePlans, .publishPlans]
    case .readDuties: [.viewDuties]
    case .writeDuties: [.reportDuties, .decideDuties, .giveDuties]
    }
  }
}
