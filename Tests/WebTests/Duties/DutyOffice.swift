import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

extension OfficeSite {
  /// Publishes the sample plan of the province and gives a unit's duty in a role.
  func duty(of unit: ID<Unit>, _ role: DutyRole = .executing) async throws -> ID<Duty> {
    let province = tree.province
    return try await store.write { db in
      let act = TestOffice.act()
      let plan = try Plans.draft(
        PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "ke-hoach.txt",
        for: province, db, act)
      try Plans.publish(plan, seen: 1, db, act)
      let owed = try Duties.list(DutyQuestion(unit: unit), db, act).lines
      return try #require(owed.first { $0.role == role }).id
    }
  }

  func stage(_ duty: ID<Duty>) async throws -> DutyStage {
    try await store.read { try Duties.find(duty, $0, TestOffice.act()).stage }
  }

  /// How often something was done to a duty.
  func steps(_ duty: ID<Duty>) async throws -> [String] {
    try await store.read { try DutySteps.list(of: duty, $0, TestOffice.act()).map(\.kind) }
  }
}
