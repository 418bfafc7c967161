import Records
import Rules
import Store
import TestSupport
import Testing

@Test(arguments: TestOffice.engines)
func `whoever a plan or an answer concerns is told in the same transaction`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    let tree = try await store.write { try SampleTree.make($0, act) }
    let officer = try await AccountOffice.add("thao", .unitOfficer, on: tree.hoaLoc, store)
    let agency = try await AccountOffice.add("hanh", .standingAgency, on: tree.province, store)
    func acting(_ account: ID<Account>) async throws -> Act {
      TestOffice.act(try await AccountOffice.actor(account, store))
    }
    func told(_ account: ID<Account>) async throws -> [String] {
      let act = try await acting(account)
      return try await store.read {
        try Notices.list($0, act).notices.map(\.words.description)
      }
    }
    let (mine, theirs) = (try await acting(officer), try await acting(agency))
    let duty = try await store.write { db in
      let plan = try Plans.draft(
        PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "ke-hoach.txt",
        for: tree.province, db, theirs)
      try Plans.publish(plan, seen: 1, db, theirs)
      let owed = try Duties.list(DutyQuestion(unit: tree.hoaLoc), db, mine).lines
      return try #require(owed.first { $0.role == .executing })
    }
    #expect(try await told(officer).count == 1)
    #expect(try await told(officer).first?.contains("giao đơn vị 2 việc") == true)
    #expect(try await told(agency).isEmpty)
    let day = duty.due.adding(days: 10)
    try await store.write { db in
      try Duties.askExtension(duty.id, to: day, "Thiếu người.", seen: 1, db, mine)
      try Duties.decideExtension(duty.id, grant: day, seen: 2, db, theirs)
      try Duties.report(duty.id, "Đã xong.", seen: 3, db, mine)
      try Duties.sendBack(duty.id, "Thiếu số liệu.", seen: 4, db, theirs)
    }
    #expect(
      try await told(agency).map { $0.contains("báo cáo kết quả") || $0.contains("xin gia hạn") }
        == [true, true])
    let mineNow = try await told(officer)
    #expect(mineNow.count == 3)
    for words in ["bị trả lại: Thiếu số liệu.", "được gia hạn"] {
      #expect(mineNow.contains { $0.contains(words) })
    }
    // What is undone as a whole tells nobody.
    struct Undone: Error {}
    await #expect(throws: Undone.self) {
      try await store.write { db in
        try Duties.report(duty.id, "Đã xong.", seen: 5, db, mine)
        throw Undone()
      }
    }
    #expect(try await told(agency).count == 2)
  }
}
