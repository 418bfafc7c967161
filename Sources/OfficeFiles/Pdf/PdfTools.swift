/// The programs of poppler, run on one file with our limits.
struct PdfTools {
  let path: String

  /// The whole text as it stands on the pages.
  func layout() throws(UnreadableFile) -> ChildProcess.Output {
    guard let tool = ChildProcess.find("pdftotext"),
      let output = run(tool, ["-layout"] + Self.plain + [path, "-"], FileLimits.text)
    else { throw .missingTool(name: "pdftotext", package: "poppler-utils") }
    return output
  }

  /// The text of a band of one page, in points from its top; `nil` where it cannot be had.
  func layout(page: Int, width: Double, from top: Double, to bottom: Double) -> String? {
    let height = Int(bottom.rounded()) - Int(top.rounded())
    guard height > 0, let tool = ChildProcess.find("pdftotext") else { return "" }
    let crop = [
      "-x", "0", "-y", "\(Int(top.rounded()))", "-W", "\(Int(width) + 1)", "-H", "\(height)",
    ]
    let arguments = ["-layout", "-nopgbrk"] + pages(page...page) + crop + Self.plain + [path, "-"]
    return whole(run(tool, arguments, FileLimits.text)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// All words with their places.
  func words() -> [UInt8]? {
    guard let tool = ChildProcess.find("pdftotext") else { return nil }
    return whole(run(tool, ["-bbox"] + Self.plain + [path, "-"], FileLimits.pdfDrawing))
  }

  /// Pictures of pages, one PGM after the other, their longer side `size` pixels, drawn without
  /// half-tones at the edges so that thin rules stay dark.
  func pictures(_ range: ClosedRange<Int>, size: Int) -> [UInt8]? {
    guard let tool = ChildProcess.find("pdftoppm") else { return nil }
    let look = ["-gray", "-scale-to", "\(size)", "-aa", "no", "-aaVector", "no"]
    return whole(run(tool, look + pages(range) + [path], FileLimits.pdfDrawing))
  }

  private static let plain = ["-enc", "UTF-8", "-eol", "unix"]

  private func pages(_ range: ClosedRange<Int>) -> [String] {
    ["-f", "\(range.lowerBound)", "-l", "\(range.upperBound)"]
  }

  private func run(_ tool: String, _ arguments: [String], _ limit: Int) -> ChildProcess.Output? {
    ChildProcess.run(
      tool, arguments, seconds: FileLimits.pdfSeconds, memory: FileLimits.pdfMemory, limit: limit)
  }

  private func whole(_ output: ChildProcess.Output?) -> [UInt8]? {
    guard let output, output.status == 0, !output.isTooLong, !output.isTooMuch else { return nil }
    return output.standardOutput
  }
}
