import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

private let script = "<script>alert(1)</script>"

/// The numbers of targets, on pages and for programs.
struct PlanTargetPageTests {
  /// A published plan whose second target binds the communes.
  private func published(_ office: OfficeSite) async throws -> (plan: String, target: String) {
    try await office.store.write { db in
      let act = TestOffice.act()
      let plan = try Plans.draft(
        PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "ke-hoach.txt",
        for: office.tree.province, db, act)
      var facts = TargetFacts(
        text: "50% hồ sơ công việc được xử lý trên mạng", comparator: .atLeast, value: 50,
        measure: "%")
      facts.holder = .group(.communes)
      facts.every = .half
      facts.indicator = "Tỷ lệ \(script)"
      let target = try PlanTargets.add(facts, to: plan, db, act)
      try Plans.publish(plan, seen: 1, db, act)
      return ("/plans/\(plan)", "/plans/\(plan)/targets/\(target)")
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a commune types its numbers and the agency sees the picture`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let (plan, target) = try await published(office)
      let commune = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      #expect(try await commune.get(plan).contains("href=\"\(target)\""))
      let own = "\(target)/units/\(office.tree.hoaLoc)"
      let before = try await commune.get(target)
      #expect(before.contains("href=\"\(own)\"") && before.contains("chưa có số liệu"))
      #expect(!before.contains("Xã Quảng Điền"))
      try await commune.get("\(target)/units/\(office.tree.quangDien)")
      #expect(commune.status == .notFound)
      try await commune.get(own)
      for (value, status) in [("sáu mươi", 422), ("-3", 422), ("62,25", 303)] {
        try await commune.post(
          own, [("2026-H1", value), ("2026-H2", ""), ("source", "Cổng \(script)")])
        #expect(commune.status.code == status, "\(value): \(commune.page)")
      }
      #expect(try await commune.follow().contains("62,25%"))
      // Typed for an older version: both are shown.
      try await commune.post(own, [("version", "1"), ("2026-H1", "70"), ("2026-H2", "")])
      let page = try await agency.get(target)
      for words in [
        "<svg class=\"chart\"", "<title", "62,25%", "Phường Hòa Lộc", "Xã Quảng Điền", "≥ 50%",
        "6 tháng đầu năm 2026", "1/2 đơn vị đạt", "Lịch sử số liệu",
      ] {
        #expect(page.contains(words), "\(words)")
      }
      #expect(!page.contains("<script>alert"))
      let all = try await agency.get(plan + "/targets")
      #expect(all.contains("1 đạt") && all.contains("1 chưa có số liệu"))
      #expect(!all.contains("<script>alert"))
      let viewer = try await office.visitor(.viewer, office.tree.province)
      #expect(!(try await viewer.get(target)).contains("/units/\(office.tree.hoaLoc)\">Nhập"))
      try await viewer.get(own)
      #expect(viewer.status == .notFound)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `programs read plans, tasks and targets, and publish`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let (published, _) = try await published(office)
      let draft = try await office.store.write { db in
        try Plans.draft(
          PlanReader.read(SamplePlan.text), text: SamplePlan.text, name: "b.txt",
          for: office.tree.province, db, TestOffice.act())
      }
      let agency = try await headers(office, .standingAgency, office.tree.province)
      let commune = try await headers(office, .unitOfficer, office.tree.hoaLoc)
      let list = try await send(office, "/plans?year=2026&stage=published", commune)
      #expect(list.status == 200 && list.text.contains("\"18/KH-UBND\""), "\(list.text)")
      #expect(try await send(office, "/plans?limit=1", agency).text.contains("\"next\""))
      for query in ["?year=x", "?stage=x", "?after=x", "?limit=0"] {
        #expect(try await send(office, "/plans" + query, agency).status == 422, "\(query)")
      }
      #expect(try await send(office, "/plans/\(draft)", commune).status == 404)
      let tasks = try await send(office, "\(published)/tasks", commune)
      #expect(tasks.text.contains("\"dueDays\":[\"2026-03-30\"]"), "\(tasks.text)")
      let targets = try await send(office, "\(published)/targets", commune)
      #expect(targets.text.contains("\"group\":\"communes\""), "\(targets.text)")
      let publication = "/plans/\(draft)/publication"
      #expect(try await send(office, publication, commune, #"{"version":1}"#).status == 403)
      #expect(try await send(office, publication, agency, #"{"version":2}"#).status == 409)
      #expect(try await send(office, publication, agency, #"{"version":1}"#).status == 201)
      #expect(try await send(office, publication, agency, #"{"version":1}"#).status == 409)
    }
  }

  private func headers(
    _ office: OfficeSite, _ role: Role, _ unit: ID<Unit>
  ) async throws -> HTTPFields {
    let account = try await office.visitor(role, unit).account
    let token = try await office.store.write { db in
      let actor = Actor(account: account, name: "máy", grants: [Grant(role: role, unit: unit)])
      return try ApiTokens.create(
        "thử", [.readPlans, .writePlans, .readDuties],
        until: TestOffice.morning.date.adding(days: 30),
        AccountLimits.inForce(on: TestOffice.morning.date), db, TestOffice.act(actor)
      ).token.text
    }
    return [.authorization: "Bearer " + token, .contentType: "application/json"]
  }

  private func send(
    _ office: OfficeSite, _ path: String, _ headers: HTTPFields, _ body: String? = nil
  ) async throws -> (status: Int, text: String) {
    let response = try await office.client.executeRequest(
      uri: "/api/v1" + path, method: body == nil ? .get : .post, headers: headers,
      body: body.map { ByteBuffer(string: $0) })
    return (response.status.code, String(buffer: response.body))
  }
}
