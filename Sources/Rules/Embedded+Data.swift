internal import Yams

/// Data beside the code: the YAML files of this target, embedded when it is built.
enum EmbeddedData {
  /// A file's root node. A missing or broken file is a mistake of the build, found by the first test.
  static func yaml(_ name: String) -> Yams.Node {
    guard let text = Embedded.texts[name] else { fatalError("no embedded file \(name)") }
    do {
      guard let node = try Yams.compose(yaml: text, .basic) else { fatalError("\(name) is empty") }
      return node
    } catch {
      fatalError("\(name): \(error)")
    }
  }
}
