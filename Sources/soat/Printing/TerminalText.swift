/// Words as a terminal shows them: how wide they are, where they break, and nothing that steers the terminal.
enum TerminalText {
  /// Columns taken: a combining mark none, an East Asian wide character two.
  static func width(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// White space becomes one space; control characters (escape sequences, marks that turn the direction
  /// of writing) are left out, so that a document cannot repaint the screen.
  static func clean(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isSpace = true
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        if !isSpace { result.append(" ") }
        isSpace = true
      } else if !isSteering(scalar) {
        result.append(scalar)
        isSpace = false
      }
    }
    if result.last == " " { result.removeLast() }
    return String(result)
  }

  /// The beginning of what a person typed, to name it in a message of one line.
  static func clipped(_ text: String) -> String {
    let words = clean(text)
    return words.count > 80 ? words.prefix(80) + "…" : words
  }

  /// Lines of at most `width` columns, broken at spaces; a longer word is broken where it must.
  static func wrapped(_ text: String, width limit: Int) -> [String] {
    let limit = max(limit, 8)
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in clean(text).split(separator: " ").flatMap({ pieces($0, limit) }) {
      let size = width(word)
      if used > 0, used + 1 + size > limit {
        lines.append(line)
        line = ""
        used = 0
      }
      line += used > 0 ? " " + word : word
      used += used > 0 ? size + 1 : size
    }
    return used > 0 || lines.isEmpty ? lines + [line] : lines
  }

  /// Spaces put after the words up to `width` columns.
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - TerminalText.width(text)))
  }

  private static func pieces(_ word: Substring, _ limit: Int) -> [String] {
    guard width(word) > limit else { return [String(word)] }
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in word {
      let size = width(String(character))
      if used + size > limit, used > 0 {
        pieces.append(piece)
        piece = ""
        used = 0
      }
      piece.append(character)
      used += size
    }
    return pieces + [piece]
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return isWide(scalar.value) ? 2 : 1
    }
  }

  /// Unicode's East Asian Width W and F, by block.
  private static func isWide(_ code: UInt32) -> Bool {
    switch code {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }

  private static func isSteering(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
