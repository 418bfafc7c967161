import Glibc

/// What a file is by its bytes, whatever its name says.
public enum FileContent: String, Sendable, CaseIterable {
  case pdf
  /// Word, Excel and PowerPoint since 2007.
  case word
  case sheet
  case slides
  /// OpenDocument.
  case openText
  case openSheet
  /// Word, Excel and PowerPoint before 2007.
  case oldOffice
  case jpeg
  case png
  case webp
  case text
  case zip

  /// Nil for an empty file and for what is none of these. Reads the beginning of the file, and of an archive the
  /// list of its parts.
  public static func of(path: String) -> FileContent? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let head = FileContent.bytes(of: descriptor, from: 0, count: 1 << 16)
    guard !head.isEmpty else { return nil }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return archive(head, names: ZipNames.of(descriptor))
    }
    return of(head)
  }

  private static func of(_ head: [UInt8]) -> FileContent? {
    if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).starts(with: Array("WEBP".utf8)) {
      return .webp
    }
    switch FileKind.of(head) {
    case .pdf: return .pdf
    case .compound: return .oldOffice
    case .zip, .other: return nil
    case .text: return isText(head) ? .text : nil
    }
  }

  /// Whether people could read it: no control characters but tabs and line breaks, unless it is UTF-16.
  private static func isText(_ head: [UInt8]) -> Bool {
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return true }
    return head.allSatisfy { $0 >= 0x20 && $0 != 0x7F || [0x09, 0x0A, 0x0C, 0x0D].contains($0) }
  }

  /// The first part of an OpenDocument file is its type, uncompressed (OpenDocument 1.3, part 2, 3.3).
  private static func archive(_ head: [UInt8], names: Set<String>) -> FileContent {
    let opening = String(decoding: head.dropFirst(30).prefix(80), as: UTF8.self)
    let type = "mimetypeapplication/vnd.oasis.opendocument."
    if opening.hasPrefix(type + "text") { return .openText }
    if opening.hasPrefix(type + "spreadsheet") { return .openSheet }
    guard names.contains("[Content_Types].xml") else { return .zip }
    if names.contains("word/document.xml") { return .word }
    if names.contains("xl/workbook.xml") { return .sheet }
    return names.contains("ppt/presentation.xml") ? .slides : .zip
  }

  static func bytes(of descriptor: Int32, from offset: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, count, offset))
    }
  }
}

/// The names of an archive's parts, without opening it: what a hostile one declares costs at most 1 MB.
private enum ZipNames {
  private static let longest = 1 << 20

  /// Those in the central directory (APPNOTE 4.3.12), as far as it is read.
  static func of(_ descriptor: Int32) -> Set<String> {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    let tail = FileContent.bytes(
      of: descriptor, from: max(0, size - 65_557), count: min(size, 65_557))
    guard
      let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
        tail[$0...].starts(with: [0x50, 0x4B, 0x05, 0x06])
      })
    else { return [] }
    let count = min(number(tail, end + 12, 4), longest)
    let directory = FileContent.bytes(
      of: descriptor, from: number(tail, end + 16, 4), count: count)
    var names: Set<String> = []
    var place = 0
    while place + 46 <= directory.count,
      directory[place...].starts(with: [0x50, 0x4B, 0x01, 0x02])
    {
      let length = number(directory, place + 28, 2)
      guard place + 46 + length <= directory.count else { break }
      names.insert(
        String(decoding: directory[place + 46..<place + 46 + length], as: UTF8.self))
      place += 46 + length + number(directory, place + 30, 2) + number(directory, place + 32, 2)
    }
    return names
  }

  private static func number(_ bytes: [UInt8], _ place: Int, _ width: Int) -> Int {
    (0..<width).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}
