import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// What pages offer, and to whom: the log of a unit, what waits, posts put right, lists within reach.
struct OfficeWorkTests {
  @Test(arguments: TestOffice.engines)
  func `the page of a unit logs what was done to it and its people`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      try await office.store.write { db in
        let act = TestOffice.act()
        let person = try People.create(PersonDraft(fullName: "Võ Lan"), for: tree.hoaLoc, db, act)
        _ = try OfficeHoldings.appoint(
          OfficeDraft(person: person, unit: tree.hoaLoc, post: .head, from: act.today), db, act)
        try People.change(
          person, PersonDraft(fullName: "Võ Thị Lan"), seen: 1, db, act)
        _ = try Accounts.create(
          NewAccount(holder: .person(person), login: "lan.vo", unit: tree.hoaLoc), password: nil,
          db, act)
      }
      let visitor = try await office.visitor(.standingAgency, tree.province)
      let page = try await visitor.get("/units/\(tree.hoaLoc)")
      for words in [
        "Lập tài khoản: Võ Thị Lan", "Sửa thông tin cán bộ, công chức: Võ Thị Lan",
        "Ghi người giữ chức vụ: Võ Thị Lan", "Thêm cán bộ, công chức: Võ Thị Lan", "Lập đơn vị",
        "/audit?unit=\(tree.hoaLoc)",
      ] {
        #expect(page.contains(words), "\(words)")
      }
      let newest = try #require(page.firstRange(of: "Lập tài khoản:"))
      let oldest = try #require(page.firstRange(of: "Lập đơn vị"))
      #expect(newest.lowerBound < oldest.lowerBound)
      #expect(!(try await visitor.get("/units/\(tree.quangDien)")).contains("Võ Thị Lan"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the log of a unit goes down to those under it where that is asked for`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      let visitor = try await office.visitor(.standingAgency, tree.province)
      let below = "Phòng Kinh tế"
      for (query, isThere) in [
        ("", true), ("?unit=\(tree.hoaLoc)", false), ("?unit=\(tree.hoaLoc)&under=1", true),
        ("?unit=\(tree.quangDien)&under=1", false),
      ] {
        let page = try await visitor.get("/audit" + query)
        #expect(visitor.status == .ok)
        #expect(page.contains(below) == isThere, "\(query)")
        #expect(
          page.contains("name=\"under\" value=\"1\" checked")
            == (query.isEmpty || query.hasSuffix("under=1")))
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the start lists what waits for those who see to it`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      let invited = try await office.store.write { db in
        let act = TestOffice.act()
        for (name, unit) in [("Võ Lan", tree.hoaLoc), ("Bùi Cường", tree.quangDien)] {
          let person = try People.create(PersonDraft(fullName: name), for: unit, db, act)
          _ = try OfficeHoldings.appoint(
            OfficeDraft(person: person, unit: unit, post: .staff, from: act.today), db, act)
        }
        return try Accounts.create(
          NewAccount(holder: .newPerson("Đỗ An"), login: "an.do", unit: tree.hoaLoc),
          password: nil, db, act)
      }
      let agency = try await office.visitor(.standingAgency, tree.province)
      let page = try await agency.get("/")
      #expect(page.contains("/accounts/\(invited)\">Đỗ An, an.do</a>"))
      #expect(page.contains("Võ Lan") && page.contains("Bùi Cường"))
      let near = try await office.visitor(.standingAgency, tree.hoaLoc)
      let own = try await near.get("/")
      #expect(own.contains("Võ Lan") && !own.contains("Bùi Cường"))
      let list = try await near.get("/people?account=none")
      #expect(list.contains("Võ Lan") && !list.contains("Bùi Cường"))
      let officer = try await office.visitor(.unitOfficer, tree.hoaLoc)
      #expect(!(try await officer.get("/")).contains("Võ Lan"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a person's page leads to their account for those who may see it`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      let (person, account) = try await office.store.write { db in
        let act = TestOffice.act()
        let person = try People.create(PersonDraft(fullName: "Võ Lan"), for: tree.hoaLoc, db, act)
        _ = try OfficeHoldings.appoint(
          OfficeDraft(person: person, unit: tree.hoaLoc, post: .staff, from: act.today), db, act)
        let account = try Accounts.create(
          NewAccount(holder: .person(person), login: "lan.vo", unit: tree.hoaLoc), password: nil,
          db, act)
        return (person, account)
      }
      for (role, isThere) in [
        (Role.standingAgency, true), (.unitOfficer, false), (.leader, false), (.viewer, false),
      ] {
        let visitor = try await office.visitor(role, tree.hoaLoc)
        let page = try await visitor.get("/people/\(person)")
        #expect(page.contains("/accounts/\(account)") == isThere, "\(role)")
        let mayChange = role == .standingAgency || role == .unitOfficer
        #expect(page.contains("/people/\(person)/change") == mayChange, "\(role)")
        #expect(page.contains("/correction") == mayChange, "\(role)")
      }
      let other = try await office.visitor(.unitOfficer, tree.province)
      let page = try await other.get("/people/\(person)")
      #expect(!page.contains("/change") && !page.contains("/correction"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a standing agency of one province finds its lists and questions`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, office.tree.province)
      #expect(try await visitor.get("/units").contains("/units/imports"))
      #expect(try await visitor.get("/units/imports").contains("/units/imports/new"))
      #expect(try await visitor.get("/units/imports/new").contains("value=\"46\""))
      try await visitor.get("/units/merges")
      #expect(visitor.status == .ok)
      let officer = try await office.visitor(.unitOfficer, office.tree.province)
      #expect(!(try await officer.get("/units")).contains("/units/imports"))
    }
  }
}
