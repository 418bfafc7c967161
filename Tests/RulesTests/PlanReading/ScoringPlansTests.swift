import Rules
import Testing

/// The scoring must not let a bad reading through.
@Suite struct ScoringPlansTests {
  @Test(arguments: TruthCases.ownNames)
  func `an empty reading fails`(name: String) throws {
    let item = try TruthCases.load(name)
    let score = TruthScore(name, truth: item.truth, plan: Plan(), text: try item.text())
    #expect(!score.passes)
    #expect(score.shortfall.contains("header"))
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
