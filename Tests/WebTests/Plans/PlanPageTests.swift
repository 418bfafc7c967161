import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

/// Script in all the ways that have got through somewhere.
private let script = "<script>alert(1)</script>\" onload='x' \"\u{200D}\u{301}"

/// The sample plan with an agency that no tree knows.
private let unsettled = SamplePlan.text.replacing("Phòng Kinh tế", with: "Ban Tuyên truyền")

extension OfficeSite {
  /// A draft of the sample plan, sent as a file by an officer of the province.
  fileprivate func upload(
    _ text: String = SamplePlan.text, by visitor: OfficeVisitor
  ) async throws -> String {
    try await visitor.get("/plans/new")
    try await visitor.upload(
      "/plans/new", [("unit", "Tỉnh Hương Giang")], [("document", "ke-hoach.txt", text)])
    try #require(visitor.status == .seeOther, "\(visitor.page)")
    return try #require(visitor.location)
  }
}

extension String {
  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}

struct PlanPageTests {
  @Test(arguments: TestOffice.engines)
  func `a plan is read from a file, reviewed, settled and published`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, office.tree.province)
      let empty = try await visitor.get("/plans")
      #expect(empty.contains("Chưa có kế hoạch nào"))
      #expect(empty.contains("href=\"/plans/new\""))
      let form = try await visitor.get("/plans/new")
      #expect(form.contains("value=\"Tỉnh Hương Giang\""))
      let path = try await office.upload(unsettled, by: visitor)

      let review = try await visitor.get(path)
      for text in [
        "<h1>Cải cách hành chính tỉnh Hương Giang năm 2026</h1>", "18/KH-UBND", "dự thảo",
        "Nhiệm vụ (3)", "Chỉ tiêu (1)", "≥ 98%", "30/03/2026",
        "→ các xã, phường, đặc khu (2 đơn vị)",
        "href=\"#w-t1\"", "id=\"w-t1\"", "href=\"#t-1\"", "id=\"t-1\"", "id=\"w-g1\"",
        "class=\"read of-task\"", "href=\"#w-number\"", "chưa rõ “Ban Tuyên truyền” là đơn vị nào",
        "<a href=\"#t-3\">Nhiệm vụ 3",
      ] {
        #expect(review.contains(text) == true, "\(text)")
      }
      #expect(!review.contains("Ban hành và giao việc"))
      try await visitor.get(path + "/publication")
      #expect(visitor.location == path + "#concerns")

      let task = try Self.form(3, review)
      let edit = try await visitor.get(task)
      #expect(edit.contains("value=\"Ban Tuyên truyền\""))
      try await visitor.post(task, Self.task(unit: "Phòng Kinh tế"))
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      #expect(visitor.location == path + "#t-3")

      let ready = try await visitor.get(path)
      #expect(ready.contains("→ Phòng Kinh tế"))
      #expect(!ready.contains("chưa rõ “Ban Tuyên truyền”"))
      let question = try await visitor.get(path + "/publication")
      #expect(question.contains("<dd>6</dd>"))
      #expect(question.contains("<dd>4</dd>"))
      #expect(question.contains("Không hoàn tác được"))
      let made = try #require(question.firstMatch(of: /name="made" value="([^"]+)"/)?.1)
      try await visitor.post(path + "/publication", [("made", String(made))])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let published = try await visitor.follow()
      for text in [
        "đã ban hành", "0/3 việc", "&amp;plan=\(path.suffix(26))", "Đã ban hành; các đơn vị",
      ] {
        #expect(published.contains(text), "\(text)")
      }
      #expect(!published.contains(task + "\""))
      let list = try await visitor.get("/plans?year=2026&stage=published")
      #expect(list.contains("Cải cách hành chính tỉnh Hương Giang năm 2026"))
      #expect(list.contains("0/6 việc"))
      #expect(try await visitor.get("/plans?stage=draft").contains("Không có kế hoạch nào khớp"))

      // What was settled is known to the next plan.
      let next = try await office.upload(unsettled, by: visitor)
      #expect(try await visitor.get(next).contains("→ Phòng Kinh tế"))
    }
  }

  private static func form(_ position: Int, _ page: String) throws -> String {
    let part = try #require(page.components("id=\"t-\(position)\"").dropFirst().first)
    let match = part.firstMatch(of: /href="(\/plans\/[^"]+\/tasks\/[0-9a-z]{26})"/.ignoresCase())
    return String(try #require(match?.1))
  }

  private static func task(unit: String, group: String = "") -> [(String, String)] {
    [
      ("text", "Tuyên truyền cải cách hành chính."), ("taskKind", "task"),
      ("deadline", "thường xuyên"), ("due", ""), ("continuous", "1"), ("product", ""),
      ("evidence", "Báo cáo\n\nẢnh"), ("funding", ""), ("estimate", "15.000.000"),
      ("role-1", "lead"), ("words-1", "Ban Tuyên truyền"), ("unit-1", unit), ("group-1", group),
    ]
  }

  @Test(arguments: TestOffice.engines)
  func `a commune sees the published plan and not the draft`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let province = try await office.visitor(.standingAgency, office.tree.province)
      let commune = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      let path = try await office.upload(by: province)
      for hidden in [path, path + "/change", path + "/tasks/new", path + "/removal"] {
        try await commune.get(hidden)
        #expect(commune.status == .notFound, "\(hidden)")
      }
      #expect(try await commune.get("/plans").contains("Chưa có kế hoạch nào"))
      let question = try await province.get(path + "/publication")
      let made = try #require(question.firstMatch(of: /name="made" value="([^"]+)"/)?.1)
      try await province.post(path + "/publication", [("made", String(made))])
      let page = try await commune.get(path)
      #expect(commune.status == .ok)
      #expect(page.contains("đã ban hành"))
      #expect(!page.contains(path + "/change"))
      try await commune.get(path + "/change")
      #expect(commune.status == .forbidden)
      try await commune.get(path + "/publication")
      #expect(commune.status == .notFound)
      // One that is published is changed by nobody in this way.
      let entries = try await office.entryCount()
      try await province.get(path + "/tasks/new")
      try await province.post(path + "/tasks/new", Self.task(unit: "Phòng Kinh tế"))
      #expect(province.status == .conflict)
      try await province.get(path + "/change")
      try await province.post(path + "/removal", [])
      #expect(province.status == .conflict)
      #expect(try await office.entryCount() == entries)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a file that is no plan, or for a unit that is not one's own, comes back to its field`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.unitOfficer, office.tree.hoaLoc)
      let entries = try await office.entryCount()
      let own = "Phường Hòa Lộc"
      for (unit, files, field, words) in [
        (own, [], "document", "Chọn tệp kế hoạch"),
        (own, [("document", "a.txt", "Hôm nay trời đẹp.\n")], "document", "Không thấy kế hoạch"),
        (own, [("document", "a.docx", "PK\u{3}\u{4}hỏng")], "document", "Tệp"),
        (own, [("document", "a.pdf", "%PDF-1.7 hỏng")], "document", "Tệp"),
        ("", [("document", "a.txt", SamplePlan.text)], "unit", "Nhập đơn vị ban hành"),
        ("Sở Nội vụ", [("document", "a.txt", SamplePlan.text)], "unit", ""),
      ] {
        try await visitor.get("/plans/new")
        try await visitor.upload("/plans/new", [("unit", unit)], files)
        #expect(visitor.status == .unprocessableContent, "\(words)")
        #expect(visitor.page.contains("id=\"\(field)-problem\""), "\(words)")
        #expect(visitor.page.contains(words))
      }
      #expect(try await office.entryCount() == entries)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `a file above the bound is refused at its field`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, office.tree.province)
      try await visitor.get("/plans/new")
      try await visitor.upload(
        "/plans/new", [("unit", "Tỉnh Hương Giang")],
        [("document", "a.txt", String(repeating: "a", count: PlanUpload.largest + 1))])
      #expect(visitor.status == .unprocessableContent)
      #expect(visitor.page.contains("Tệp lớn hơn 20 MB"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `two officers edit one task and the second sees both versions`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let first = try await office.visitor(.standingAgency, office.tree.province)
      let second = try await office.visitor(
        .standingAgency, office.tree.province, name: "Lê Văn Bình")
      let path = try await office.upload(by: first)
      let task = try Self.form(3, try await first.get(path))
      try await first.get(task)
      try await second.get(task)
      try await first.post(task, Self.task(unit: "Phòng Kinh tế"))
      #expect(first.status == .seeOther)
      try await second.post(
        task, Self.task(unit: "", group: "communes").map { $0.0 == "text" ? ("text", "Khác") : $0 })
      #expect(second.status == .conflict)
      for text in ["Trần Thị Hạnh", "Khác", "Tuyên truyền cải cách hành chính."] {
        #expect(second.page.contains(text), "\(text)")
      }
      // Publishing shows what it makes; what changed meanwhile is not published unseen.
      let question = try await second.get(path + "/publication")
      let made = try #require(question.firstMatch(of: /name="made" value="([^"]+)"/)?.1)
      try await first.get(task)
      try await first.post(task, Self.task(unit: "", group: "communes"))
      try await second.get(path + "/publication")
      try await second.post(path + "/publication", [("made", String(made))])
      #expect(second.status == .conflict)
      #expect(try await second.get(path).contains("dự thảo"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `tasks are added behind one another and taken out, and numbers follow`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, office.tree.province)
      try await visitor.get("/plans/blank")
      try await visitor.post(
        "/plans/blank",
        [
          ("unit", "Tỉnh Hương Giang"), ("title", "Kiểm tra công vụ"), ("kind", "Kế hoạch"),
          ("year", "2026"), ("number", ""), ("symbol", ""), ("signedOn", ""),
        ])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let path = try #require(visitor.location)
      #expect(try await visitor.follow().contains("Kế hoạch chưa có nhiệm vụ nào"))
      for text in ["Một", "Ba"] {
        try await visitor.get(path + "/tasks/new")
        try await visitor.post(
          path + "/tasks/new",
          Self.task(unit: "Phòng Kinh tế").map { $0.0 == "text" ? ("text", text) : $0 })
        #expect(visitor.status == .seeOther, "\(visitor.page)")
      }
      let page = try await visitor.get(path)
      let first = try Self.form(1, page)
      let id = try #require(first.components("/").last)
      let form = try await visitor.get(path + "/tasks/new?after=\(id)")
      #expect(form.contains("name=\"after\" value=\"\(id)\""))
      try await visitor.post(
        path + "/tasks/new",
        Self.task(unit: "Phòng Kinh tế").map { $0.0 == "text" ? ("text", "Hai") : $0 }
          + [("after", id)])
      #expect(visitor.location == path + "#t-2")
      try await visitor.get(first + "/removal")
      try await visitor.post(first + "/removal", [])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let after = try await visitor.get(path)
      #expect(after.contains("Nhiệm vụ (2)"))
      #expect(
        after.components("id=\"t-1\"").last?.components("id=\"t-2\"").first?.contains("Hai") == true
      )
      try await visitor.get(path + "/change")
      try await visitor.post(
        path + "/change",
        [
          ("title", ""), ("kind", "Kế hoạch"), ("year", "hai nghìn"), ("number", "7"),
          ("symbol", "KH-UBND"), ("signedOn", "31/02/2026"),
        ])
      #expect(visitor.status == .unprocessableContent)
      for field in ["title", "year", "signedOn"] {
        #expect(visitor.page.contains("id=\"\(field)-problem\""), "\(field)")
      }
      try await visitor.get(path + "/removal")
      try await visitor.post(path + "/removal", [])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      #expect(try await visitor.follow().contains("Đã xóa dự thảo"))
      try await visitor.get(path)
      #expect(visitor.status == .notFound)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `what a task's form cannot take stands beside its field`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, office.tree.province)
      let path = try await office.upload(by: visitor)
      let task = try Self.form(1, try await visitor.get(path))
      for (fields, field) in [
        ([("text", "")], "text"), ([("due", "sớm")], "due"), ([("estimate", "nhiều")], "estimate"),
        ([("unit-1", "Sở Không Có")], "unit-1"), ([("group-1", "communes")], "group-1"),
      ] {
        try await visitor.get(task)
        let names = Set(fields.map(\.0))
        try await visitor.post(
          task, fields + Self.task(unit: "Sở Nội vụ").filter { !names.contains($0.0) })
        #expect(visitor.status == .unprocessableContent, "\(field)")
        #expect(visitor.page.contains("id=\"\(field)-problem\""), "\(field)")
        #expect(visitor.page.contains("Ban Tuyên truyền"), "\(field)")
      }
    }
  }

  @Test(arguments: TestOffice.engines)
  func `no text of a document or form becomes markup`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, office.tree.province)
      let text = SamplePlan.text.replacing("Rà soát thủ tục", with: "Rà soát \(script) thủ tục")
      let path = try await office.upload(text, by: visitor)
      let review = try await visitor.get(path)
      #expect(review.contains("&lt;script&gt;"))
      let task = try Self.form(2, review)
      try await visitor.get(task)
      try await visitor.post(
        task,
        Self.task(unit: "Phòng Kinh tế").map {
          ["text", "evidence", "words-1"].contains($0.0) ? ($0.0, "Việc " + script) : $0
        })
      for page in [path, task, task + "/removal", path + "/change", "/plans"] {
        #expect(!(try await visitor.get(page)).contains("<script>alert"), "\(page)")
        #expect(!visitor.page.contains("onload='x'"), "\(page)")
      }
    }
  }

  @Test func `a long document of many rows is cut once and keeps its words`() {
    let text = "# **Phần** đầu\n| a | b |\n|---|---|\n| c | d |\n\nCuối"
    let start = text.unicodeScalars.count - 4
    let blocks = PlanDocumentCut.blocks(
      text,
      [
        ReadWords(
          span: Span(start: start, end: start + 4), anchor: "w-t1",
          mark: .init(href: "#t-1", tone: "task", number: "1")),
        ReadWords(span: Span(start: -5, end: 9_000), anchor: "w-v1", mark: nil),
      ])
    #expect(blocks.count == 3)
    #expect(blocks[0].line?.pieces.map(\.words).joined() == " Phần đầu")
    #expect(blocks[0].line?.pieces.first?.anchors == ["w-v1"])
    #expect(
      blocks[1].table?.rows.map { $0.cells.map { $0.pieces.map(\.words).joined() } } == [
        ["a", "b"], ["c", "d"],
      ])
    #expect(blocks[2].line?.pieces.first?.mark?.number == "1")
    #expect(blocks[2].line?.pieces.first?.anchors == ["w-t1"])
    #expect(PlanDocumentCut.blocks("", []).isEmpty)
    #expect(PlanDocumentCut.blocks("||", []).isEmpty)
  }
}
