@testable import OfficeFiles

/// A PDF written by hand: its lines and rules in a standard font on A4.
enum PdfFixture {
  static let sentences = ["Ke hoach cai cach hanh chinh nam 2026", "Phan dau tren 95 phan tram"]

  static var canRead: Bool { ChildProcess.find("pdftotext") != nil }
  static var canDraw: Bool { canRead && ChildProcess.find("pdftoppm") != nil }

  static func bytes(_ lines: [String], pages: Int = 1) -> [UInt8] {
    let shows = lines.map { "(\($0)) Tj 0 -20 Td" }.joined(separator: " ")
    return document([String](repeating: "BT /F1 12 Tf 72 700 Td \(shows) ET", count: pages))
  }

  /// A page for each stream of drawing commands.
  static func document(_ streams: [String]) -> [UInt8] {
    let kids = streams.indices.map { "\(4 + $0) 0 R" }.joined(separator: " ")
    let pages = streams.indices.map { index in
      """
      << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(4 + streams.count + index) 0 R \
      /Resources << /Font << /F1 3 0 R >> >> >>
      """
    }
    let contents = streams.map { "<< /Length \($0.utf8.count) >>\nstream\n\($0)\nendstream" }
    return file(
      [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [\(kids)] /Count \(streams.count) >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      ] + pages + contents)
  }

  private static func file(_ objects: [String]) -> [UInt8] {
    var text = "%PDF-1.4\n"
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let place = String(text.utf8.count)
      table += String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += table + "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\n"
    text += "startxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }

  // MARK: drawing, in points from the left upper corner

  /// Words with their left end at a place.
  static func text(_ words: String, _ x: Int, _ y: Int, size: Int = 12) -> String {
    "BT /F1 \(size) Tf \(x) \(842 - y) Td (\(words)) Tj ET\n"
  }

  static func line(_ x: Int, _ y: Int, _ endX: Int, _ endY: Int) -> String {
    "\(x) \(842 - y) m \(endX) \(842 - endY) l S\n"
  }

  /// A table ruled all round each cell; a cell is its lines. A row is as high as its longest cell,
  /// shorter cells stand in its middle.
  static func table(_ rows: [[[String]]], _ columns: [Int], top: Int, style: String = "0.5 w")
    -> String
  {
    var result = style + "\n"
    var y = top
    for row in rows {
      let height = 14 * (row.map(\.count).max() ?? 1) + 6
      for (column, lines) in row.enumerated() {
        let (left, right) = (columns[column], columns[column + 1])
        result += line(left, y, right, y) + line(left, y + height, right, y + height)
        result += line(left, y, left, y + height) + line(right, y, right, y + height)
        let first = y + (height - 14 * lines.count) / 2 + 11
        for (index, words) in lines.enumerated() {
          result += text(words, left + 4, first + 14 * index)
        }
      }
      y += height
    }
    return result
  }
}
