@testable import OfficeFiles

/// A PDF written by hand: one page, its lines in a standard font.
enum PdfFixture {
  static let sentences = ["Ke hoach cai cach hanh chinh nam 2026", "Phan dau tren 95 phan tram"]

  static var canRead: Bool { ChildProcess.find("pdftotext") != nil }

  static func bytes(_ lines: [String], pages: Int = 1) -> [UInt8] {
    let shows = lines.map { "(\($0)) Tj 0 -20 Td" }.joined(separator: " ")
    let stream = "BT /F1 12 Tf 72 700 Td \(shows) ET"
    let kids = (0..<pages).map { "\(5 + $0) 0 R" }.joined(separator: " ")
    let page = """
      << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
      /Resources << /Font << /F1 3 0 R >> >> >>
      """
    let objects =
      [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [\(kids)] /Count \(pages) >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream",
      ] + [String](repeating: page, count: pages)
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
}
