import Testing

@testable import OfficeFiles

@Suite(.enabled(if: PdfFixture.canDraw)) struct PdfTableTests {
  private static let columns = [60, 100, 300, 420, 530]
  private static let head = [["STT"], ["Nhiem vu"], ["Chu tri"], ["Thoi han"]]

  private static func read(_ streams: String...) throws -> String {
    try DocumentText.read(PdfFixture.document(streams)).text
  }

  @Test(arguments: ["0.5 w", "2 w", "0.5 w 0.65 G", "0.5 w [1 1] 0 d"])
  func `a ruled table becomes rows, however its rules are drawn`(style: String) throws {
    let rows = [
      Self.head,
      [
        ["1"], ["Ban hanh ke hoach tuyen", "truyen cai cach hanh chinh"], ["So Noi vu"],
        ["Quy I"],
      ],
      [["2"], ["- Kiem tra dinh ky;", "- Kiem tra dot xuat"], ["Thanh tra"], ["Thang 9"]],
    ]
    let text = try Self.read(
      PdfFixture.text("PHU LUC nhiem vu", 200, 60)
        + PdfFixture.table(rows, Self.columns, top: 80, style: style)
        + PdfFixture.text("Ghi chu: het bang.", 72, 300))
    let expected = """
      | STT | Nhiem vu | Chu tri | Thoi han |
      | 1 | Ban hanh ke hoach tuyen truyen cai cach hanh chinh | So Noi vu | Quy I |
      | 2 | - Kiem tra dinh ky;\u{2028}- Kiem tra dot xuat | Thanh tra | Thang 9 |
      """
    let parts = text.split(separator: "\n\n")
    #expect(parts.count == 3)
    #expect(parts[0].contains("PHU LUC nhiem vu") && parts[1] == expected)
    #expect(parts[2].contains("Ghi chu: het bang."))
  }

  @Test func `merged cells are told as in a Word file`() throws {
    let line = PdfFixture.line
    var drawing = "0.5 w\n"
    for y in [100, 130, 190] { drawing += line(60, y, 500, y) }
    drawing += line(60, 160, 300, 160)
    for x in [60, 500] { drawing += line(x, 100, x, 190) }
    for x in [150, 300] { drawing += line(x, 130, x, 190) }
    for (words, x, y) in [
      ("Nhom mot chung cho ca ba cot", 64, 118), ("1", 64, 148), ("Viec", 154, 148),
      ("2", 64, 178), ("Khac", 154, 178), ("So Noi vu", 304, 163),
    ] { drawing += PdfFixture.text(words, x, y) }
    #expect(
      try Self.read(drawing)
        == "| Nhom mot chung cho ca ba cot |  |  |\n| 1 | Viec | So Noi vu |\n| 2 | Khac | 〃 |\n\u{0C}"
    )
  }

  @Test func `a table goes on over pages, a cut row is whole again`() throws {
    let first = PdfFixture.table(
      [
        Self.head, [["1"], ["Viec mot"], ["So A"], ["Quy I"]],
        [["2"], ["Viec hai con"], ["So B"], ["Quy II"]],
      ],
      Self.columns, top: 700)
    let second = PdfFixture.table(
      [
        Self.head, [[], ["dang do"], ["va So C"], []], [["3"], ["Viec ba"], ["So D"], ["Quy III"]],
      ],
      Self.columns, top: 60)
    let third = PdfFixture.table(
      [Self.head, [["4"], ["Viec bon"], ["So E"], ["Quy IV"]]], Self.columns, top: 60)
    let expected = """
      | STT | Nhiem vu | Chu tri | Thoi han |
      | 1 | Viec mot | So A | Quy I |
      | 2 | Viec hai con dang do | So B va So C | Quy II |
      \u{0C}| 3 | Viec ba | So D | Quy III |
      \u{0C}| 4 | Viec bon | So E | Quy IV |
      \u{0C}
      """
    #expect(try Self.read(first, second, third) == expected)
  }

  @Test func `frames, underlines and rules without columns are no tables`() throws {
    let frame = PdfFixture.table([[["Chi la mot khung cho vui"]]], [60, 530], top: 80)
    let lines = PdfFixture.line(72, 210, 300, 210) + PdfFixture.line(72, 250, 530, 250)
    let text = try Self.read(
      frame + lines + PdfFixture.text("UBND XA      CONG HOA", 72, 205)
        + PdfFixture.text("So 12      Doc lap", 72, 245))
    #expect(!text.contains("|"))
    #expect(text.contains("Chi la mot khung cho vui"))
  }

  @Test func `words across the rules keep a page as laid out`() throws {
    let rows = [[["a"], ["b"]], [["Words that run far over the rule beside them"], [""]]]
    let text = try Self.read(PdfFixture.table(rows, [60, 120, 530], top: 80))
    #expect(!text.contains("|"))
    #expect(text.contains("Words that run far over the rule"))
  }

  @Test func `raised numbers are marks of notes`() throws {
    let text = try Self.read(
      PdfFixture.text("Don vi", 72, 100) + PdfFixture.text("1", 106, 95, size: 7)
        + PdfFixture.text(", thuc hien trong nam 2026 dung thoi han", 110, 100)
        + PdfFixture.text("1 nam mot lan bao cao", 72, 120)
        + PdfFixture.text("1 Quyet dinh phan cong nhiem vu.", 72, 700))
    #expect(text.contains("Don vi¹, thuc hien trong nam 2026"))
    #expect(text.contains("1 nam mot lan"))
    #expect(text.contains("¹ Quyet dinh phan cong"))
  }
}

@Suite struct PdfPageTests {
  @Test func `places of words are read, broken ones left out`() {
    let bytes = Array(
      """
      <title>x</title>
        <page width="595.0" height="842.0">
          <word xMin="1.5" yMin="2" xMax="3" yMax="4">A &amp;amp; &lt;B&gt;</word>
          <word xMin="nan" yMin="2" xMax="3" yMax="4">x</word>
          <word xMin="1" yMin="2">x</word>
        </page>
        <page width="x" height="842.0">
      """.utf8)
    let pages = PdfPage.read(bytes)
    #expect(pages.count == 1 && pages[0].width == 595)
    #expect(pages[0].words.map(\.text) == ["A &amp; <B>"] && pages[0].words[0].left == 1.5)
  }

  @Test func `words that touch are one, others are parted`() {
    func word(
      _ text: String, _ left: Double, _ right: Double, top: Double = 10, height: Double = 16
    )
      -> PdfPage.Word
    {
      PdfPage.Word(left: left, top: top, right: right, bottom: top + height, text: text)
    }
    let lines = PdfLines.of([
      word("giai", 0, 20), word("đo", 23.5, 37), word("ạ", 37.5, 45), word("n", 45, 52),
      word("2", 52, 55, top: 8, height: 9), word("dưới", 0, 20, top: 30),
    ])
    #expect(lines.map(\.text) == ["giai đoạn²", "dưới"])
  }

  @Test func `a picture cut short is none`() {
    let whole = Array("P5\n3 2\n255\n".utf8) + [0, 1, 2, 3, 4, 255]
    #expect(Picture.read(whole + whole).count == 2)
    #expect(Picture.read(whole).first?.shade(2, 1) == 255)
    #expect(Picture.read(Array(whole.dropLast())).isEmpty)
    #expect(Picture.read(Array("P5\n99999 99999\n255\n".utf8)).isEmpty)
    #expect(Picture.read([]).isEmpty)
  }
}
