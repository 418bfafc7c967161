import HTTPTypes
import Records
import Rules
import Store
import TestSupport
import Testing

@testable import Web

private let text = SamplePlan.text
  .replacing("Cơ quan chủ trì: Sở Nội vụ.", with: "Cơ quan chủ trì: Ban Tuyên truyền.")
  .replacing("- Thời gian thực hiện: Quý IV/2026.", with: "")
  .replacing("Số: 18/KH-UBND", with: "Số:     /KH-UBND")

/// What an officer does with a draft before it is published.
struct PlanReviewTests {
  private func upload(_ text: String, by visitor: OfficeVisitor) async throws -> String {
    try await visitor.get("/plans/new")
    try await visitor.upload(
      "/plans/new", [("unit", "Tỉnh Hương Giang")], [("document", "ke-hoach.txt", text)])
    return try #require(visitor.location, "\(visitor.page)")
  }

  @Test(arguments: TestOffice.engines)
  func `one page asks everything that keeps a draft back`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, office.tree.province)
      let path = try await upload(text, by: visitor)
      #expect(try await visitor.get(path).contains("href=\"\(path)/settlement\""))
      let page = try await visitor.get(path + "/settlement")
      let name = "of_ban_tuyen_truyen"
      for words in [
        "“Ban Tuyên truyền” – nhiệm vụ 1", "unit-\(name)", "due-rest", "continuous-rest",
      ] {
        #expect(page.contains(words), "\(words)")
      }
      #expect(!page.contains("unit-rest"))
      try await visitor.post(
        path + "/settlement",
        [("unit-" + name, "Sở Không Có"), ("group-" + name, ""), ("due-rest", "sớm")])
      #expect(visitor.status == .unprocessableContent)
      #expect(visitor.page.contains("id=\"unit-\(name)-problem\""))
      try await visitor.post(
        path + "/settlement",
        [("unit-" + name, "Sở Nội vụ"), ("group-" + name, ""), ("due-rest", "30/11/2026")])
      #expect(visitor.status == .seeOther, "\(visitor.page)")
      let ready = try await visitor.follow()
      #expect(ready.contains("30/11/2026") && ready.contains("Ban hành và giao việc"))
      #expect(ready.contains("→ Sở Nội vụ"))

      // What was settled meanwhile is not asked and not changed any more.
      try await visitor.get(path + "/settlement")
      try await visitor.post(
        path + "/settlement", [("unit-" + name, ""), ("group-" + name, "outside")])
      #expect(visitor.status == .seeOther)
      #expect(try await visitor.get(path).contains("→ Sở Nội vụ"))

      let leader = try await office.visitor(.leader, office.tree.province)
      try await leader.get(path + "/settlement")
      #expect(leader.status == .notFound)
    }
  }

  @Test(arguments: TestOffice.engines)
  func `remarks are put right, or put aside`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, office.tree.province)
      let path = try await upload(
        text.replacing("2. Rà soát", with: "4. Rà soát"), by: visitor)
      let page = try await visitor.get(path)
      #expect(page.contains("Văn bản chưa có số"))
      let remark = try #require(page.firstMatch(of: /value="(numberingJump-\d+)"/)?.1)
      try await visitor.post(path + "/remarks", [("remark", String(remark))])
      #expect(visitor.status == .seeOther)
      #expect(!(try await visitor.get(path)).contains(remark))
      try await visitor.get(path + "/change")
      try await visitor.post(
        path + "/change",
        [
          ("title", "Cải cách hành chính"), ("kind", "Kế hoạch"), ("year", "2026"),
          ("number", "18"), ("symbol", "KH-UBND"), ("signedOn", "12/01/2026"),
        ])
      #expect(!(try await visitor.get(path)).contains("Văn bản chưa có số"))
      try await visitor.post(path + "/remarks", [("remark", "có dấu")])
      #expect(visitor.status == .notFound)
      let warning = try #require(PlanReader.read(text).warnings.first)
      #expect(
        Language.english.say(warning.message).hasPrefix("The number of the document is blank"))
    }
  }

  @Test(arguments: TestOffice.engines)
  func `words chosen in the document become a task or a target at their place`(
    engine: Engine
  ) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, office.tree.province)
      let path = try await upload(SamplePlan.text, by: visitor)
      let page = try await visitor.get(path)
      let line = try #require(
        page.firstMatch(of: /data-at="(\d+)">(?:<[^>]+>)*Căn cứ Nghị quyết/)?.1)
      let chosen = [
        ("review", "1"), ("near", String(line)), ("text", "Căn cứ Nghị quyết số 76/NQ-CP"),
        ("taskKind", "report"),
      ]
      try await visitor.post(path + "/tasks/new", chosen)
      #expect(visitor.status == .ok)
      let form = visitor.page
      #expect(form.contains("Căn cứ Nghị quyết số 76/NQ-CP</textarea>"))
      #expect(form.contains("value=\"report\" selected"))
      let start = try #require(form.firstMatch(of: /name="start" value="(\d+)"/)?.1)
      let end = try #require(form.firstMatch(of: /name="end" value="(\d+)"/)?.1)
      #expect(String(start) == String(line))
      try await visitor.post(
        path + "/tasks/new",
        [
          ("start", String(start)), ("end", String(end)), ("text", "Căn cứ Nghị quyết"),
          ("taskKind", "report"), ("due", "01/02/2026"), ("role-1", "lead"), ("words-1", ""),
          ("unit-1", "Sở Nội vụ"), ("group-1", ""),
        ])
      // It stands before the tasks that follow it in the document.
      #expect(visitor.location == path + "#t-1", "\(visitor.page)")
      #expect(try await visitor.get(path).contains("id=\"w-t1\""))

      try await visitor.post(
        path + "/targets/new",
        [
          ("review", "1"), ("near", "0"),
          ("text", "Ít nhất 1.250,5 điểm hài lòng của 62% người dân"),
        ])
      #expect(visitor.page.contains("name=\"measure\""))
      for (fields, field) in [
        ([("value", "nhiều")], "value"), ([("text", "")], "text"), ([("measure", "")], "measure"),
        ([("unit", "Sở Không Có")], "unit"), ([("group", "communes")], "group"),
      ] {
        let names = Set(fields.map(\.0))
        let sent = Self.target.filter { !names.contains($0.0) } + fields
        try await visitor.post(
          path + "/targets/new",
          field == "group" ? sent.map { $0.0 == "unit" ? ("unit", "Sở Nội vụ") : $0 } : sent)
        #expect(visitor.status == .unprocessableContent, "\(field)")
        #expect(visitor.page.contains("id=\"\(field)-problem\""), "\(field)")
      }
      // A place that cannot be is no place.
      try await visitor.post(
        path + "/targets/new", Self.target + [("start", "-5"), ("end", "99999999999")])
      #expect(visitor.location == path + "#g-2", "\(visitor.page)")
      let added = try await visitor.get(path)
      #expect(added.contains("≥ 1.250,5 điểm"))
      #expect(added.contains("Tỉnh Hương Giang · từng quý · Điểm hài lòng"))
      let change = try #require(
        added.matches(of: /href="(\/plans\/\w+\/targets\/\w+\/change)"/).last?.1)
      try await visitor.get(String(change))
      try await visitor.post(
        String(change), Self.target.map { $0.0 == "value" ? ("value", "62.5") : $0 })
      #expect(try await visitor.get(path).contains("≥ 62,5 điểm"))
      let removal = String(change).replacing("/change", with: "/removal")
      try await visitor.get(removal)
      try await visitor.post(removal, [])
      #expect(try await visitor.follow().contains("Chỉ tiêu (1)"))
    }
  }

  private static let target = [
    ("text", "Điểm hài lòng"), ("comparator", ">="), ("value", "1.250,5"), ("measure", "điểm"),
    ("every", "quarter"), ("indicator", "Điểm hài lòng"), ("group", ""), ("unit", ""),
  ]

  @Test(arguments: TestOffice.engines)
  func `a budget is summed by source and typed as people write it`(engine: Engine) async throws {
    try await onOffice(engine) { office in
      let visitor = try await office.visitor(.standingAgency, office.tree.province)
      let path = try await upload(SamplePlan.text, by: visitor)
      for (amount, source) in [
        ("1,5 tỷ", "Ngân sách tỉnh"), ("15 triệu", "ngân sách tỉnh"), ("7", ""),
      ] {
        try await visitor.get(path + "/tasks/new")
        try await visitor.post(
          path + "/tasks/new",
          [
            ("text", "Việc"), ("taskKind", "task"), ("due", "01/12/2026"), ("estimate", amount),
            ("funding", source), ("role-1", "lead"), ("unit-1", "Sở Nội vụ"), ("group-1", ""),
          ])
        #expect(visitor.status == .seeOther, "\(visitor.page)")
      }
      let page = try await visitor.get(path)
      for words in ["1.515.000.000 đ", "1.515.000.007 đ", "Chưa ghi nguồn"] {
        #expect(page.contains(words), "\(words)")
      }
    }
  }
}
