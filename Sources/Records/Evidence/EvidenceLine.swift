public import Rules
public import Store

/// What a piece of evidence says of itself.
public struct EvidenceFacts: Sendable, Equatable {
  public var title: String
  /// "12/BC-UBND"; empty where it has none.
  public var number: String
  public var issuedOn: CivilDate?
  /// Who issued it; empty where nobody said.
  public var issuer: String
  public var effectiveFrom: CivilDate?
  public var effectiveTo: CivilDate?

  public init(
    title: String, number: String = "", issuedOn: CivilDate? = nil, issuer: String = "",
    effectiveFrom: CivilDate? = nil, effectiveTo: CivilDate? = nil
  ) {
    self.title = title
    self.number = number
    self.issuedOn = issuedOn
    self.issuer = issuer
    self.effectiveFrom = effectiveFrom
    self.effectiveTo = effectiveTo
  }
}

/// A file that stands in the folder of files already.
public struct KeptFile: Sendable, Equatable {
  public let sum: FileSum
  public let kind: EvidenceKind
  /// As its sender called it; for showing.
  public let name: String

  public init(sum: FileSum, kind: EvidenceKind, name: String) {
    self.sum = sum
    self.kind = kind
    self.name = name
  }
}

/// One version of a piece's file.
public struct EvidenceFile: Sendable, Equatable {
  public let evidence: ID<Evidence>
  /// From 1, in the order in which they came.
  public let position: Int
  public let file: KeptFile
  public let at: Instant
  public let who: String
}

/// A piece of evidence with its latest file.
public struct EvidenceLine: Sendable, Equatable {
  public let id: ID<Evidence>
  public let unit: ID<Unit>
  public let facts: EvidenceFacts
  public let file: EvidenceFile
  public let version: Int

  /// Whether it holds on a day; true where it does not say.
  public func isInForce(on day: CivilDate) -> Bool {
    facts.effectiveFrom.map { $0 <= day } ?? true && facts.effectiveTo.map { day <= $0 } ?? true
  }
}

/// A piece of evidence as it proves one duty.
public struct DutyEvidence: Sendable, Equatable {
  public let line: EvidenceLine
  public let remark: String
  public let at: Instant
  public let who: String
}

/// A duty as a piece of evidence proves it.
public struct EvidenceProof: Sendable, Equatable {
  public let duty: DutyLine
  public let unitName: String
  public let remark: String
}

enum EvidenceRows {
  /// For `evidence e JOIN evidence_file f`.
  static let columns: SQL = """
    e.id, e.unit_id, e.title, e.number, e.issued_on, e.issuer, e.effective_from, e.effective_to,
    e.version, f.evidence_id, f.position, f.sha256, f.crc32, f.size, f.kind, f.name, f.at, f.who
    """

  static let latest: SQL = "f.evidence_id = e.id AND f.position = e.last_file"

  static func line(_ row: Row) throws -> EvidenceLine {
    EvidenceLine(
      id: try row.get("id"), unit: try row.get("unit_id"),
      facts: EvidenceFacts(
        title: try row.get("title"), number: try row.get("number"),
        issuedOn: try row.get("issued_on"), issuer: try row.get("issuer"),
        effectiveFrom: try row.get("effective_from"), effectiveTo: try row.get("effective_to")),
      file: try file(row), version: try row.get("version"))
  }

  static func file(_ row: Row) throws -> EvidenceFile {
    let code: String = try row.get("kind")
    guard let kind = EvidenceKind.coded(code) else {
      throw StoreError.column("kind", wanted: "EvidenceKind")
    }
    let crc: Int64 = try row.get("crc32")
    return EvidenceFile(
      evidence: try row.get("evidence_id"), position: try row.get("position"),
      file: KeptFile(
        sum: FileSum(
          sha256: try row.get("sha256"), crc32: UInt32(truncatingIfNeeded: crc),
          size: try row.get("size")), kind: kind, name: try row.get("name")),
      at: try row.get("at"), who: try row.get("who"))
  }
}
