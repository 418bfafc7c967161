/// How much of a file is ever read, so that a hostile one costs little. Sizes in bytes.
enum FileLimits {
  static let file = 64 << 20
  static let text = 32 << 20
  static let zipEntries = 4096
  /// One part of a DOCX, expanded.
  static let zipEntry = 128 << 20
  /// All parts of a DOCX that are read, expanded.
  static let zipTotal = 192 << 20
  /// What a DOCX says it holds altogether, pictures included.
  static let zipDeclared = 512 << 20
  /// Real text shrinks to a tenth, a table of like rows to a hundredth.
  static let zipRatio = 400
  static let zipRatioFrom = 32 << 20
  static let xmlDepth = 200
  static let pdfSeconds = 60
  /// For one page: somebody waits for it.
  static let pictureSeconds = 15
  static let pdfMemory = 2 << 30
  /// Places of words, or pictures of a few pages.
  static let pdfDrawing = 128 << 20
  /// Pages whose tables are looked for by their rules; later ones keep their text as laid out.
  static let pdfTablePages = 300
  static let pdfTableSeconds = 30
  static let pdfTableCells = 4000
  /// Raised numbers on one page.
  static let pdfMarks = 200
}
