import Foundation

// usage: embed-text OUTPUT INPUT…
// Each input becomes `Embedded.texts["name.ext"]`; equal file names in one target are an error.
let arguments = Array(CommandLine.arguments.dropFirst())
guard let output = arguments.first else {
  FileHandle.standardError.write(Data("usage: embed-text OUTPUT INPUT…\n".utf8))
  exit(64)
}

var entries: [(name: String, text: String)] = []
for path in arguments.dropFirst() {
  let url = URL(fileURLWithPath: path)
  entries.append((url.lastPathComponent, try String(contentsOf: url, encoding: .utf8)))
}
let names = entries.map(\.name)
guard Set(names).count == names.count else {
  FileHandle.standardError.write(Data("error: two embedded files have the same name\n".utf8))
  exit(65)
}

var swift = "enum Embedded {\n  static let texts: [String: String] = [\n"
for entry in entries {
  swift += "    \"\(entry.name)\": ####\"\"\"\n\(entry.text)\n\"\"\"####,\n"
}
swift += "  ]\n}\n"
try swift.write(toFile: output, atomically: true, encoding: .utf8)
