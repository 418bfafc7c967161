import Rules

/// Judges targets and tasks, what is attached to them, and where they say they stand.
enum TruthTasks {
  typealias Pairs = (
    found: [(expected: Truth.Task, read: Rules.Task)], missing: [String], extra: [String]
  )

  static func pairs(_ expected: [Truth.Task], _ read: [Rules.Task]) -> Pairs {
    let matching = TruthPairs.match(
      expected, read, isOptional: { $0.optional == true },
      tests: [
        { TruthWords.opens($1.text, $0.opening) },
        { TruthWords.contains($1.text, $0.opening) },
      ])
    return (
      matching.pairs.map { (expected[$0.expected], read[$0.read]) },
      matching.missing.map { "missing: \(expected[$0].opening)" },
      matching.extra.map { "invented: \(read[$0].text.prefix(70))" }
    )
  }

  static func tasks(_ expected: [Truth.Task], _ read: [Rules.Task], _ pairs: Pairs) -> TruthAspect {
    let optional = pairs.found.filter { $0.expected.optional == true }.count
    let required = expected.filter { $0.optional != true }.count
    return TruthAspect(
      "tasks", matched: pairs.found.count - optional, expected: required,
      read: read.count - optional, misses: pairs.missing + pairs.extra)
  }

  static func targets(_ expected: [Truth.Target], _ read: [Rules.Target]) -> TruthAspect {
    let matching = TruthPairs.match(
      expected, read, isOptional: { $0.optional == true },
      tests: [{ $0.value == $1.value && TruthWords.contains($1.text, $0.opening) }])
    var misses = matching.missing.map { "missing: \(expected[$0].value) \(expected[$0].opening)" }
    misses += matching.extra.map { "invented: \(read[$0].value) \(read[$0].text.prefix(70))" }
    var matched = 0
    var optional = 0
    for pair in matching.pairs {
      let (wanted, found) = (expected[pair.expected], read[pair.read])
      if wanted.optional == true {
        optional += 1
      } else if let miss = targetMiss(wanted, found) {
        misses.append("\(wanted.opening): \(miss)")
      } else {
        matched += 1
      }
    }
    let required = expected.filter { $0.optional != true }.count
    return TruthAspect(
      "targets", matched: matched, expected: required, read: read.count - optional, misses: misses)
  }

  private static func targetMiss(_ wanted: Truth.Target, _ found: Rules.Target) -> String? {
    if found.comparator.rawValue != wanted.comparator {
      return "comparator \(found.comparator.rawValue), expected \(wanted.comparator)"
    }
    if found.unit != wanted.unit && !TruthWords.isOne(found.unit, of: wanted.unit) {
      return "unit \(found.unit), expected \(wanted.unit)"
    }
    if let scope = wanted.scope, !TruthWords.contains(found.scope, scope) {
      return "scope \(found.scope ?? "none"), expected \(scope)"
    }
    return nil
  }

  /// A slot counts where somebody was expected or read.
  static func agencies(_ pairs: Pairs) -> TruthAspect {
    var total = 0
    var misses: [String] = []
    for (wanted, found) in pairs.found where wanted.optional != true {
      let slots = [
        ("lead", wanted.lead, found.lead),
        ("coordinating", wanted.coordinating, found.coordinating),
        ("executing", wanted.executing, found.executing),
      ]
      for (name, expected, read) in slots {
        guard let expected, !(expected.isEmpty && read.isEmpty) else { continue }
        total += 1
        if let miss = TruthWords.agencyMiss(read: read, expected: expected) {
          misses.append("\(wanted.opening): \(name) \(miss)")
        }
      }
    }
    return TruthAspect(
      "agencies", right: total - misses.count, of: total, atLeast: 0.95, misses: misses)
  }

  static func deadlines(_ pairs: Pairs) -> TruthAspect {
    var total = 0
    var misses: [String] = []
    for (wanted, found) in pairs.found where wanted.optional != true {
      let read = found.deadline.flatMap { $0.kind == .notStated ? nil : $0 }
      if wanted.deadline?.any == true || (wanted.deadline == nil && read == nil) { continue }
      total += 1
      if let miss = TruthDeadlines.miss(wanted.deadline, read) {
        misses.append("\(wanted.opening): \(miss)")
      }
    }
    return TruthAspect(
      "deadlines", right: total - misses.count, of: total, atLeast: 0.95, misses: misses)
  }

  /// Evidence and product, where the truth says something about them.
  static func evidence(_ pairs: Pairs) -> TruthAspect {
    var total = 0
    var misses: [String] = []
    for (wanted, found) in pairs.found where wanted.optional != true {
      if let evidence = wanted.evidence {
        total += 1
        if evidence == found.evidence.isEmpty {
          misses.append("\(wanted.opening): evidence \(found.evidence), expected \(evidence)")
        }
      }
      if let product = wanted.product {
        total += 1
        if !TruthWords.contains(found.product, product) {
          misses.append(
            "\(wanted.opening): product \(found.product ?? "none"), expected \(product)")
        }
      }
    }
    return TruthAspect(
      "evidence", right: total - misses.count, of: total, atLeast: 0.95, misses: misses)
  }

  /// Spans are scalar offsets into the decoded text; the words there must open as the item does.
  static func spans(_ truth: Truth, _ plan: Plan, _ pairs: Pairs, _ scalars: [Unicode.Scalar])
    -> TruthAspect
  {
    var misses: [String] = []
    var total = 0
    func check(_ span: Span, _ opening: String) {
      total += 1
      guard span.start >= 0, span.start < span.end, span.end <= scalars.count else {
        misses.append("\(opening): \(span.start)..<\(span.end) of \(scalars.count)")
        return
      }
      var words = String.UnicodeScalarView()
      words.append(contentsOf: scalars[span.start..<span.end])
      if !TruthWords.contains(String(words), opening) {
        misses.append("\(opening): the span says “\(String(words).prefix(60))”")
      }
    }
    for (wanted, found) in pairs.found { check(found.span, wanted.opening) }
    for target in plan.targets {
      let wanted = truth.targets.first {
        $0.value == target.value && TruthWords.contains(target.text, $0.opening)
      }
      if let wanted { check(target.span, wanted.opening) }
    }
    return TruthAspect("spans", right: total - misses.count, of: total, misses: misses)
  }
}

/// Judges one deadline.
enum TruthDeadlines {
  /// `nil` when right.
  static func miss(_ expected: Truth.Deadline?, _ read: Deadline?) -> String? {
    guard let expected else { return read.map { "deadline invented: \($0.text)" } }
    guard let read else { return "deadline missing: \(expected.text ?? "")" }
    if let text = expected.text, !TruthWords.contains(read.text, text) {
      return "deadline “\(read.text)”, expected “\(text)”"
    }
    return misses(
      read, kinds: kinds(expected.kind, expected.kinds), expected.dates, expected.lastDays)
  }

  static func kinds(_ one: String?, _ several: [String]?) -> [String]? {
    several ?? one.map { [$0] }
  }

  static func misses(_ read: Deadline, kinds: [String]?, _ dates: [String]?, _ lastDays: [String]?)
    -> String?
  {
    if let kinds, !kinds.contains(read.kind.rawValue) {
      return "kind \(read.kind.rawValue), expected \(kinds.joined(separator: " or "))"
    }
    if let dates, Set(read.dates.map(\.iso)) != Set(dates) {
      return "dates \(read.dates.map(\.iso)), expected \(dates)"
    }
    if let lastDays, Set(read.lastDays.map(\.iso)) != Set(lastDays) {
      return "last days \(read.lastDays.map(\.iso)), expected \(lastDays)"
    }
    return nil
  }
}
