import Testing

@Suite struct OwnPlansTests {
  @Test(
    .enabled(if: TruthReading.isJoined, "until the reader is joined"),
    arguments: TruthCases.ownNames)
  func `a plan of this project is read as a careful officer marks it`(name: String) throws {
    let item = try TruthCases.load(name)
    let text = try item.text()
    let score = TruthScore(name, truth: item.truth, plan: TruthReading.readPlan(text), text: text)
    print(score.line)
    #expect(score.passes, "\(score.shortfall)")
  }

  @Test(arguments: TruthCases.ownNames)
  func `every marked opening stands in the plan`(name: String) throws {
    let item = try TruthCases.load(name)
    let text = try item.text()
    let words = TruthWords.folded(text)
    for opening in TruthOpenings.all(item.truth) {
      #expect(TruthOpenings.stands(opening, in: words), "not in the text: \(opening)")
    }
  }
}
