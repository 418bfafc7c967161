import Foundation
import Testing

@testable import Rules

/// Plans cut, doubled, shuffled and salted with hostile letters must be read without a crash, and every span
/// must lie in the text. `SOAT_FUZZ_ROUNDS` sets how many; a round here costs some twenty of a file's.
@Suite struct PlanFuzzTests {
  private static let rounds =
    (ProcessInfo.processInfo.environment["SOAT_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 800) / 20

  private static let salt: [Unicode.Scalar] = Array(
    "|\t\n\r\u{0C}\u{0B}\u{2028}()[]⁽¹⁾²*_#>-+•:;.,/%0199IVXLC🙂\u{301}\u{323}\u{302}\u{FEFF}\u{200D}\u{202E}"
      .unicodeScalars)

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a broken plan is read all the same`(seed: UInt64) throws {
    var random = SeededRandom(state: seed)
    let texts = try TruthCases.ownNames.map {
      Array(try TruthCases.load($0).text().unicodeScalars)
    }
    for round in 0..<PlanFuzzTests.rounds {
      var scalars = texts[round % texts.count]
      for _ in 0..<Int.random(in: 1...12, using: &random) { mutate(&scalars, &random) }
      let plan = PlanReader.read(String(String.UnicodeScalarView(scalars)))
      for span in spans(plan) {
        #expect(span.start >= 0 && span.start <= span.end && span.end <= scalars.count)
      }
    }
  }

  private func mutate(_ scalars: inout [Unicode.Scalar], _ random: inout SeededRandom) {
    guard scalars.count > 4 else { return }
    let start = Int.random(in: 0..<scalars.count - 1, using: &random)
    let end = min(scalars.count, start + Int.random(in: 1...200, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: scalars.removeSubrange(start..<end)
    case 1:
      scalars.insert(
        contentsOf: scalars[start..<end], at: Int.random(in: 0...scalars.count, using: &random))
    case 2: scalars[start..<end].shuffle(using: &random)
    case 3:
      let salt = PlanFuzzTests.salt.randomElement(using: &random) ?? "|"
      scalars.insert(
        contentsOf: Array(repeating: salt, count: Int.random(in: 1...40, using: &random)), at: start
      )
    default:
      let gone = scalars[start]
      scalars.removeAll { $0 == gone }
    }
  }

  private func spans(_ plan: Plan) -> [Span] {
    func all(_ sections: [PlanSection]) -> [Span] {
      sections.flatMap { [$0.span] + all($0.children) }
    }
    return all(plan.sections) + plan.tasks.map(\.span) + plan.targets.map(\.span)
      + plan.tasks.compactMap { $0.deadline?.span } + plan.reports.map(\.span)
      + plan.citations.map(\.span) + plan.legalBases.map(\.span) + plan.warnings.compactMap(\.span)
      + plan.footnotes.map(\.span) + plan.header.spans.values + plan.header.recipients.map(\.span)
  }
}
