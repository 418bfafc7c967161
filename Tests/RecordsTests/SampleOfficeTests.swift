import Records
import Rules
import Store
import TestSupport
import Testing

struct SampleOfficeTests {
  @Test(arguments: TestOffice.engines)
  func `the sample office has people in every role, and is made once`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      let limits = AccountLimits.inForce(on: act.today)
      let password = try NewPassword.make(
        "con voi xanh di bo", for: PasswordOwner(login: "x", name: "y", hasSecondFactor: false),
        limits, act.chance)
      try await store.write { db in try SampleOffice.make(password, db, act) }
      let roles = try await store.read { db in
        try db.rows("SELECT DISTINCT role FROM role_grant").map {
          try $0.get("role", as: String.self)
        }
      }
      #expect(Set(roles) == Set(Role.allCases.map(\.rawValue)))
      await #expect(throws: Refusal.self) {
        try await store.write { db in try SampleOffice.make(password, db, act) }
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a commune of the sample knows what it was made of`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      let password = try NewPassword.make(
        "con voi xanh di bo", for: PasswordOwner(login: "x", name: "y", hasSecondFactor: false),
        AccountLimits.inForce(on: act.today), act.chance)
      try await store.write { db in try SampleOffice.make(password, db, act) }
      let names = try await store.read { db in
        try db.rows(
          """
          SELECT v.full_name
          FROM unit_succession s
          JOIN unit_version v ON v.unit_id = s.predecessor_id
          JOIN unit_version n ON n.unit_id = s.successor_id
          WHERE n.full_name = 'Xã Phú Lộc'
          """
        ).map { try $0.get("full_name", as: String.self) }
      }
      #expect(Set(names) == ["Xã Phú Lộc", "Xã Phú Mỹ", "Thị trấn Phú Lộc Thị"])
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the sample has duties in every stage, on time and late`(engine: Engine) async throws {
    try await TestOffice.on(engine) { store in
      let act = TestOffice.act()
      let password = try NewPassword.make(
        "con voi xanh di bo", for: PasswordOwner(login: "x", name: "y", hasSecondFactor: false),
        AccountLimits.inForce(on: act.today), act.chance)
      try await store.write { db in try SampleOffice.make(password, db, act) }
      try await store.read { db in
        let count = try Duties.count(DutyQuestion(), db, act)
        #expect(count.overdue >= 5 && count.soon >= 10 && count.reported >= 2)
        #expect(count.accepted > count.onTime && count.onTime > 0)
        let plans = try Plans.list(stage: .published, db, act)
        #expect(plans.count == 5)
        let higher = try #require(plans.first { $0.facts.reference == "268/KH-UBND" })
        let coverage = try PlanCoverage(of: higher.id, db, act)
        #expect(coverage.lines.map(\.state.kind) == [.late, .left, .issued])
        #expect(coverage.tasks.map(\.plans.count) == [1, 0])
        #expect(try PlanAmendments.list(of: higher.id, db, act).map(\.stage) == [.published])
        let returned = try Duties.list(DutyQuestion(stages: [.returned]), db, act).lines
        #expect(!returned.isEmpty)
        let asked = try db.row("SELECT COUNT(*) AS n FROM duty_extension")
        #expect(try asked?.get("n", as: Int.self) == 2)
        let byUnit = try Duties.counts(byUnit: DutyQuestion(), db, act)
        #expect(byUnit.total.overdue == count.overdue && byUnit.total.all == count.all)
        #expect(
          byUnit.lines.map(\.count.overdue) == byUnit.lines.map(\.count.overdue).sorted(by: >))
        #expect(byUnit.lines.count == 10 && byUnit.unitCount > 10)
      }
    }
  }
}
