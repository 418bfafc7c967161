import Foundation

/// The sources as text, for rules that the compiler does not check.
enum SourceFolder {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Texts of the files under `folder` with one of the endings, by path.
  static func texts(_ folder: String, _ endings: Set<String>) -> [String: String] {
    let base = root.appending(path: folder)
    let files = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    var result: [String: String] = [:]
    for case let url as URL in files ?? FileManager.DirectoryEnumerator()
    where endings.contains(url.pathExtension) {
      if let text = try? String(contentsOf: url, encoding: .utf8) { result[url.path] = text }
    }
    return result
  }

  /// What stands between `before` and the next `after`.
  static func between(_ before: String, _ after: String, in text: String) -> [String] {
    text.components(separatedBy: before).dropFirst().compactMap {
      $0.components(separatedBy: after).first
    }
  }
}
