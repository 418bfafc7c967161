/// A list of administrative units as an office gets it: who there is, with codes, kinds and parents.
public struct UnitList: Sendable {
  public let rows: [UnitListRow]
  /// What is wrong, in the order of the lines; at most ``UnitListReader/problemLimit``.
  public let problems: [UnitListProblem]
  /// All problems, also those that are not listed.
  public let problemCount: Int
  /// Whether the list says what its units were made of.
  public let hasMergedFrom: Bool
}

/// One unit of a list.
public struct UnitListRow: Sendable, Equatable {
  public let line: Int
  public let code: String
  /// Without the kind: "Phú Lộc".
  public let name: String
  public let kind: UnitKind
  /// Nil for provinces.
  public let parent: UnitListKey?
  /// What the unit was made of, in the list's words; nil where the list has no such column.
  public let mergedFrom: String?

  public var level: UnitLevel { kind.level }
  public var key: UnitListKey { UnitListKey(level: level, code: code) }
  public var fullName: String { kind.fullName(name) }
}

/// What identifies a unit within one list: codes are unique within a level only.
public struct UnitListKey: Hashable, Sendable {
  public let level: UnitLevel
  public let code: String

  public init(level: UnitLevel, code: String) {
    self.level = level
    self.code = code
  }
}

/// What is wrong with one row of a list.
public struct UnitListProblem: Sendable, Equatable {
  /// Counted from 1 as an editor shows it; the header's for missing columns.
  public let line: Int
  public let text: Sentence

  public init(line: Int, text: Sentence) {
    self.line = line
    self.text = text
  }
}

extension UnitList {
  /// The rows of some provinces and everything under them; nil where one of the codes is no province.
  public func restricted(toProvinces codes: [String]) -> UnitList? {
    guard !codes.isEmpty else { return self }
    let byKey = Dictionary(rows.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let wanted = Set(codes)
    let provinces = rows.filter { $0.level == .province && wanted.contains($0.code) }
    guard Set(provinces.map(\.code)) == wanted else { return nil }
    let kept = rows.filter { row in
      var top = row
      while let parent = top.parent, let above = byKey[parent] { top = above }
      return wanted.contains(top.code)
    }
    return UnitList(
      rows: kept, problems: problems, problemCount: problemCount, hasMergedFrom: hasMergedFrom)
  }

  /// Rows whose full name another row under the same parent has already.
  static func twins(_ rows: [UnitListRow]) -> [UnitListProblem] {
    var seen: [UnitListKey?: [String: Int]] = [:]
    return rows.compactMap { row in
      let name = VietnameseOrder.foldedName(row.fullName)
      let first = seen[row.parent, default: [:]].updateValue(row.line, forKey: name)
      return first.map {
        UnitListProblem(
          line: row.line, text: "\(row.fullName) đã có ở dòng \($0) cùng đơn vị cấp trên.")
      }
    }
  }
}
