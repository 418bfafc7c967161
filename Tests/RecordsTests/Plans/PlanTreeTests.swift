import Records
import Rules
import Store
import TestSupport
import Testing

/// A province's plan of 16 November 2026 that obliges its communes to issue their own, and the communes' answers.
struct TreeOffice {
  let tree: SampleTree
  let db: any Writer
  let act: Act

  init(_ db: any Writer, _ act: Act = TestOffice.act()) throws {
    self.db = db
    self.act = act
    tree = try SampleTree.make(db, act)
  }

  /// On a day at noon, somebody with a role of a unit.
  func by(_ role: Role, _ unit: ID<Unit>, _ day: String = "2026-11-20") -> Act {
    TestOffice.act(
      Actor(account: nil, name: "thử", grants: [Grant(role: role, unit: unit)]),
      at: Instant(startOf: SampleTree.day(day)))
  }

  func task(
    _ text: String, _ kind: PlanTask.Kind = .task, _ deadline: TaskDeadline, _ shares: TaskShare...
  ) -> PlanTasks.Draft {
    PlanTasks.Draft(facts: TaskFacts(kind: kind, text: text, deadline: deadline), shares: shares)
  }

  static let communes = TaskShare(
    role: .executing, words: "UBND các xã, phường", who: .group(.communes), isSure: true)

  func unit(_ unit: ID<Unit>, _ role: DutyRole = .executing) -> TaskShare {
    TaskShare(role: role, words: "đơn vị", who: .unit(unit), isSure: true)
  }

  func draft(
    _ title: String, _ unit: ID<Unit>, number: String = "", signed: String? = nil,
    _ tasks: [PlanTasks.Draft]
  ) throws -> ID<OfficePlan> {
    var facts = PlanFacts(kind: "Kế hoạch", title: title, year: 2026)
    facts.number = number
    facts.symbol = "KH-UBND"
    facts.signedOn = signed.map(SampleTree.day)
    let plan = try Plans.create(facts, for: unit, db, act)
    for task in tasks { _ = try PlanTasks.add(task, to: plan, db, act) }
    return plan
  }

  /// Number 300, published on 16 November: plans of their own within 10 working days, reviews by the end of the year.
  func higher() throws -> ID<OfficePlan> {
    let plan = try draft(
      "Cải cách hành chính", tree.province, number: "300", signed: "2026-11-16",
      [
        task(
          "Ban hành kế hoạch của đơn vị", .subPlan,
          TaskDeadline(words: "chậm nhất 10 ngày làm việc kể từ ngày ký"), Self.communes),
        task(
          "Rà soát thủ tục hành chính thuộc thẩm quyền", .task,
          TaskDeadline(day: SampleTree.day("2026-12-31")), Self.communes),
        task(
          "Tuyên truyền trên cổng thông tin điện tử", .task,
          TaskDeadline(day: SampleTree.day("2026-12-15")), unit(tree.homeAffairs, .lead)),
      ])
    try Plans.publish(plan, seen: 1, db, by(.standingAgency, tree.province, "2026-11-16"))
    return plan
  }

  func rest(_ plan: ID<OfficePlan>, on higher: ID<OfficePlan>, _ act: Act) throws {
    let basis = PlanBasis(
      document: "Kế hoạch số 300/KH-UBND", number: "300/KH-UBND", isHigher: true, higher: higher)
    try PlanBases.change(
      of: plan, [basis], seen: Plans.find(plan, db, act).version, db, act)
  }

  func version(_ plan: ID<OfficePlan>) throws -> Int { try Plans.find(plan, db, act).version }
}

@Test(arguments: TestOffice.engines)
func `a unit that publishes its own plan has done what the higher plan asked, with number and date`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let office = try TreeOffice(db)
      let (tree, act) = (office.tree, office.act)
      let higher = try office.higher()
      let before = try PlanCoverage(of: higher, db, act)
      #expect(before.lines.map(\.state) == [.left(6), .left(6)])
      #expect(
        before.lines.map(\.duty.due) == [
          SampleTree.day("2026-12-01"), SampleTree.day("2026-12-01"),
        ])
      #expect(before.reckoning.contains { $0.contains("01/12/2026") })
      let commune = office.by(.unitOfficer, tree.hoaLoc)
      let own = try office.draft(
        "CCHC phường Hòa Lộc", tree.hoaLoc, number: "12", signed: "2026-11-19",
        [
          office.task(
            "Rà soát thủ tục hành chính thuộc thẩm quyền giải quyết của phường", .task,
            TaskDeadline(day: SampleTree.day("2026-12-20")), office.unit(tree.economy, .lead))
        ])
      try office.rest(own, on: higher, commune)
      #expect(try PlanTree(of: own, db, commune).above.map(\.plan?.id) == [higher])
      #expect(try PlanTree(of: higher, db, act).below.isEmpty)
      try Plans.publish(own, seen: office.version(own), db, office.by(.leader, tree.hoaLoc))
      let after = try PlanCoverage(of: higher, db, act)
      let issued = try #require(after.lines.last)
      #expect(issued.state == .issued(late: nil))
      #expect(issued.number == "12/KH-UBND")
      #expect(issued.plan == own)
      #expect(issued.issuedOn == SampleTree.day("2026-11-19"))
      #expect(issued.duty.stage == .reported)
      #expect(after.count(.left) == 1)
      #expect(try PlanTree(of: higher, db, act).below.map(\.plan.id) == [own])
      let report = try #require(try DutySteps.list(of: issued.duty.id, db, act).last)
      #expect(report.words == "Đã ban hành kế hoạch số 12/KH-UBND ngày 19/11/2026.")
      // The other commune sees only its own line.
      let other = office.by(.unitOfficer, tree.quangDien)
      #expect(try PlanCoverage(of: higher, db, other).lines.map(\.duty.unit) == [tree.quangDien])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a plan issued outside is reported by number and date, late by working days`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let office = try TreeOffice(db)
      let tree = office.tree
      let higher = try office.higher()
      let later = office.by(.unitOfficer, tree.quangDien, "2026-12-07")
      let line = try #require(try PlanCoverage(of: higher, db, later).lines.first)
      #expect(line.state == .late(4))
      let day = SampleTree.day("2026-12-02")
      func settle(_ number: String, _ day: CivilDate, _ act: Act) throws {
        try SubPlans.settle(
          line.duty.id, number: number, issuedOn: day, seen: line.duty.version, db, act)
      }
      for (number, day) in [
        ("", day), ("9/KH", SampleTree.day("2026-12-08")), ("9/KH", SampleTree.day("2026-11-15")),
      ] { #expect(throws: Refusal.self) { try settle(number, day, later) } }
      #expect(throws: Refusal.notFound) {
        try settle("9/KH", day, office.by(.unitOfficer, tree.hoaLoc, "2026-12-07"))
      }
      try settle("9/KH-UBND", day, later)
      let after = try #require(try PlanCoverage(of: higher, db, later).lines.first)
      #expect(after.state == .issued(late: 1))
      #expect(after.number == "9/KH-UBND")
      #expect(after.plan == nil)
      #expect(throws: Refusal.self) { try settle("10/KH-UBND", day, later) }
      // One that is no plan of one's own is not settled so.
      let duty = try #require(
        try Duties.list(DutyQuestion(unit: tree.quangDien), db, later).lines
          .first { $0.due == SampleTree.day("2026-12-31") })
      #expect(throws: Refusal.notFound) {
        try SubPlans.settle(duty.id, number: "9/KH", issuedOn: day, seen: 1, db, later)
      }
    }
  }
}

@Test(arguments: TestOffice.engines)
func
  `a document's base that is a plan of the office becomes the higher plan; no plan rests on itself`(
    engine: Engine
  ) async throws
{
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let office = try TreeOffice(db)
      let (tree, act) = (office.tree, office.act)
      let higher = try office.higher()
      let text = SamplePlan.text.replacing(
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;",
        with: "Căn cứ Kế hoạch số 300/KH-UBND ngày 16 tháng 11 năm 2026 của Ủy ban nhân dân tỉnh;")
      let read = PlanReader.read(text)
      let own = try Plans.draft(read, text: text, name: "a.txt", for: tree.hoaLoc, db, act)
      let bases = try PlanBases.list(of: own, db, act)
      #expect(bases.map(\.higher) == [higher])
      #expect(bases.map(\.isHigher) == [true])
      #expect(throws: Refusal.self) {
        try office.rest(higher, on: own, act)
      }
      #expect(throws: Refusal.self) {
        try office.rest(own, on: act.newID(), act)
      }
      #expect(throws: Refusal.self) { try office.rest(own, on: own, act) }
      // A draft that others rest on cannot exist; what rests on a plan does not keep it from being seen.
      try Plans.remove(own, seen: office.version(own), db, act)
      #expect(try PlanTree(of: higher, db, act).below.isEmpty)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `tasks of a higher plan that no lower plan takes up are known`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let office = try TreeOffice(db)
      let (tree, act) = (office.tree, office.act)
      let higher = try office.higher()
      let own = try office.draft(
        "CCHC phường", tree.hoaLoc,
        [
          office.task(
            "Rà soát thủ tục hành chính thuộc thẩm quyền giải quyết", .task,
            TaskDeadline(day: SampleTree.day("2026-12-20")), office.unit(tree.economy, .lead)),
          office.task(
            "Mua sắm máy tính", .task, TaskDeadline(day: SampleTree.day("2026-12-20")),
            office.unit(tree.economy, .lead)),
        ])
      let commune = office.by(.unitOfficer, tree.hoaLoc)
      try office.rest(own, on: higher, commune)
      let found = try TaskLinks(of: own, db, commune)
      #expect(found.higher.map(\.task.position) == [2, 3])
      let match = try #require(found.lines[0].match)
      #expect(match.higher == found.higher[0].task.id)
      #expect(match.isInTime)
      #expect(match.words == "Rà soát thủ tục hành chính thuộc thẩm quyền")
      #expect(found.lines[1].match == nil)
      let first = found.lines[0].task.id
      for (task, higher) in [
        (first, found.lines[1].task.id), (found.higher[0].task.id, found.higher[1].task.id),
      ] {
        #expect(throws: Refusal.notFound) {
          try TaskLinks.set([task: higher], in: own, seen: office.version(own), db, commune)
        }
      }
      #expect(throws: Refusal.self) {
        try TaskLinks.set([first: nil], in: own, seen: 1, db, commune)
      }
      try TaskLinks.set([first: match.higher], in: own, seen: office.version(own), db, commune)
      try Plans.publish(own, seen: office.version(own), db, act)
      let coverage = try PlanCoverage(of: higher, db, act)
      #expect(coverage.tasks.map { $0.plans.map(\.id) } == [[own], []])
      #expect(coverage.units[tree.hoaLoc] == "Phường Hòa Lộc")
    }
  }
}
