/// What a run's properties say that changes its text; `nil` means not said here.
struct RunFormat: Hashable {
  /// Font of letters below U+0080, and of Latin letters above.
  var asciiFont: String?
  var latinFont: String?
  var isHidden: Bool?
  var isSuperscript: Bool?
  var style: String?

  /// Takes one child of `w:rPr`.
  mutating func take(_ name: String, _ attributes: XmlAttributes) {
    switch name {
    case "rFonts":
      if let font = attributes["ascii"] { asciiFont = font }
      if let font = attributes["hAnsi"] { latinFont = font }
      // A theme's font wins over a named one; themes never name a legacy font.
      if attributes["asciiTheme"] != nil { asciiFont = "" }
      if attributes["hAnsiTheme"] != nil { latinFont = "" }
    case "vanish": isHidden = attributes.isOn
    case "vertAlign": isSuperscript = attributes["val"] == "superscript"
    // Half points above the line: how other word processors write a raised letter.
    case "position": if (attributes.number("val") ?? 0) >= 4 { isSuperscript = true }
    case "rStyle": style = attributes["val"]
    default: break
    }
  }

  /// These properties, and where they say nothing those of `base`.
  func over(_ base: RunFormat) -> RunFormat {
    RunFormat(
      asciiFont: asciiFont ?? base.asciiFont, latinFont: latinFont ?? base.latinFont,
      isHidden: isHidden ?? base.isHidden, isSuperscript: isSuperscript ?? base.isSuperscript,
      style: style ?? base.style)
  }

  var script: RunScript { RunScript(font: latinFont ?? asciiFont ?? "") }
}

/// How the letters of a run are to be understood, told by its font.
enum RunScript: Hashable {
  case unicode
  case legacy(LegacyEncoding, isCapital: Bool)
  /// Symbol and Wingdings: letters stand for signs.
  case symbol, dingbats

  init(font: String) {
    let name = font.lowercased()
    if name.hasPrefix(".vn") {
      self = .legacy(.tcvn3, isCapital: name.hasSuffix("h"))
    } else if name.hasPrefix("vni-") || name.hasPrefix("vni ") {
      self = .legacy(.vni, isCapital: false)
    } else if name == "symbol" {
      self = .symbol
    } else {
      self = name.hasPrefix("wingdings") ? .dingbats : .unicode
    }
  }
}

/// Signs of the Symbol and Wingdings fonts that plans use.
enum FontSymbols {
  private static let symbol: [UInt32: Character] = [
    0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "-", 0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈", 0xDE: "⇒", 0x2D: "-",
  ]
  private static let dingbats: [UInt32: Character] = [
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0xA7: "-", 0xA8: "□", 0xD8: "-",
    0xE0: "→",
    0xF0: "→", 0xFB: "☒", 0xFC: "✓", 0xFE: "☑", 0x9F: "-", 0x76: "-",
  ]

  /// The sign a letter of such a font shows; `nil` where it is not known.
  static func sign(_ scalar: Unicode.Scalar, _ script: RunScript) -> Character? {
    let code = (0xF000...0xF0FF).contains(scalar.value) ? scalar.value - 0xF000 : scalar.value
    switch script {
    case .symbol: return symbol[code]
    case .dingbats: return dingbats[code]
    case .unicode, .legacy: return nil
    }
  }
}
