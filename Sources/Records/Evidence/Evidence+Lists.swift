public import Rules
public import Store

/// Which evidence a list shows.
public struct EvidenceQuestion: Sendable, Equatable {
  /// That unit, and where `withUnder` all under it.
  public var unit: ID<Unit>?
  public var withUnder: Bool
  /// These units alone; nil: whichever.
  public var among: [ID<Unit>]?
  public var duty: ID<Duty>?
  /// Words of the title, the number or who issued it; marks and case may be left out.
  public var words: String
  /// Proves no duty yet.
  public var isUnused: Bool

  public init(
    unit: ID<Unit>? = nil, withUnder: Bool = true, among: [ID<Unit>]? = nil,
    duty: ID<Duty>? = nil, words: String = "", isUnused: Bool = false
  ) {
    self.unit = unit
    self.withUnder = withUnder
    self.among = among
    self.duty = duty
    self.words = words
    self.isUnused = isUnused
  }
}

/// Some evidence, the newest first; `next` is the last of it where more follows.
public struct EvidencePage: Sendable {
  public let lines: [EvidenceLine]
  public let units: [ID<Unit>: String]
  /// How many duties each piece proves.
  public let proofs: [ID<Evidence>: Int]
  public let next: ID<Evidence>?
}

extension Evidence {
  public static func list(
    _ question: EvidenceQuestion, after: ID<Evidence>? = nil, limit: Int = 50, _ db: any Reader,
    _ act: Act
  ) throws -> EvidencePage {
    try Rights.demandSomewhere(.viewDuties, act)
    var conditions = conditions(question, act)
    if let after { conditions.append("e.id < \(after)") }
    let rows = try db.rows(
      """
      SELECT \(EvidenceRows.columns)
      FROM evidence e
      JOIN evidence_file f ON \(EvidenceRows.latest)
      WHERE \(SQL.joined(conditions, " AND "))
      ORDER BY e.id DESC
      LIMIT \(limit + 1)
      """)
    let lines = try rows.prefix(limit).map(EvidenceRows.line)
    let counts = try db.rows(
      """
      SELECT evidence_id, COUNT(*) AS n
      FROM evidence_link
      WHERE evidence_id IN \(list: lines.map(\.id))
      GROUP BY evidence_id
      """)
    return EvidencePage(
      lines: lines, units: try Units.names(of: lines.map { ($0.unit, act.today) }, db),
      proofs: Dictionary(
        try counts.map { (try $0.get("evidence_id"), try $0.get("n")) },
        uniquingKeysWith: { first, _ in first }),
      next: rows.count > limit ? lines.last?.id : nil)
  }

  /// On `evidence e`.
  static func conditions(_ question: EvidenceQuestion, _ act: Act) -> [SQL] {
    var conditions: [SQL] = [visible(act)]
    if let unit = question.unit {
      conditions.append(
        question.withUnder
          ? Reach.units([unit]).condition("e.unit_id", on: act.today) : "e.unit_id = \(unit)")
    }
    if let units = question.among { conditions.append("e.unit_id IN \(list: units)") }
    if let duty = question.duty {
      conditions.append(
        "e.id IN (SELECT evidence_id FROM evidence_link WHERE duty_id = \(duty))")
    }
    // A search key has neither `%` nor `_`.
    for word in VietnameseOrder.searchKey(question.words).split(separator: " ").prefix(8) {
      let pattern = "%" + word + "%"
      conditions.append("e.search_key LIKE \(String(pattern))")
    }
    if question.isUnused {
      conditions.append(
        "NOT EXISTS (SELECT 1 FROM evidence_link p WHERE p.evidence_id = e.id)")
    }
    return conditions
  }
}
