import Rules
import Testing

@Suite struct TargetsTests {
  @Test func `numbers to be reached are targets, other numbers are not`() throws {
    let cases = try RecogniseCases.load("recognise-targets", as: [RecogniseCases.TargetCase].self)
    for example in cases {
      let passage = Passage(example.text)
      let found = Targets.find(
        in: passage, isTargetSection: !(example.outside ?? false), year: example.year)
      #expect(found.map(\.value) == example.targets.map(\.value), "\(example.text)")
      guard found.count == example.targets.count else { continue }
      for (target, expected) in zip(found, example.targets) {
        check(target, expected, in: passage)
      }
    }
  }

  private func check(
    _ target: FoundTarget, _ expected: RecogniseCases.TargetCase.Target, in passage: Passage
  ) {
    let clause = passage.text(target.range)
    #expect(target.comparator.rawValue == expected.comparator, "\(clause)")
    #expect(target.unit == expected.unit, "\(clause)")
    #expect(target.scope == expected.scope, "\(clause)")
    if let starts = expected.starts { #expect(clause.hasPrefix(starts), "\(clause)") }
    if let ends = expected.ends { #expect(clause.hasSuffix(ends), "\(clause)") }
  }
}
