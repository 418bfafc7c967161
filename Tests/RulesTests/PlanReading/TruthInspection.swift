import Rules

/// Judges the inspection programme and the reporting regime.
enum TruthInspection {
  static func programme(_ expected: Truth.Inspection?, _ read: InspectionProgramme?) -> TruthAspect
  {
    guard let expected else {
      return TruthAspect(
        "inspection", right: 0, of: 0,
        misses: read == nil ? [] : ["invented: \(read?.forms.map(\.words) ?? [])"])
    }
    guard let read else {
      let isOptional = expected.forms.allSatisfy { $0.optional == true }
      return TruthAspect(
        "inspection", right: 0, of: isOptional ? 0 : 1,
        misses: isOptional ? [] : ["no programme read"])
    }
    var misses: [String] = []
    var total = 0
    for form in expected.forms {
      let found = read.forms.filter { $0.form.rawValue == form.form }
      if found.isEmpty {
        if form.optional != true {
          total += 1
          misses.append("form missing: \(form.form)")
        }
        continue
      }
      let (count, wrong) = judge(form, found)
      total += count
      misses += wrong
    }
    let known = Set(expected.forms.map(\.form))
    misses += read.forms.filter { !known.contains($0.form.rawValue) }
      .map { "form invented: \($0.form.rawValue) \($0.words)" }
    if let period = expected.periodExamined {
      total += 1
      if !TruthWords.contains(read.periodExamined, period) {
        misses.append("period examined: \(read.periodExamined ?? "none"), expected \(period)")
      }
    }
    if let team = expected.team {
      total += max(1, team.count)
      misses += teamMisses(team, read.team)
    }
    return TruthAspect(
      "inspection", right: max(0, total - misses.count), of: total, misses: misses)
  }

  private static func judge(_ form: Truth.Form, _ found: [ProgrammedForm]) -> (Int, [String]) {
    var total = 1
    var misses: [String] = []
    func check(_ right: Bool, _ miss: @autoclosure () -> String) {
      total += 1
      if !right { misses.append("\(form.form): " + miss()) }
    }
    if let units = form.units {
      let miss = TruthWords.agencyMiss(read: found.flatMap(\.units), expected: units)
      check(miss == nil, "units \(miss ?? "")")
    }
    if let selection = form.selection {
      let read = found.compactMap(\.selection).joined(separator: "; ")
      check(TruthWords.contains(read, selection), "selection \(read), expected \(selection)")
    }
    let times = found.flatMap(\.times)
    for wording in form.times ?? [] {
      let read = times.map(\.text).joined(separator: "; ")
      check(TruthWords.contains(read, wording), "times \(read), expected \(wording)")
    }
    if let lastDays = form.lastDays {
      let read = Set(times.flatMap(\.lastDays).map(\.iso))
      check(read.isSuperset(of: lastDays), "last days \(read.sorted()), expected \(lastDays)")
    }
    if let count = form.contentCount {
      let read = found.map(\.content.count).max() ?? 0
      check(read == count, "\(read) points of content, expected \(count)")
    }
    return (total, misses)
  }

  private static func teamMisses(_ expected: [Truth.Member], _ read: [TeamRole]) -> [String] {
    let matching = TruthPairs.match(
      expected, read, isOptional: { _ in false },
      tests: [{ $0.role == $1.role && TruthWords.contains($1.who, $0.who) }])
    return matching.missing.map { "team missing: \(expected[$0].role) \(expected[$0].who)" }
      + matching.extra.map { "team invented: \(read[$0].role) \(read[$0].who)" }
  }

  static func reports(_ expected: [Truth.Report], _ read: [ReportDuty]) -> TruthAspect {
    let matching = TruthPairs.match(
      expected, read, isOptional: { $0.optional == true },
      tests: [
        { reportMiss($0, $1) == nil },
        { hasSameDays($0, $1) },
        { TruthWords.contains($1.what, $0.what) },
      ])
    var misses = matching.missing.map { "missing: \(expected[$0].what)" }
    misses += matching.extra.map { "invented: \(read[$0].what) \(read[$0].deadline?.text ?? "")" }
    var matched = 0
    var optional = 0
    for pair in matching.pairs {
      let wanted = expected[pair.expected]
      if wanted.optional == true {
        optional += 1
      } else if let miss = reportMiss(wanted, read[pair.read]) {
        misses.append("\(wanted.what): \(miss)")
      } else {
        matched += 1
      }
    }
    return TruthAspect(
      "reports", matched: matched, expected: expected.filter { $0.optional != true }.count,
      read: read.count - optional, atLeast: 1, misses: misses)
  }

  private static func hasSameDays(_ wanted: Truth.Report, _ read: ReportDuty) -> Bool {
    guard let days = wanted.lastDays, let deadline = read.deadline else { return false }
    return Set(deadline.lastDays.map(\.iso)) == Set(days)
  }

  /// `nil` when right.
  private static func reportMiss(_ wanted: Truth.Report, _ read: ReportDuty) -> String? {
    if !TruthWords.contains(read.what, wanted.what) { return "what “\(read.what)”" }
    if let to = wanted.to,
      !(" " + TruthWords.agency(read.to ?? "") + " ").contains(" " + TruthWords.agency(to) + " ")
    {
      return "to \(read.to ?? "nobody"), expected \(to)"
    }
    let kinds = TruthDeadlines.kinds(wanted.kind, wanted.kinds)
    if kinds == nil && wanted.dates == nil && wanted.lastDays == nil { return nil }
    guard let deadline = read.deadline else { return "no deadline" }
    return TruthDeadlines.misses(deadline, kinds: kinds, wanted.dates, wanted.lastDays)
  }
}
