internal import Yams

/// One embedded file of words: lists of phrases under a key, or under a key and an inner key.
struct VocabularyFile: Sendable {
  private var lists: [String: [String]] = [:]
  /// Keys in the file's order.
  private var order: [String] = []
  /// Single words under a key, by their names.
  private var words: [String: [String: String]] = [:]

  init(_ name: String) {
    for (key, value) in EmbeddedData.yaml(name).mapping ?? [:] {
      let key = key.scalar?.string ?? ""
      add(key, value)
      for (inner, item) in value.mapping ?? [:] {
        let inner = inner.scalar?.string ?? ""
        if let word = item.scalar?.string { words[key, default: [:]][inner] = word }
        add(key + "." + inner, item)
      }
    }
  }

  private mutating func add(_ key: String, _ value: Yams.Node) {
    guard let list = value.sequence else { return }
    lists[key] = list.compactMap { $0.scalar?.string }
    order.append(key)
  }

  /// Names and the one word for each.
  func pairs(_ key: String) -> [String: String] { words[key] ?? [:] }

  /// The lists under a key, or those of the whole file, by their names.
  func groups(_ key: String?) -> [(name: String, phrases: [String])] {
    order.compactMap { name in
      guard let key else { return name.contains(".") ? nil : (name, strings(name)) }
      return name.hasPrefix(key + ".")
        ? (String(name.dropFirst(key.count + 1)), strings(name)) : nil
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
