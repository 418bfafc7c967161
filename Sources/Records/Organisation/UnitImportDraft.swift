internal import Rules

extension UnitImportPlan {
  static func empty(_ request: UnitImportRequest) -> UnitImportPlan {
    UnitImportPlan(
      request: request, counts: UnitImportCounts(), differences: [], doubts: [:], evidence: [:],
      withoutSuccessor: [], remarks: [], fingerprint: "")
  }

  mutating func note(_ doubt: MergeDoubt) { doubts[doubt, default: 0] += 1 }
}

extension UnitImportDraft {
  /// Notes what a row changes.
  mutating func note(
    _ change: UnitDifference.Change, _ row: UnitListRow, _ name: String, _ before: String,
    _ after: String
  ) {
    plan.differences.append(
      UnitDifference(
        change: change, level: row.level, code: row.code, name: name, before: before, after: after))
  }

  /// Notes a unit that the list has no more.
  mutating func note(_ change: UnitDifference.Change, _ unit: TreeUnit) {
    plan.differences.append(
      UnitDifference(
        change: change, level: unit.level, code: unit.code ?? "", name: unit.fullName, before: "",
        after: ""))
  }

  /// Counts, remarks and the fingerprint, once everything else is known.
  mutating func finish(
    _ rows: [UnitListRow], _ scope: [TreeUnit], _ origins: UnitImportOrigins
  ) {
    var counts = plan.counts
    counts.listed = rows.count
    func count(_ change: UnitDifference.Change) -> Int {
      plan.differences.count { $0.change == change }
    }
    (counts.begun, counts.ended) = (count(.begun), count(.ended))
    (counts.renamed, counts.kindChanged) = (count(.renamed), count(.kindChanged))
    (counts.moved, counts.codeChanged) = (count(.moved), count(.codeChanged))
    counts.references = origins.references
    counts.decided = origins.evidence.reduce(0) { total, entry in
      total + entry.value
    }
    (counts.successions, counts.questions) = (successions.count, questions.count)
    plan.counts = counts
    plan.evidence = origins.evidence
    plan.remarks = origins.remarks
    let passed = Set(successions.map(\.old))
    if plan.request.merges != nil {
      plan.withoutSuccessor = ended.filter { $0.level != .district && !passed.contains($0.id) }
        .map { [$0.code ?? "", $0.fullName].joined(separator: " ") }
    } else if !ended.isEmpty {
      plan.remarks.append(
        "\(ended.count) đơn vị kết thúc mà không rõ đơn vị kế thừa. "
          + "Nếu có sáp nhập, hãy nhập kèm danh sách sáp nhập.")
    }
    plan.fingerprint = PlanFingerprint.of(self, plan.differences)
  }
}
