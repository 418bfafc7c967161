import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// Directives, figures and what a lead answers, on pages.
struct DutyGivingTests {
  private let given = [
    ("text", "Báo cáo hồ sơ đất đai trễ hạn."), ("due", "05/12/2026"), ("number", ""),
    ("givenOn", "20/11/2026"), ("givenBy", "Chủ tịch UBND tỉnh"),
    ("giver", "Tỉnh Hương Giang"), ("unit-1", "hoa loc"), ("role-1", "executing"),
  ]

  @Test(arguments: TestOffice.engines)
  func `a leader gives something to do, and the unit reports it with figures`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      let leader = try await office.visitor(.leader, tree.province)
      #expect(try await leader.get("/duties").contains("href=\"/duties/new\""))
      #expect(try await leader.get("/duties/new").contains("value=\"Tỉnh Hương Giang\""))
      try await leader.post("/duties/new", given)
      #expect(leader.status == .seeOther, "\(leader.page)")
      let path = String(try #require(leader.location?.prefix { $0 != "?" }))
      #expect(
        try await leader.follow().contains("Chủ tịch UBND tỉnh chỉ đạo trực tiếp ngày 20/11/2026"))
      #expect(try await leader.get("/duties?scope=all&source=directive").contains(path))
      let commune = try await office.visitor(.unitOfficer, tree.hoaLoc)
      #expect(!(try await commune.get("/duties")).contains("/duties/new"))
      try await commune.get("/duties/new")
      #expect(commune.status == .notFound)
      try await commune.get(path)
      let words = ("report-words", "Đã rà soát.")
      for (field, row) in [
        ("report-value-2", [("report-label-2", "Hồ sơ trễ"), ("report-value-2", "nhiều")]),
        ("report-label-1", [("report-value-1", "5")]),
        ("report-value-1", [("report-label-1", "Hồ sơ"), ("report-value-1", "9999999999999")]),
      ] {
        try await commune.post(path + "/report", [words] + row)
        #expect(commune.status == .unprocessableContent, "\(row)")
        #expect(commune.page.contains("href=\"#\(field)\""), "\(row)")
      }
      try await commune.post(
        path + "/report",
        [
          words, ("report-label-1", "Hồ sơ trả <b>đúng hạn</b>"), ("report-value-1", "1.098,5"),
          ("report-measure-1", "%"), ("report-label-3", "Trễ"), ("report-value-3", "3"),
        ])
      #expect(commune.status == .seeOther, "\(commune.page)")
      let shown = try await commune.follow()
      #expect(shown.contains("Hồ sơ trả &lt;b&gt;đúng hạn&lt;/b&gt;: 1.098,5%"), "\(shown)")
      #expect(shown.contains("Trễ: 3"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what is given wrongly comes back with its reason`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      let leader = try await office.visitor(.leader, tree.hoaLoc)
      try await leader.get("/duties/new")
      var own = given
      own[5] = ("giver", "Phường Hòa Lộc")
      own[6] = ("unit-1", "Phòng Kinh tế")
      for (field, value, wrong) in [
        ("text", " ", "text"), ("due", "31/02/2026", "due"), ("givenBy", "", "givenBy"),
        ("giver", "", "giver"), ("unit-1", "", "units"), ("unit-1", "không có", "unit-1"),
        ("unit-1-pick", tree.quangDien.text, "units"), ("giver-pick", tree.province.text, "giver"),
        ("due", "01/01/9999", "due"), ("role-1", "coordinating", "units"),
      ] {
        var sent = own.filter { $0.0 != field }
        sent.append((field, value))
        try await leader.post("/duties/new", sent)
        #expect(
          [.unprocessableContent, .forbidden].contains(leader.status), "\(field) \(value)")
        if leader.status == .unprocessableContent {
          #expect(leader.page.contains("href=\"#\(wrong)\""), "\(field) \(value)")
        }
      }
      let agency = try await office.visitor(.standingAgency, tree.province)
      #expect(try await agency.get("/duties").contains("Chưa có việc nào được giao"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a lead sees who coordinates with it and answers their reports`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      let path = DutyPath.duty(try await office.duty(of: tree.hoaLoc, .coordinating))
      let commune = try await office.visitor(.unitOfficer, tree.hoaLoc)
      try await commune.get(path)
      #expect(commune.page.contains("Cơ quan chủ trì"))
      try await commune.post(path + "/report", [("report-words", "Đã góp ý.")])
      #expect(try await commune.follow().contains("đang chờ Sở Nội vụ xác nhận"))
      let giver = try await office.visitor(.leader, tree.province)
      #expect(!(try await giver.get(path)).contains(path + "/acceptance"))
      try await giver.post(path + "/acceptance", [("version", "2"), ("answer-words", "")])
      #expect(giver.status == .forbidden && giver.page.contains("Sở Nội vụ"))
      let lead = try await office.visitor(.unitOfficer, tree.homeAffairs)
      let list = try await lead.get("/duties?scope=waiting")
      #expect(list.contains(path))
      let own = try await lead.get("/duties?scope=mine")
      let ownPath = try #require(own.firstMatch(of: /<th scope="row"><a href="([^"]*)"/)).1
      let sheet = try await lead.get(String(ownPath))
      #expect(sheet.contains("1 báo cáo của đơn vị phối hợp") && sheet.contains(path))
      try await lead.get(path)
      try await lead.post(path + "/acceptance", [("answer-words", "Tốt.")])
      #expect(lead.status == .seeOther, "\(lead.page)")
      #expect(!(try await lead.get("/duties")).contains("Chờ xác nhận <"))
    }
  }
}
