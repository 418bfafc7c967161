/// Plain text in whatever encoding it was saved.
///
/// UTF-8 passes unchanged, line ends and composition included; only a byte order mark goes.
enum PlainText {
  static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> DecodedDocument {
    if let order = Utf16.order(bytes) ?? Utf16.guess(bytes) {
      guard let text = Utf16.decode(bytes, order) else { throw .damaged(part: "văn bản UTF-16") }
      return try document(text, notes: [])
    }
    try refuseBinary(bytes)
    guard bytes.count <= FileLimits.text else { throw tooLarge }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let text = String(validating: bytes[start...], as: UTF8.self) {
      return try document(text, notes: [])
    }
    if let (text, note) = EncodingGuess.text(bytes) { return try document(text, notes: [note]) }
    return try document(repaired(bytes), notes: ["Có chỗ hỏng trong tệp, thay bằng dấu \u{FFFD}."])
  }

  private static let tooLarge = UnreadableFile.tooLarge(megabytes: FileLimits.text >> 20)

  private static func document(
    _ text: String, notes: [String]
  ) throws(UnreadableFile) -> DecodedDocument {
    guard text.utf8.count <= FileLimits.text * 2 else { throw tooLarge }
    guard !text.utf8.contains(0) else { throw .unknownFormat }
    guard notes.isEmpty, let encoding = EncodingGuess.legacy(text) else {
      return DecodedDocument(text: text, format: .text, notes: notes)
    }
    let converted = EncodingGuess.converted(text.unicodeScalars, encoding)
    return DecodedDocument(text: converted, format: .text, notes: [encoding.note])
  }

  /// A NUL, or more than one control character in two hundred, is no text.
  private static func refuseBinary(_ bytes: [UInt8]) throws(UnreadableFile) {
    let controls: Int? = bytes.withUnsafeBufferPointer { buffer in
      var count = 0
      for byte in buffer where byte < 0x20 || byte == 0x7F {
        if byte == 0 { return nil }
        if !(0x09...0x0D).contains(byte) { count += 1 }
      }
      return count
    }
    guard let controls, controls <= max(3, bytes.count / 200) else { throw .unknownFormat }
  }

  /// A stray bad byte in a long text does not make it unreadable; more than one in a thousand does.
  private static func repaired(_ bytes: [UInt8]) throws(UnreadableFile) -> String {
    guard Utf8.brokenBytes(bytes) <= bytes.count / 1000 else { throw .unknownEncoding }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return String(decoding: bytes[start...], as: UTF8.self)
  }
}
