/// The words of `targets.yaml`, as tables. Cues compare without diacritics, since scanning
/// garbles them.
enum TargetVocabulary {
  static let file = VocabularyFile("targets.yaml")

  static let comparators = comparators(bare: true)
  /// For places where "đất" must not be taken for "đạt".
  static let exactComparators = comparators(bare: false)

  private static func comparators(bare: Bool) -> PhraseTable<Comparator> {
    let lists: [(String, Comparator)] = [
      ("equal", .equal), ("less", .less), ("atMost", .atMost), ("more", .more),
      ("atLeast", .atLeast),
    ]
    return PhraseTable(
      lists.flatMap { list in file.strings("comparators." + list.0).map { ($0, list.1) } },
      bare: bare)
  }

  static let suffixes: PhraseTable<Comparator> = {
    let lists: [(String, Comparator)] = [("atLeast", .atLeast), ("atMost", .atMost)]
    return PhraseTable(
      lists.flatMap { list in file.strings("suffixes." + list.0).map { ($0, list.1) } }, bare: true)
  }()
  static let obliging = file.table("obliging", bare: true)
  /// Obliging words of two syllables and more, which no other word resembles without diacritics.
  static let clearlyObliging = PhraseTable(
    file.strings("obliging").filter { $0.contains(" ") }.map { ($0, true) }, bare: true)
  static let countGoals = file.table("countGoals")
  static let units = file.table("units")
  static let strictUnits = file.table("strictUnits")
  static let timeUnits = file.table("timeUnits")
  static let floors = file.table("floors", bare: true)
  static let noUnits = file.table("noUnits")
  static let fieldScopes = file.table("fieldScopes")
  static let labels = file.table("labels")
  static let deadlines = file.table("deadlines")
  static let results = file.table("results")
  static let weakResults = file.table("weakResults")
  static let descriptions = file.table("descriptions")
  static let baselines = file.table("baselines")
  static let goals = file.table("goals", bare: true)
  static let scopes = file.table("scopes")
  static let scopePrefixes = file.table("scopePrefixes")
  static let scopeLevels = file.table("scopeLevels")
  static let clauseStarts = file.table("clauseStarts")
  static let until = file.table("until")
  static let upTo = file.table("upTo")
  static let percent = file.table("percent")
  static let changes = file.table("changes")
}
