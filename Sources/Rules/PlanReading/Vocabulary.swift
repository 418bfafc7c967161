/// The reader's words, from the YAML files beside it: an official who meets a new wording adds a line there.
enum Vocabulary {
  private static let files: [String: VocabularyFile] = Dictionary(
    uniqueKeysWithValues: [
      "header-words", "inspection-forms", "inspection-words", "question-words", "report-words",
      "section-roles", "task-labels", "task-words",
    ].map { ($0 + ".yaml", VocabularyFile($0 + ".yaml")) })

  /// A list under a key of a file.
  static func list(_ file: String, _ key: String) -> [String] { words(file).strings(key) }

  /// Phrases by the name that stands for them, in the file's order: those under a key, or the whole file's.
  static func groups(_ file: String, _ key: String? = nil) -> [(name: String, phrases: [String])] {
    words(file).groups(key)
  }

  /// Names and the one word for each, under a key of a file.
  static func pairs(_ file: String, _ key: String) -> [String: String] { words(file).pairs(key) }

  static func table(_ file: String, _ key: String, bare: Bool = false) -> PhraseTable<Bool> {
    words(file).table(key, bare: bare)
  }

  static func table(groups file: String, _ key: String? = nil) -> PhraseTable<String> {
    PhraseTable(groups(file, key).flatMap { group in group.phrases.map { ($0, group.name) } })
  }

  private static func words(_ file: String) -> VocabularyFile {
    guard let words = files[file] else { fatalError("no vocabulary \(file)") }
    return words
  }
}
