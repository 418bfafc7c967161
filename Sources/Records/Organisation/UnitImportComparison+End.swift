internal import Rules
internal import Store

extension UnitImportComparison {
  func end(_ draft: inout UnitImportDraft) throws {
    var kept = Set<ID<Unit>>()
    for case .keeps(let unit) in fates { kept.insert(unit.id) }
    let order: [UnitLevel: Int] = [.province: 0, .district: 1, .commune: 2]
    let ending = scope.filter { !kept.contains($0.id) }.sorted {
      (order[$0.level] ?? 3, $0.code ?? "", $0.id.text)
        < (order[$1.level] ?? 3, $1.code ?? "", $1.id.text)
    }
    for unit in ending {
      if unit.from == request.effectiveOn {
        throw Refusal.conflict(
          "\(unit.fullName) đã được ghi bắt đầu từ ngày \(request.effectiveOn.vietnamese) nhưng không "
            + "có trong danh mục này. Hãy sửa hoặc bỏ đơn vị đó trước.")
      }
      draft.ended.append(unit)
      draft.note(.ended, unit)
    }
  }

  /// Agencies and divisions under units that end stay as they are until somebody says where they go.
  func askForSubordinates(_ draft: inout UnitImportDraft) {
    let ended = Set(draft.ended.map(\.id))
    let successors = Dictionary(grouping: draft.successions, by: \.old)
    for unit in tree.organs {
      guard let parent = unit.parent, ended.contains(parent) else { continue }
      draft.questions.append(
        PlannedQuestion(
          topic: .subordinate, unit: .known(unit.id), words: unit.fullName, extent: .whole,
          doubt: "subordinate", candidates: successors[parent, default: []].map(\.new)))
    }
  }

  /// History is written forwards: a list for a day before other changes would tear them apart.
  func demandNothingLater(_ draft: UnitImportDraft, _ db: any Reader) throws {
    let touched = draft.ended + draft.changed.map(\.unit)
    if let unit = touched.first(where: { $0.to != .last || $0.stateTo != .last }) {
      let day = min(unit.to, unit.stateTo)
      throw Refusal.conflict(
        "\(unit.fullName) đã có thay đổi ghi sau ngày \(day.vietnamese). "
          + "Danh mục phải được nhập theo thứ tự thời gian.")
    }
    let codes = Set(rows.map(\.key))
    for row in try db.rows(
      """
      SELECT level, code, MIN(valid_from) AS first_day
      FROM unit_code
      WHERE scheme = \(CodeScheme.statistics.rawValue) AND valid_from > \(request.effectiveOn)
      GROUP BY level, code
      """)
    where codes.contains(UnitListKey(level: try row.choice("level"), code: try row.get("code"))) {
      let day: CivilDate = try row.get("first_day")
      throw Refusal.conflict(
        "Cây đơn vị đã có thay đổi từ ngày \(day.vietnamese), sau ngày \(request.effectiveOn.vietnamese) "
          + "của danh mục. Danh mục phải được nhập theo thứ tự thời gian.")
    }
  }
}
