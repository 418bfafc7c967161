public import Rules

/// What a list would change, for a person to look at before it is carried out.
public struct UnitImportPlan: Sendable {
  public let request: UnitImportRequest
  public internal(set) var counts: UnitImportCounts
  /// Every change, in the order of levels and lines.
  public internal(set) var differences: [UnitDifference]
  /// Open questions by reason.
  public internal(set) var doubts: [MergeDoubt: Int]
  /// References that were decided, by what decided them.
  public internal(set) var evidence: [MergeEvidence: Int]
  /// Older units that end and that no unit of the list was made of, as far as is decided; districts apart.
  public internal(set) var withoutSuccessor: [String]
  /// What a person should know besides.
  public internal(set) var remarks: [Sentence]
  /// Tells whether a plan made later is the same.
  public internal(set) var fingerprint: String

  /// What carrying it out needs; nil while the plan is being made.
  var work: UnitImportWork?

  /// Whether carrying it out changes anything.
  public var isChange: Bool {
    !differences.isEmpty || counts.successions > 0 || counts.questions > 0
  }
}

/// How much a list changes.
public struct UnitImportCounts: Sendable, Equatable {
  /// Units of the list that were looked at.
  public var listed = 0
  public var begun = 0
  public var ended = 0
  public var renamed = 0
  public var kindChanged = 0
  public var moved = 0
  public var codeChanged = 0
  public var unchanged = 0
  /// Names that differ from the tree only in the tone's place or in capitals; they stay as they are.
  public var spelledOtherwise = 0
  /// References to older units in the prose.
  public var references = 0
  /// References that mean one unit.
  public var decided = 0
  /// Pairs of predecessor and successor that are recorded.
  public var successions = 0
  /// Questions that are left to people.
  public var questions = 0

  public init() {}
}

/// One change of one unit.
public struct UnitDifference: Sendable, Equatable {
  public enum Change: String, Sendable, CaseIterable {
    case begun
    case ended
    case renamed
    case kindChanged
    case moved
    case codeChanged
  }

  public let change: Change
  public let level: UnitLevel
  public let code: String
  /// The unit's full name; the older one where it changes.
  public let name: String
  /// What it was, and what it becomes: names, kinds, full names of parents, or codes; empty where there is none.
  public let before: String
  public let after: String
}

/// Something the list leaves open, before it has an identity.
struct PlannedQuestion: Sendable {
  enum Topic: String, Sendable {
    case predecessor
    case subordinate
  }

  let topic: Topic
  let unit: PlannedUnit
  let words: String
  let extent: SuccessionExtent
  let doubt: String
  let candidates: [PlannedUnit]
}

/// A unit of the tree, or the row of the list that will make one.
enum PlannedUnit: Hashable, Sendable {
  case known(ID<Unit>)
  case row(Int)
}

/// A plan with all that is needed to carry it out.
struct UnitImportDraft: Sendable {
  struct Begun: Sendable {
    let row: Int
    let kind: UnitKind
    let name: String
    let parent: PlannedUnit?
    let code: String
  }

  struct Changed: Sendable {
    let unit: TreeUnit
    let kind: UnitKind
    let name: String
    let parent: PlannedUnit?
    /// The new code where it changes.
    let code: String?
    let isStateChanged: Bool
  }

  struct Succession: Sendable {
    let old: ID<Unit>
    let new: PlannedUnit
    let extent: SuccessionExtent
    let source: String
  }

  var plan: UnitImportPlan
  var begun: [Begun] = []
  var changed: [Changed] = []
  var ended: [TreeUnit] = []
  var successions: [Succession] = []
  var questions: [PlannedQuestion] = []
}

/// A digest of what a plan would do.
enum PlanFingerprint {
  static func of(_ draft: UnitImportDraft, _ differences: [UnitDifference]) -> String {
    var digest = Digest()
    func add(_ fields: String...) {
      digest.update(Array((fields.joined(separator: "\u{1}") + "\n").utf8)[...])
    }
    for difference in differences {
      add(
        difference.change.rawValue, difference.level.rawValue, difference.code, difference.name,
        difference.before, difference.after)
    }
    for item in draft.changed { add("version", item.unit.id.text, String(item.unit.version)) }
    for item in draft.ended { add("version", item.id.text, String(item.version)) }
    for item in draft.successions {
      add("succession", item.old.text, "\(item.new)", item.extent.rawValue)
    }
    for item in draft.questions {
      add("question", item.words, item.doubt, "\(item.unit)", "\(item.candidates)")
    }
    return digest.finish()
  }
}
