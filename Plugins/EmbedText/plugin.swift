import Foundation
import PackagePlugin

/// Writes every text file (`.yaml`, `.css`, `.js`, `.sql`, `.mustache`, `.svg`) of a target into one Swift file of string literals,
/// so that the program is one file and reads nothing at run time but what its user hands it.
@main
struct EmbedText: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target.sourceModule else { return [] }
    let texts = target.sourceFiles
      .map(\.url)
      .filter { ["yaml", "css", "js", "sql", "mustache", "svg"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
    guard !texts.isEmpty else { return [] }
    let output = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(texts.count) texts of \(target.name)",
        executable: try context.tool(named: "embed-text").url,
        arguments: [output.path] + texts.map(\.path),
        inputFiles: texts,
        outputFiles: [output])
    ]
  }
}
