import Records
import Rules
import Store
import TestSupport
import Testing

private func officer(_ role: Role, _ unit: ID<Unit>, _ day: String = "2026-03-10") -> Act {
  TestOffice.act(
    Actor(account: nil, name: "thử", grants: [Grant(role: role, unit: unit)]),
    at: Instant(startOf: SampleTree.day(day)))
}

/// The sample plan's first task, which the department leads: its duty and that of a commune, due on 30 March 2026.
private func led(
  _ tree: SampleTree, _ db: any Writer, _ act: Act
) throws -> (lead: DutyLine, commune: DutyLine) {
  let plan = try Plans.draft(
    PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "ke-hoach.txt",
    for: tree.province, db, act)
  try Plans.publish(plan, seen: 1, db, act)
  let duties = try Duties.list(DutyQuestion(plan: plan), db, act).lines
  return (
    try #require(duties.first { $0.role == .lead && $0.unit == tree.homeAffairs }),
    try #require(duties.first { $0.role == .coordinating && $0.unit == tree.hoaLoc })
  )
}

struct DutyLeadTests {
  @Test(arguments: TestOffice.engines)
  func `those who coordinate answer to the lead, and not to the giver`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let (lead, duty) = try led(tree, db, act)
        #expect(duty.lead == tree.homeAffairs && duty.answering == tree.homeAffairs)
        #expect(lead.lead == nil && lead.answering == tree.province)
        try Duties.report(
          duty.id, "Đã góp ý.", seen: 1, db, officer(.unitOfficer, tree.hoaLoc))
        let department = officer(.unitOfficer, tree.homeAffairs)
        let giver = officer(.leader, tree.province)
        let waiting = DutyQuestion(stages: [.reported], isForDecision: true)
        #expect(try Duties.list(waiting, db, department).lines.map(\.id) == [duty.id])
        #expect(try Duties.list(waiting, db, giver).lines.isEmpty)
        #expect(try Duties.acts(on: duty, db, giver).isEmpty)
        #expect(try Duties.kin(of: lead, db, department).contains { $0.isVisible })
        let refusal = #expect(throws: Refusal.self) {
          try Duties.accept(duty.id, seen: 2, db, giver)
        }
        #expect("\(String(describing: refusal))".contains("Sở Nội vụ"))
        #expect(throws: Refusal.self) {
          try Duties.accept(duty.id, seen: 2, db, officer(.viewer, tree.homeAffairs))
        }
        try Duties.sendBack(duty.id, "Chưa rõ.", seen: 2, db, department)
        try Duties.report(
          duty.id, "Góp ý lại.", seen: 3, db, officer(.unitOfficer, tree.hoaLoc))
        try Duties.accept(duty.id, seen: 4, db, department)
        #expect(throws: Refusal.self) { try Duties.accept(lead.id, seen: 1, db, department) }
        #expect(try Duties.find(duty.id, db, act).stage == .accepted)
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a lead grants no more time than it has`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let (lead, duty) = try led(tree, db, act)
        let department = officer(.unitOfficer, tree.homeAffairs)
        let day = SampleTree.day("2026-04-15")
        try Duties.askExtension(
          duty.id, to: day, "Thiếu người.", seen: 1, db, officer(.unitOfficer, tree.hoaLoc))
        #expect(throws: Refusal.self) {
          try Duties.decideExtension(duty.id, grant: day, seen: 2, db, department)
        }
        try Duties.askExtension(lead.id, to: day, "Chờ ý kiến.", seen: 1, db, department)
        try Duties.decideExtension(
          lead.id, grant: day, seen: 2, db, officer(.leader, tree.province))
        try Duties.decideExtension(duty.id, grant: day, seen: 2, db, department)
        #expect(try Duties.find(duty.id, db, act).due == day)
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `numbers of a report are kept as they were sent`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let (_, duty) = try led(tree, db, act)
        let commune = officer(.unitOfficer, tree.hoaLoc)
        let figures = [
          DutyFigure(label: "Hồ sơ  đúng hạn", value: 98.5, measure: "%"),
          DutyFigure(label: "Thủ tục", value: -3, measure: ""),
        ]
        for wrong in [
          DutyFigure(label: "", value: 1, measure: ""),
          DutyFigure(label: "Số", value: .infinity, measure: ""),
          DutyFigure(label: "Số", value: 1e300, measure: ""),
          DutyFigure(label: "Số\u{202E}", value: 1, measure: ""),
        ] {
          #expect(throws: Refusal.self) {
            try Duties.report(duty.id, "Xong.", figures: [wrong], seen: 1, db, commune)
          }
        }
        try Duties.report(duty.id, "Xong.", figures: figures, seen: 1, db, commune)
        let step = try #require(try DutySteps.list(of: duty.id, db, commune).last)
        #expect(step.figures.map(\.label) == ["Hồ sơ đúng hạn", "Thủ tục"])
        #expect(step.figures.map(\.value) == [98.5, -3])
      }
    }
  }
}
