import Rules

/// Judges the report outline (đề cương).
enum TruthOutline {
  static func outline(_ expected: Truth.Outline?, _ read: Rules.Outline?) -> TruthAspect {
    guard let expected else {
      return TruthAspect(
        "outline", right: 0, of: 0, misses: read.map { ["invented: \($0.title)"] } ?? [])
    }
    guard let read else {
      return TruthAspect("outline", right: 0, of: 1, misses: ["no outline read"])
    }
    var tally = Tally()
    tally.check(
      TruthWords.opens(read.title, expected.opening),
      "title \(read.title), expected \(expected.opening)")
    judge(expected.sections, read.sections, &tally)
    return TruthAspect(
      "outline", right: tally.total - tally.misses.count, of: tally.total, misses: tally.misses)
  }

  private struct Tally {
    var total = 0
    var misses: [String] = []

    mutating func check(_ right: Bool, _ miss: @autoclosure () -> String) {
      total += 1
      if !right { misses.append(miss()) }
    }
  }

  private static func judge(
    _ expected: [Truth.OutlineSection], _ read: [OutlineSection], _ tally: inout Tally
  ) {
    for section in expected {
      let found = read.first { isSection(section, $0) }
      tally.check(found != nil, "section missing: \(section.number ?? "") \(section.opening)")
      guard let found else { continue }
      if let least = section.questionCount {
        let count = found.questions.count
        tally.check(
          count >= least && count <= (section.questionCountAtMost ?? least),
          "\(section.opening): \(count) questions, expected \(least)")
      }
      judge(section.questions ?? [], in: found, &tally)
      judge(section.sections ?? [], found.sections, &tally)
    }
  }

  private static func isSection(_ expected: Truth.OutlineSection, _ read: OutlineSection) -> Bool {
    TruthWords.opens(read.title, expected.opening)
      && TruthWords.folded(expected.number ?? "") == TruthWords.folded(read.number ?? "")
  }

  /// A question may stand as a question, as part of one (a + below a -), or as a numbered title that is
  /// a whole sentence.
  private struct Candidate {
    var text: String
    var kind: QuestionKind
    var parts: Int
  }

  private static func judge(
    _ expected: [Truth.Question], in section: OutlineSection, _ tally: inout Tally
  ) {
    let candidates =
      section.questions.map { Candidate(text: $0.text, kind: $0.kind, parts: $0.parts.count) }
      + section.questions.flatMap { question in
        question.parts.map { Candidate(text: $0.text, kind: $0.kind, parts: question.parts.count) }
      }
      + section.sections.map { Candidate(text: $0.title, kind: .text, parts: 0) }
    let matching = TruthPairs.match(
      expected, candidates, isOptional: { _ in false },
      tests: [
        { TruthWords.opens($1.text, $0.opening) },
        { TruthWords.contains($1.text, $0.opening) },
      ])
    for index in matching.missing {
      tally.check(false, "question missing: \(expected[index].opening)")
    }
    for pair in matching.pairs {
      let (wanted, found) = (expected[pair.expected], candidates[pair.read])
      tally.check(true, "")
      if let kinds = wanted.kinds {
        tally.check(
          kinds.contains(found.kind.rawValue),
          "\(wanted.opening): kind \(found.kind.rawValue), expected \(kinds.joined(separator: " or "))"
        )
      }
      if let parts = wanted.parts {
        tally.check(
          found.parts >= parts,
          "\(wanted.opening): \(found.parts) parts, expected at least \(parts)")
      }
    }
  }
}
