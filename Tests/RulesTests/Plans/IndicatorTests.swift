import Rules
import Testing

struct IndicatorTests {
  @Test(arguments: ["2026", "2026-H1", "2026-H2", "2026-Q1", "2026-Q4"])
  func `a period is read from its key`(key: String) {
    #expect(IndicatorPeriod(key: key)?.key == key)
  }

  @Test(arguments: [
    "", "26", "1999", "2101", "2026-", "2026-H0", "2026-H3", "2026-Q5", "2026-X1", "2026-Q1-Q2",
    "2026-Q１", "2026Q1", "-2026",
  ])
  func `what is no period has none`(key: String) {
    #expect(IndicatorPeriod(key: key) == nil)
  }

  @Test func `periods stand in the order of their ends`() {
    let keys = ["2026", "2026-Q4", "2025", "2026-H1", "2026-Q2", "2026-Q1", "2026-H2"]
    #expect(
      keys.compactMap { IndicatorPeriod(key: $0) }.sorted().map(\.key) == [
        "2025", "2026-Q1", "2026-Q2", "2026-H1", "2026-Q4", "2026-H2", "2026",
      ])
    #expect(IndicatorPeriod.all(of: 2026, .half).map(\.key) == ["2026-H1", "2026-H2"])
  }

  @Test(arguments: [
    (
      "Phấn đấu tỷ lệ hồ sơ thủ tục hành chính giải quyết trực tuyến đạt từ 25% trở lên",
      "Tỷ lệ hồ sơ thủ tục hành chính giải quyết trực tuyến"
    ),
    (
      "100% thủ tục hành chính được công khai (niêm yết)", "Tỷ lệ thủ tục hành chính được công khai"
    ),
    ("tối thiểu 62% hồ sơ công việc tại huyện", "Tỷ lệ hồ sơ công việc tại huyện"),
    ("Mức độ hài lòng của người dân đạt 90% trở lên", "Mức độ hài lòng của người dân"),
  ])
  func `the number that a target follows has the name of what is counted`(
    text: String, name: String
  ) {
    #expect(TargetFacts(reading: text).map(IndicatorName.suggested) == name)
  }

  @Test(arguments: [
    (Comparator.atLeast, 62.0, true), (.atLeast, 61.9, false), (.equal, 62.0, true),
    (.equal, 63.0, true), (.equal, 61.0, false), (.more, 62.0, false), (.atMost, 62.0, true),
    (.atMost, 62.1, false), (.less, 62.0, false), (.less, 61.0, true),
  ])
  func `a number reaches a target or not`(comparator: Comparator, number: Double, isMet: Bool) {
    let facts = TargetFacts(text: "Chỉ tiêu", comparator: comparator, value: 62, measure: "%")
    #expect(facts.isMet(by: number) == isMet)
  }

  @Test(arguments: [
    ("cấp xã", UnitLevel.commune), ("xã", .commune), ("Cấp huyện", .district), ("huyện", .district),
    ("cấp tỉnh", .province), ("các xã, thị trấn", nil), ("Sở Nội vụ", nil), ("", nil),
  ])
  func `a level of government is known by its words`(words: String, level: UnitLevel?) {
    #expect(AgencyMatching.level(words) == level)
  }
}
