import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// The ledger, and duties whose unit has ended, on pages.
struct DutyLedgerTests {
  @Test(arguments: TestOffice.engines)
  func `the ledger counts by head and leads to the duties`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      _ = try await office.duty(of: office.tree.hoaLoc)
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      #expect(try await agency.get("/duties").contains("href=\"/duties/ledger\""))
      let ledger = try await agency.get("/duties/ledger")
      #expect(ledger.contains("Khuyết") && ledger.contains("Phường Hòa Lộc"))
      let line = try #require(ledger.firstMatch(of: /<th scope="row"><a href="([^"]*)"/)).1
      let detail = try await agency.get(
        String(line.prefix { $0 != "#" }).replacing("&amp;", with: "&"))
      #expect(detail.contains("Việc trễ hạn") && detail.contains("quá hạn 235 ngày"))
      let none = try await agency.get("/duties/ledger?from=01/11/2026&to=30/11/2026")
      #expect(none.contains("Không có việc nào trễ hạn"))
      for query in [
        "from=31/02/2026", "from=01/12/2026&to=01/01/2026", "unit=khong-co", "holder=x~y",
        "holder=\(office.tree.hoaLoc)~x", "page=999999999999", "page=-3",
        "unit=" + Fields.encoded("<script>alert(1)</script>"),
      ] {
        let page = try await agency.get("/duties/ledger?" + query)
        #expect(agency.status == .ok && !page.contains("<script>alert"), "\(query)")
      }
      let commune = try await office.visitor(.unitOfficer, office.tree.quangDien)
      #expect(!(try await commune.get("/duties/ledger")).contains("Phường Hòa Lộc"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `duties of a unit that ended are given to another or dropped`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      let duty = try await office.duty(of: tree.quangDien)
      let agency = try await office.visitor(.standingAgency, tree.province)
      #expect(try await agency.get("/duties/unclaimed").contains("Không có việc nào chờ"))
      try await office.store.write { db in
        let act = TestOffice.act()
        let unit = try Units.find(tree.quangDien, on: act.today, db, act)
        try Units.end(
          unit.id, UnitEnding(last: act.today.adding(days: -1), reason: "Nghị quyết 12"),
          seen: unit.version, db, act)
      }
      let list = try await agency.get("/duties/unclaimed")
      #expect(list.contains(duty.text) && list.contains("kết thúc ngày 19/11/2026"))
      for (field, sent) in [
        ("duty", [("decision", "pass"), ("unit", "hoa loc")]),
        ("unit", [("decision", "pass"), ("duty", duty.text), ("unit", "")]),
        ("unit", [("decision", "pass"), ("duty", duty.text), ("unit", "không có đâu")]),
        ("words", [("decision", "drop"), ("duty", duty.text), ("words", " ")]),
      ] {
        try await agency.post("/duties/unclaimed", sent)
        #expect(agency.status == .unprocessableContent, "\(sent)")
        #expect(agency.page.contains("href=\"#\(field)\""), "\(sent)")
      }
      try await agency.post(
        "/duties/unclaimed",
        [("decision", "pass"), ("duty", duty.text), ("unit", "hoa loc"), ("words", "Sáp nhập.")])
      #expect(agency.status == .seeOther, "\(agency.page)")
      #expect(!(try await agency.follow()).contains(duty.text))
      let commune = try await office.visitor(.unitOfficer, tree.hoaLoc)
      #expect(try await commune.get("/duties?scope=mine&stage=any").contains("Rà soát"))
      try await commune.get("/duties/unclaimed")
      #expect(commune.status == .notFound)
      try await agency.post("/duties/unclaimed", [("decision", "drop"), ("duty", duty.text)])
      #expect([.unprocessableContent, .conflict].contains(agency.status))
    }
  }
}
