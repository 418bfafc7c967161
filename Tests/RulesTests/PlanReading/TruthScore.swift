import Rules

/// How well one kind of thing was read in one plan.
struct TruthAspect {
  var name: String
  /// 1 is faultless: a fraction right, or F1 where things may also be invented.
  var value: Double
  /// What `value` must reach.
  var atLeast: Double
  /// For the score line: "31/31".
  var figures: String
  var misses: [String]

  /// A fraction of single facts.
  init(_ name: String, right: Int, of total: Int, atLeast: Double = 1, misses: [String]) {
    self.name = name
    self.value = total == 0 ? (misses.isEmpty ? 1 : 0) : Double(right) / Double(total)
    self.atLeast = atLeast
    self.figures = "\(right)/\(total)"
    self.misses = misses
  }

  /// F1 of `matched` items out of those expected and those read; nothing expected and nothing read is 1.
  init(
    _ name: String, matched: Int, expected: Int, read: Int, atLeast: Double = 0.95,
    misses: [String]
  ) {
    self.name = name
    self.value = expected + read == 0 ? 1 : 2 * Double(matched) / Double(expected + read)
    self.atLeast = atLeast
    let precision = read == 0 ? 1 : Double(matched) / Double(read)
    let recall = expected == 0 ? 1 : Double(matched) / Double(expected)
    self.figures =
      "P\(TruthAspect.percent(precision)) R\(TruthAspect.percent(recall)) F\(TruthAspect.percent(value))"
    self.misses = misses
  }

  var passes: Bool { value >= atLeast }

  static func percent(_ value: Double) -> String { String(Int((value * 100).rounded(.down))) }
}

/// All that is judged in one plan.
struct TruthScore {
  var name: String
  var aspects: [TruthAspect]

  init(_ name: String, truth: Truth, plan: Plan, text: String) {
    self.name = name
    let pairs = TruthTasks.pairs(truth.tasks, plan.tasks)
    aspects = [
      TruthHeader.header(truth.header, plan.header),
      TruthHeader.bases(truth.legalBases, plan.legalBases),
      TruthHeader.citations(truth, plan.citations),
      TruthHeader.footnotes(truth, plan),
      TruthHeader.sections(truth, plan.sections),
      TruthTasks.targets(truth.targets, plan.targets),
      TruthTasks.tasks(truth.tasks, plan.tasks, pairs),
      TruthTasks.agencies(pairs),
      TruthTasks.deadlines(pairs),
      TruthTasks.evidence(pairs),
      TruthInspection.programme(truth.inspection, plan.inspection),
      TruthInspection.reports(truth.reports, plan.reports),
      TruthOutline.outline(truth.outline, plan.outline),
      TruthHeader.warnings(truth, plan.warnings),
      TruthTasks.spans(truth, plan, pairs, Array(text.unicodeScalars)),
    ]
  }

  /// One line for the test output.
  var line: String {
    let cells = aspects.map { "\($0.passes ? "" : "✗")\($0.name) \($0.figures)" }
    return "SCORE \(name): " + cells.joined(separator: " · ")
  }

  /// What fell short, with every miss.
  var shortfall: String {
    aspects.filter { !$0.passes }.map { aspect in
      "\(aspect.name) \(aspect.figures):\n"
        + aspect.misses.map { "    - \($0)" }.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  var passes: Bool { aspects.allSatisfy(\.passes) }
}

/// One-to-one pairs of what was expected and what was read.
enum TruthPairs {
  /// Tries each test in turn, the strictest first, in the order of the document; optional items take only
  /// what the others leave.
  static func match<Expected, Read>(
    _ expected: [Expected], _ read: [Read], isOptional: (Expected) -> Bool,
    tests: [(Expected, Read) -> Bool]
  ) -> (pairs: [(expected: Int, read: Int)], missing: [Int], extra: [Int]) {
    var taken = Set<Int>()
    var partner: [Int: Int] = [:]
    for wantsOptional in [false, true] {
      for test in tests {
        for (index, item) in expected.enumerated()
        where partner[index] == nil && isOptional(item) == wantsOptional {
          guard
            let found = read.indices.first(where: { !taken.contains($0) && test(item, read[$0]) })
          else { continue }
          taken.insert(found)
          partner[index] = found
        }
      }
    }
    let pairs = partner.sorted { $0.key < $1.key }.map { (expected: $0.key, read: $0.value) }
    let missing = expected.indices.filter { partner[$0] == nil && !isOptional(expected[$0]) }
    return (pairs, Array(missing), read.indices.filter { !taken.contains($0) })
  }
}
