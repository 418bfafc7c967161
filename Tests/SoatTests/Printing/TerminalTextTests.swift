import Testing

@testable import soat

struct TerminalTextTests {
  @Test(arguments: [
    ("kế hoạch", 8), ("ke\u{302}\u{301} hoa\u{323}ch", 8), ("公文", 4), ("", 0), ("a\u{200D}b", 2),
  ])
  func `a combining mark takes no column`(_ text: String, _ width: Int) {
    #expect(TerminalText.width(text) == width)
  }

  @Test func `nothing that steers a terminal passes`() {
    #expect(TerminalText.clean("a\u{1B}[31mb\u{7}\n c\u{202E}d\u{9B}e") == "a[31mb cde")
  }

  @Test(arguments: [8, 12, 40])
  func `wrapped lines keep all words and the width`(_ width: Int) {
    let text = "Niêm yết công khai thủ tục hành chính tại trụ sở Ủy ban nhân dân xã"
    let lines = TerminalText.wrapped(text, width: width)
    #expect(lines.joined(separator: " ") == text)
    #expect(lines.allSatisfy { TerminalText.width($0) <= width })
  }

  @Test func `a word longer than the line is broken`() {
    #expect(TerminalText.wrapped("abcdefghijkl", width: 8) == ["abcdefgh", "ijkl"])
  }

  @Test(arguments: [40, 60, 100])
  func `a printed plan never passes the width`(_ width: Int) {
    let out = Outlet(descriptor: nil)
    let page = TerminalPage(out, width: width, isBold: false)
    PlanSheet(plan: ComposedPlan.plan, notes: ["Đã chuyển từ mã TCVN3."], page: page).print()
    let lines = out.text.split(separator: "\n")
    #expect(lines.count > 40)
    #expect(lines.allSatisfy { TerminalText.width($0) <= width })
    #expect(!out.text.contains("\u{1B}"))
  }

  @Test func `counts and warnings come first`() throws {
    let out = Outlet(descriptor: nil)
    let page = TerminalPage(out, width: 100, isBold: false)
    PlanSheet(plan: ComposedPlan.plan, notes: [], page: page).print()
    let order = [
      "Đọc được: 3 nhiệm vụ", "CẦN XEM TRƯỚC (2)", "PHẦN ĐẦU", "CHỈ TIÊU (2)", "NHIỆM VỤ (3)",
    ]
    let places = try order.map { try #require(out.text.firstRange(of: $0)).lowerBound }
    #expect(places == places.sorted())
    #expect(out.text.contains("≥ 98,5 %"))
    #expect(out.text.contains("trước ngày 30/6/2026 → ngày cuối 29/06/2026"))
  }
}
