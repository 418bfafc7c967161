import Records
import Rules
import Store
import TestSupport
import Testing

private func act(_ role: Role, _ unit: ID<Unit>?) -> Act {
  TestOffice.act(Actor(account: nil, name: "thử", grants: [Grant(role: role, unit: unit)]))
}

private func person(
  _ name: String, in unit: ID<Unit>?, _ db: any Writer, _ act: Act
) throws -> ID<Person> {
  try People.create(PersonDraft(fullName: name), for: unit, db, act)
}

@Test(arguments: TestOffice.engines)
func `people stand in the order of given names and are found without marks`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      for name in ["Trần Thị Bình", "Nguyễn Văn Ân", "Lê An", "Đỗ Thị  Bình"] {
        _ = try person(name, in: nil, db, act)
      }
      let names = try People.search("", db, act).people.map(\.fullName)
      #expect(names == ["Lê An", "Nguyễn Văn Ân", "Đỗ Thị Bình", "Trần Thị Bình"])
      #expect(try People.search("do thi", db, act).people.map(\.fullName) == ["Đỗ Thị Bình"])
      let page = try People.search("", limit: 3, db, act)
      let place = page.next.flatMap { PersonPage.Place($0.text) }
      #expect(
        try People.search("", after: place, limit: 3, db, act).people.map(\.fullName)
          == ["Trần Thị Bình"])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `what is wrong with a person is said by field`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      func create(_ draft: PersonDraft) throws -> [String] {
        try refused { try People.create(draft, for: nil, db, act) }
      }
      #expect(
        try create(PersonDraft(fullName: " ", email: "a b@c.vn", phone: "12"))
          == ["fullName", "email", "phone"])
      #expect(try create(PersonDraft(fullName: "An", email: "an@hue.gov.vn")) == [])
      let found = try People.search("AN@hue.gov.vn", db, act).people
      #expect(found.map(\.fullName) == ["An"])
      let id = try #require(found.first?.id)
      try People.change(id, PersonDraft(fullName: "Ân"), seen: 1, db, act)
      #expect(
        try refused { try People.change(id, PersonDraft(fullName: "X"), seen: 1, db, act) }
          == ["conflict"])
      #expect(try People.find(id, db, act).fullName == "Ân")
    }
  }
}

@Test(arguments: TestOffice.engines)
func `a unit has one head on a day, and the refusal names who`(engine: Engine) async throws {
  try await TestOffice.on(engine) { store in
    let act = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, act)
      let an = try person("Lê An", in: tree.hoaLoc, db, act)
      let binh = try person("Trần Bình", in: tree.hoaLoc, db, act)
      let first = OfficeDraft(
        person: an, unit: tree.hoaLoc, post: .head, title: "Chủ tịch UBND phường",
        from: SampleTree.firstJuly)
      let id = try OfficeHoldings.appoint(first, db, act)
      var second = first
      second.person = binh
      second.from = SampleTree.day("2026-03-01")
      do {
        _ = try OfficeHoldings.appoint(second, db, act)
        Issue.record("two heads")
      } catch Refusal.invalid(let problems) {
        #expect(problems.map(\.field) == ["post"])
        #expect(problems.first?.text.description.contains("Lê An") == true)
      }
      try OfficeHoldings.end(id, on: SampleTree.day("2026-02-28"), seen: 1, db, act)
      _ = try OfficeHoldings.appoint(second, db, act)
      func head(_ day: String) throws -> [String] {
        try OfficeHoldings.list(in: tree.hoaLoc, on: SampleTree.day(day), db, act)
          .map(\.personName)
      }
      #expect(try head("2026-02-28") == ["Lê An"])
      #expect(try head("2026-03-01") == ["Trần Bình"])
      #expect(try OfficeHoldings.history(in: tree.hoaLoc, db, act).count == 2)
      var late = first
      late.unit = tree.phuLoc
      #expect(try refused { try OfficeHoldings.appoint(late, db, act) } == ["from"])
    }
  }
}

@Test(arguments: TestOffice.engines)
func `posts end with their unit, and people are seen where they worked`(
  engine: Engine
) async throws {
  try await TestOffice.on(engine) { store in
    let system = TestOffice.act()
    try await store.write { db in
      let tree = try SampleTree.make(db, system)
      let an = try person("Lê An", in: tree.phuLoc, db, system)
      let draft = OfficeDraft(
        person: an, unit: tree.phuLoc, post: .parOfficer, from: SampleTree.day("2024-01-01"))
      let id = try OfficeHoldings.appoint(draft, db, system)
      #expect(try OfficeHoldings.find(id, db, system).to == SampleTree.lastJune)
      let successor = act(.unitOfficer, tree.hoaLoc)
      let other = act(.unitOfficer, tree.quangDien)
      #expect(try People.search("le an", db, successor).people.map(\.id) == [an])
      #expect(try People.search("le an", db, other).people.isEmpty)
      #expect(try refused { try People.find(an, db, other) } == ["notFound"])
      #expect(try refused { try OfficeHoldings.find(id, db, other) } == ["notFound"])
      let posts = try OfficeHoldings.held(by: [an], db, successor)
      #expect(posts.map(\.unitName) == ["Xã Phú Lộc"])
    }
  }
}
