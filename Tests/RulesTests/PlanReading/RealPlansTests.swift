import Testing

@Suite(.enabled(if: TruthCases.hasRealPlans, "the folder of the real plans is absent"))
struct RealPlansTests {
  @Test(
    .enabled(if: TruthReading.isJoined, "until the reader is joined"),
    arguments: TruthCases.realNames)
  func `a real plan is read as a careful officer marks it`(name: String) throws {
    let item = try TruthCases.load(name)
    let text = try item.text()
    let score = TruthScore(name, truth: item.truth, plan: TruthReading.readPlan(text), text: text)
    print(score.line)
    #expect(score.passes, "\(score.shortfall)")
  }

  @Test(arguments: TruthCases.realNames)
  func `every marked opening stands in the real plan and is short`(name: String) throws {
    let item = try TruthCases.load(name)
    let text = try item.text()
    for words in TruthOpenings.all(item.truth) {
      #expect(TruthWords.contains(text, words), "not in the text: \(words)")
      for alternative in TruthWords.alternatives(words) {
        #expect(alternative.split(separator: " ").count <= 7, "too long: \(alternative)")
      }
    }
  }
}
