import Foundation
import Testing

/// The sources as text, for rules that the compiler does not check.
private struct Source {
  let path: String
  let target: String
  let lines: [String]

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func all(_ folder: String) -> [Source] {
    let base = root.appending(path: folder)
    let files = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.compactMap {
      url in
      guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
      let relative = String(url.path.dropFirst(root.path.count + 1))
      let target = relative.split(separator: "/").dropFirst().first.map(String.init) ?? ""
      return Source(path: relative, target: target, lines: text.components(separatedBy: "\n"))
    }
  }

  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ").drop {
        ["public", "internal", "private", "@testable"].contains($0)
      }
      guard words.first == "import" else { return nil }
      return words.dropFirst().first { !["struct", "enum", "func", "class"].contains($0) }
        .map { String($0.split(separator: ".")[0]) }
    }
  }

  /// Lines of each function body, by indentation: the house format makes that exact.
  var functionLengths: [(name: String, lines: Int)] {
    var result: [(String, Int)] = []
    for (index, line) in lines.enumerated() {
      let words = line.trimmingCharacters(in: .whitespaces).split(separator: " ")
      guard words.contains("func") || words.first?.hasPrefix("init") == true, line.hasSuffix("{")
      else { continue }
      let indent = line.prefix { $0 == " " }.count
      let closing = String(repeating: " ", count: indent) + "}"
      guard let end = lines[(index + 1)...].firstIndex(of: closing) else { continue }
      result.append((words.joined(separator: " "), end - index - 1))
    }
    return result
  }
}

/// Which target may import what: the table of the architecture.
private let allowed: [String: Set<String>] = [
  "Rules": ["Yams", "Glibc", "Musl", "Darwin"],
  "OfficeFiles": ["CZip", "CXlsx", "Foundation", "FoundationXML", "Glibc", "Musl", "Darwin"],
  "Store": [
    "CLibPQ", "Crypto", "GRDB", "Logging", "Metrics", "Dispatch", "Foundation", "Glibc", "Musl",
    "Synchronization",
  ],
  "Records": ["Rules", "Store", "Crypto", "CryptoExtras", "Logging", "FoundationEssentials"],
  "Web": [
    "Rules", "Store", "Records", "OfficeFiles", "CQREncode", "Crypto", "Hummingbird", "HTTPTypes",
    "Logging", "Metrics", "NIOCore", "NIOHTTPTypes", "NIOPosix", "FoundationEssentials",
    "Synchronization",
  ],
  "Jobs": [
    "Rules", "Store", "Records", "OfficeFiles", "CCurl", "Logging", "ServiceLifecycle",
    "FoundationEssentials", "Dispatch", "Synchronization",
  ],
  "soat": [
    "Rules", "OfficeFiles", "Store", "Records", "Web", "Jobs", "ArgumentParser", "Configuration",
    "Logging", "ServiceLifecycle", "Synchronization", "Yams", "Foundation", "Glibc", "Musl",
    "Darwin",
  ],
  "embed-text": ["Foundation"],
]

@Test func `each target imports only what its layer may`() {
  for source in Source.all("Sources") {
    let mayImport = allowed[source.target] ?? []
    for name in source.imports {
      #expect(mayImport.contains(name), "\(source.path) imports \(name)")
    }
  }
}

@Test func `files stay within the house limits`() {
  let lengths = Source.all("Sources").map { ($0.path, $0.lines.count) }.sorted { $0.1 < $1.1 }
  for (path, count) in lengths { #expect(count <= 400, "\(path) has \(count) lines") }
  let ninetieth = lengths[lengths.count * 9 / 10]
  #expect(ninetieth.1 <= 200, "90th percentile: \(ninetieth)")
}

@Test func `functions stay within the house limits`() {
  let functions = Source.all("Sources").flatMap { source in
    source.functionLengths.map { (source.path + ": " + $0.name, $0.lines) }
  }.sorted { $0.1 < $1.1 }
  for (name, count) in functions { #expect(count <= 60, "\(name) has \(count) lines") }
  let ninetieth = functions[functions.count * 9 / 10]
  #expect(ninetieth.1 <= 25, "90th percentile: \(ninetieth)")
}

@Test(arguments: ["Core", "Common", "Utils", "Helpers", "Extensions", "Services", "Managers"])
func `no folder is called after nothing`(name: String) {
  for source in Source.all("Sources") + Source.all("Tests") {
    #expect(!source.path.split(separator: "/").contains(Substring(name)), "\(source.path)")
  }
}

@Test func `every law value has a reference and a day on which it was checked`() throws {
  let folder = Source.root.appending(path: "Sources/Rules/Law")
  let files = try FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: nil
  )
  .filter { $0.pathExtension == "yaml" }
  #expect(!files.isEmpty)
  for file in files {
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("checked:"), "\(file.lastPathComponent) has no checked date")
    #expect(text.contains("reference"), "\(file.lastPathComponent) has no reference")
  }
}

@Test func `every command is described`() throws {
  let described = try String(
    contentsOf: Source.root.appending(path: "docs/cli.md"), encoding: .utf8)
  let names = Source.all("Sources").filter { $0.target == "soat" }.flatMap(\.lines)
    .compactMap { line -> String? in
      guard let range = line.range(of: "commandName: \"") else { return nil }
      return String(line[range.upperBound...].prefix { $0 != "\"" })
    }
  #expect(names.count >= 4)
  for name in names where name != "soat" {
    #expect(described.contains(name), "docs/cli.md does not describe \(name)")
  }
}
