internal import Rules
internal import Store

/// Holds a list against the tree and says what becomes of every unit (docs/unit-lists.md).
struct UnitImportComparison {
  /// What becomes of a row.
  enum Fate {
    /// The unit of the tree goes on, perhaps with another name, kind, parent or code.
    case keeps(TreeUnit)
    case begins
  }

  let request: UnitImportRequest
  let rows: [UnitListRow]
  let tree: UnitImportTree
  let origins: UnitImportOrigins
  /// Units of the tree that the list speaks for.
  let scope: [TreeUnit]
  private let nowByKey: [UnitListKey: TreeUnit]
  private let rowByKey: [UnitListKey: Int]
  var fates: [Fate]

  init(_ request: UnitImportRequest, _ rows: [UnitListRow], _ tree: UnitImportTree) {
    (self.request, self.rows, self.tree) = (request, rows, tree)
    origins = UnitImportOrigins(request, rows, tree)
    scope = UnitImportComparison.scope(request, rows, tree, origins)
    nowByKey = Dictionary(
      scope.compactMap { unit in unit.key.map { ($0, unit) } },
      uniquingKeysWith: { first, _ in first })
    rowByKey = Dictionary(
      rows.indices.map { (rows[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
    fates = rows.map { _ in .begins }
  }

  /// All units, or those of the chosen provinces and of the provinces they were made of.
  private static func scope(
    _ request: UnitImportRequest, _ rows: [UnitListRow], _ tree: UnitImportTree,
    _ origins: UnitImportOrigins
  ) -> [TreeUnit] {
    guard !request.provinces.isEmpty else { return tree.now }
    let codes = Set(rows.filter { $0.level == .province }.map(\.code))
    var tops = origins.provinces
    for unit in tree.now where unit.level == .province && codes.contains(unit.code ?? "") {
      tops.insert(unit.id)
    }
    let provinces = UnitImportTree.provinces(of: tree.now)
    return tree.now.filter { provinces[$0.id].map(tops.contains) == true }
  }

  /// The whole plan. Throws a conflict where the tree has changes after the list's day.
  mutating func draft(_ db: any Reader) throws -> UnitImportDraft {
    decideFates()
    var draft = UnitImportDraft(plan: .empty(request))
    compare(&draft)
    try end(&draft)
    let known = try KnownOrigins(on: request.effectiveOn, db)
    origins.record(&draft, fates: fates, known: known)
    askForSubordinates(&draft)
    draft.finish(rows, scope, origins)
    if draft.plan.isChange { try demandNothingLater(draft, db) }
    return draft
  }

  /// From the top down, because what a row is may depend on what its parent is.
  private mutating func decideFates() {
    let levels: [UnitLevel] = [.province, .district, .commune]
    let renaming = RenamedGroups(rows, nowByKey)
    for level in levels {
      for index in rows.indices where rows[index].level == level {
        fates[index] = fate(of: index, renaming)
      }
    }
    adoptCodes()
  }

  private func fate(of index: Int, _ renaming: RenamedGroups) -> Fate {
    let row = rows[index]
    let holder = nowByKey[row.key]
    // What an earlier list of the same day made is the unit itself.
    if let holder, holder.from == request.effectiveOn { return .keeps(holder) }
    switch origins.verdict(index) {
    case .same(let id):
      return scope.first { $0.id == id }.map(Fate.keeps) ?? .begins
    case .merged: return .begins
    case .unknown: break
    }
    guard let holder else { return .begins }
    let isSameName =
      VietnameseOrder.foldedName(holder.name) == VietnameseOrder.foldedName(row.name)
    if isSameName || renaming.isRenaming(row, parent: parentUnit(of: row)) {
      return .keeps(holder)
    }
    return .begins
  }

  private func parentUnit(of row: UnitListRow) -> TreeUnit? {
    guard let key = row.parent, let index = rowByKey[key], case .keeps(let unit) = fates[index]
    else { return nil }
    return unit
  }

  /// Units without a code, or whose code the list no longer has, known by kind, name and the same parent.
  private mutating func adoptCodes() {
    var kept = Set<ID<Unit>>()
    for case .keeps(let unit) in fates { kept.insert(unit.id) }
    var free: [String: [TreeUnit]] = [:]
    for unit in scope where !kept.contains(unit.id) {
      if let key = unit.key, rowByKey[key] != nil { continue }
      free[adoptionKey(unit.kind, unit.name, unit.parent), default: []].append(unit)
    }
    for index in rows.indices {
      guard case .begins = fates[index], case .unknown = origins.verdict(index),
        nowByKey[rows[index].key] == nil
      else { continue }
      let parent = parentUnit(of: rows[index])
      guard rows[index].level == .province || parent != nil else { continue }
      let key = adoptionKey(rows[index].kind, rows[index].name, parent?.id)
      if let same = free[key], same.count == 1 { fates[index] = .keeps(same[0]) }
    }
  }

  private func adoptionKey(_ kind: UnitKind, _ name: String, _ parent: ID<Unit>?) -> String {
    let above = kind.level == .province ? "" : parent?.text ?? "-"
    return [kind.rawValue, VietnameseOrder.foldedName(name), above].joined(separator: "|")
  }

  private func planned(_ key: UnitListKey?) -> PlannedUnit? {
    guard let key, let index = rowByKey[key] else { return nil }
    if case .keeps(let unit) = fates[index] { return .known(unit.id) }
    return .row(index)
  }

  private func compare(_ draft: inout UnitImportDraft) {
    let names = Dictionary(
      tree.now.map { ($0.id, $0.fullName) }, uniquingKeysWith: { first, _ in first })
    for (index, row) in rows.enumerated() {
      let parent = planned(row.parent)
      guard case .keeps(let unit) = fates[index] else {
        draft.begun.append(
          .init(row: index, kind: row.kind, name: row.name, parent: parent, code: row.code))
        draft.note(.begun, row, row.fullName, "", parentName(row))
        continue
      }
      compare(unit, row, parent, names, &draft)
    }
  }

  private func compare(
    _ unit: TreeUnit, _ row: UnitListRow, _ parent: PlannedUnit?, _ names: [ID<Unit>: String],
    _ draft: inout UnitImportDraft
  ) {
    let before = draft.plan.differences.count
    let isSameName = VietnameseOrder.foldedName(unit.name) == VietnameseOrder.foldedName(row.name)
    if isSameName, unit.name != row.name { draft.plan.counts.spelledOtherwise += 1 }
    if !isSameName { draft.note(.renamed, row, unit.fullName, unit.name, row.name) }
    if unit.kind != row.kind {
      draft.note(
        .kindChanged, row, unit.fullName, unit.kind.vietnamese, row.kind.vietnamese)
    }
    let old = unit.parent.map(PlannedUnit.known)
    // A province stands where the office put it.
    let isMoved = row.level != .province && old != parent
    if isMoved {
      draft.note(
        .moved, row, unit.fullName, unit.parent.flatMap { names[$0] } ?? "", parentName(row))
    }
    let isStateChanged = draft.plan.differences.count > before
    let isCodeChanged = unit.code != row.code
    if isCodeChanged {
      draft.note(.codeChanged, row, unit.fullName, unit.code ?? "", row.code)
    }
    guard isStateChanged || isCodeChanged else { return draft.plan.counts.unchanged += 1 }
    draft.changed.append(
      .init(
        unit: unit, kind: row.kind, name: isSameName ? unit.name : row.name,
        parent: isMoved ? parent : old, code: isCodeChanged ? row.code : nil,
        isStateChanged: isStateChanged))
  }

  private func parentName(_ row: UnitListRow) -> String {
    row.parent.flatMap { rowByKey[$0] }.map { rows[$0].fullName } ?? ""
  }
}

/// Where the same codes stand under the same parent before and after, a different name is a new name.
///
/// Where a unit came or went, it may instead be another unit that took over the code.
private struct RenamedGroups {
  private let listed: [UnitListKey?: Set<UnitListKey>]
  private let standing: [ID<Unit>?: Set<UnitListKey>]

  init(_ rows: [UnitListRow], _ now: [UnitListKey: TreeUnit]) {
    listed = Dictionary(grouping: rows, by: \.parent).mapValues { Set($0.map(\.key)) }
    standing = Dictionary(grouping: now, by: { $0.key.level == .province ? nil : $0.value.parent })
      .mapValues { Set($0.map(\.key)) }
  }

  func isRenaming(_ row: UnitListRow, parent: TreeUnit?) -> Bool {
    guard row.parent == nil || parent != nil else { return false }
    return listed[row.parent] == standing[parent?.id]
  }
}
