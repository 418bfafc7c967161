/// What the words for an agency in a plan can mean in the tree of units.
public enum AgencyMatching {
  /// A group, and whether the words leave no doubt: "các ngành liên quan" does not say which are concerned.
  public struct Group: Sendable, Equatable {
    public let group: UnitGroup
    public let isSure: Bool

    public init(_ group: UnitGroup, isSure: Bool) {
      self.group = group
      self.isSure = isSure
    }
  }

  /// The group that the words name; nil where they name one agency.
  public static func group(_ words: String) -> Group? {
    let text = " " + memory(words) + " "
    let known = AgencyWords.known
    guard text.contains(known.several) || known.many.contains(where: text.hasPrefix) else {
      return nil
    }
    for (group, needles) in known.groups where needles.contains(where: text.contains) {
      return Group(group, isSure: !known.doubtful.contains(where: text.contains))
    }
    return nil
  }

  /// The level of government that words like "cấp xã", "huyện" name; nil where they name no level alone.
  public static func level(_ words: String) -> UnitLevel? {
    let key = memory(words)
    let bare = key.hasPrefix("cap ") ? String(key.dropFirst(4)) : key
    return AgencyWords.known.levels.first { $0.names.contains(bare) }?.level
  }

  /// Folded names to look for in the tree, the nearest to the words first.
  public static func keys(_ words: String) -> [String] {
    var text = VietnameseOrder.foldedName(
      words.split(separator: "&", omittingEmptySubsequences: false)
        .joined(separator: AgencyWords.and))
    var keys = [text]
    for before in AgencyWords.known.before where text.hasPrefix(before) {
      text = String(text.dropFirst(before.count))
      keys.append(text)
    }
    for after in AgencyWords.known.after {
      for key in keys where key.hasSuffix(after) { keys.append(String(key.dropLast(after.count))) }
    }
    var seen: Set<String> = []
    return keys.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// How a settled match is remembered: the same words mean the same next time.
  public static func memory(_ words: String) -> String { VietnameseOrder.searchKey(words) }
}

/// The words of `agency-words.yaml`, with the blanks that keep them whole words.
struct AgencyWords: Sendable {
  static let known = AgencyWords(VocabularyFile("agency-words.yaml"))
  static let and = " v\u{E0} "

  let before: [String]
  let after: [String]
  let several = " cac "
  let many: [String]
  let doubtful: [String]
  let levels: [(level: UnitLevel, names: [String])]
  let groups: [(group: UnitGroup, needles: [String])]

  private init(_ file: VocabularyFile) {
    func bare(_ words: [String]) -> [String] {
      words.map { " " + VietnameseOrder.searchKey($0) + " " }
    }
    before = file.strings("before").map { VietnameseOrder.foldedName($0) + " " }
    after = file.strings("after").map { " " + VietnameseOrder.foldedName($0) }
    many = bare(file.strings("many"))
    doubtful = bare(file.strings("doubtful"))
    levels = file.groups("levels").map { name, words in
      guard let level = UnitLevel(rawValue: name) else { fatalError("no level \(name)") }
      return (level, words.map(VietnameseOrder.searchKey))
    }
    groups = file.groups("groups").map { name, words in
      guard let group = UnitGroup(rawValue: name) else { fatalError("no group \(name)") }
      return (group, bare(words))
    }
  }
}
