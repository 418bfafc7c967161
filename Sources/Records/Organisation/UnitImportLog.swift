internal import Rules
internal import Store

/// The record of an import and its audit entry.
enum UnitImportLog {
  static func record(
    _ plan: UnitImportPlan, _ db: any Writer, _ act: Act
  ) throws -> ID<UnitImportRecord> {
    let id = act.newID(UnitImportRecord.self)
    let (request, counts) = (plan.request, plan.counts)
    let provinces = request.provinces.joined(separator: " ")
    try db.execute(
      """
      INSERT INTO unit_import
        (id, effective_on, list_name, list_sha256, merges_name, merges_sha256, provinces, listed,
         begun, ended, renamed, kind_changed, moved, code_changed, unchanged, successions, questions,
         account_id, actor, at)
      VALUES
        (\(id), \(request.effectiveOn), \(request.list.name), \(request.list.sha256),
         \(request.merges?.name), \(request.merges?.sha256), \(provinces), \(counts.listed),
         \(counts.begun), \(counts.ended), \(counts.renamed), \(counts.kindChanged),
         \(counts.moved), \(counts.codeChanged), \(counts.unchanged), \(counts.successions),
         \(counts.questions), \(act.actor.account), \(act.actor.name), \(act.at))
      """)
    try Audit.record(
      "unit.import", of: Subject("unitImport", id.text),
      after: [
        "on": request.effectiveOn.iso, "list": request.list.name, "sha256": request.list.sha256,
        "merges": request.merges?.name, "mergesSha256": request.merges?.sha256,
        "provinces": provinces, "listed": String(counts.listed), "begun": String(counts.begun),
        "ended": String(counts.ended), "renamed": String(counts.renamed),
        "kindChanged": String(counts.kindChanged), "moved": String(counts.moved),
        "codeChanged": String(counts.codeChanged), "unchanged": String(counts.unchanged),
        "successions": String(counts.successions), "questions": String(counts.questions),
      ], db, act)
    return id
  }
}
