/// What stands in a file, as plain text.
public struct DecodedDocument: Sendable, Equatable {
  public enum Format: String, Sendable { case docx, pdf, text }

  public let text: String
  public let format: Format
  /// Vietnamese remarks on what was changed while reading, such as a converted legacy encoding.
  public let notes: [String]
  /// Count of pages where the format knows it (PDF).
  public let pages: Int?

  init(text: String, format: Format, notes: [String] = [], pages: Int? = nil) {
    self.text = text
    self.format = format
    self.notes = notes
    self.pages = pages
  }
}

/// Turns the bytes of a DOCX, PDF or plain text file into text. The conventions stand in
/// `docs/input-files.md`.
public enum DocumentText {
  /// Reads a file; its size is checked before its bytes are read.
  public static func read(path: String) throws(UnreadableFile) -> DecodedDocument {
    try read(InputBytes.read(path: path), name: path)
  }

  /// Reads standard input to its end, at most as much as a file may hold.
  public static func readStandardInput() throws(UnreadableFile) -> DecodedDocument {
    try read(InputBytes.readStandardInput(), name: nil)
  }

  /// Reads bytes already in memory. The format is told by the content; `name` only helps where the
  /// content leaves a doubt.
  public static func read(
    _ bytes: [UInt8], name: String? = nil
  ) throws(UnreadableFile) -> DecodedDocument {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= FileLimits.file else { throw .tooLarge(megabytes: FileLimits.file >> 20) }
    let document =
      switch FileKind.of(bytes) {
      case .zip: try WordDocument.read(bytes)
      case .pdf: try PdfDocument.read(bytes)
      case .compound: throw CompoundFile.refusal(bytes)
      case .other(let kind): throw UnreadableFile.notWord(kind: kind)
      case .text: try PlainText.read(bytes)
      }
    guard document.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw .empty
    }
    return document
  }
}
