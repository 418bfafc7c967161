internal import Rules

/// The older tree as the matching of mergers wants it; places are those of `eve`.
struct OldUnits {
  let candidates: [MergeCandidate]
  let byKey: [UnitListKey: Int]

  init(_ eve: [TreeUnit]) {
    let places = Dictionary(
      eve.indices.map { (eve[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    let provinces = UnitImportTree.provinces(of: eve)
    candidates = eve.map { unit in
      let above = unit.parent.flatMap { places[$0] }
      let district = above.flatMap { eve[$0].level == .district ? $0 : nil }
      return MergeCandidate(
        kind: unit.kind, name: unit.name, code: unit.code, district: district,
        province: unit.level == .province ? nil : provinces[unit.id].flatMap { places[$0] })
    }
    byKey = Dictionary(
      eve.indices.compactMap { place in eve[place].key.map { ($0, place) } },
      uniquingKeysWith: { first, _ in first })
  }
}

/// The list's provinces held against the old ones.
struct ProvinceOrigins {
  let matching: MergeMatching
  /// For each successor of the matching its row.
  let rows: [Int]
  /// For each row of a province the old provinces it was made of.
  var sources: [Int: [Int]] = [:]
  /// Rows of provinces that were also made of provinces the tree has not.
  var incomplete: Set<Int> = []
  /// For rows that are old provinces unchanged, these.
  var kept: [Int: Int] = [:]
  /// For each row of the list the row of its province.
  let tops: [Int?]

  /// Whether anything of what the row's province was made of is in the tree.
  func isKnown(_ rows: [UnitListRow], _ index: Int) -> Bool {
    tops[index].map { !sources[$0, default: []].isEmpty } ?? false
  }
}

extension UnitImportOrigins {
  static func matchProvinces(
    _ rows: [UnitListRow], _ prose: [MergeProse?], _ old: OldUnits
  ) -> ProvinceOrigins {
    let places = rows.indices.filter { rows[$0].level == .province }
    let matching = MergeMatching(
      old: old.candidates,
      successors: places.map {
        MergeSuccessor(
          code: rows[$0].code, references: prose[$0]?.references ?? [], provinces: nil)
      })
    var result = ProvinceOrigins(matching: matching, rows: places, tops: tops(of: rows))
    for (place, index) in places.enumerated() {
      let same = old.byKey[rows[index].key]
      if prose[index]?.isUnchanged == true { result.kept[index] = same }
      if let said = prose[index], !said.isUnchanged {
        var sources: [Int] = []
        for match in matching.matches[place] {
          guard case .unit(let unit, _) = match else {
            result.incomplete.insert(index)
            continue
          }
          sources.append(unit)
        }
        result.sources[index] = sources
      } else {
        result.sources[index] = same.map { [$0] } ?? []
      }
    }
    return result
  }

  private static func tops(of rows: [UnitListRow]) -> [Int?] {
    let byKey = Dictionary(
      rows.indices.map { (rows[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
    return rows.indices.map { index in
      var top = index
      while let parent = rows[top].parent {
        guard let above = byKey[parent] else { return nil }
        top = above
      }
      return top
    }
  }

  /// Districts and communes, each within the old provinces of its new one.
  static func matchBelow(
    _ rows: [UnitListRow], _ prose: [MergeProse?], _ old: OldUnits, _ top: ProvinceOrigins
  ) -> (matching: MergeMatching, rows: [Int], kept: [Int: Int]) {
    let places = rows.indices.filter { rows[$0].level != .province && top.isKnown(rows, $0) }
    var kept: [Int: Int] = [:]
    let successors = places.map { index in
      let province = top.tops[index] ?? index
      let sources = top.sources[province, default: []]
      if prose[index]?.isUnchanged == true, let same = old.byKey[rows[index].key],
        let home = old.candidates[same].province, sources.contains(home)
      {
        kept[index] = same
      }
      return MergeSuccessor(
        code: rows[index].code, references: prose[index]?.references ?? [], provinces: sources,
        isIncomplete: top.incomplete.contains(province), kept: kept[index])
    }
    return (MergeMatching(old: old.candidates, successors: successors), places, kept)
  }
}
