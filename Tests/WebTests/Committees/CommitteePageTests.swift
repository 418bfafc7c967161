import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// Script in ways that have got through somewhere.
private let script = "<script>alert(1)</script>\" onload='x' \"\u{200D}\u{301}"

struct CommitteePageTests {
  private let committee: [(String, String)] = [
    ("unit", "Tỉnh Hương Giang"), ("name", "Ban Chỉ đạo CCHC tỉnh"), ("number", "12/QĐ-UBND"),
    ("signedOn", "01/02/2026"), ("standing", "Sở Nội vụ"), ("cycle", "quarter"),
    ("daysAfter", "0"), ("from", "01/01/2026"), ("to", ""),
  ]

  private func changed(
    _ fields: [(String, String)], _ name: String, _ value: String
  ) -> [(String, String)] {
    fields.filter { $0.0 != name } + [(name, value)]
  }

  /// A committee with its members, as the standing agency enters it; its address.
  private func make(_ agency: OfficeVisitor) async throws -> String {
    try await agency.get(CommitteePath.new)
    try await agency.post(CommitteePath.new, committee)
    #expect(agency.status == .seeOther, "\(agency.page)")
    let path = try #require(agency.location?.split(separator: "?").first).description
    try await agency.get(path + "/members/new")
    try await agency.post(
      path + "/members/new",
      [
        ("person", "Lê Văn An"), ("person-pick", "new"), ("role", "chair"),
        ("unit", "Sở Nội vụ"), ("title", "Giám đốc Sở"),
        ("tasks", "Chỉ đạo chung\r\n\(script)"), ("from", "01/01/2026"), ("to", ""),
      ])
    #expect(agency.status == .seeOther, "\(agency.page)")
    return path
  }

  private let point: [(String, String)] = [
    ("text", "Công bố danh mục \(script)"), ("due", "01/12/2026"), ("product", "Quyết định"),
    ("role-1", "lead"), ("unit-1", "Sở Nội vụ"), ("group-1", ""),
    ("role-2", "executing"), ("unit-2", ""), ("group-2", "communes"),
    ("role-3", "coordinating"), ("unit-3", ""), ("group-3", ""),
  ]

  @Test(arguments: TestOffice.engines)
  func `a committee meets and its conclusion becomes duties`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      _ = try await office.duty(of: office.tree.hoaLoc)
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      let path = try await make(agency)
      let page = try await agency.follow()
      #expect(page.contains("Quý IV/2026") && page.contains("31/12/2026"), "\(page)")
      #expect(page.contains("Chỉ đạo chung") && !page.contains("<script>alert"))
      try await agency.get(path + "/meetings/new")
      #expect(agency.page.contains("quý IV/2026"))
      try await agency.post(
        path + "/meetings/new",
        [
          ("subject", "Họp quý IV"), ("day", "20/11/2026"), ("clock", "08:00"),
          ("place", "Phòng họp 1"), ("period", "2026-10-01"), ("guests", "Văn phòng"),
        ])
      let meeting = try #require(agency.location)
      let agenda = try await agency.follow()
      #expect(agenda.contains("3 việc, hạn sớm nhất 30/03/2026"), "\(agenda)")
      try await agency.post(meeting + "/agenda/points", [("text", script)])
      #expect(agency.status == .seeOther)
      #expect(!(try await agency.get(meeting)).contains("<script>alert"))
      try await agency.post(meeting + "/agenda/fixing", [("version", "1")])
      #expect(agency.status == .conflict)
      try await agency.get(meeting)
      try await agency.post(meeting + "/agenda/fixing", [])
      #expect(try await agency.get(meeting).contains("đã chốt nội dung"))
      try await agency.get(meeting + "/minutes")
      try await agency.post(meeting + "/minutes", [("minutes", "Đã bàn \(script)")])
      #expect(!(try await agency.follow()).contains("<script>alert"))
      try await agency.get(meeting + "/points/new")
      try await agency.post(meeting + "/points/new", point)
      #expect(agency.status == .seeOther, "\(agency.page)")
      try await agency.get(meeting + "/conclusion")
      #expect(agency.page.contains("Lê Văn An"))
      let notice = [("number", "5/TB-BCĐ"), ("signedOn", "20/11/2026"), ("chair", "Lê Văn An")]
      try await agency.post(meeting + "/conclusion", notice)
      #expect(agency.status == .seeOther, "\(agency.page)")
      let done = try await agency.follow()
      #expect(done.contains("Thông báo kết luận số 5/TB-BCĐ") && done.contains("0/3"), "\(done)")
      try await agency.post(meeting + "/conclusion", notice + [("version", "99")])
      #expect(agency.status == .conflict)
      let commune = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      let owed = try await commune.get("/duties?scope=mine")
      #expect(owed.contains("Công bố danh mục") && !owed.contains("<script>alert"))
      // The commune owes a duty of it, and sees neither the committee nor its agenda.
      for hidden in [path, meeting] {
        try await commune.get(hidden)
        #expect(commune.status == .notFound)
      }
      #expect(try await office.entryCount() > 10)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what is wrong with a committee, a meeting or a point stands beside its field`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      for (name, value) in [
        ("name", ""), ("unit", "Không có"), ("standing", ""),
        ("daysAfter", "999999999999999999999"),
        ("daysAfter", "32"), ("from", "31/02/2026"), ("to", "01/01/2020"),
        ("name", "a\u{202E}b"),
      ] {
        try await agency.get(CommitteePath.new)
        try await agency.post(CommitteePath.new, changed(committee, name, value))
        #expect(agency.status == .unprocessableContent, "\(name) \(value)")
        #expect(agency.page.contains("href=\"#\(name)\""), "\(name) \(value)")
      }
      let path = try await make(agency)
      let meeting: [(String, String)] = [
        ("subject", "Họp"), ("day", "20/11/2026"), ("clock", ""), ("place", ""),
        ("period", ""), ("guests", ""),
      ]
      for (name, value) in [
        ("subject", ""), ("day", "01/01/2020"), ("clock", "25:00"), ("period", "2026-10-02"),
        ("period", "x"),
      ] {
        try await agency.get(path + "/meetings/new")
        try await agency.post(path + "/meetings/new", changed(meeting, name, value))
        #expect(agency.status == .unprocessableContent, "\(name) \(value)")
        #expect(agency.page.contains("href=\"#\(name)\""), "\(name) \(value)")
      }
      try await agency.get(path + "/meetings/new")
      try await agency.post(path + "/meetings/new", meeting)
      let address = try #require(agency.location)
      for (name, value, field) in [
        ("text", " ", "text"), ("due", "1/1/1999", "due"), ("unit-1", "Không có", "unit-1"),
        ("group-1", "communes", "group-1"),
      ] {
        try await agency.get(address + "/points/new")
        try await agency.post(address + "/points/new", changed(point, name, value))
        #expect(agency.status == .unprocessableContent, "\(name) \(value)")
        #expect(agency.page.contains("href=\"#\(field)\""), "\(name) \(value)")
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `those who only look see no form, and others no committee`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let agency = try await office.visitor(.standingAgency, office.tree.province)
      let path = try await make(agency)
      try await agency.get(path + "/meetings/new")
      try await agency.post(
        path + "/meetings/new", [("subject", "Họp"), ("day", "20/11/2026"), ("period", "")])
      let meeting = try #require(agency.location)
      let viewer = try await office.visitor(.viewer, office.tree.province)
      #expect(!(try await viewer.get(path)).contains("/members/new"))
      #expect(!(try await viewer.get(meeting)).contains("action=\"/meetings"))
      let other = try await office.visitor(.unitOfficer, office.tree.quangDien)
      try await other.get(CommitteePath.new)
      for form in [
        path + "/change", path + "/members/new", path + "/meetings/new", meeting + "/change",
        meeting + "/minutes", meeting + "/conclusion", meeting + "/points/new",
        meeting + "/agenda/renewal", meeting + "/agenda/fixing", meeting + "/removal",
      ] {
        try await viewer.post(form, [("version", "1")])
        #expect([.forbidden, .unprocessableContent].contains(viewer.status), "\(form)")
        try await other.post(form, [("version", "1")])
        #expect([.notFound, .unprocessableContent].contains(other.status), "\(form)")
      }
      // Forged: a foreign unit's committee.
      try await other.get(CommitteePath.new)
      try await other.post(CommitteePath.new, committee)
      #expect(other.status == .unprocessableContent || other.status == .forbidden)
      // Sent twice, it is one committee; stale, it shows both versions.
      try await agency.get(path + "/change")
      let stale = agency.page
      try await agency.post(path + "/change", changed(committee, "name", "Ban Điều hành CCHC"))
      #expect(agency.status == .seeOther, "\(stale)")
      try await agency.get(path + "/change")
      try await agency.post(
        path + "/change", changed(committee, "name", "Ban") + [("version", "1")])
      #expect(agency.status == .conflict && agency.page.contains("Ban Điều hành CCHC"))
    }
  }
}
