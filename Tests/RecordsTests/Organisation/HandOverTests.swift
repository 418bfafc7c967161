import Records
import Rules
import Store
import TestSupport
import Testing

private struct Office {
  let tree: SampleTree
  let giver: ID<Person>
  let taker: ID<Person>
  let post: ID<OfficeHolding>

  init(_ db: any Writer, _ act: Act) throws {
    tree = try SampleTree.make(db, act)
    giver = try People.create(PersonDraft(fullName: "Lê An"), for: tree.hoaLoc, db, act)
    taker = try People.create(PersonDraft(fullName: "Trần Bình"), for: tree.hoaLoc, db, act)
    post = try OfficeHoldings.appoint(
      OfficeDraft(
        person: giver, unit: tree.hoaLoc, post: .parOfficer, from: SampleTree.firstJuly), db, act)
  }

  func plan(_ items: [String]) -> HandOverPlan {
    HandOverPlan(
      from: giver, to: taker, unit: tree.hoaLoc, on: SampleTree.day("2026-12-01"), items: items,
      note: "Theo Quyết định số 12/QĐ-UBND")
  }
}

@Test(arguments: TestOffice.engines)
func `a post changes hands on a day, and the record says so`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let office = try Office(db, act)
      let unit = office.tree.hoaLoc
      let day = SampleTree.day("2026-12-01")
      let open = try HandOver.open(for: office.giver, in: unit, on: day, db, act)
      #expect(open.map(\.words) == ["Công chức đầu mối CCHC, từ ngày 01/07/2025"])
      _ = try HandOver.carryOut(office.plan(open.map(\.key)), db, act)
      func officer(_ day: CivilDate) throws -> [ID<Person>] {
        try OfficeHoldings.list(in: unit, on: day, db, act).map(\.person)
      }
      #expect(try officer(day.adding(days: -1)) == [office.giver])
      #expect(try officer(day) == [office.taker])
      #expect(try HandOver.open(for: office.giver, in: unit, on: day, db, act).isEmpty)
      let past = try HandOver.past(in: unit, db, act)
      #expect(past.map(\.fromName) == ["Lê An"])
      #expect(past.map(\.toName) == ["Trần Bình"])
      #expect(past.first?.items == ["Công chức đầu mối CCHC, từ ngày 01/07/2025"])
      let entries = try db.rows("SELECT seq FROM audit_entry WHERE action = 'handOver'")
      #expect(entries.count == 1)
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a hand-over of what is no longer held, or to oneself, is refused`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let office = try Office(db, act)
      let key = "post:" + office.post.text
      var self2 = office.plan([key])
      self2.to = office.giver
      #expect(try refused { try HandOver.carryOut(self2, db, act) } == ["to"])
      #expect(try refused { try HandOver.carryOut(office.plan([]), db, act) } == ["items"])
      _ = try HandOver.carryOut(office.plan([key]), db, act)
      #expect(
        try refused { try HandOver.carryOut(office.plan([key]), db, act) } == ["conflict"])
      let viewer = TestOffice.act(
        Actor(
          account: nil, name: "xem", grants: [Grant(role: .viewer, unit: office.tree.hoaLoc)]))
      #expect(
        try refused { try HandOver.carryOut(office.plan([key]), db, viewer) } == ["forbidden"])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a role changes hands with the post, but nobody passes on more than they could grant`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let office = try Office(db, act)
      let unit = office.tree.hoaLoc
      for (person, login) in [(office.giver, "le.an"), (office.taker, "tran.binh")] {
        _ = try Accounts.create(
          NewAccount(holder: .person(person), login: login, unit: unit), password: nil, db, act)
      }
      let giver = try Accounts.find(login: "le.an", db, act).id
      let taker = try Accounts.find(login: "tran.binh", db, act).id
      // The office keeps another administrator throughout.
      try Roles.grant(.administrator, to: taker, on: nil, from: act.today, to: nil, db, act)
      try Roles.grant(.administrator, to: giver, on: unit, from: act.today, to: nil, db, act)
      try Roles.grant(.unitOfficer, to: giver, on: unit, from: act.today, to: nil, db, act)
      let open = try HandOver.open(
        for: office.giver, in: unit, on: SampleTree.day("2026-12-01"), db, act)
      let roles = open.filter { $0.kind == "role" }
      #expect(roles.count == 2)
      let agency = TestOffice.act(
        Actor(
          account: act.newID(), name: "Sở Nội vụ",
          grants: [Grant(role: .standingAgency, unit: office.tree.province)]))
      let above = roles.filter { $0.words.contains(Role.administrator.words.description) }.map(
        \.key)
      let below = roles.filter { $0.words.contains(Role.unitOfficer.words.description) }.map(\.key)
      #expect(
        try refused { try HandOver.carryOut(office.plan(above), db, agency) } == ["forbidden"])
      _ = try HandOver.carryOut(office.plan(below), db, agency)
      let passed = try Roles.list(of: taker, db).filter { $0.role == .unitOfficer }
      #expect(passed.map(\.from) == [SampleTree.day("2026-12-01")])
    }
  }
}
