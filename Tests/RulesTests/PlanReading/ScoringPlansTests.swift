import Testing

@testable import Rules

/// The scoring must not let a bad reading through.
@Suite struct ScoringPlansTests {
  @Test(arguments: TruthCases.ownNames)
  func `an empty reading fails`(name: String) throws {
    let item = try TruthCases.load(name)
    let score = TruthScore(name, truth: item.truth, plan: Plan(), text: try item.text())
    #expect(!score.passes)
    #expect(score.shortfall.contains("header"))
  }

  @Test(arguments: TruthCases.ownNames)
  func `the reading that a truth asks for passes`(name: String) throws {
    let item = try TruthCases.load(name)
    let text = try item.text()
    let plan = TruthOracle.plan(item.truth, text: text)
    let score = TruthScore(name, truth: item.truth, plan: plan, text: text)
    #expect(score.passes, "\(score.shortfall)")
  }

  @Test(.enabled(if: TruthCases.hasRealPlans), arguments: TruthCases.realNames)
  func `the reading that the truth of a real plan asks for passes`(name: String) throws {
    try `the reading that a truth asks for passes`(name: name)
  }

  @Test func `one wrong thing of each kind is noticed`() throws {
    let item = try TruthCases.load("ke-hoach-cchc-xa")
    let text = try item.text()
    let right = TruthOracle.plan(item.truth, text: text)
    let changes: [(String, (inout Plan) -> Void)] = [
      ("header", { $0.header.signer = nil }),
      ("bases", { $0.legalBases[0].date = nil }),
      ("cites", { $0.citations.removeAll() }),
      ("notes", { $0.footnotes.removeLast() }),
      ("sections", { $0.sections.removeFirst() }),
      ("targets", { $0.targets[0].comparator = .less }),
      ("tasks", { $0.tasks += $0.tasks }),
      (
        "agencies",
        {
          $0.tasks[0].lead = ["Sở Nội vụ"]
          $0.tasks[1].lead = []
        }
      ),
      ("deadlines", { $0.tasks[0].deadline = nil }),
      ("evidence", { $0.tasks[0].evidence = [] }),
      ("inspection", { $0.inspection?.forms[0].units.removeLast() }),
      ("reports", { $0.reports.removeLast() }),
      ("outline", { $0.outline?.sections[0].sections[1].questions.removeLast() }),
      ("warnings", { $0.warnings.append(Warning(code: "numberingJump", message: "", span: nil)) }),
      ("spans", { $0.tasks[0].span = Span(start: 0, end: 9) }),
    ]
    for (aspect, change) in changes {
      var wrong = right
      change(&wrong)
      let score = TruthScore("wrong", truth: item.truth, plan: wrong, text: text)
      #expect(score.aspects.filter { !$0.passes }.map(\.name).contains(aspect), "\(aspect)")
    }
  }

  @Test func `words are compared without case, tone placement, marks and composition`() {
    #expect(TruthWords.folded("**Uỷ ban** nhân dân, XÃ Hoà Thuỷ") == "ủy ban nhân dân xã hòa thủy")
    #expect(TruthWords.contains("báo cáo quý III", "quý III | quý IV"))
    #expect(!TruthWords.contains("báo cáo quý III", "quý I"))
    #expect(TruthWords.opens("Giao Sở Nội vụ chủ trì", "Sở Tư pháp | Giao Sở Nội vụ"))
  }

  @Test(arguments: [
    (["Uỷ ban nhân dân các xã, thị trấn"], ["UBND các xã, thị trấn"], true),
    (["Phòng Văn hóa & Thông tin"], ["Phòng Văn hóa và Thông tin"], true),
    (["Phòng Văn hóa", "Thông tin"], ["Phòng Văn hóa và Thông tin"], false),
    (["các ngành liên quan"], ["Các ngành liên quan", "Sở Nội vụ"], false),
    (["Sở Nội vụ"], ["Sở Nội vụ", "?Đoàn kiểm tra"], true),
    (["Sở Nội vụ", "Sở Y tế"], ["Sở Nội vụ"], false),
    (["Sở Tư pháp"], ["Sở Tư pháp | Tư pháp"], true),
  ])
  func `agencies are compared as sets`(read: [String], expected: [String], right: Bool) {
    #expect((TruthWords.agencyMiss(read: read, expected: expected) == nil) == right)
  }

  @Test func `items pair one to one and optional ones come last`() {
    let matching = TruthPairs.match(
      ["?a", "a", "b"], ["a", "c"], isOptional: { $0.hasPrefix("?") },
      tests: [{ $0.hasSuffix($1) }])
    #expect(matching.pairs.map(\.expected) == [1])
    #expect(matching.missing == [2])
    #expect(matching.extra == [1])
  }
}
