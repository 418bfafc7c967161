extension MergeMatcher {
  /// Units of the reference's level and name in the provinces it may speak of.
  func pool(_ index: Int, _ units: [Place: [Int]], _ name: String) -> [Int] {
    let reference = open[index].reference
    guard let provinces = successors[open[index].successor].provinces else {
      return units[Place(province: nil, level: .province, name: name)] ?? []
    }
    return provinces.flatMap {
      units[Place(province: $0, level: reference.level, name: name)] ?? []
    }
  }

  /// Those of the reference's kind, in the district and province that its brackets name.
  func located(
    _ index: Int, _ units: [Place: [Int]], _ key: KeyPath<UnitNameKeys, String>
  ) -> [Int] {
    let reference = open[index].reference
    return pool(index, units, open[index].keys[keyPath: key]).filter { unit in
      (reference.kinds.isEmpty || reference.kinds.contains(old[unit].kind))
        && stands(old[unit].district, in: reference.district, key)
        && stands(old[unit].province, in: reference.province, key)
    }
  }

  private func stands(
    _ unit: Int?, in place: MergePlace?, _ key: KeyPath<UnitNameKeys, String>
  ) -> Bool {
    guard let place else { return true }
    guard let unit else { return false }
    return place.kinds.contains(old[unit].kind)
      && old[unit].keys[keyPath: key] == UnitNameKeys(place.name)[keyPath: key]
  }

  /// Units that nobody names, of the same kind, whose letters differ from the reference's in at most two.
  func alike(_ index: Int) -> [Int] {
    let reference = open[index].reference
    guard reference.isUnit, let provinces = successors[open[index].successor].provinces else {
      return []
    }
    let wanted = Array(open[index].keys.bare.utf8)
    let all = provinces.flatMap {
      members[Place(province: $0, level: reference.level, name: "")] ?? []
    }
    return all.filter { unit in
      named[unit] == 0 && (reference.kinds.isEmpty || reference.kinds.contains(old[unit].kind))
        && EditDistance.isAtMost(2, wanted, Array(old[unit].keys.bare.utf8))
    }
  }

  /// Candidates that nobody names before those that others name; before both, those of the district that the
  /// row's decided units lie in.
  func ordered(_ candidates: [Int], near districts: Set<Int>) -> [Int] {
    candidates.enumerated().sorted { left, right in
      let ranks = (rank(left.element, districts), rank(right.element, districts))
      return ranks.0 == ranks.1 ? left.offset < right.offset : ranks.0 < ranks.1
    }.map(\.element)
  }

  private func rank(_ unit: Int, _ districts: Set<Int>) -> Int {
    (old[unit].district.map(districts.contains) == true ? 0 : 2) + (named[unit] == 0 ? 0 : 1)
  }
}

/// How many letters must change to make one word of another.
private enum EditDistance {
  static func isAtMost(_ limit: Int, _ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard abs(left.count - right.count) <= limit, !left.isEmpty else { return false }
    var row = Array(0...right.count)
    for (line, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for column in right.indices {
        let change = diagonal + (letter == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count] <= limit
  }
}
