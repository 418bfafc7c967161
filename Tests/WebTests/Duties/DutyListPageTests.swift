import Foundation
import HTTPTypes
import NIOCore
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

struct DutyListPageTests {
  @Test(arguments: TestOffice.engines)
  func `a filter is kept under a name, used and removed, by its owner alone`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      _ = try await office.duty(of: office.tree.hoaLoc)
      let commune = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      let other = try await office.visitor(.unitOfficer, office.tree.quangDien)
      #expect(!(try await commune.get("/duties")).contains("/duties/filters"))
      try await commune.get("/duties?due=soon")
      try await commune.post("/duties/filters", [("name", " "), ("query", "due=soon")])
      #expect(commune.status == .unprocessableContent && commune.page.contains("href=\"#name\""))
      try await commune.post(
        "/duties/filters",
        [("name", "Sắp đến hạn <b>"), ("query", "due=soon&evil=1&scope=mine")])
      #expect(commune.status == .seeOther)
      #expect(!(commune.location ?? "").contains("evil"))
      let page = try await commune.follow()
      #expect(page.contains("Sắp đến hạn &lt;b&gt;") && page.contains("Đã lưu bộ lọc"))
      let removal = try #require(page.firstMatch(of: /\/duties\/filters\/\w+\/removal/)).output
      try await other.get("/duties")
      #expect(!other.page.contains("Sắp đến hạn"))
      try await other.post(String(removal), [])
      #expect(other.status == .notFound)
      try await commune.post(String(removal), [])
      #expect(!(try await commune.follow()).contains("Sắp đến hạn"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the month shows what is due on its days, and leads to the day's list`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let duty = try await office.duty(of: office.tree.hoaLoc)
      let commune = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      let december = try await commune.get("/duties/calendar?month=2026-12")
      #expect(december.contains("Tháng 12/2026") && december.contains(DutyPath.duty(duty)))
      #expect(december.contains("datetime=\"2026-11-30\"") && december.contains("month=2027-01"))
      #expect(!(try await commune.get("/duties/calendar?month=2026-06")).contains("/duties/0"))
      for month in ["9999-99", "2026-1", "0001-01", "x", "2026-13"] {
        #expect(try await commune.get("/duties/calendar?month=" + month).contains("Tháng 11/2026"))
      }
      let day = try await commune.get("/duties?scope=mine&day=2026-12-31")
      #expect(day.contains(DutyPath.duty(duty)))
      #expect(
        !(try await commune.get("/duties?scope=mine&day=2026-12-30")).contains(DutyPath.duty(duty)))
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      #expect(try await agency.get("/duties/calendar?month=2026-12&scope=all").contains("việc"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a list leaves as a workbook, and the log says who took it`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      _ = try await office.duty(of: office.tree.hoaLoc)
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      try await agency.get("/duties?scope=all")
      let before = try await office.entryCount()
      try await agency.post("/duties/export", [("query", "scope=all&stage=any")])
      #expect(agency.status == .ok && agency.page.hasPrefix("PK"))
      try await agency.get("/plans")
      try await agency.post("/plans/export", [("year", "2026"), ("stage", "")])
      #expect(agency.status == .ok && agency.page.hasPrefix("PK"))
      #expect(try await office.entryCount() == before + 2)
      let facts = try await office.store.read { db in
        try db.rows(
          "SELECT after FROM audit_entry WHERE action IN ('duty.export', 'plan.export') ORDER BY seq"
        ).map { try $0.get("after", as: String.self) }
      }
      #expect(facts.first?.contains("\"rows\":\"6\"") == true)
      #expect(facts.last?.contains("\"rows\":\"1\"") == true)
      let stranger = try await office.visitor(.viewer, office.tree.quangDien)
      try await stranger.get("/duties")
      try await stranger.post("/duties/export", [("query", "scope=all&stage=any")])
      #expect(stranger.status == .ok)
      try await stranger.post("/duties/export", [("query", "scope=all"), ("token", "falsch")])
      #expect(stranger.status != .ok)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a calendar program fetches one's duties by a secret address until it is taken back`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let duty = try await office.duty(of: office.tree.hoaLoc)
      let commune = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      #expect(try await commune.get("/account").contains("/account/calendar\""))
      try await commune.post("/account/calendar", [])
      let path = try #require(commune.page.firstMatch(of: /\/calendars\/lich_\w+\.ics/)).output
      func fetch(_ path: String) async throws -> (status: Int, type: String, text: String) {
        let response = try await office.client.executeRequest(
          uri: path, method: .get, headers: [:], body: nil)
        return (
          response.status.code, response.headers[.contentType] ?? "", String(buffer: response.body)
        )
      }
      let feed = try await fetch(String(path))
      #expect(feed.status == 200 && feed.type.hasPrefix("text/calendar"))
      #expect(feed.text.contains("UID:\(duty)@soat\r\n"))
      #expect(feed.text.contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"))
      #expect(feed.text.contains("DTSTAMP:20261120T011500Z\r\n"))
      #expect(feed.text.components(separatedBy: "BEGIN:VEVENT").count == 3)
      #expect(try await fetch(String(path.dropLast(4))).status == 200)
      for wrong in ["/calendars/lich_x.ics", "/calendars/x", String(path.dropLast(5)) + ".ics"] {
        #expect(try await fetch(wrong).status == 404)
      }
      let page = try await commune.get("/account")
      #expect(!page.contains("lich_") && page.contains("/account/calendar/ending"))
      try await commune.post("/account/calendar", [])
      #expect(try await fetch(String(path)).status == 404)
      let second = try #require(commune.page.firstMatch(of: /\/calendars\/lich_\w+\.ics/)).output
      #expect(try await fetch(String(second)).status == 200)
      try await commune.get("/account")
      try await commune.post("/account/calendar/ending", [])
      #expect(commune.status == .seeOther)
      #expect(try await fetch(String(second)).status == 404)
      try await commune.get("/account")
      try await commune.post("/account/calendar/ending", [])
      #expect(commune.status == .notFound)
    }
  }
}
