import Glibc

/// Reads the text layer of a PDF through poppler's `pdftotext`.
enum PdfDocument {
  static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> DecodedDocument {
    try TemporaryFile.with(bytes) { (path) throws(UnreadableFile) in
      let tools = PdfTools(path: path)
      let output = try tools.layout()
      try check(output, isCut: !hasEnd(bytes))
      return try document(String(decoding: output.standardOutput, as: UTF8.self), tools)
    }
  }

  private static let damaged = UnreadableFile.damaged(part: "tệp PDF")

  /// Every PDF ends with this mark (ISO 32000-1, 7.5.5); mail and web servers may add a little.
  private static func hasEnd(_ bytes: [UInt8]) -> Bool {
    bytes.suffix(4096).firstRange(of: Array("%%EOF".utf8)) != nil
  }

  /// Poppler mends a file that was cut short and shows what is left: a plan without its end would
  /// pass for whole.
  private static func check(_ output: ChildProcess.Output, isCut: Bool) throws(UnreadableFile) {
    if output.isTooLong { throw .tookTooLong }
    if output.isTooMuch { throw .tooLarge(megabytes: FileLimits.text >> 20) }
    let words = String(decoding: output.standardError, as: UTF8.self)
    if words.contains("Incorrect password") || output.status == 3 { throw .passwordProtected }
    if output.status == 127 { throw .missingTool(name: "pdftotext", package: "poppler-utils") }
    guard output.status == 0, !isCut else { throw damaged }
  }

  private static func document(
    _ layout: String, _ tools: PdfTools
  ) throws(UnreadableFile) -> DecodedDocument {
    let pages = max(1, layout.utf8.count { $0 == 0x0C })
    var letters = 0
    for scalar in layout.unicodeScalars where scalar.properties.isAlphabetic { letters += 1 }
    guard letters >= pages * 20 else { throw .imageOnlyPdf }
    let raw = PdfPages.text(layout, tools)
    guard let encoding = EncodingGuess.legacy(raw) else {
      return DecodedDocument(text: BrokenSyllables.mended(raw), format: .pdf, pages: pages)
    }
    let text = EncodingGuess.converted(raw.unicodeScalars, encoding)
    return DecodedDocument(
      text: BrokenSyllables.mended(text), format: .pdf, notes: [encoding.note], pages: pages)
  }
}

/// A file only its owner may read, there for the length of one call.
enum TemporaryFile {
  static func with<Result>(
    _ bytes: [UInt8], in folder: String = folder,
    _ body: (String) throws(UnreadableFile) -> Result
  ) throws(UnreadableFile) -> Result {
    let path = "\(folder)/soat-\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).pdf"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .notReadable(path: path) }
    defer { unlink(path) }
    let isWritten = write(bytes, descriptor)
    close(descriptor)
    guard isWritten else { throw .notReadable(path: path) }
    return try body(path)
  }

  static var folder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  private static func write(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(
          descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }
}
