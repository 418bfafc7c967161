/// A whole list of mergers matched against the older tree.
public struct MergeMatching: Sendable {
  /// For each successor, for each of its references.
  public let matches: [[MergeMatch]]
  /// Every pair once.
  public let links: [MergeLink]

  public init(old: [MergeCandidate], successors: [MergeSuccessor]) {
    var matcher = MergeMatcher(old, successors)
    matcher.byName()
    matcher.bySpelling()
    matcher.byCode()
    matcher.byElimination()
    matches = matcher.matches()
    links = matcher.links()
  }
}

/// The state of matching: each step decides only what the steps before left open.
struct MergeMatcher {
  /// One reference, and what is known of it.
  struct Open {
    let successor: Int
    let reference: MergeReference
    let keys: UnitNameKeys
    var candidates: [Int] = []
    var found: (unit: Int, evidence: MergeEvidence)?
    var doubt: MergeDoubt = .notFound
  }

  struct Place: Hashable {
    let province: Int?
    let level: UnitLevel
    let name: String
  }

  let old: [MergeCandidate]
  let successors: [MergeSuccessor]
  var open: [Open] = []
  /// How many references were decided to mean each old unit.
  var named: [Int]
  let exact: [Place: [Int]]
  let letters: [Place: [Int]]
  let bare: [Place: [Int]]
  /// All units of a level in a province.
  let members: [Place: [Int]]

  init(_ old: [MergeCandidate], _ successors: [MergeSuccessor]) {
    (self.old, self.successors) = (old, successors)
    named = Array(repeating: 0, count: old.count)
    func index(_ key: (MergeCandidate) -> String) -> [Place: [Int]] {
      Dictionary(grouping: old.indices) {
        Place(province: old[$0].province, level: old[$0].kind.level, name: key(old[$0]))
      }
    }
    exact = index { $0.keys.exact }
    letters = index { $0.keys.letters }
    bare = index { $0.keys.bare }
    members = index { _ in "" }
    for (place, successor) in successors.enumerated() {
      if let kept = successor.kept { named[kept] += 1 }
      open += successor.references.map {
        Open(successor: place, reference: $0, keys: UnitNameKeys($0.name))
      }
    }
  }

  mutating func byName() {
    for index in open.indices {
      let reference = open[index].reference
      if !reference.isUnit { open[index].doubt = .notAUnit }
      if successors[open[index].successor].isIncomplete { open[index].doubt = .provinceMissing }
      var fitting = located(index, exact, \.exact)
      if fitting.isEmpty { fitting = located(index, letters, \.letters) }
      open[index].candidates = fitting
      guard open[index].doubt == .notFound, !fitting.isEmpty else { continue }
      if fitting.count == 1 {
        take(index, fitting[0], reference.district == nil ? .name : .district)
      } else {
        open[index].doubt = .several
      }
    }
  }

  mutating func bySpelling() {
    var decided: [(Int, Int)] = []
    for index in open.indices where open[index].found == nil && open[index].doubt == .notFound {
      let fitting = located(index, bare, \.bare)
      if fitting.count == 1, named[fitting[0]] == 0 { decided.append((index, fitting[0])) }
      open[index].candidates = fitting
    }
    for (index, unit) in decided { take(index, unit, .spelling) }
    for index in open.indices where open[index].found == nil && open[index].doubt == .notFound {
      if open[index].candidates.isEmpty { open[index].candidates = alike(index) }
      let others = pool(index, exact, open[index].keys.exact)
      if !others.isEmpty { (open[index].doubt, open[index].candidates) = (.kindDiffers, others) }
    }
  }

  /// A new commune keeps the code of one of the units it was made of (README of the lists; it holds for all
  /// that are decided by name, but for seven with codes of their own).
  mutating func byCode() {
    var decided: [(Int, Int)] = []
    let bySuccessor = Dictionary(grouping: open.indices) { open[$0].successor }
    for index in open.indices where isSeveral(index) {
      let code = successors[open[index].successor].code
      guard let unit = open[index].candidates.first(where: { old[$0].code == code }) else {
        continue
      }
      let isElsewhere = bySuccessor[open[index].successor, default: []].contains { other in
        guard other != index else { return false }
        if let found = open[other].found { return old[found.unit].code == code }
        return isSeveral(other) && open[other].candidates.contains { old[$0].code == code }
      }
      if !isElsewhere { decided.append((index, unit)) }
    }
    for (index, unit) in decided { take(index, unit, .code) }
  }

  /// Every old unit went somewhere: where one reference and one unit of a name are left, they belong together.
  mutating func byElimination() {
    while true {
      var wanted: [Int: [Int]] = [:]
      for index in open.indices where isSeveral(index) {
        for unit in open[index].candidates where named[unit] == 0 {
          wanted[unit, default: []].append(index)
        }
      }
      let decided = wanted.filter { unit, references in
        references.count == 1
          && open[references[0]].candidates.count { named[$0] == 0 } == 1
      }
      if decided.isEmpty { return }
      for (unit, references) in decided { take(references[0], unit, .elimination) }
    }
  }

  func matches() -> [[MergeMatch]] {
    var result = successors.map { _ in [MergeMatch]() }
    var districts = successors.map { _ in Set<Int>() }
    for item in open {
      if let unit = item.found?.unit, let district = old[unit].district {
        districts[item.successor].insert(district)
      }
    }
    for item in open {
      result[item.successor].append(
        item.found.map { .unit($0.unit, $0.evidence) }
          ?? .undecided(
            item.doubt, candidates: ordered(item.candidates, near: districts[item.successor])))
    }
    return result
  }

  func links() -> [MergeLink] {
    var pairs: [(old: Int, successor: Int, extent: SuccessionExtent, evidence: MergeEvidence)] = []
    var seen: [[Int]: Int] = [:]
    for item in open {
      guard let found = item.found else { continue }
      if seen.updateValue(pairs.count, forKey: [found.unit, item.successor]) != nil { continue }
      pairs.append((found.unit, item.successor, item.reference.extent, found.evidence))
    }
    for pair in pairs where old[pair.old].kind.level == .district && pair.extent == .whole {
      for unit in old.indices where old[unit].district == pair.old && named[unit] == 0 {
        pairs.append((unit, pair.successor, .whole, .wholeDistrict))
      }
    }
    let counts = Dictionary(pairs.map { ($0.old, 1) }, uniquingKeysWith: +)
    return pairs.map { pair in
      let isShared = pair.extent == .whole && counts[pair.old, default: 1] > 1
      return MergeLink(
        old: pair.old, successor: pair.successor, extent: isShared ? .part : pair.extent,
        evidence: pair.evidence, isShared: isShared)
    }
  }

  func isSeveral(_ index: Int) -> Bool {
    open[index].found == nil && open[index].doubt == .several
  }

  private mutating func take(_ index: Int, _ unit: Int, _ evidence: MergeEvidence) {
    open[index].found = (unit, evidence)
    named[unit] += 1
  }
}
