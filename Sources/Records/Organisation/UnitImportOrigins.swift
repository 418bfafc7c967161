internal import Rules
internal import Store

/// What the list of mergers says about the rows of a list, matched against the tree of the day before.
struct UnitImportOrigins {
  /// What the prose says a row is.
  enum Verdict {
    /// The old unit itself: "giữ nguyên", or one whole unit of the same level and code that nobody else names.
    case same(ID<Unit>)
    /// Made of others, as far as that is known.
    case merged
    /// Nothing is said.
    case unknown
  }

  /// The provinces of the day before that the list's provinces were made of.
  let provinces: Set<ID<Unit>>
  let references: Int
  let evidence: [MergeEvidence: Int]
  let remarks: [Sentence]
  let source: String
  private let eve: [TreeUnit]
  private let rows: [UnitListRow]
  private var verdicts: [Verdict]
  private var prose: [MergeProse?]
  /// Successors of the matching: for each row its place there.
  private var matchings: [(matching: MergeMatching, rows: [Int])] = []
  /// Rows whose old provinces are not in the tree at all: nothing is asked about them.
  private var isForeign: [Bool]

  init(_ request: UnitImportRequest, _ rows: [UnitListRow], _ tree: UnitImportTree) {
    (self.rows, eve) = (rows, tree.eve)
    source = request.merges?.name ?? ""
    verdicts = rows.map { _ in .unknown }
    isForeign = rows.map { _ in false }
    var remarks: [Sentence] = []
    guard let merges = request.merges, !tree.eve.isEmpty else {
      (provinces, references, evidence) = ([], 0, [:])
      prose = rows.map { _ in nil }
      if request.merges != nil {
        remarks.append(
          "Cây chưa có đơn vị nào trước ngày \(request.effectiveOn.vietnamese), nên danh sách sáp nhập "
            + "không được dùng. Hãy nhập danh mục cũ trước nếu cần nguồn gốc.")
      }
      self.remarks = remarks
      return
    }
    let texts = Dictionary(
      merges.list.rows.map { ($0.key, $0.mergedFrom ?? "") },
      uniquingKeysWith: { first, _ in first })
    prose = rows.map { row in texts[row.key].map(MergeProse.read) }
    for (index, prose) in prose.enumerated() {
      for remark in prose?.remarks ?? [] {
        remarks.append("\(rows[index].fullName): câu “\(remark)” không được dùng.")
      }
    }
    self.remarks = remarks
    let old = OldUnits(tree.eve)
    let top = UnitImportOrigins.matchProvinces(rows, prose, old)
    provinces = Set(top.sources.values.flatMap(\.self).map { tree.eve[$0].id })
    let below = UnitImportOrigins.matchBelow(rows, prose, old, top)
    matchings = [(top.matching, top.rows), (below.matching, below.rows)]
    references = prose.reduce(0) { $0 + ($1?.references.count ?? 0) }
    var evidence: [MergeEvidence: Int] = [:]
    for (matching, _) in matchings {
      for case .unit(_, let reason) in matching.matches.joined() {
        evidence[reason, default: 0] += 1
      }
    }
    self.evidence = evidence
    for index in rows.indices {
      isForeign[index] = !top.isKnown(rows, index)
      verdicts[index] = verdict(index, top.kept[index] ?? below.kept[index])
    }
    for (matching, places) in matchings { keepWhole(matching, places) }
  }

  func verdict(_ row: Int) -> Verdict { verdicts[row] }

  private func verdict(_ index: Int, _ kept: Int?) -> Verdict {
    guard let said = prose[index], !isForeign[index] else { return .unknown }
    if said.isUnchanged { return kept.map { .same(eve[$0].id) } ?? .merged }
    return .merged
  }

  /// One whole unit with the same code, named by nobody else: a change of name or kind, no merger.
  private mutating func keepWhole(_ matching: MergeMatching, _ places: [Int]) {
    for (place, index) in places.enumerated() where matching.matches[place].count == 1 {
      let links = matching.links.filter { $0.successor == place }
      guard links.count == 1, let link = links.first, link.extent == .whole,
        let key = eve[link.old].key, key == rows[index].key
      else { continue }
      verdicts[index] = .same(eve[link.old].id)
    }
  }
}

extension UnitImportOrigins {
  /// Adds successions and questions for the rows that begin, and for units of the same day that have none.
  func record(
    _ draft: inout UnitImportDraft, fates: [UnitImportComparison.Fate], known: KnownOrigins
  ) {
    guard !source.isEmpty, !eve.isEmpty else { return }
    func open(_ index: Int) -> PlannedUnit? {
      switch fates[index] {
      case .begins: return .row(index)
      case .keeps(let unit):
        let isNew = unit.from == known.date && !known.units.contains(unit.id)
        return isNew ? .known(unit.id) : nil
      }
    }
    for (matching, places) in matchings {
      for link in matching.links {
        guard let new = open(places[link.successor]) else { continue }
        draft.successions.append(
          .init(
            old: eve[link.old].id, new: new, extent: link.extent,
            source: words(link, matching, places)))
      }
      for (place, index) in places.enumerated() {
        guard let new = open(index), let said = prose[index] else { continue }
        for (reference, match) in zip(said.references, matching.matches[place]) {
          guard case .undecided(let doubt, let candidates) = match else { continue }
          ask(new, reference.words, reference.extent, doubt, candidates, &draft)
        }
      }
    }
    for index in rows.indices where !isForeign[index] {
      guard let new = open(index) else { continue }
      if prose[index]?.isUnchanged == true {
        ask(new, "giữ nguyên", .whole, .notFound, [], &draft)
      } else if prose[index]?.references.isEmpty ?? true {
        ask(new, "", .whole, .rowMissing, [], &draft)
      }
    }
  }

  private func ask(
    _ unit: PlannedUnit, _ words: String, _ extent: SuccessionExtent, _ doubt: MergeDoubt,
    _ candidates: [Int], _ draft: inout UnitImportDraft
  ) {
    draft.plan.note(doubt)
    draft.questions.append(
      PlannedQuestion(
        topic: .predecessor, unit: unit, words: words, extent: extent, doubt: doubt.rawValue,
        candidates: candidates.map { .known(eve[$0].id) }))
  }

  /// Where a succession is written down, and how it was found where the name alone did not tell.
  private func words(_ link: MergeLink, _ matching: MergeMatching, _ places: [Int]) -> String {
    let how: String? =
      switch link.evidence {
      case .name, .district: nil
      case .spelling: "tên viết khác dấu"
      case .code: "cùng tên, mã được giữ lại"
      case .elimination: "cùng tên, các đơn vị khác đã được nêu nơi khác"
      case .wholeDistrict: "cả huyện"
      }
    return SuccessionSource.text(source, how, isShared: link.isShared)
  }
}

/// How the source of a succession is worded.
enum SuccessionSource {
  /// Stands at the end where the list calls the unit whole and several successors share it.
  static let shared = "; có đơn vị khác cùng kế thừa"

  static func text(_ list: String, _ how: String?, isShared: Bool) -> String {
    let plain = how.map { "Danh sách sáp nhập \(list) (\($0))" } ?? "Danh sách sáp nhập \(list)"
    return isShared ? plain + shared : plain
  }
}

/// The units that have predecessors or questions on a day already.
struct KnownOrigins {
  let date: CivilDate
  let units: Set<ID<Unit>>

  init(on date: CivilDate, _ db: any Reader) throws {
    self.date = date
    units = Set(
      try db.rows(
        """
        SELECT successor_id AS id FROM unit_succession WHERE effective_on = \(date)
        UNION
        SELECT unit_id AS id FROM succession_question
        WHERE effective_on = \(date) AND topic = 'predecessor'
        """
      ).map { try $0.get("id") })
  }
}
