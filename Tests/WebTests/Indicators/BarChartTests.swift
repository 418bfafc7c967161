import Records
import Rules
import Testing

@testable import Web

struct BarChartTests {
  @Test(arguments: [
    (1234.5, "1.234,5", "1,234.5"), (98, "98", "98"), (0, "0", "0"), (-0.25, "-0,25", "-0.25"),
    (62.1234567, "62,123457", "62.123457"), (-1_000_000, "-1.000.000", "-1,000,000"),
    (0.1 + 0.2, "0,3", "0.3"), (1e12, "1.000.000.000.000", "1,000,000,000,000"),
  ])
  func `numbers are written as each language writes them`(
    value: Double, vietnamese: String, english: String
  ) {
    #expect(Language.vietnamese.number(value) == vietnamese)
    #expect(Language.english.number(value) == english)
  }

  @Test func `bars share one scale with the number to reach, and none leaves the picture`() {
    func entry(_ number: Double?) -> BarChart.Entry {
      BarChart.Entry(label: "Xã", value: "", number: number, isMet: (number ?? 0) >= 50)
    }
    let chart = BarChart(
      title: "", description: "", [entry(100), entry(25), entry(nil), entry(-5), entry(0)], goal: 50
    )
    #expect(chart.bars.map(\.length) == ["318", "80", "0", "0", "0"])
    #expect(chart.bars.map(\.tone) == ["met", "below", "none", "below", "below"])
    #expect(chart.goal == "159")
    let none = BarChart(title: "", description: "", [entry(0)], goal: 0)
    #expect(none.bars[0].length == "0" && none.goal == nil)
    let many = BarChart(
      title: "", description: "", (1...500).map { entry(Double($0)) }, goal: 50)
    #expect(many.bars.count == BarChart.most)
  }

  @Test(arguments: [
    ("Rà soát thủ tục", 0, "# **Rà  soát** thủ\ntục", 4, 22),
    ("soát", 3, "Rà soát", 3, 7), ("a b", 0, "| a | b |", 2, 7),
  ])
  func `chosen words are found over blanks and marks`(
    words: String, near: Int, text: String, start: Int, end: Int
  ) {
    let span = PlanPick.find(words, from: near, in: text)
    #expect(span.map { $0.start } == start)
    #expect(span.map { $0.end } == end, "\(String(describing: span))")
  }

  @Test(arguments: [
    ("xa", 0, "Rà soát"), ("Rà", 1, "Rà soát"), ("", 0, "a"), ("a", 9, "a"), ("a", -1, "a"),
  ])
  func `words that are not there have no place`(words: String, near: Int, text: String) {
    #expect(PlanPick.find(words, from: near, in: text) == nil)
  }
}
