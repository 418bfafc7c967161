import Testing

@testable import OfficeFiles

@Suite struct WordTableTests {
  private static func table(_ rows: String...) -> String {
    "<w:tbl><w:tblPr/>\(rows.joined())</w:tbl>"
  }

  @Test func `a row is a line, a blank line stands before and after the table`() throws {
    let document = DocxFixture(
      p("Trước") + Self.table(row(p("STT"), p("Nhiệm vụ")), row(p("1"), p("a|b") + p("c")))
        + p("Sau"))
    #expect(try document.text == "Trước\n\n| STT | Nhiệm vụ |\n| 1 | a¦b\u{2028}c |\n\nSau\n")
  }

  @Test func `merged cells keep every column in its place`() throws {
    let wide = "<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>"
    let start = "<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>"
    let more = "<w:tcPr><w:vMerge/></w:tcPr>"
    let late = "<w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr><w:tc>\(p("z"))</w:tc></w:tr>"
    let document = DocxFixture(
      Self.table(
        row(wide + p("a"), p("b")), row(start + p("c"), p("d"), p("e")),
        row(more + p(""), p("f"), p("")), late))
    #expect(try document.text == "| a |  | b |\n| c | d | e |\n| 〃 | f |  |\n|  |  | z |\n\n")
  }

  @Test func `tables inside cells are flattened`() throws {
    let inner = Self.table(row(p("x"), p("y")), row(p("z"), p("")))
    let document = DocxFixture(Self.table(row(p("a") + inner + p(""), p("b"))))
    #expect(try document.text == "| a\u{2028}x y\u{2028}z | b |\n\n")
  }

  @Test func `the two columns of a header keep their lines`() throws {
    let document = DocxFixture(
      Self.table(
        row(
          p("UBND XÃ A") + p("Số: 12/KH-UBND"),
          p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("A, ngày 02 tháng 01 năm 2026"))))
    let expected =
      "| UBND XÃ A\u{2028}Số: 12/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\u{2028}"
      + "A, ngày 02 tháng 01 năm 2026 |\n\n"
    #expect(try document.text == expected)
  }

  @Test func `a box of one cell is no table, a deleted row is gone`() throws {
    #expect(try DocxFixture(Self.table(row(p("a") + p("b")))).text == "a\nb\n\n")
    let gone = "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc>\(p("x"))</w:tc></w:tr>"
    #expect(try DocxFixture(Self.table(row(p("a"), p("b")), gone)).text == "| a | b |\n\n")
  }

  @Test func `a line break in a cell stays in its line`() throws {
    let cell = "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:br w:type=\"page\"/></w:r></w:p>"
    #expect(try DocxFixture(Self.table(row(cell, p("c")))).text == "| a\u{2028}b | c |\n\n")
  }
}
