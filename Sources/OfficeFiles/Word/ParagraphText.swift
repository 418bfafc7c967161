/// The text of one paragraph while it is being read: pieces of one script each, so that a letter
/// and its mark in two runs come together before conversion.
struct ParagraphText {
  private struct Piece {
    var text: String
    let script: RunScript
    let isSuperscript: Bool
  }

  private var pieces: [Piece] = []

  var isEmpty: Bool { pieces.allSatisfy(\.text.isEmpty) }

  mutating func append(_ text: String, _ script: RunScript, isSuperscript: Bool) {
    guard !text.isEmpty else { return }
    if let last = pieces.last, last.script == script, last.isSuperscript == isSuperscript {
      pieces[pieces.count - 1].text += text
    } else {
      pieces.append(Piece(text: text, script: script, isSuperscript: isSuperscript))
    }
  }

  /// Puts the text of a paragraph whose end was deleted before this one.
  mutating func prepend(_ earlier: ParagraphText) {
    pieces = earlier.pieces + pieces
  }

  /// The finished text, and the legacy encodings it was converted from.
  func finished() -> (text: String, converted: Set<LegacyEncoding>) {
    if pieces.count == 1, let piece = pieces.first, piece.script == .unicode, !piece.isSuperscript {
      return (Self.withoutSoftHyphens(piece.text), [])
    }
    let isLegacy = isReallyLegacy
    var result = ""
    var converted: Set<LegacyEncoding> = []
    for piece in pieces {
      switch piece.script {
      case .legacy(let encoding, let isCapital) where isLegacy:
        let text = encoding.decoded(piece.text.unicodeScalars)
        if text.elementsEqual(piece.text.unicodeScalars) == false { converted.insert(encoding) }
        result.unicodeScalars.append(
          contentsOf: isCapital ? .init(text.map(VietnameseLetters.capital)) : text)
      case .symbol, .dingbats:
        for scalar in piece.text.unicodeScalars {
          result.append(FontSymbols.sign(scalar, piece.script) ?? Character(scalar))
        }
      case .unicode, .legacy:
        result += Self.withoutSoftHyphens(Self.raised(piece.text, piece.isSuperscript))
      }
    }
    return (result, converted)
  }

  /// Text typed in Unicode may still carry a legacy font's name: then it must not be converted.
  private var isReallyLegacy: Bool {
    var isLegacy = false
    for case .legacy in pieces.map(\.script) { isLegacy = true }
    guard isLegacy else { return false }
    return !pieces.contains { piece in
      guard case .legacy = piece.script else { return false }
      return piece.text.unicodeScalars.contains {
        (0x1EA0...0x1EF9).contains($0.value) || (0x100...0x1B0).contains($0.value)
          || (0x300...0x323).contains($0.value)
      }
    }
  }

  private static func withoutSoftHyphens(_ text: String) -> String {
    guard text.unicodeScalars.contains("\u{AD}") else { return text }
    return String(text.unicodeScalars.filter { $0 != "\u{AD}" })
  }

  private static let superscripts: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
    "9": "⁹",
    "(": "⁽", ")": "⁾",
  ]

  /// Raised digits, bare or in brackets, as superscript letters; any other raised text stays.
  private static func raised(_ text: String, _ isSuperscript: Bool) -> String {
    let isMark =
      isSuperscript && text.contains(where: \.isNumber)
      && text.allSatisfy { superscripts[$0] != nil || $0 == " " }
    return isMark ? String(text.map { superscripts[$0] ?? $0 }) : text
  }

  /// The mark of note `number`: ⁽¹²⁾.
  static func mark(_ number: Int) -> String {
    "⁽" + String(String(number).map { superscripts[$0] ?? $0 }) + "⁾"
  }
}
