internal import CQREncode

/// A QR code (ISO/IEC 18004, error correction M) as an SVG picture of our own markup.
enum QRPicture {
  /// Nothing but an empty picture where the text is too long for any QR code.
  static func svg(of text: String, _ call: Call) -> SafeHTML {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else {
      return SafeHTML(html: "")
    }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    var path = ""
    for row in 0..<width {
      for column in 0..<width where code.pointee.data[row * width + column] & 1 == 1 {
        path += "M\(column + 4) \(row + 4)h1v1h-1z"
      }
    }
    let label = Markup.escaped(call.text("enrolment.picture"))
    return SafeHTML(
      html: "<svg viewBox=\"0 0 \(width + 8) \(width + 8)\" role=\"img\" aria-label=\"\(label)\" "
        + "shape-rendering=\"crispEdges\"><path fill=\"currentColor\" d=\"\(path)\"/></svg>")
  }

  /// `JBSW Y3DP EHPK`
  static func grouped(_ secret: String) -> String {
    let letters = Array(secret)
    return stride(from: 0, to: letters.count, by: 4)
      .map { String(letters[$0..<min($0 + 4, letters.count)]) }
      .joined(separator: " ")
  }
}
