import Rules

/// Judges the parts around the items: header, references, footnotes, sections, warnings.
enum TruthHeader {
  static func header(_ expected: Truth.Header, _ read: PlanHeader) -> TruthAspect {
    var misses: [String] = []
    func check(_ name: String, _ right: Bool, _ value: Any?, _ wanted: Any?) {
      if !right {
        misses.append("\(name): read \(show(value)), expected \(show(wanted))")
      }
    }
    func words(_ name: String, _ value: String?, _ wanted: String?) {
      check(name, TruthWords.isOne(value, of: wanted), value, wanted)
    }
    words("kind", read.kind, expected.kind)
    words("number", read.number, expected.number)
    words("symbol", read.symbol, expected.symbol)
    words("place", read.place, expected.place)
    check("date", read.date?.iso == expected.date, read.date?.iso, expected.date)
    check("year", read.year == expected.year, read.year, expected.year)
    check(
      "issuer", isIssuer(read.issuer, expected.issuer),
      read.issuer, expected.issuer)
    check("title", isTitle(read.title, expected.title), read.title, expected.title)
    words("signingAuthority", read.signingAuthority, expected.signingAuthority)
    words("signerTitle", read.signerTitle, expected.signerTitle)
    words("signer", read.signer, expected.signer)
    misses += recipientMisses(expected.recipients, read.recipients)
    let total = 11 + expected.recipients.count
    return TruthAspect("header", right: max(0, total - misses.count), of: total, misses: misses)
  }

  private static func show(_ value: Any?) -> String { value.map { "“\($0)”" } ?? "nothing" }

  private static func isIssuer(_ read: String?, _ expected: String?) -> Bool {
    guard let read, let expected else { return read == nil && expected == nil }
    return TruthWords.alternatives(expected).contains {
      TruthWords.agency($0) == TruthWords.agency(read)
    }
  }

  private static func isTitle(_ read: String?, _ expected: Truth.Title?) -> Bool {
    guard let expected else { return read == nil }
    guard let read else { return false }
    let words = TruthWords.folded(read)
    if let text = expected.text { return words == TruthWords.folded(text) }
    return TruthWords.opens(words, expected.opening ?? "")
      && words.hasSuffix(TruthWords.folded(expected.ending ?? ""))
      && (expected.words == nil || expected.words == words.split(separator: " ").count)
  }

  private static func recipientMisses(_ expected: [Truth.Recipient], _ read: [Recipient])
    -> [String]
  {
    let matching = TruthPairs.match(
      expected, read, isOptional: { _ in false },
      tests: [
        { TruthWords.agency($0.name) == TruthWords.agency($1.name) },
        { TruthWords.agency($1.name).hasSuffix(TruthWords.agency($0.name)) },
      ])
    var misses = matching.missing.map { "recipient missing: \(expected[$0].name)" }
    misses += matching.extra.map { "recipient invented: \(read[$0].name)" }
    for pair in matching.pairs where expected[pair.expected].purpose != read[pair.read].purpose {
      misses.append(
        "recipient \(read[pair.read].name): purpose \(show(read[pair.read].purpose)), "
          + "expected \(show(expected[pair.expected].purpose))")
    }
    return misses
  }

  static func bases(_ expected: [Truth.Reference], _ read: [DocumentReference]) -> TruthAspect {
    let (matched, misses, _, optional) = references(expected, read)
    return TruthAspect(
      "bases", matched: matched, expected: expected.filter { $0.optional != true }.count,
      read: read.count - optional, atLeast: 1, misses: misses)
  }

  /// Judges distinct numbers: how often a document is named does not count, nor do the legal bases
  /// again, nor the plan's own number in its annexes.
  static func citations(_ truth: Truth, _ read: [DocumentReference]) -> TruthAspect {
    guard let expected = truth.citations else {
      return TruthAspect("cites", right: 0, of: 0, misses: [])
    }
    var ignored = Set(truth.legalBases.compactMap { $0.number.map(TruthWords.folded) })
    if let number = truth.header.number, let symbol = truth.header.symbol {
      ignored.insert(TruthWords.folded(number + "/" + symbol))
    }
    var seen: [String: Int] = [:]
    var distinct: [DocumentReference] = []
    for reference in read {
      let key = TruthWords.folded(reference.number ?? reference.document)
      if ignored.contains(key) { continue }
      if let index = seen[key] {
        if distinct[index].date == nil { distinct[index] = reference }
      } else {
        seen[key] = distinct.count
        distinct.append(reference)
      }
    }
    let (matched, misses, extra, _) = references(expected.items, distinct)
    return TruthAspect(
      "cites", matched: matched, expected: expected.items.count,
      read: expected.complete ? distinct.count : distinct.count - extra, misses: misses)
  }

  private static func references(_ expected: [Truth.Reference], _ read: [DocumentReference])
    -> (matched: Int, misses: [String], extra: Int, optional: Int)
  {
    let matching = TruthPairs.match(
      expected, read, isOptional: { $0.optional == true },
      tests: [
        { isSame($0, $1) && $0.date == $1.date?.iso },
        { isSame($0, $1) },
      ])
    var misses = matching.missing.map {
      "missing: \(expected[$0].number ?? expected[$0].name ?? "?")"
    }
    misses += matching.extra.map { "invented: \(read[$0].document) \(read[$0].date?.iso ?? "")" }
    var matched = 0
    var optional = 0
    for pair in matching.pairs {
      if expected[pair.expected].optional == true {
        optional += 1
      } else if expected[pair.expected].date == read[pair.read].date?.iso {
        matched += 1
      } else {
        misses.append(
          "\(read[pair.read].document): date \(show(read[pair.read].date?.iso)), "
            + "expected \(show(expected[pair.expected].date))")
      }
    }
    return (matched, misses, matching.extra.count, optional)
  }

  private static func isSame(_ expected: Truth.Reference, _ read: DocumentReference) -> Bool {
    if let number = expected.number {
      return TruthWords.folded(number) == TruthWords.folded(read.number ?? "")
    }
    return TruthWords.contains(read.document, expected.name ?? "")
  }

  static func footnotes(_ truth: Truth, _ plan: Plan) -> TruthAspect {
    guard let expected = truth.footnotes else {
      return TruthAspect("notes", right: 0, of: 0, misses: [])
    }
    let right = plan.footnotes.count == expected
    return TruthAspect(
      "notes", right: right ? expected : 0, of: max(expected, right ? 0 : 1),
      misses: right ? [] : ["read \(plan.footnotes.count), expected \(expected)"])
  }

  static func sections(_ truth: Truth, _ read: [PlanSection]) -> TruthAspect {
    guard let expected = truth.sections else {
      return TruthAspect("sections", right: 0, of: 0, misses: [])
    }
    var misses: [String] = []
    var total = 0
    var next = 0
    for section in expected {
      total += 1 + (section.children?.count ?? 0)
      guard let found = read.indices.first(where: { $0 >= next && isSection(section, read[$0]) })
      else {
        misses += ["\(section.number ?? "") \(section.opening)"] + (section.children ?? [])
        continue
      }
      next = found + 1
      misses += (section.children ?? []).filter { child in
        !read[found].children.contains { TruthWords.contains($0.title, child) }
      }
    }
    return TruthAspect("sections", right: total - misses.count, of: total, misses: misses)
  }

  private static func isSection(_ expected: Truth.Section, _ read: PlanSection) -> Bool {
    TruthWords.opens(read.title, expected.opening)
      && TruthWords.isOne(read.number, of: expected.number)
  }

  /// Warnings that are a matter of judgement, never counted as false alarms.
  private static let always: Set = ["taskWithoutLead", "expiredDocument"]

  static func warnings(_ truth: Truth, _ read: [Warning]) -> TruthAspect {
    guard let expected = truth.warnings else {
      return TruthAspect("warnings", right: 0, of: 0, misses: [])
    }
    let codes = Set(read.map(\.code))
    let allowed = always.union(expected).union(truth.tolerated ?? [])
    let missing = expected.filter { !codes.contains($0) }
    let alarms = read.filter { !allowed.contains($0.code) }
    return TruthAspect(
      "warnings", right: max(0, expected.count - missing.count - alarms.count),
      of: max(expected.count, alarms.isEmpty ? 0 : 1),
      misses: missing.map { "missing: \($0)" }
        + alarms.map { "false alarm: \($0.code) \($0.message)" })
  }
}
