import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

struct SearchPageTests {
  @Test(arguments: TestOffice.engines)
  func `people find what they may see, marked, and nothing else`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let duty = try await office.duty(of: office.tree.hoaLoc)
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      let commune = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      let economy = try await office.visitor(.unitOfficer, office.tree.economy)
      let all = try await agency.get("/search?q=hoa+loc")
      #expect(all.contains("<mark>Hòa Lộc</mark>"))
      #expect(all.contains("action=\"/search\" role=\"search\""))
      let tasks = try await agency.get("/search?q=ra+soat+thu+tuc&kind=duty")
      #expect(
        tasks.contains("<mark>Rà soát thủ tục</mark>")
          && tasks.contains("/duties?scope=all&amp;task="))
      let own = try await commune.get("/search?q=ra+soat+thu+tuc")
      #expect(own.contains(DutyPath.duty(duty)) && own.contains("Phường Hòa Lộc"))
      let none = try await economy.get("/search?q=ra+soat+thu+tuc")
      #expect(!none.contains(DutyPath.duty(duty)) && none.contains("Không tìm thấy"))
      let odd = try await agency.get("/search?q=%3Cscript%3E%22%27&kind=nonsense")
      #expect(agency.status == .ok && !odd.contains("<script>\""))
      #expect(try await agency.get("/search").contains("Tìm gì cũng được"))
      let long = String(repeating: "a", count: 5_000)
      try await agency.get("/search?q=" + long)
      #expect(agency.status == .ok)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `programs search one kind`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      _ = try await office.duty(of: office.tree.hoaLoc)
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      let found = try await agency.get("/api/v1/search?q=quang+dien&kind=unit")
      #expect(agency.status == .ok && found.contains("\"fullName\"") == false)
      #expect(found.contains("Xã Quảng Điền") && found.contains("\"kind\":\"unit\""))
      #expect(try await agency.get("/api/v1/search?q=ra+soat").contains("\"kind\":\"duty\""))
      try await agency.get("/api/v1/search?q=ra+soat&kind=person")
      #expect(agency.status == .unprocessableContent)
    }
  }
}
