import Records
import Rules
import Store
import TestSupport
import Testing

private func officer(
  _ role: Role, _ unit: ID<Unit>, _ day: String = "2026-11-20", account: ID<Account>? = nil
) -> Act {
  TestOffice.act(
    Actor(account: account, name: "thử", grants: [Grant(role: role, unit: unit)]),
    at: Instant(startOf: SampleTree.day(day)))
}

private func facts(
  _ tree: SampleTree, _ rule: MeetingRule = MeetingRule(.quarter)
) -> CommitteeFacts {
  CommitteeFacts(
    name: "Ban Chỉ đạo CCHC tỉnh", number: "12/QĐ-UBND", standing: tree.homeAffairs, rule: rule,
    from: SampleTree.day("2026-01-01"))
}

private func share(_ role: DutyRole, _ unit: ID<Unit>) -> TaskShare {
  TaskShare(role: role, words: "đơn vị", who: .unit(unit), isSure: true)
}

private let communes = TaskShare(
  role: .executing, words: "các xã", who: .group(.communes), isSure: true)

private func point(
  _ text: String, _ due: String, _ shares: [TaskShare]
) -> PointFacts {
  PointFacts(text: text, due: SampleTree.day(due), shares: shares)
}

private func owed(_ title: String, _ db: any Reader) throws -> [DutyLine] {
  try Duties.list(DutyQuestion(), limit: 200, db, TestOffice.act()).lines
    .filter { $0.title.hasPrefix(title) && $0.stage != .dropped }
}

@Test(arguments: TestOffice.engines)
func `the meeting rule makes duties, and a new rule takes back those ahead`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let tree = try SampleTree.make(db, TestOffice.act())
      let agency = officer(.standingAgency, tree.province)
      let id = try Committees.create(facts(tree), of: tree.province, db, agency)
      let meetings = try owed("Họp Ban Chỉ đạo", db)
      #expect(
        meetings.map(\.due.iso)
          == ["2026-12-31", "2027-03-31", "2027-06-30", "2027-09-30"])
      #expect(meetings.allSatisfy { $0.unit == tree.homeAffairs && $0.giver == tree.province })
      #expect(try CommitteePeriods.extendAll(db, agency) == 0)
      #expect(
        try CommitteePeriods.extendAll(
          db, officer(.standingAgency, tree.province, "2027-02-01")) == 1)
      var changed = facts(tree, MeetingRule(.month, daysAfter: 5))
      changed.to = SampleTree.day("2027-01-31")
      try Committees.change(id, changed, seen: 1, db, agency)
      #expect(
        try owed("Họp Ban Chỉ đạo", db).map(\.due.iso) == ["2026-12-05", "2027-01-05"])
      #expect(throws: Refusal.self) {
        try Committees.change(id, changed, seen: 1, db, agency)
      }
      // There and back again: nothing stands twice.
      try Committees.change(id, facts(tree), seen: 2, db, agency)
      #expect(try owed("Họp Ban Chỉ đạo", db).count == 4)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a committee has one chair at a time, and its secretary manages it`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let act = TestOffice.act()
      let tree = try SampleTree.make(db, act)
      let agency = officer(.standingAgency, tree.province)
      let id = try Committees.create(facts(tree), of: tree.province, db, agency)
      func person(_ name: String) throws -> ID<Person> {
        try People.create(PersonDraft(fullName: name), for: tree.province, db, act)
      }
      let start = SampleTree.day("2026-01-01")
      var chair = MemberFacts(
        person: try person("Lê Văn An"), unit: tree.homeAffairs, role: .chair, from: start)
      let first = try CommitteeMembers.add(chair, to: id, db, agency)
      let other = MemberFacts(
        person: try person("Võ Thị Lan"), unit: tree.homeAffairs, role: .chair, from: start)
      #expect(throws: Refusal.self) { try CommitteeMembers.add(other, to: id, db, agency) }
      chair.to = SampleTree.day("2026-06-30")
      try CommitteeMembers.change(first, chair, seen: 1, db, agency)
      var later = other
      later.from = SampleTree.day("2026-07-01")
      _ = try CommitteeMembers.add(later, to: id, db, agency)
      // A secretary whose role alone would not let them see it.
      let secretary = try person("Trần Thị Hạnh")
      let account = act.newID(Account.self)
      try db.execute(
        """
        INSERT INTO account
          (id, person_id, login, unit_id, password_long, must_change, language, created_at, active_at)
        VALUES (\(account), \(secretary), 'hanh', \(tree.quangDien), 1, 0, 'vi', \(act.at), \(act.at))
        """)
      let hanh = officer(.viewer, tree.quangDien, account: account)
      #expect(throws: Refusal.notFound) { try Committees.find(id, db, hanh) }
      _ = try CommitteeMembers.add(
        MemberFacts(
          person: secretary, unit: tree.quangDien, role: .secretary, from: start), to: id, db,
        agency)
      let committee = try Committees.find(id, db, hanh)
      #expect(try Committees.mayManage(committee, db, hanh))
      let after = officer(.viewer, tree.quangDien, "2025-12-31", account: account)
      #expect(throws: Refusal.notFound) { try Committees.find(id, db, after) }
      #expect(
        try CommitteeMembers.list(of: id, db, agency).map(\.personName)
          == ["Võ Thị Lan", "Trần Thị Hạnh", "Lê Văn An"])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `an agenda speaks of each late task once, and of earlier conclusions first`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let act = TestOffice.act()
      let tree = try SampleTree.make(db, act)
      let plan = try Plans.draft(
        PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "ke-hoach.txt",
        for: tree.province, db, act)
      try Plans.publish(plan, seen: 1, db, act)
      let agency = officer(.standingAgency, tree.province)
      let id = try Committees.create(facts(tree), of: tree.province, db, agency)
      let first = try Meetings.create(
        MeetingFacts(subject: "Họp quý III", day: SampleTree.day("2026-11-20")), of: id, db,
        agency)
      let agenda = try Agendas.list(of: first, db, agency)
      // The lead and the two communes are late with one task.
      let late = try #require(agenda.first)
      #expect(late.source == .overdue && late.count == 3, "\(agenda)")
      #expect(late.units.contains("Sở Nội vụ"))
      #expect(agenda.dropFirst().allSatisfy { $0.source == .soon })
      #expect(agenda.map(\.position) == Array(1...agenda.count))
      _ = try Conclusions.add(
        point("Niêm yết thủ tục", "2026-11-25", [communes]), to: first, db, agency)
      let meeting = try Meetings.find(first, db, agency)
      let made = try Conclusions.issue(
        first,
        Conclusion(number: "5/TB", signedOn: SampleTree.day("2026-11-20"), chair: "Lê Văn An"),
        seen: meeting.version, db, agency)
      #expect(made == Plans.Published(duties: 2, units: 2))
      let later = officer(.standingAgency, tree.province, "2026-12-15")
      let second = try Meetings.create(
        MeetingFacts(subject: "Họp quý IV", day: SampleTree.day("2026-12-20")), of: id, db, later)
      let again = try Agendas.list(of: second, db, later)
      #expect(again.first?.source == .earlier && again.first?.count == 2)
      #expect(!again.dropFirst().contains { $0.text == "Niêm yết thủ tục" })
      let followed = try Conclusions.followed(at: second, db, later)
      #expect(followed.map(\.tally) == [DutyTally(all: 2, accepted: 0, overdue: 2)])
      // One's own point stays where the others are made anew; order and fixing hold.
      try Agendas.add("Chỉ số CCHC", to: second, db, later)
      try Agendas.refresh(second, db, later)
      let own = try #require(try Agendas.list(of: second, db, later).last)
      #expect(own.text == "Chỉ số CCHC")
      try Agendas.move(own.id, by: -1, of: second, db, later)
      #expect(try Agendas.list(of: second, db, later).last?.id != own.id)
      #expect(throws: Refusal.self) {
        try Agendas.remove(own.id, of: first, db, later)
      }
      try Agendas.fix(second, seen: try Meetings.find(second, db, later).version, db, later)
      #expect(throws: Refusal.self) { try Agendas.remove(own.id, of: second, db, later) }
      #expect(throws: Refusal.self) {
        try Meetings.remove(
          second, seen: try Meetings.find(second, db, later).version, db, later)
      }
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a conclusion gives duties once, to units under the committee alone`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    try await store.write { db in
      let act = TestOffice.act()
      let tree = try SampleTree.make(db, act)
      let foreign = try Units.create(
        UnitDraft(
          UnitState(kind: .province, name: "Tân Bình", parent: nil),
          from: SampleTree.day("2020-01-01")), db, act)
      let agency = officer(.standingAgency, tree.province)
      let id = try Committees.create(facts(tree), of: tree.province, db, agency)
      let quarter = SampleTree.day("2026-10-01")
      let meeting = try Meetings.create(
        MeetingFacts(
          subject: "Họp quý IV", day: SampleTree.day("2026-11-18"), period: quarter), of: id, db,
        agency)
      func version() throws -> Int { try Meetings.find(meeting, db, agency).version }
      let notice = Conclusion(
        number: "5/TB-BCĐ", signedOn: SampleTree.day("2026-11-19"), chair: "Lê Văn An")
      #expect(throws: Refusal.self) {
        try Conclusions.issue(meeting, notice, seen: try version(), db, agency)
      }
      for wrong in [
        point("Rà soát", "2026-12-01", [share(.lead, foreign)]),
        point("Rà soát", "2026-12-01", []), point("", "2026-12-01", [communes]),
        point("Rà soát", "2026-11-01", [communes]),
      ] {
        #expect(throws: Refusal.self) { try Conclusions.add(wrong, to: meeting, db, agency) }
      }
      _ = try Conclusions.add(
        point(
          "Công bố danh mục", "2026-12-01",
          [share(.lead, tree.homeAffairs), share(.coordinating, tree.hoaLoc), communes]),
        to: meeting, db, agency)
      let dropped = try Conclusions.add(
        point("Bỏ đi", "2026-12-01", [communes]), to: meeting, db, agency)
      try Conclusions.remove(dropped, seen: 1, db, agency)
      let stale = try version()
      try Meetings.keepMinutes(meeting, present: [], "Đã họp.", seen: stale, db, agency)
      #expect(throws: Refusal.self) {
        try Conclusions.issue(meeting, notice, seen: stale, db, agency)
      }
      let made = try Conclusions.issue(meeting, notice, seen: try version(), db, agency)
      #expect(made == Plans.Published(duties: 3, units: 3))
      let duties = try owed("Công bố danh mục", db)
      let lead = try #require(duties.first { $0.role == .lead })
      #expect(duties.first { $0.unit == tree.hoaLoc }?.parent == lead.id)
      #expect(duties.first { $0.unit == tree.quangDien }?.role == .executing)
      #expect(try Conclusions.source(of: lead.id, db, agency)?.title.contains("5/TB-BCĐ") == true)
      // The meeting itself was owed and is reported.
      #expect(try owed("Họp Ban Chỉ đạo", db).first?.stage == .reported)
      #expect(throws: Refusal.self) {
        try Conclusions.issue(meeting, notice, seen: try version(), db, agency)
      }
      #expect(try owed("Công bố danh mục", db).count == 3)
      for role in [Role.viewer, .leader, .inspector] {
        #expect(throws: Refusal.self) {
          try Meetings.create(
            MeetingFacts(subject: "Họp", day: SampleTree.day("2026-11-21")), of: id, db,
            officer(role, tree.province))
        }
      }
    }
  }
}
