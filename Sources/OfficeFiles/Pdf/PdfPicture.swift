/// What a page of a PDF looks like, drawn by poppler with our limits.
public enum PdfPicture {
  /// One page as a PNG, its longer side `size` pixels; nil where there is no such page, the file is damaged, or
  /// poppler is not installed.
  public static func png(path: String, page: Int, size: Int) -> [UInt8]? {
    guard (1...100_000).contains(page), let tool = ChildProcess.find("pdftoppm") else { return nil }
    let arguments = [
      "-png", "-scale-to", "\(size)", "-f", "\(page)", "-l", "\(page)", "-singlefile", path,
    ]
    let output = whole(tool, arguments, FileLimits.pdfDrawing)
    return output.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// How many pages there are; nil where that cannot be said.
  public static func pages(path: String) -> Int? {
    guard let tool = ChildProcess.find("pdfinfo"), let output = whole(tool, [path], 1 << 20) else {
      return nil
    }
    let line = String(decoding: output, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("Pages:") }
    return line?.split(separator: " ").last.flatMap { Int($0) }
  }

  private static func whole(_ tool: String, _ arguments: [String], _ limit: Int) -> [UInt8]? {
    let output = ChildProcess.run(
      tool, arguments, seconds: FileLimits.pictureSeconds, memory: FileLimits.pdfMemory,
      limit: limit)
    guard let output, output.status == 0, !output.isTooLong, !output.isTooMuch else { return nil }
    return output.standardOutput
  }
}
