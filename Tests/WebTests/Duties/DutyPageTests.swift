import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// Script in ways that have got through somewhere.
private let script = "<script>alert(1)</script>\" onload='x' \"\u{200D}\u{301}"

struct DutyPageTests {
  @Test(arguments: TestOffice.engines)
  func `a commune reports, is sent back, reports again and is accepted`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let duty = try await office.duty(of: office.tree.hoaLoc)
      let path = DutyPath.duty(duty)
      let commune = try await office.visitor(
        .unitOfficer, office.tree.hoaLoc, name: "H'Thảo Niê")
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      #expect(try await commune.get("/duties").contains(path))
      try await commune.get(path)
      #expect(commune.page.contains("action=\"\(path)/report\""))
      #expect(!commune.page.contains("/acceptance"))
      try await commune.post(path + "/report", [("report-words", "Đã rà soát 112 thủ tục.")])
      #expect(commune.status == .seeOther, "\(commune.page)")
      #expect(try await commune.follow().contains("Đã gửi báo cáo"))
      let waiting = try await agency.get("/duties?scope=waiting")
      #expect(waiting.contains(path) && waiting.contains("Phường Hòa Lộc"))
      try await agency.get(path)
      #expect(agency.page.contains("Đã rà soát 112 thủ tục."))
      try await agency.post(path + "/return", [("answer-words", " ")])
      #expect(agency.status == .unprocessableContent)
      #expect(agency.page.contains("href=\"#answer-words\""))
      try await agency.post(path + "/return", [("answer-words", "Thiếu danh mục kèm theo.")])
      #expect(agency.status == .seeOther, "\(agency.page)")
      let returned = try await commune.get(path)
      #expect(returned.contains("Thiếu danh mục kèm theo.") && returned.contains("bị trả lại"))
      try await commune.post(path + "/report", [("report-words", "Đã bổ sung danh mục.")])
      try await agency.get(path)
      try await agency.post(path + "/acceptance", [("answer-words", "")])
      #expect(agency.status == .seeOther, "\(agency.page)")
      #expect(try await office.stage(duty) == .accepted)
      #expect(
        try await commune.get("/units/\(office.tree.hoaLoc)").contains(
          "1 việc: 100% đúng hạn; 100%"))
      let done = try await commune.get("/duties?scope=mine&stage=accepted")
      #expect(done.contains(path) && done.contains("đúng hạn") && done.contains("100%"))
      try await agency.get(path)
      try await agency.post(path + "/reopening", [("reopening-words", "Số liệu chưa khớp.")])
      #expect(
        try await office.steps(duty).sorted()
          == ["accept", "reopen", "report", "report", "sendBack"])
    }
  }

  @Test(arguments: TestOffice.engines)
  func `more time is asked for and granted, and the first date stays`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let path = DutyPath.duty(try await office.duty(of: office.tree.hoaLoc))
      let commune = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      try await commune.get(path)
      for (day, words, field) in [
        ("31/02/2027", "Thiếu số liệu.", "extension-due"), ("", "Thiếu.", "extension-due"),
        ("01/12/2026", "Thiếu.", "extension-due"), ("15/01/2027", "", "extension-words"),
      ] {
        try await commune.post(
          path + "/extension", [("extension-due", day), ("extension-words", words)])
        #expect(commune.status == .unprocessableContent, "\(day)")
        #expect(commune.page.contains("href=\"#\(field)\""), "\(day)")
      }
      try await commune.post(
        path + "/extension",
        [("extension-due", "15/01/2027"), ("extension-words", "Thiếu số liệu.")])
      #expect(try await commune.follow().contains("đã đề nghị gia hạn đến ngày 15/01/2027"))
      #expect(!commune.page.contains(path + "/extension\""))
      try await agency.get(path)
      #expect(agency.page.contains("value=\"15/01/2027\""))
      try await agency.post(
        path + "/extension-decision",
        [("decision", "grant"), ("decision-due", "10/01/2027"), ("decision-words", "")])
      let after = try await agency.follow()
      #expect(after.contains("10/01/2027") && after.contains("31/12/2026"), "\(after)")
    }
  }

  @Test(arguments: TestOffice.engines)
  func `others see no duty, and viewers see no form`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      let duty = try await office.duty(of: tree.hoaLoc)
      let path = DutyPath.duty(duty)
      let other = try await office.visitor(.unitOfficer, tree.quangDien)
      try await other.get(path)
      #expect(other.status == .notFound)
      try await other.get("/duties")
      try await other.post(path + "/report", [("version", "1"), ("report-words", "Xong.")])
      #expect(other.status == .notFound)
      #expect(!(try await other.get("/duties?scope=all&stage=any")).contains(path))
      let viewer = try await office.visitor(.viewer, tree.hoaLoc)
      #expect(try await viewer.get(path).contains("Rà soát thủ tục hành chính"))
      #expect(!viewer.page.contains("action=\"/duties/"))
      try await viewer.post(path + "/report", [("version", "1"), ("report-words", "Xong.")])
      #expect([.forbidden, .notFound].contains(viewer.status))
      let agency = try await office.visitor(.standingAgency, tree.province)
      try await agency.get(path)
      try await agency.post(path + "/report", [("report-words", "Báo cáo thay.")])
      let own = try await agency.follow()
      #expect(own.contains("không thể tự xác nhận") && !own.contains(path + "/acceptance"))
      try await agency.post(path + "/acceptance", [("answer-words", "")])
      #expect(agency.status == .forbidden)
      #expect(try await office.stage(duty) == .reported)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `who comes second is told who was first, and keeps what was typed`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let duty = try await office.duty(of: office.tree.hoaLoc)
      let path = DutyPath.duty(duty)
      let first = try await office.visitor(.unitOfficer, office.tree.hoaLoc, name: "Võ Thị Lan")
      let second = try await office.visitor(.leader, office.tree.hoaLoc, name: "Đỗ Hữu Đức")
      try await first.get(path)
      try await second.get(path)
      try await first.post(path + "/report", [("report-words", "Bản thứ nhất.")])
      try await second.post(path + "/report", [("report-words", "Bản thứ hai, dài hơn.")])
      #expect(second.status == .conflict)
      #expect(second.page.contains("Võ Thị Lan đã cập nhật việc này lúc"))
      #expect(second.page.contains("Bản thứ hai, dài hơn."))
      #expect(try await office.steps(duty) == ["report"])
      try await first.get(path)
      let fields = first.page.matches(
        of: /<input type="hidden" name="(token|submission|version)" value="([^"]*)">/
      ).suffix(3).map { (String($0.1), String($0.2)) }
      try await first.post(path + "/report-withdrawal", fields)
      let location = first.location
      try await first.post(path + "/report-withdrawal", fields)
      #expect(first.location == location && first.status == .seeOther)
      #expect(try await office.steps(duty).sorted() == ["report", "takeBack"])
    }
  }

  @Test(arguments: TestOffice.engines)
  func `script in words is shown as text`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let path = DutyPath.duty(try await office.duty(of: office.tree.hoaLoc))
      let commune = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      try await commune.get(path)
      try await commune.post(
        path + "/extension", [("extension-due", script), ("extension-words", script)])
      #expect(commune.status == .unprocessableContent)
      #expect(!commune.page.contains("<script>alert") && !commune.page.contains("\" onload"))
      try await commune.post(path + "/report", [("report-words", "<script>alert(1)</script>\" b")])
      let shown = try await commune.follow()
      #expect(shown.contains("&lt;script&gt;alert(1)") && !shown.contains("<script>alert"))
      for filter in ["unit", "plan", "stage", "due", "scope", "after"] {
        let list = try await commune.get("/duties?\(filter)=" + Fields.encoded(script))
        #expect(commune.status == .ok, "\(filter)")
        #expect(!list.contains("<script>alert") && !list.contains("\" onload"), "\(filter)")
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `lists count, narrow and go on, and an empty one says what to do`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      #expect(try await agency.get("/duties").contains("Chưa có việc nào được giao"))
      let duty = try await office.duty(of: office.tree.hoaLoc)
      let all = try await agency.get("/duties")
      #expect(all.matches(of: /<tr><th scope="row">/).count == 6)
      #expect(all.contains("quá hạn 235 ngày"))
      let late = try await agency.get("/duties?scope=all&due=overdue")
      #expect(late.matches(of: /<tr><th scope="row">/).count == 3)
      let unit = try await agency.get("/duties?unit=" + Fields.encoded("quang dien"))
      #expect(unit.matches(of: /<tr><th scope="row">/).count == 2)
      #expect(!unit.contains(duty.text))
      let none = try await agency.get("/duties?stage=dropped")
      #expect(none.contains("Không có việc nào khớp"))
      let english = try await office.visitor(
        .standingAgency, office.tree.province, language: "en")
      #expect(try await english.get("/duties").contains("235 days overdue"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `the start and the page of a unit lead to what is owed`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let tree = office.tree
      let duty = try await office.duty(of: tree.hoaLoc)
      let agency = try await office.visitor(.standingAgency, tree.province)
      let start = try await agency.get("/")
      #expect(start.contains("Việc của tôi") && start.contains("Phường Hòa Lộc"))
      for match in start.matches(of: /href="(\/duties[^"]*)"/) {
        try await agency.get(String(match.1).replacing("&amp;", with: "&"))
        #expect(agency.status == .ok, "\(match.1)")
      }
      let unit = try await agency.get("/units/\(tree.hoaLoc)")
      #expect(unit.contains("Việc đang nợ") && unit.contains(DutyPath.duty(duty)))
      let before = try await agency.get("/units/\(tree.hoaLoc)?on=2026-01-01")
      #expect(!before.contains("Việc đang nợ"))
      let commune = try await office.visitor(.unitOfficer, tree.quangDien)
      #expect(!(try await commune.get("/")).contains("Phường Hòa Lộc"))
    }
  }
}
