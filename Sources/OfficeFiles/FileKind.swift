/// What the first bytes say a file is.
enum FileKind: Equatable {
  case zip, pdf, compound, text
  /// A known kind that cannot be a plan, with its Vietnamese name.
  case other(String)

  static func of(_ bytes: [UInt8]) -> FileKind {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    {
      return .zip
    }
    if bytes.starts(with: CompoundFile.signature) { return .compound }
    if let kind = signatures.first(where: { bytes.starts(with: $0.bytes) }) {
      return .other(kind.name)
    }
    // Readers accept a PDF whose header comes a little late, after a stray mark or blank lines.
    let head = bytes.prefix(1024)
    if let start = head.firstRange(of: Array("%PDF-".utf8)),
      head[..<start.lowerBound].allSatisfy({ $0 <= 0x20 || $0 >= 0x80 })
    {
      return .pdf
    }
    return markup(head).map(FileKind.other) ?? .text
  }

  private static let signatures: [(bytes: [UInt8], name: String)] = [
    (Array("{\\rtf".utf8), "văn bản RTF"),
    ([0x89, 0x50, 0x4E, 0x47], "ảnh PNG"),
    ([0xFF, 0xD8, 0xFF], "ảnh JPEG"),
    (Array("GIF8".utf8), "ảnh GIF"),
    ([0x49, 0x49, 0x2A, 0x00], "ảnh TIFF"),
    ([0x4D, 0x4D, 0x00, 0x2A], "ảnh TIFF"),
    (Array("Rar!".utf8), "tệp nén RAR"),
    ([0x37, 0x7A, 0xBC, 0xAF], "tệp nén 7z"),
    ([0x1F, 0x8B, 0x08], "tệp nén gzip"),
  ]

  /// Word saves web pages and XML too; their tags are no text of a plan.
  private static func markup(_ head: ArraySlice<UInt8>) -> String? {
    var start = head
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
    let opening = start.drop { $0 <= 0x20 }.prefix(14).map { $0 | 0x20 }
    if opening.starts(with: Array("<!doctype html".utf8))
      || opening.starts(with: Array("<html".utf8))
    {
      return "trang web HTML"
    }
    return opening.starts(with: Array("<?xml".utf8)) ? "tệp XML" : nil
  }
}

/// OLE2 compound files: Word 97–2003, and the wrapper of an encrypted DOCX.
enum CompoundFile {
  static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// Stream names stand in the file as UTF-16LE ([MS-CFB] 2.6.1).
  static func refusal(_ bytes: [UInt8]) -> UnreadableFile {
    if holds("EncryptedPackage", bytes) { return .passwordProtected }
    if holds("WordDocument", bytes) { return .oldWordDoc }
    if holds("Workbook", bytes) { return .notWord(kind: "bảng tính Excel đời cũ (.xls)") }
    if holds("PowerPoint Document", bytes) {
      return .notWord(kind: "bản trình chiếu PowerPoint đời cũ (.ppt)")
    }
    return bytes.count < 1536 ? .damaged(part: "tệp Word đời cũ") : .oldWordDoc
  }

  private static func holds(_ name: String, _ bytes: [UInt8]) -> Bool {
    let wanted = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    // Directory entries are 128 bytes long and start on a multiple of 128.
    var index = 512
    while index + wanted.count <= bytes.count {
      if bytes[index] == wanted[0], bytes[index...].starts(with: wanted) { return true }
      index += 128
    }
    return false
  }
}
