import Rules
import Testing

@Suite struct LargePlansTests {
  @Test func `the large plan is the same every time and as long as promised`() {
    let plan = TruthLargePlan.sixtyPages
    #expect(plan.text == TruthLargePlan.sixtyPages.text)
    #expect(plan.text.utf8.count > 120_000)
    #expect(TruthLargePlan.bytes(1_000_000).text.utf8.count >= 1_000_000)
  }

  @Test(.enabled(if: TruthReading.isJoined, "until the reader is joined"))
  func `a plan of sixty pages loses nothing`() throws {
    let expected = TruthLargePlan.sixtyPages
    let plan = TruthReading.readPlan(expected.text)
    #expect(plan.header.number == "150")
    #expect(plan.header.signer == "Trịnh Quốc Bảo")
    #expect(plan.legalBases.count == expected.legalBases)
    #expect(plan.sections.count == expected.sections)
    #expect(plan.targets.count == expected.targets)
    #expect(plan.tasks.count == expected.tasks)
    #expect(plan.warnings.map(\.code).filter { $0 != "taskWithoutLead" }.isEmpty)
    let first = try #require(plan.tasks.first)
    #expect(first.lead == [TruthLargePlan.lead(ofGroup: 1)])
    #expect(first.deadline?.lastDays.first == TruthLargePlan.lastDay(ofGroup: 1))
    let last = try #require(plan.tasks.dropLast().last)
    #expect(last.lead == [TruthLargePlan.lead(ofGroup: 140)])
    #expect(last.deadline?.lastDays.first == TruthLargePlan.lastDay(ofGroup: 140))
  }

  @Test(.enabled(if: TruthReading.isJoined, "until the reader is joined"))
  func `a long plan is read whole`() {
    let expected = TruthLargePlan.bytes(500_000)
    let plan = TruthReading.readPlan(expected.text)
    #expect(plan.tasks.count == expected.tasks)
    #expect(plan.targets.count == expected.targets)
  }
}
