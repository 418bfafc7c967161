internal import Yams

/// The reader's words, from the YAML files beside it: an official who meets a new wording adds a line there.
enum Vocabulary {
  /// A list under a key of a file.
  static func list(_ file: String, _ key: String) -> [String] {
    EmbeddedData.yaml(file)[key]?.sequence?.compactMap(\.string) ?? []
  }

  /// Phrases by the name that stands for them, in the file's order.
  static func groups(_ file: String, _ key: String? = nil) -> [(name: String, phrases: [String])] {
    let node = EmbeddedData.yaml(file)
    let mapping = key.map { node[$0]?.mapping } ?? node.mapping
    return mapping?.compactMap { name, phrases in
      name.string.map { ($0, phrases.sequence?.compactMap(\.string) ?? []) }
    } ?? []
  }

  static func table(_ file: String, _ key: String, bare: Bool = false) -> PhraseTable<Bool> {
    PhraseTable(list(file, key).map { ($0, true) }, bare: bare)
  }

  static func table(groups file: String, _ key: String? = nil, bare: Bool = false) -> PhraseTable<
    String
  > {
    PhraseTable(
      groups(file, key).flatMap { group in group.phrases.map { ($0, group.name) } }, bare: bare)
  }
}
