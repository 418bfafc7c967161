import Testing

@testable import OfficeFiles

@Suite struct WordListTests {
  private static func level(
    _ level: Int, _ format: String, _ text: String, _ more: String = ""
  ) -> String {
    """
    <w:lvl w:ilvl="\(level)"><w:start w:val="1"/><w:numFmt w:val="\(format)"/>\(more)\
    <w:lvlText w:val="\(text)"/></w:lvl>
    """
  }

  private static func abstract(_ id: Int, _ levels: String) -> String {
    "<w:abstractNum w:abstractNumId=\"\(id)\">\(levels)</w:abstractNum>"
  }

  private static func num(_ id: Int, _ abstract: Int, _ more: String = "") -> String {
    "<w:num w:numId=\"\(id)\"><w:abstractNumId w:val=\"\(abstract)\"/>\(more)</w:num>"
  }

  private static func item(_ text: String, _ level: Int, _ list: Int = 1) -> String {
    p(text, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>")
  }

  private static let outline = abstract(
    0,
    level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.")
      + level(2, "decimal", "%2.%3.") + level(3, "lowerLetter", "%4)") + level(4, "bullet", "-"))

  @Test func `an outline is numbered as Word shows it`() throws {
    var document = DocxFixture(
      [
        ("Mục tiêu", 0), ("Chung", 1), ("Cụ thể", 1), ("Một", 2), ("Hai", 2), ("Ba", 3), ("Bốn", 3),
        ("Gạch", 4), ("Nhiệm vụ", 0), ("Đầu", 1),
      ]
      .map { Self.item($0, $1) }.joined())
    document.numbering = Self.outline + Self.num(1, 0)
    let expected = """
      I. Mục tiêu
      1. Chung
      2. Cụ thể
      2.1. Một
      2.2. Hai
      a) Ba
      b) Bốn
      - Gạch
      II. Nhiệm vụ
      1. Đầu

      """
    #expect(try document.text == expected)
  }

  @Test func `lists of one kind count on, a start of its own begins anew`() throws {
    var document = DocxFixture(
      Self.item("a", 0) + Self.item("b", 0, 2) + Self.item("c", 0, 3) + Self.item("d", 0, 3)
        + Self.item("e", 0))
    let restart = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"4\"/></w:lvlOverride>"
    document.numbering =
      Self.abstract(0, Self.level(0, "decimal", "%1.")) + Self.num(1, 0) + Self.num(2, 0)
      + Self.num(3, 0, restart)
    #expect(try document.text == "1. a\n2. b\n4. c\n5. d\n6. e\n")
  }

  @Test func `a heading style brings its number, a paragraph may refuse it`() throws {
    var document = DocxFixture(
      p("Một", "<w:pStyle w:val=\"H1\"/>") + p("Hai", "<w:pStyle w:val=\"H2b\"/>")
        + p("Không", "<w:pStyle w:val=\"H1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>"))
    document.numbering =
      Self.abstract(
        0,
        Self.level(0, "upperRoman", "%1.", "<w:pStyle w:val=\"H1\"/>")
          + Self.level(1, "decimal", "%1.%2.", "<w:isLgl/><w:pStyle w:val=\"H2\"/>"))
      + Self.num(1, 0)
    document.styles = """
      <w:style w:type="paragraph" w:styleId="H1">
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="H2">
      <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="H2b"><w:basedOn w:val="H2"/></w:style>
      """
    #expect(try document.text == "I. Một\n1.1. Hai\nKhông\n")
  }

  @Test func `a list style is followed to the list that holds its levels`() throws {
    var document = DocxFixture(Self.item("a", 0, 2))
    document.numbering =
      "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>"
      + Self.abstract(0, Self.level(0, "upperLetter", "%1.")) + Self.num(1, 0) + Self.num(2, 1)
    document.styles = """
      <w:style w:type="numbering" w:styleId="L">
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      """
    #expect(try document.text == "A. a\n")
  }

  @Test(arguments: [
    ("\u{F0B7}", "Symbol", 0, "-"), ("\u{F0B7}", "Symbol", 2, "-"), ("+", "", 1, "+"),
    ("-", "", 1, "-"), ("–", "", 0, "-"), ("o", "Courier New", 1, "+"), ("•", "", 0, "-"),
  ])
  func `a bullet is a dash or a plus`(sign: String, font: String, level: Int, expected: String)
    throws
  {
    var document = DocxFixture(Self.item("a", level))
    let levels = (0..<3).map {
      """
      <w:lvl w:ilvl="\($0)"><w:numFmt w:val="bullet"/><w:lvlText w:val="\(sign)"/>\
      <w:rPr><w:rFonts w:ascii="\(font)" w:hAnsi="\(font)"/></w:rPr></w:lvl>
      """
    }
    document.numbering = Self.abstract(0, levels.joined()) + Self.num(1, 0)
    #expect(try document.text == "\(expected) a\n")
  }

  @Test(arguments: [
    (1, "upperRoman", "I"), (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"),
    (27, "lowerLetter", "aa"), (26, "upperLetter", "Z"), (7, "decimalZero", "07"),
    (3, "ordinal", "3"),
    (0, "upperRoman", "0"), (Int.max, "lowerLetter", "\(Int.max)"),
  ])
  func `numbers are written in every format`(number: Int, format: String, expected: String) {
    #expect(ListNumbers.written(number, format) == expected)
  }
}
