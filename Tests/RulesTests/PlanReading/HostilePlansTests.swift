import Rules
import Testing

/// Texts that no official writes: they are read in time that grows with their length.
@Suite struct HostilePlansTests {
  private static let head = """
    KẾ HOẠCH
    Cải cách hành chính năm 2023

    Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;

    II. NHIỆM VỤ

    """

  @Test(arguments: [
    "1/", "(", "1. ", "Sở ", ";", "ngày ", "¹", "Căn cứ ", "ABC\n", "# x\n", "a     b     c\n",
    "từ¹ ", "¹ x\n", "[1]\n", "\u{301}", "\u{2028}", "7", "|", "ngày 30/6/2023, ", "hằng tháng ",
    "1. Báo cáo gửi Sở Nội vụ trước ngày 15 tháng cuối quý. ",
    "Minh chứng: tờ trình.\n- Việc nhỏ.\n",
  ])
  func `words repeated without end are read within the text`(words: String) {
    let text = Self.head + String(repeating: words, count: 60_000 / words.utf8.count)
    let plan = PlanReader.read(text)
    let count = text.unicodeScalars.count
    #expect(plan.header.kind == "Kế hoạch")
    for span in plan.tasks.map(\.span) + plan.targets.map(\.span) + plan.reports.map(\.span) {
      #expect(0 <= span.start && span.start <= span.end && span.end <= count)
    }
  }

  @Test func `a paragraph without end is cut after a sentence, and nothing in it is lost`() {
    let sentence = "Phấn đấu 95% hồ sơ được giải quyết đúng hạn. "
    let text = Self.head + "1. " + String(repeating: sentence, count: 400)
    let plan = PlanReader.read(text)
    #expect(plan.targets.count == 400)
  }

  @Test func `sections numbered deeper than any plan keep their words`() {
    let lines = (1...300).map { depth in
      Array(repeating: "1", count: depth).joined(separator: ".") + ". Nội dung"
    }
    let plan = PlanReader.read(Self.head + lines.joined(separator: "\n"))
    #expect(plan.sections.first?.number == "II")
  }

  @Test func `each of many footnotes keeps its own mark`() {
    let text = (0..<3_000).map {
      "Câu thứ \($0) của đoạn này có chú thích⁽¹⁾.\n\n⁽¹⁾ Ghi chú \($0)."
    }
    .joined(separator: "\n\n")
    let notes = PlanReader.read(Self.head + text).footnotes
    #expect(notes.count == 3_000)
    #expect(notes.allSatisfy { $0.markSpan != nil })
    #expect(
      zip(notes, notes.dropFirst()).allSatisfy {
        $0.span.start < $1.markSpan?.start ?? 0
      })
  }
}
