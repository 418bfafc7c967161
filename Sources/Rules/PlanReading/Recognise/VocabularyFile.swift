internal import Yams

/// One embedded file of words: lists of phrases under a key, or under a key and an inner key.
struct VocabularyFile: Sendable {
  private var lists: [String: [String]] = [:]

  init(_ name: String) {
    for (key, value) in EmbeddedData.yaml(name).mapping ?? [:] {
      let key = key.string ?? ""
      if value.sequence != nil { lists[key] = value.array(of: String.self) }
      for (inner, list) in value.mapping ?? [:] {
        lists[key + "." + (inner.string ?? "")] = list.array(of: String.self)
      }
    }
  }

  /// The list under `key` or `key.inner`. A missing one is a mistake of the data, found by the
  /// first test.
  func strings(_ key: String) -> [String] {
    guard let list = lists[key] else { fatalError("the vocabulary has no list \(key)") }
    return list
  }

  /// The inner keys under `key`, in alphabetical order.
  func innerKeys(_ key: String) -> [String] {
    lists.keys.filter { $0.hasPrefix(key + ".") }.map { String($0.dropFirst(key.count + 1)) }
      .sorted()
  }

  func table(_ key: String, bare: Bool = false) -> PhraseTable<Bool> {
    PhraseTable(strings(key).map { ($0, true) }, bare: bare)
  }
}
