/// An older unit that a list of mergers may speak of.
public struct MergeCandidate: Sendable {
  public let kind: UnitKind
  public let name: String
  public let code: String?
  /// Places in the same array; nil for provinces, and for the district where there is none.
  public let district: Int?
  public let province: Int?
  let keys: UnitNameKeys

  public init(kind: UnitKind, name: String, code: String?, district: Int?, province: Int?) {
    (self.kind, self.name, self.code) = (kind, name, code)
    (self.district, self.province) = (district, province)
    keys = UnitNameKeys(name)
  }
}

/// A newer unit with what the list says about it.
public struct MergeSuccessor: Sendable {
  public let code: String
  public let references: [MergeReference]
  /// Places of the old provinces its predecessors lie in; nil at the level of provinces.
  public let provinces: [Int]?
  /// An old province of the same making that is not in the tree: then no name is certain.
  public let isIncomplete: Bool
  /// The old unit that it is ("giữ nguyên").
  public let kept: Int?

  public init(
    code: String, references: [MergeReference], provinces: [Int]?, isIncomplete: Bool = false,
    kept: Int? = nil
  ) {
    self.code = code
    self.kept = kept
    self.references = references
    self.provinces = provinces
    self.isIncomplete = isIncomplete
  }
}

/// What decided which older unit is meant.
public enum MergeEvidence: String, CaseIterable, Sendable {
  /// Kind and name stand once in the provinces that were merged.
  case name
  /// Kind and name stand several times there, and the district in brackets once.
  case district
  /// No such name, one of the same kind with the same letters and other marks, which nobody else names.
  case spelling
  /// Several of the name, and one has the code that lives on in the new unit.
  case code
  /// Several of the name, and all but this one are named elsewhere by all but this reference.
  case elimination
  /// A commune of a district that became the new unit as a whole.
  case wholeDistrict
}

/// Why nothing was decided.
public enum MergeDoubt: String, CaseIterable, Sendable {
  case notFound
  case several
  /// The name stands there with another kind.
  case kindDiffers
  case notAUnit
  /// An old province is not in the tree.
  case provinceMissing
  /// The list of mergers has no row for the new unit.
  case rowMissing
}

/// What became of one reference.
public enum MergeMatch: Equatable, Sendable {
  case unit(Int, MergeEvidence)
  /// Candidates, the likeliest first; their order is no evidence.
  case undecided(MergeDoubt, candidates: [Int])
}

/// A predecessor that the list names.
public struct MergeLink: Equatable, Sendable {
  /// Place among the older units.
  public let old: Int
  /// Place among the successors.
  public let successor: Int
  public let extent: SuccessionExtent
  public let evidence: MergeEvidence
  /// Whether the list calls the unit whole, yet names it under several successors.
  public let isShared: Bool
}

/// A whole list of mergers matched against the older tree.
public struct MergeMatching: Sendable {
  /// For each successor, for each of its references.
  public let matches: [[MergeMatch]]
  /// Every pair once.
  public let links: [MergeLink]

  public init(old: [MergeCandidate], successors: [MergeSuccessor]) {
    var matcher = Matcher(old, successors)
    matcher.byName()
    matcher.bySpelling()
    matcher.byCode()
    matcher.byElimination()
    matches = matcher.matches()
    links = matcher.links()
  }
}

/// The state of matching: each step decides only what the steps before left open.
private struct Matcher {
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

  private func isSeveral(_ index: Int) -> Bool {
    open[index].found == nil && open[index].doubt == .several
  }

  private mutating func take(_ index: Int, _ unit: Int, _ evidence: MergeEvidence) {
    open[index].found = (unit, evidence)
    named[unit] += 1
  }

  /// Units of the reference's level and name in the provinces it may speak of.
  private func pool(_ index: Int, _ units: [Place: [Int]], _ name: String) -> [Int] {
    let reference = open[index].reference
    guard let provinces = successors[open[index].successor].provinces else {
      return units[Place(province: nil, level: .province, name: name)] ?? []
    }
    return provinces.flatMap {
      units[Place(province: $0, level: reference.level, name: name)] ?? []
    }
  }

  /// Those of the reference's kind, in the district and province that its brackets name.
  private func located(
    _ index: Int, _ units: [Place: [Int]], _ key: KeyPath<UnitNameKeys, String>
  ) -> [Int] {
    let reference = open[index].reference
    return pool(index, units, open[index].keys[keyPath: key]).filter { unit in
      (reference.kinds.isEmpty || reference.kinds.contains(old[unit].kind))
        && stands(old[unit].district, in: reference.district, key)
        && stands(old[unit].province, in: reference.province, key)
    }
  }

  private func stands(
    _ unit: Int?, in place: MergePlace?, _ key: KeyPath<UnitNameKeys, String>
  ) -> Bool {
    guard let place else { return true }
    guard let unit else { return false }
    return place.kinds.contains(old[unit].kind)
      && old[unit].keys[keyPath: key] == UnitNameKeys(place.name)[keyPath: key]
  }

  /// Units that nobody names, of the same kind, whose letters differ from the reference's in at most two.
  private func alike(_ index: Int) -> [Int] {
    let reference = open[index].reference
    guard reference.isUnit, let provinces = successors[open[index].successor].provinces else {
      return []
    }
    let wanted = Array(open[index].keys.bare.utf8)
    let all = provinces.flatMap {
      members[Place(province: $0, level: reference.level, name: "")] ?? []
    }
    return all.filter { unit in
      named[unit] == 0 && (reference.kinds.isEmpty || reference.kinds.contains(old[unit].kind))
        && EditDistance.isAtMost(2, wanted, Array(old[unit].keys.bare.utf8))
    }
  }

  /// Candidates that nobody names before those that others name; before both, those of the district that the
  /// row's decided units lie in.
  private func ordered(_ candidates: [Int], near districts: Set<Int>) -> [Int] {
    candidates.enumerated().sorted { left, right in
      let ranks = (rank(left.element, districts), rank(right.element, districts))
      return ranks.0 == ranks.1 ? left.offset < right.offset : ranks.0 < ranks.1
    }.map(\.element)
  }

  private func rank(_ unit: Int, _ districts: Set<Int>) -> Int {
    (old[unit].district.map(districts.contains) == true ? 0 : 2) + (named[unit] == 0 ? 0 : 1)
  }
}

/// How many letters must change to make one word of another.
private enum EditDistance {
  static func isAtMost(_ limit: Int, _ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard abs(left.count - right.count) <= limit, !left.isEmpty else { return false }
    var row = Array(0...right.count)
    for (line, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for column in right.indices {
        let change = diagonal + (letter == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count] <= limit
  }
}
