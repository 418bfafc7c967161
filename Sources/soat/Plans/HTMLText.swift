/// Text into HTML, scalar by scalar: a quote is escaped whatever joins on to it.
enum HTMLText {
  private static let replacement: StaticString = "\u{FFFD}"

  static func write(_ text: String, to out: Outlet) {
    for scalar in text.unicodeScalars { write(scalar, to: out) }
  }

  /// Marks that turn the direction of writing and control characters are shown as U+FFFD: in a document
  /// to be checked, what cannot be seen must not change what is seen.
  static func write(_ scalar: Unicode.Scalar, to out: Outlet) {
    switch scalar.value {
    case 0x26: out.write("&amp;" as StaticString)
    case 0x3C: out.write("&lt;" as StaticString)
    case 0x3E: out.write("&gt;" as StaticString)
    case 0x22: out.write("&quot;" as StaticString)
    case 0x27: out.write("&#39;" as StaticString)
    case 0x09: out.write(byte: 0x20)
    case 0x0A, 0x2028, 0x2029: out.write("<br>" as StaticString)
    case 0x0D: break
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: out.write(replacement)
    case 0x20..<0x7F: out.write(byte: UInt8(truncatingIfNeeded: scalar.value))
    default: out.write(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// Inside an attribute a line break is a space.
  static func attribute(_ text: String, to out: Outlet) {
    for scalar in text.unicodeScalars {
      write(scalar.properties.isWhitespace ? " " : scalar, to: out)
    }
  }
}
