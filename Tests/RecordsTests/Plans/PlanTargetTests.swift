import Records
import Rules
import Store
import TestSupport
import Testing

private let text = SamplePlan.text.replacing(
  "\n\nII. NHIỆM VỤ",
  with: """

    2. Tối thiểu 62% hồ sơ công việc tại tỉnh, 50% hồ sơ công việc tại cấp xã được xử lý trên môi trường mạng.

    II. NHIỆM VỤ
    """)

private func draft(
  _ tree: SampleTree, _ db: any Writer, _ act: Act
) throws -> ID<OfficePlan> {
  try Plans.draft(
    PlanReader.read(text), text: text, name: "ke-hoach.txt", for: tree.province, db, act)
}

private func officer(_ role: Role, _ unit: ID<Unit>) -> Act {
  TestOffice.act(Actor(account: nil, name: "thử", grants: [Grant(role: role, unit: unit)]))
}

private func year(_ value: Double?) throws -> [IndicatorPeriod: Double?] {
  [try #require(IndicatorPeriod(year: 2026, every: .year)): value]
}

struct PlanTargetTests {
  @Test(arguments: TestOffice.engines)
  func `a draft's targets are added in the order of the document, changed and taken out`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let id = try draft(tree, db, act)
        let read = try PlanTargets.list(of: id, db, act)
        #expect(read.map(\.facts.value) == [98, 62, 50])
        #expect(read.map(\.facts.holder) == [.unknown, .unknown, .group(.communes)])
        #expect(read.allSatisfy { !$0.facts.indicator.isEmpty && $0.indicator == nil })
        var facts = TargetFacts(
          text: "Từ 90% hài lòng", comparator: .atLeast, value: 90, measure: "%",
          span: read[1].facts.span)
        _ = try PlanTargets.add(facts, to: id, db, act)
        facts.span = nil
        facts.every = .quarter
        facts.holder = .unit(tree.hoaLoc)
        let last = try PlanTargets.add(facts, to: id, db, act)
        #expect(try PlanTargets.list(of: id, db, act).map(\.facts.value) == [98, 62, 90, 50, 90])
        facts.value = .infinity
        facts.text = " "
        #expect(throws: Refusal.self) { try PlanTargets.change(last, facts, seen: 1, db, act) }
        (facts.value, facts.text) = (91.5, "Từ 91,5% hài lòng")
        try PlanTargets.change(last, facts, seen: 1, db, act)
        #expect(throws: Refusal.self) { try PlanTargets.change(last, facts, seen: 1, db, act) }
        let found = try PlanTargets.find(last, db, act).facts
        #expect(found.value == 91.5 && found.every == .quarter)
        #expect(found.holder == .unit(tree.hoaLoc))
        #expect(throws: Refusal.self) { try PlanTargets.remove(last, seen: 1, db, act) }
        try PlanTargets.remove(last, seen: 2, db, act)
        let commune = officer(.unitOfficer, tree.hoaLoc)
        #expect(throws: Refusal.notFound) { try PlanTargets.add(found, to: id, db, commune) }
        try Plans.publish(id, seen: 1, db, act)
        #expect(throws: Refusal.self) { try PlanTargets.add(found, to: id, db, act) }
        #expect(throws: Refusal.self) { try PlanTargets.remove(read[0].id, seen: 1, db, act) }
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `publishing binds targets to indicators, and next year's go on with the same`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let first = try draft(tree, db, act)
        #expect(try PlanTargets.stands(of: first, db, act).isEmpty)
        try Plans.publish(first, seen: 1, db, act)
        let second = try draft(tree, db, act)
        try Plans.publish(second, seen: 1, db, act)
        let bound = try PlanTargets.list(of: first, db, act).map(\.indicator)
        #expect(bound.allSatisfy { $0 != nil } && Set(bound).count == 3)
        #expect(try PlanTargets.list(of: second, db, act).map(\.indicator) == bound)
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `units type their numbers, the agency sees who reaches the target, and nothing is lost`(
    engine: Engine
  ) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      try await store.write { db in
        let tree = try SampleTree.make(db, act)
        let plan = try draft(tree, db, act)
        try Plans.publish(plan, seen: 1, db, act)
        let target = try PlanTargets.list(of: plan, db, act)[2]
        let indicator = try #require(target.indicator)
        let commune = officer(.unitOfficer, tree.hoaLoc)
        func type(_ value: Double?, _ unit: ID<Unit>, _ seen: Int, _ by: Act) throws {
          try IndicatorValues.record(
            .init(values: try year(value), source: "Cổng dịch vụ công"), for: unit, indicator,
            measure: "%", seen: seen, db, by)
        }
        try type(48.5, tree.hoaLoc, 1, commune)
        #expect(throws: Refusal.self) { try type(49, tree.hoaLoc, 1, commune) }
        try type(62.25, tree.hoaLoc, 2, commune)
        #expect(throws: Refusal.self) { try type(62, tree.quangDien, 1, commune) }
        #expect(throws: Refusal.self) { try type(-1, tree.hoaLoc, 3, commune) }
        #expect(throws: Refusal.self) { try type(.nan, tree.hoaLoc, 3, commune) }
        try type(40, tree.quangDien, 1, officer(.standingAgency, tree.province))

        let stand = try PlanTargets.stand(of: target, db, act)
        #expect(stand.lines.map(\.unit).count == 2)
        #expect(stand.count(.met) == 1 && stand.count(.notMet) == 1 && stand.count(.open) == 0)
        let own = try PlanTargets.stand(of: target, db, commune)
        #expect(own.lines.map(\.unit) == [tree.hoaLoc])
        #expect(own.lines[0].latest?.value == 62.25 && own.lines[0].mayRecord)
        let viewer = try PlanTargets.stand(of: target, db, officer(.viewer, tree.province))
        #expect(viewer.lines.count == 2 && viewer.lines.allSatisfy { !$0.mayRecord })

        try type(nil, tree.hoaLoc, 3, commune)
        try type(50, tree.hoaLoc, 4, commune)
        let states = try IndicatorValues.states(indicator, of: [tree.hoaLoc], db)
        #expect(states.map(\.value) == [50, nil, 62.25, 48.5])
        #expect(states.allSatisfy { $0.who == "thử" && $0.source == "Cổng dịch vụ công" })
      }
    }
  }
}
