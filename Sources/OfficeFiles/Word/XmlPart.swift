/// Makes the XML of a part safe to parse: UTF-8, no declarations that could hide or multiply text.
enum XmlPart {
  /// The part as UTF-8 without its `<?xml … ?>` line.
  ///
  /// Any document type or entity is refused before a parser sees it; Word writes neither (ECMA-376
  /// part 2, 8.1.4 forbids them in a package).
  static func prepare(_ bytes: [UInt8], part: String) throws(UnreadableFile) -> [UInt8] {
    let bytes = try utf8(bytes, part: part)
    var start = 0
    if bytes.starts(with: Array("<?xml".utf8)) {
      guard let end = bytes.prefix(1024).firstRange(of: Array("?>".utf8)) else {
        throw .damaged(part: part)
      }
      try checkEncoding(bytes[..<end.lowerBound])
      start = end.upperBound
    }
    try refuseDeclarations(bytes, from: start)
    return start == 0 ? bytes : Array(bytes[start...])
  }

  private static func utf8(_ bytes: [UInt8], part: String) throws(UnreadableFile) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return try utf8(Array(bytes.dropFirst(3)), part: part)
    }
    if let order = Utf16.order(bytes) {
      guard let text = Utf16.decode(bytes, order) else { throw .damaged(part: part) }
      return Array(text.utf8)
    }
    guard bytes.first == UInt8(ascii: "<"), !bytes.contains(0), Utf8.isValid(bytes) else {
      throw .damaged(part: part)
    }
    return bytes
  }

  /// Another encoding, such as UTF-7, could carry a document type past the search below.
  private static func checkEncoding(_ declaration: ArraySlice<UInt8>) throws(UnreadableFile) {
    let lower = declaration.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    guard let found = lower.firstRange(of: Array("encoding".utf8)) else { return }
    let value = lower[found.upperBound...].drop { $0 <= 0x20 || $0 == UInt8(ascii: "=") }
      .dropFirst()
    let isKnown = ["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii"].contains {
      value.starts(with: Array($0.utf8))
        && [0x22, 0x27].contains(value.dropFirst($0.utf8.count).first)
    }
    guard isKnown else { throw .unsafeXml }
  }

  private static func refuseDeclarations(
    _ bytes: [UInt8], from start: Int
  ) throws(UnreadableFile) {
    let isUnsafe = bytes.withUnsafeBufferPointer { buffer in
      var index = start
      while index + 9 <= buffer.count {
        if buffer[index] == UInt8(ascii: "<"), buffer[index + 1] == UInt8(ascii: "!") {
          let word = buffer[(index + 2)..<(index + 9)].map { $0 & 0xDF }
          if word == Array("DOCTYPE".utf8) || word.starts(with: Array("ENTITY".utf8)) {
            return true
          }
        }
        index += 1
      }
      return false
    }
    if isUnsafe { throw .unsafeXml }
  }
}
