@testable import OfficeFiles

/// A whole plan as officials make it in Word: two-column head, numbered lists, notes, tracked changes,
/// old fonts, a text box, signatures side by side, an annex across the page with merged cells.
enum PlanFixture {
  static var document: DocxFixture {
    var document = DocxFixture(body)
    document.numbering = numbering
    document.footnotes = """
      <w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>\
      <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>\(r(" Tài liệu kiểm chứng."))</w:p>\
      </w:footnote>
      """
    return document
  }

  static let text = """
    | UBND TỈNH HẢI LÂM\u{2028}SỞ NỘI VỤ\u{2028}Số: 15/KH-SNV | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\u{2028}\
    Hải Lâm, ngày 12 tháng 01 năm 2026 |

    KẾ HOẠCH
    DỰ THẢO
    I. MỤC TIÊU
    1. Tối thiểu 95% hồ sơ đúng hạn.
    II. NHIỆM VỤ
    1. Chỉ đạo, điều hành
    a) Phân công nhiệm vụ⁽¹⁾ trước ngày 15/7/2026.
    b) Làm sạch dữ liệu.
    - Nâng cao chất lượng.
    2. Kiểm tra

    | Nơi nhận:\u{2028}- Lưu: VT. | GIÁM ĐỐC\u{2028}\u{2028}Trần Văn Bình |

    \u{0C}
    PHỤ LỤC

    | TT | Nhiệm vụ | Phân công |  | Thời hạn |
    | 〃 | 〃 | Chủ trì | Phối hợp | 〃 |
    | I | CẢI CÁCH THỂ CHẾ |  |  |  |
    | 1 | Rà soát văn bản | Sở Tư pháp | Các sở;\u{2028}UBND các xã | Quý II |
    | 2 | Theo dõi thi hành | 〃 | 〃 | Quý IV |

    ⁽¹⁾ Tài liệu kiểm chứng.

    """

  /// The annex alone, as a table of a document of its own.
  static var annex: String {
    let columns = [600, 4000, 2000, 2000, 1500].map { "<w:gridCol w:w=\"\($0)\"/>" }.joined()
    let line = "w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\""
    let borders = ["top", "left", "bottom", "right", "insideH", "insideV"]
      .map { "<w:\($0) \(line)/>" }.joined()
    let rows = [
      header(
        cell(p("TT"), start) + cell(p("Nhiệm vụ"), start) + cell(p("Phân công"), span(2))
          + cell(p("Thời hạn"), start)),
      header(
        cell(p(""), more) + cell(p(""), more) + cell(p("Chủ trì")) + cell(p("Phối hợp"))
          + cell(p(""), more)),
      "<w:tr>\(cell(p("I")))\(cell(p("CẢI CÁCH THỂ CHẾ"), span(4)))</w:tr>",
      "<w:tr>\(cell(p("1")))\(cell(p("Rà soát văn bản")))\(cell(p("Sở Tư pháp"), start))"
        + "\(cell(p("Các sở;") + p("UBND các xã"), start))\(cell(p("Quý II")))</w:tr>",
      "<w:tr>\(cell(p("2")))\(cell(p("Theo dõi thi hành")))\(cell(p(""), more))"
        + "\(cell(p(""), more))\(cell(p("Quý IV")))</w:tr>",
    ]
    return "<w:tbl><w:tblPr><w:tblW w:w=\"10100\" w:type=\"dxa\"/><w:tblBorders>\(borders)"
      + "</w:tblBorders></w:tblPr><w:tblGrid>\(columns)</w:tblGrid>\(rows.joined())</w:tbl>"
  }

  private static let start = "<w:vMerge w:val=\"restart\"/>"
  private static let more = "<w:vMerge/>"
  private static func span(_ columns: Int) -> String { "<w:gridSpan w:val=\"\(columns)\"/>" }

  private static func cell(_ inside: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)<w:vAlign w:val=\"center\"/></w:tcPr>\(inside)</w:tc>"
  }

  private static func header(_ cells: String) -> String {
    "<w:tr><w:trPr><w:tblHeader/></w:trPr>\(cells)</w:tr>"
  }

  private static func columns(_ left: [String], _ right: [String]) -> String {
    "<w:tbl><w:tblPr/>"
      + row(left.map { p($0) }.joined(), right.map { p($0) }.joined()) + "</w:tbl>"
  }

  private static func item(_ inside: String, _ level: Int) -> String {
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
      + "\(inside)</w:p>"
  }

  private static let body =
    columns(
      ["UBND TỈNH HẢI LÂM", "SỞ NỘI VỤ", "Số: 15/KH-SNV"],
      ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Hải Lâm, ngày 12 tháng 01 năm 2026"])
    + "<w:p>\(r("KẾ HOẠCH"))<w:r><w:pict><v:shape><v:textbox><w:txbxContent>\(p("DỰ THẢO"))"
    + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    + item(r("MỤC TIÊU"), 0) + item(r("Tối thiểu 95% hồ sơ đúng hạn."), 1)
    + item(r("NHIỆM VỤ"), 0) + item(r("Chỉ đạo, điều hành"), 1)
    + item(
      r("Phân công nhiệm vụ") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"
        + r(" trước ngày ") + "<w:del w:id=\"3\"><w:r><w:delText>30/6</w:delText></w:r></w:del>"
        + "<w:ins w:id=\"4\">\(r("15/7"))</w:ins>" + r("/2026."), 2)
    + item(font(".VnTime", "Lµm s¹ch d÷ liÖu."), 2)
    + item(font("VNI-Times", "Naâng cao chaát löôïng."), 3) + item(r("Kiểm tra"), 1)
    + columns(["Nơi nhận:", "- Lưu: VT."], ["GIÁM ĐỐC", "", "Trần Văn Bình"])
    + "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr><w:sectPr/></w:pPr></w:p>"
    + p("PHỤ LỤC") + annex
    + "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr>"

  private static let numbering: String = {
    let levels = [
      ("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"),
    ]
    let list = levels.enumerated().map { level, format in
      "<w:lvl w:ilvl=\"\(level)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format.0)\"/>"
        + "<w:lvlText w:val=\"\(format.1)\"/></w:lvl>"
    }
    return "<w:abstractNum w:abstractNumId=\"0\">\(list.joined())</w:abstractNum>"
      + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
  }()
}
