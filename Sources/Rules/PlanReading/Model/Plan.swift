/// Where words stand: Unicode scalar offsets into the decoded text, end exclusive.
public struct Span: Hashable, Sendable {
  public var start: Int {
    get { Int(first) }
    set { first = Int32(clamping: newValue) }
  }
  public var end: Int {
    get { Int(last) }
    set { last = Int32(clamping: newValue) }
  }
  // A long plan has very many spans, and texts are far shorter than two thousand million scalars.
  private var first: Int32
  private var last: Int32

  public init(start: Int, end: Int) {
    first = Int32(clamping: start)
    last = Int32(clamping: end)
  }

  /// From the first to the last of two places, whichever of them stands first in the text: side by side is
  /// not one after the other.
  func joined(_ other: Span) -> Span {
    Span(start: min(start, other.start), end: max(end, other.end))
  }
}

/// What the reader found in one official document. Unknown is `nil`, never a guess.
///
/// Elements after Nghị định 30/2020/NĐ-CP, article 8 and appendix I.
public struct Plan: Sendable {
  public var header = PlanHeader()
  public var legalBases: [DocumentReference] = []
  public var citations: [DocumentReference] = []
  public var sections: [PlanSection] = []
  public var footnotes: [Footnote] = []
  public var targets: [Target] = []
  public var tasks: [Task] = []
  /// `nil` where the document programmes no inspection.
  public var inspection: InspectionProgramme?
  public var reports: [ReportDuty] = []
  public var outline: Outline?
  public var warnings: [Warning] = []

  public init() {}
}

extension Plan {
  /// Whether anything says that this is an official document: numbered paragraphs alone, which every
  /// text may have, do not.
  public var isRecognised: Bool {
    header.kind != nil || header.symbol != nil || inspection != nil || outline != nil
      || !legalBases.isEmpty || !targets.isEmpty || !reports.isEmpty
      || tasks.contains { !$0.lead.isEmpty || !$0.executing.isEmpty || $0.deadline != nil }
  }
}

public struct PlanHeader: Sendable {
  /// Type of document as a name: "Kế hoạch", "Quyết định".
  public var kind: String?
  /// "341"; `nil` where the number is blank.
  public var number: String?
  /// "KH-UBND"
  public var symbol: String?
  public var place: String?
  /// `nil` where any part of the date is blank or impossible.
  public var date: CivilDate?
  /// The year alone, from the date line (even one with a blank day) or the title.
  public var year: Int?
  public var issuer: String?
  /// The abstract (trích yếu), without the type.
  public var title: String?
  /// "TM. ỦY BAN NHÂN DÂN"
  public var signingAuthority: String?
  /// "CHỦ TỊCH"
  public var signerTitle: String?
  public var signer: String?
  public var recipients: [Recipient] = []
  /// Where each of the fields above stands, by its JSON name.
  public var spans: [String: Span] = [:]

  public init() {}
}

public struct Recipient: Sendable {
  public var name: String
  /// "b/c", "t/h", "c/đ", "để phối hợp", "để biết", "lưu"; `nil` where the document says none.
  public var purpose: String?
  public var span: Span
}

/// A document that is named with its number or, for a law, its name.
public struct DocumentReference: Sendable {
  /// Kind and number: "Kế hoạch số 305/KH-UBND"; for a law its name.
  public var document: String
  /// Number and symbol alone, "305/KH-UBND"; `nil` for a law without one.
  public var number: String?
  public var date: CivilDate?
  /// The date as written, where there is one: it may be one that cannot be.
  public var dateWords: String?
  public var span: Span
}

public struct PlanSection: Sendable {
  /// As written: "I", "1.1", "a", "-"; `nil` for an annex without one.
  public var number: String?
  public var title: String
  /// 1 at the top.
  public var level: Int
  public var span: Span
  public var children: [PlanSection] = []
}

public struct Footnote: Sendable {
  public var mark: String
  public var text: String
  public var span: Span
  /// Where the mark stands in the text; `nil` where no mark was found.
  public var markSpan: Span?
}

public enum Comparator: String, Sendable {
  case equal = "="
  case atLeast = ">="
  case more = ">"
  case atMost = "<="
  case less = "<"
}

/// A number that somebody must reach.
public struct Target: Sendable {
  public var text: String
  public var comparator: Comparator
  public var value: Double
  /// "%", "điểm", "lượt" …
  public var unit: String
  /// Whom the number binds, as written: "cấp xã", "huyện"; `nil` where the sentence does not say.
  public var scope: String?
  public var span: Span
}

public struct Task: Sendable {
  public var text: String
  public var lead: [String] = []
  public var coordinating: [String] = []
  public var executing: [String] = []
  public var deadline: Deadline?
  public var product: String?
  public var evidence: [String] = []
  public var funding: String?
  public var span: Span
}

public enum InspectionForm: String, Sendable, CaseIterable {
  case periodic, unannounced, selfInspection, reInspection, thematic, remote
}

public struct InspectionProgramme: Sendable {
  public var forms: [ProgrammedForm] = []
  /// The words that say which period is examined.
  public var periodExamined: String?
  public var team: [TeamRole] = []
}

public struct ProgrammedForm: Sendable {
  public var form: InspectionForm
  public var words: String
  public var units: [String] = []
  /// How further units are chosen, as written.
  public var selection: String?
  public var times: [Deadline] = []
  public var content: [String] = []
  public var span: Span
}

public struct TeamRole: Sendable {
  /// "head", "deputyHead", "secretary", "member"
  public var role: String
  public var who: String
  public var span: Span
}

public struct ReportDuty: Sendable {
  public var what: String
  public var to: String?
  /// The closing day of the figures as written, where the text has one.
  public var cutOff: String?
  public var deadline: Deadline?
  public var span: Span
}

/// Something an officer should look at before publishing.
public struct Warning: Sendable {
  public var code: String
  public var message: Sentence
  public var span: Span?

  public init(code: String, message: Sentence, span: Span?) {
    self.code = code
    self.message = message
    self.span = span
  }
}
