internal import Yams

/// The words of `unit-list.yaml`, made ready for comparing.
struct UnitListWords: Sendable {
  static let known = UnitListWords(EmbeddedData.yaml("unit-list.yaml"))

  /// Search key of a header → column.
  let columns: [String: UnitListColumn]
  /// Search key of a word → level.
  let levels: [String: UnitLevel]
  /// Folded word → the kinds it may mean ("thành phố": two).
  let kinds: [String: [UnitKind]]
  /// Folded short word → how it is written out.
  let shortened: [String: [String]]
  let prose: [String: [[String]]]

  private init(_ root: Yams.Node) {
    func lists(_ key: String) -> [(String, [String])] {
      (root.field(key)?.mapping ?? [:]).map { pair in
        (pair.key.scalar?.string ?? "", (pair.value.sequence ?? []).compactMap(\.scalar?.string))
      }
    }
    var columns: [String: UnitListColumn] = [:]
    for (name, words) in lists("columns") {
      guard let column = UnitListColumn(rawValue: name) else { fatalError("no column \(name)") }
      for word in words { columns[VietnameseOrder.searchKey(word)] = column }
    }
    self.columns = columns
    var levels: [String: UnitLevel] = [:]
    for (name, words) in lists("levels") {
      for word in words { levels[VietnameseOrder.searchKey(word)] = UnitLevel(rawValue: name) }
    }
    self.levels = levels
    kinds = UnitListWords.kinds(lists("kinds"))
    shortened = UnitListWords.shortened(root)
    prose = Dictionary(
      uniqueKeysWithValues: lists("prose").map { ($0.0, $0.1.map(UnitListWords.folded)) })
  }

  private static func kinds(_ others: [(String, [String])]) -> [String: [UnitKind]] {
    var result: [String: [UnitKind]] = [:]
    for kind in UnitKind.allCases {
      if let prefix = kind.prefix {
        result[VietnameseOrder.foldedName(prefix), default: []].append(kind)
      }
    }
    for (name, words) in others {
      guard let kind = UnitKind(rawValue: name) else { fatalError("no kind \(name)") }
      for word in words { result[VietnameseOrder.foldedName(word), default: []].append(kind) }
    }
    return result
  }

  private static func shortened(_ root: Yams.Node) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for (key, value) in root.field("shortened")?.mapping ?? [:] {
      let words = (value.scalar?.string ?? "").split(separator: " ").map(String.init)
      result[VietnameseOrder.foldedName(key.scalar?.string ?? "")] = words
    }
    return result
  }

  private static func folded(_ phrase: String) -> [String] {
    phrase.split(separator: " ").map { VietnameseOrder.foldedName(String($0)) }
  }
}

/// The columns a list of units may have.
enum UnitListColumn: String, CaseIterable {
  case code, name, fullName, level, kind, parentCode, mergedFrom

  /// As a message names it.
  var words: Sentence {
    switch self {
    case .code: "mã"
    case .name: "tên"
    case .fullName: "tên đầy đủ"
    case .level: "cấp"
    case .kind: "loại"
    case .parentCode: "mã cấp trên"
    case .mergedFrom: "sáp nhập từ"
    }
  }
}

/// Forms of a unit's name for comparing; looser from first to last.
struct UnitNameKeys: Sendable, Hashable {
  /// Marks count; case, the tone's place, spaces at the ends and short words do not.
  let exact: String
  /// Nor do spaces, hyphens and apostrophes.
  let letters: String
  /// Nor do marks.
  let bare: String

  init(_ name: String) {
    let words = VietnameseOrder.foldedName(name).split(separator: " ").map { word in
      if let long = UnitListWords.known.shortened[String(word)] {
        return VietnameseOrder.foldedName(long.joined(separator: " "))
      }
      // "Phường 01" and "Phường 1" are one.
      let isNumber = word.utf8.allSatisfy { (48...57).contains($0) }
      return String(isNumber ? word.drop { $0 == "0" } : word)
    }
    exact = words.joined(separator: " ")
    letters = String(
      String.UnicodeScalarView(
        exact.unicodeScalars.filter {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
            || (0x300...0x36F).contains($0.value)
        }))
    bare = VietnameseOrder.searchKey(exact).filter { $0 != " " }
  }
}
