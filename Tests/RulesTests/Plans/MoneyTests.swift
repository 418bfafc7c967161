import Rules
import Testing

struct MoneyTests {
  @Test(arguments: [
    ("15.000.000", 15_000_000), ("15000000 đồng", 15_000_000), ("15,000,000", 15_000_000),
    ("15 triệu", 15_000_000), ("1,5 tỷ", 1_500_000_000), ("1.5 tỷ đồng", 1_500_000_000),
    ("1.500 triệu đồng", 1_500_000_000), ("250 nghìn", 250_000), ("0", 0),
    ("12,50 triệu", 12_500_000),
    ("0,000001 triệu", 1), ("3 tr", 3_000_000),
  ])
  func `money is read as whole đồng`(text: String, amount: Int) {
    #expect(Money.read(text) == amount)
  }

  @Test(arguments: [
    "", "đồng", "triệu", "1,5", "1.50", "-5 triệu", "15 trăm", "1.2.3", "1.0000.000",
    "0,0000001 triệu",
    "99999999999999999999", "１５", "1e6", "15 triệu triệu",
  ])
  func `what is no whole sum is refused`(text: String) {
    #expect(Money.read(text) == nil)
  }

  @Test(arguments: [
    ("62,5", 62.5), ("62.5", 62.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.234", 1234),
    ("-0,5", -0.5), ("1 234 567", 1_234_567), ("100", 100),
  ])
  func `numbers are read as Vietnamese writes them`(text: String, value: Double) {
    #expect(TypedNumber(text)?.value == value)
  }

  @Test(arguments: ["", ",5", "5,", "1.23.456", "12a", "NaN", "inf", "0x10", "1,2,3", "1.234.5,6"])
  func `what is no number is none`(text: String) {
    #expect(TypedNumber(text) == nil)
  }

  @Test func `sums of a plan are exact and by source`() {
    func task(_ funding: String, _ estimate: Int?) -> TaskFacts {
      var facts = TaskFacts(text: "Việc", deadline: TaskDeadline())
      facts.funding = funding
      facts.estimate = estimate
      return facts
    }
    let budget = PlanBudget([
      task("", 1), task("Ngân sách xã", 15_000_000), task("ngân sách  XÃ", 5_000_001),
      task("Ngân sách tỉnh", nil), task("", nil), task("Xã hội hóa", 7),
    ])
    #expect(
      budget.lines == [
        .init(source: "Ngân sách xã", tasks: 2, sum: 20_000_001),
        .init(source: "Xã hội hóa", tasks: 1, sum: 7), .init(source: "", tasks: 1, sum: 1),
      ])
    #expect(budget.total == 20_000_009)
    #expect(budget.withoutEstimate == 1)
    #expect(PlanBudget([task("a", .max), task("a", 5)]).total == .max)
  }
}
