import Records
import Rules
import Store
import TestSupport
import Testing

/// A small office with people who may be told.
private struct Told {
  let tree: SampleTree
  let officer: ID<Account>
  let leader: ID<Account>
  let agency: ID<Account>
  let subject = Subject("duty", "1")

  init(_ store: any Store) async throws {
    let tree = try await store.write { try SampleTree.make($0, TestOffice.act()) }
    self.tree = tree
    officer = try await AccountOffice.add("thao", .unitOfficer, on: tree.hoaLoc, store)
    leader = try await AccountOffice.add("dung", .leader, on: tree.hoaLoc, store)
    agency = try await AccountOffice.add("hanh", .standingAgency, on: tree.province, store)
  }

  func tell(
    _ audience: Audience, by actor: Actor = .system("test"), once: String? = nil,
    _ store: any Store
  ) async throws {
    try await store.write { db in
      try Notices.tell(
        [
          News(
            "Việc “\("Rà soát")” được mở lại: \("sai")", about: subject, to: audience, once: once)
        ],
        db, TestOffice.act(actor))
    }
  }

  func unread(_ account: ID<Account>, _ store: any Store) async throws -> [Notice] {
    let act = TestOffice.act(Actor(account: account, name: "", grants: []))
    return try await store.read {
      try Notices.list(unreadOnly: true, $0, act).notices
    }
  }
}

@Test(arguments: TestOffice.engines)
func `those concerned are told, each in their own list, never who did it`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let told = try await Told(store)
    let (tree, officer, leader, agency) = (told.tree, told.officer, told.leader, told.agency)
    let by = Actor(account: leader, name: "Dũng", grants: [])
    try await told.tell(.reporters(of: tree.hoaLoc), by: by, store)
    #expect(try await told.unread(officer, store).count == 1)
    #expect(try await told.unread(leader, store).isEmpty)
    // Not the standing agency either, which may report for all: it would drown.
    #expect(try await told.unread(agency, store).isEmpty)
    // The department has nobody of its own: those nearest above.
    try await told.tell(.deciders(at: tree.homeAffairs), store)
    #expect(try await told.unread(agency, store).count == 1)
    try await told.tell(.deciders(at: tree.hoaLoc), store)
    #expect(try await told.unread(leader, store).count == 1)
    try await told.tell(.heads(of: tree.hoaLoc), store)
    #expect(try await told.unread(leader, store).count == 2)
    try await told.tell(.reporters(of: tree.quangDien), store)
    try await store.write { db in
      _ = try db.execute("UPDATE account SET disabled_at = 1 WHERE id = \(officer)")
    }
    try await told.tell(.reporters(of: tree.hoaLoc), store)
    let notice = try #require(try await told.unread(officer, store).first)
    #expect(notice.words.description == "Việc “Rà soát” được mở lại: sai")
    #expect(try await told.unread(officer, store).count == 1)
  }
}

@Test(arguments: TestOffice.engines)
func `the head of the day is told, and what is told once is told once`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let told = try await Told(store)
    let unit = told.tree.hoaLoc
    try await store.write { db in
      let act = TestOffice.act()
      let person = try db.row("SELECT person_id FROM account WHERE id = \(told.officer)")
      _ = try OfficeHoldings.appoint(
        OfficeDraft(
          person: try #require(person).get("person_id"), unit: unit, post: .head,
          title: "Chủ tịch", from: act.today), db, act)
    }
    for _ in 0..<2 { try await told.tell(.heads(of: unit), once: "duty 1", store) }
    #expect(try await told.unread(told.officer, store).count == 1)
    #expect(try await told.unread(told.leader, store).isEmpty)
    try await told.tell(.heads(of: unit), once: "duty 2", store)
    #expect(try await told.unread(told.officer, store).count == 2)
  }
}

@Test(arguments: TestOffice.engines)
func `people read their own notices and nobody else's`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let told = try await Told(store)
    for _ in 0..<3 { try await told.tell(.account(told.officer), store) }
    let mine = TestOffice.act(Actor(account: told.officer, name: "", grants: []))
    let other = TestOffice.act(Actor(account: told.leader, name: "", grants: []))
    let page = try await store.read { try Notices.list(limit: 2, $0, mine) }
    #expect(page.notices.count == 2)
    let rest = try await store.read { try Notices.list(before: page.next, $0, mine) }
    #expect(rest.notices.count == 1 && rest.next == nil)
    let first = try #require(rest.notices.first?.id)
    await #expect(throws: Refusal.notFound) {
      try await store.write { try Notices.read(first, $0, other) }
    }
    await #expect(throws: Refusal.self) {
      try await store.read { try Notices.list($0, TestOffice.act(.visitor)) }
    }
    #expect(try await store.write { try Notices.read(first, $0, mine) }.subject == told.subject)
    #expect(try await told.unread(told.officer, store).count == 2)
    let newest = page.notices[0].id
    try await store.write { try Notices.readAll(through: newest, $0, other) }
    #expect(try await told.unread(told.officer, store).count == 2)
    try await store.write { try Notices.readAll(through: page.notices[1].id, $0, mine) }
    #expect(try await told.unread(told.officer, store).map(\.id) == [newest])
  }
}

@Test(arguments: TestOffice.engines)
func `a mail is queued for those who get mail, one for all that was told at once`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let told = try await Told(store)
    let news = (0..<3).map { index in
      News(
        "Báo cáo “\(index)” bị trả lại: \("thiếu")", about: told.subject,
        to: .reporters(of: told.tree.hoaLoc))
    }
    func tellAll() async throws -> Int {
      try await store.write { try Notices.tell(news, $0, TestOffice.act()) }
      return try await store.read { try JobQueue.counts($0)[.waiting] ?? 0 }
    }
    #expect(try await tellAll() == 0)
    try await store.write { try Mailing.note(isOn: true, $0) }
    #expect(try await tellAll() == 0)
    try await store.write { db in
      _ = try db.execute(
        "UPDATE person SET email = login || '@tanan.example' FROM account a WHERE a.person_id = person.id"
      )
    }
    #expect(try await tellAll() == 2)
    let mine = TestOffice.act(Actor(account: told.officer, name: "", grants: []))
    try await store.write { try Notices.chooseMail(false, $0, mine) }
    #expect(try await store.read { try Notices.mailChoice($0, mine).isOn } == false)
    #expect(try await tellAll() == 3)
    let jobs = try await store.read { try JobQueue.list(nil, $0, TestOffice.act()).jobs }
    let letters = try await store.read { db in
      try jobs.map { try Mailing.letter($0.payload, db) }
    }
    // The officer wants none by now: what was queued before has no letter any more.
    #expect(letters.compactMap { $0?.address } == ["dung@tanan.example", "dung@tanan.example"])
    #expect(letters.compactMap { $0?.notices.count } == [3, 3])
  }
}
