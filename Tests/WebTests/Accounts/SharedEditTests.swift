import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// Two people edit one thing: the second is told, sees both versions and loses nothing.
struct SharedEditTests {
  /// One form: its address, what the first sends, what the second sends, what stands in both versions.
  private struct Case: Sendable {
    let path: String
    let first: [(String, String)]
    let second: [(String, String)]
    let words: [String]
  }

  private func cases(_ office: OfficeSite) async throws -> [Case] {
    let tree = office.tree
    let account = try await AccountSite.add("Đỗ An", "an.do", nil, on: tree.hoaLoc, office.store)
    let other = try await AccountSite.add("Lê Bình", "binh.le", nil, on: nil, office.store)
    let (person, holding, grant) = try await office.store.write { db in
      let act = TestOffice.act()
      let person = try People.create(PersonDraft(fullName: "Võ Lan"), for: nil, db, act)
      let holding = try OfficeHoldings.appoint(
        OfficeDraft(
          person: person, unit: tree.hoaLoc, post: .staff, title: "Chuyên viên",
          from: SampleTree.day("2026-01-01")), db, act)
      let grant = try Roles.grant(
        .viewer, to: other, on: tree.hoaLoc, from: act.today, to: nil, db, act)
      return (person, holding, grant)
    }
    return [
      Case(
        path: "/people/\(person)/change", first: [("fullName", "Võ Thị Lan")],
        second: [("fullName", "Võ Ngọc Lan"), ("phone", "0912345678")],
        words: ["Võ Thị Lan", "Võ Ngọc Lan", "0912345678"]),
      Case(
        path: "/office-holdings/\(holding)/correction",
        first: [("post", "staff"), ("title", "Chuyên viên chính"), ("from", "2026-01-01")],
        second: [("post", "staff"), ("title", "Cán sự"), ("from", "2026-02-01")],
        words: ["Chuyên viên chính", "Cán sự", "01/02/2026"]),
      Case(
        path: "/accounts/\(account)/unit", first: [("care", "unit"), ("keeper", "Quảng Điền")],
        second: [("care", "unit"), ("keeper", "Sở Nội vụ")],
        words: ["Xã Quảng Điền", "Sở Nội vụ"]),
      Case(
        path: "/accounts/\(other)/roles/\(grant)/ending",
        first: [("when", "day"), ("last", "2026-12-31")],
        second: [("when", "day"), ("last", "2027-06-30")],
        words: ["31/12/2026", "30/06/2027"]),
      Case(
        path: "/accounts/\(account)/disabling", first: [("reason", "Nghỉ hưu")],
        second: [("reason", "Chuyển công tác")], words: ["Nghỉ hưu", "Chuyển công tác"]),
    ]
  }

  @Test(arguments: TestOffice.engines)
  func `the second sees who saved, both versions, and goes on with their own`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let first = try await office.administrator("Trần Thị Hạnh")
      let second = try await office.administrator("Lê Văn Minh")
      for item in try await cases(office) {
        try await first.get(item.path)
        try await second.get(item.path)
        #expect(second.status == .ok, "\(item.path)")
        try await first.post(item.path, item.first)
        #expect(first.status == .seeOther, "\(item.path) \(first.page)")
        let before = try await office.entryCount()
        try await second.post(item.path, item.second)
        #expect(second.status == .conflict, "\(item.path)")
        for word in item.words + ["Trần Thị Hạnh", "class=\"differs\""] {
          #expect(second.page.contains(word), "\(item.path) \(word)")
        }
        #expect(try await office.entryCount() == before)
        // Back in the form with what was typed, against the version that is saved now.
        try await second.post(item.path, item.second + [("review", "1")])
        #expect(second.status == .ok)
        let typed = try #require(item.second.last)
        let shown = CivilDate(iso: typed.1)?.vietnamese ?? typed.1
        #expect(second.page.contains(shown), "\(item.path)")
        if item.path.hasSuffix("/disabling") { continue }
        try await second.post(item.path, item.second)
        #expect(second.status == .seeOther, "\(item.path) \(second.page)")
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `an account is moved by whom both units are under`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let account = try await AccountSite.add(
        "Đỗ An", "an.do", nil, on: office.tree.hoaLoc, office.store)
      let bound = try await office.administrator("Võ Lan", office.tree.hoaLoc)
      let path = "/accounts/\(account)/unit"
      #expect(!(try await bound.get(path)).contains("name=\"care\""))
      try await bound.post(path, [("keeper", office.tree.province.text)])
      #expect(bound.status == .unprocessableContent)
      try await bound.get(path)
      try await bound.post(path, [("care", "office")])
      #expect(bound.status == .forbidden)
      try await bound.get(path)
      try await bound.post(path, [("keeper", "Phòng Kinh tế")])
      #expect(bound.status == .seeOther, "\(bound.page)")
      #expect(try await bound.follow().contains("Phòng Kinh tế"))
      let wide = try await office.administrator("Trần Thị Hạnh")
      try await wide.get(path)
      try await wide.post(path, [("care", "office")])
      #expect(wide.status == .seeOther)
      try await bound.get("/accounts/\(account)")
      #expect(bound.status == .notFound)
    }
  }
}

extension OfficeSite {
  /// An administrator who has passed the second factor.
  func administrator(_ name: String, _ unit: ID<Unit>? = nil) async throws -> OfficeVisitor {
    let visitor = try await visitor(.administrator, unit, name: name)
    let account = visitor.account
    try await store.write { db in
      let act = TestOffice.act()
      try db.execute(
        """
        INSERT INTO second_factor (account_id, secret, confirmed_at, last_step)
        VALUES (\(account), \([UInt8](repeating: 0, count: 40)), \(act.at), 0)
        """)
      // One administrator with a password always remains.
      try db.execute("UPDATE account SET password = 'x' WHERE id = \(account)")
      try db.execute(
        "UPDATE session SET second_factor_at = \(act.at) WHERE account_id = \(account)")
    }
    return visitor
  }
}
