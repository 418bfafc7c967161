/// The words of `documents.yaml`, as tables.
enum DocumentVocabulary {
  static let file = VocabularyFile("documents.yaml")

  /// Kind as written, with its abbreviation → its name.
  static let kinds = PhraseTable<String>(
    file.innerKeys("kinds").flatMap { key in
      let words = file.strings("kinds." + key)
      return words.map { ($0, words.first ?? $0) }
    })

  /// Symbol, in lower case → kind.
  static let symbols: [String: String] = Dictionary(
    file.innerKeys("symbols").flatMap { kind in
      file.strings("symbols." + kind).map { ($0, kind) }
    }, uniquingKeysWith: { first, _ in first })

  static let lawKinds = file.table("lawKinds")
  static let laws = file.table("laws")
  static let amending = file.table("amending")
  static let nameEnds = file.table("nameEnds")
  static let titleOpeners = file.table("titleOpeners")
  static let basis = file.table("basis")
}
