import Testing

@testable import OfficeFiles

@Suite struct WordTextTests {
  @Test func `paragraphs are lines, blank ones are blank lines`() throws {
    let document = DocxFixture(p("KẾ HOẠCH") + "<w:p/>" + p("Năm 2026"))
    #expect(try document.text == "KẾ HOẠCH\n\nNăm 2026\n")
  }

  @Test func `the Strict namespace reads the same`() throws {
    var document = DocxFixture(p("KẾ HOẠCH"))
    document.strict = true
    #expect(try document.text == "KẾ HOẠCH\n")
  }

  private static let raised = "<w:vertAlign w:val=\"superscript\"/>"

  private static let runs: [(inside: String, text: String)] = [
    ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb\n"),
    ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb\n"),
    ("<w:r><w:t>a</w:t><w:br w:type=\"page\"/><w:t>b</w:t></w:r>", "a\n\u{0C}\nb\n"),
    ("<w:r><w:br w:type=\"page\"/><w:t>b</w:t></w:r>", "\u{0C}\nb\n"),
    ("<w:r><w:t>10</w:t><w:noBreakHyphen/><w:t>NQ</w:t></w:r>", "10-NQ\n"),
    ("<w:r><w:t>kế</w:t><w:softHyphen/><w:t> hoạch</w:t></w:r>", "kế hoạch\n"),
    ("<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t> 95%</w:t></w:r>", "≥ 95%\n"),
    (r("a") + "<w:del w:id=\"1\"><w:r><w:delText>b</w:delText></w:r></w:del>" + r("c"), "ac\n"),
    (r("a") + "<w:ins w:id=\"1\">\(r("b"))</w:ins>", "ab\n"),
    (
      "<w:moveFrom w:id=\"1\">\(r("a"))</w:moveFrom><w:moveTo w:id=\"2\">\(r("b"))</w:moveTo>",
      "b\n"
    ),
    (r("a") + r("b", "<w:vanish/>") + r("c", "<w:vanish w:val=\"0\"/>"), "ac\n"),
    ("<w:r><w:instrText> PAGE </w:instrText></w:r>" + r("7"), "7\n"),
    ("<w:hyperlink>\(r("a"))</w:hyperlink><w:smartTag>\(r("b"))</w:smartTag>", "ab\n"),
    (
      "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr>"
        + "<w:sdtContent>\(r("c"))</w:sdtContent></w:sdt>",
      "c\n"
    ),
    (r("chữ") + r("1", raised), "chữ¹\n"),
    (r("m") + r("(1", raised) + r("2)", raised), "m⁽¹²⁾\n"),
    (r("A &amp; B &lt; C"), "A & B < C\n"),
    (
      "<w:r><w:rPr><w:rPrChange w:id=\"1\"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>"
        + "<w:t>x</w:t></w:r>",
      "x\n"
    ),
    ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "x\n"),
  ]

  @Test(arguments: runs)
  func `a run becomes text`(inside: String, expected: String) throws {
    #expect(try DocxFixture("<w:p>\(inside)</w:p>").text == expected)
  }

  @Test func `a text box is told once, after the paragraph it hangs on`() throws {
    let box = "<w:txbxContent>\(p("Hộp"))</w:txbxContent>"
    let drawing = """
      <w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>\(box)</wps:txbx></mc:Choice>\
      <mc:Fallback><w:pict><v:textbox>\(box)</v:textbox></w:pict>\
      </mc:Fallback></mc:AlternateContent></w:r>
      """
    #expect(
      try DocxFixture("<w:p>\(r("Trước"))\(drawing)\(r(" sau"))</w:p>").text == "Trước sau\nHộp\n")
  }

  @Test func `a deleted paragraph end joins two paragraphs`() throws {
    let mark = "<w:rPr><w:del w:id=\"1\"/></w:rPr>"
    #expect(try DocxFixture(p("Một ", mark) + p("hai")).text == "Một hai\n")
  }

  @Test func `a section that starts on a new page gives a page break, a continuous one none`()
    throws
  {
    let next = "<w:sectPr><w:type w:val=\"nextPage\"/></w:sectPr>"
    let same = "<w:sectPr><w:type w:val=\"continuous\"/></w:sectPr>"
    #expect(try DocxFixture(p("a", next) + p("b") + same).text == "a\nb\n")
    #expect(try DocxFixture(p("a", same) + p("b") + next).text == "a\n\u{0C}\nb\n")
    #expect(try DocxFixture(p("a") + p("b", "<w:pageBreakBefore/>")).text == "a\n\u{0C}\nb\n")
  }

  @Test func `notes come at the end, tied by their marks`() throws {
    var document = DocxFixture(
      "<w:p>\(r("Một"))<w:r><w:footnoteReference w:id=\"5\"/></w:r>\(r(", hai"))"
        + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"
        + "<w:r><w:endnoteReference w:id=\"2\"/></w:r></w:p>"
    )
    document.footnotes = """
      <w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
      <w:footnote w:id="2"><w:p>\
      <w:r><w:footnoteRef/></w:r>\(r(" Hai"))</w:p>\(p("tiếp"))</w:footnote>
      <w:footnote w:id="5">\(p("Năm"))</w:footnote>
      """
    document.endnotes = "<w:endnote w:id=\"2\">\(p("Cuối"))</w:endnote>"
    let expected = "Một⁽¹⁾, hai⁽²⁾⁽³⁾\n⁽¹⁾ Năm\n⁽²⁾ Hai\u{2028}tiếp\n⁽³⁾ Cuối\n"
    #expect(try document.text == expected)
  }

  @Test func `text in legacy fonts is converted run by run`() throws {
    let document = DocxFixture(
      "<w:p>" + font(".VnTime", "KÕ ho¹ch") + r(" năm ") + font("VNI-Times", "caûi caùch")
        + "</w:p><w:p>"
        + font(".VnTimeH", "céng hßa") + "</w:p><w:p>" + font(".VnTime", "c«ng chức đã đổi")
        + "</w:p>")
    let read = try DocumentText.read(document.bytes)
    #expect(read.text == "Kế hoạch năm cải cách\nCỘNG HÒA\nc«ng chức đã đổi\n")
    #expect(read.notes == [LegacyEncoding.tcvn3.note, LegacyEncoding.vni.note])
  }

  @Test func `legacy fonts come from styles and defaults too, ư survives as soft hyphen`() throws {
    var document = DocxFixture(
      p("Tr\u{AD}êng", "<w:pStyle w:val=\"B\"/>")
        + "<w:p><w:r><w:t>ch</w:t><w:softHyphen/><w:t>a</w:t></w:r></w:p>")
    document.styles = """
      <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>
      </w:rPrDefault></w:docDefaults>
      <w:style w:type="paragraph" w:styleId="A">
      <w:rPr><w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>
      """
    #expect(try document.text == "TRƯỜNG\nchưa\n")
  }

  @Test func `a document of more than ten megabytes on one line is read whole`() throws {
    let words = String(repeating: "kế hoạch ", count: 60)
    let text = try DocxFixture(String(repeating: p(words), count: 18_000)).text
    #expect(text.utf8.count == 18_000 * (words.utf8.count + 1))
  }
}
