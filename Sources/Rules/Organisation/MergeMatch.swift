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
