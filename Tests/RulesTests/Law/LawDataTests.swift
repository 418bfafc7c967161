import Rules
import Testing

@Test func `every value of law has a reference and the day it was checked`() {
  #expect(LawData.vietnam.problems == [])
  #expect(LegalDocuments.problems == [])
  #expect(LawData.vietnam.holidays.count == 7)
  #expect(LegalDocuments.all.count > 30)
}

@Test(arguments: [
  ("checked: 2026-11-20, verified: true", "no reference"),
  ("reference: {title: Luật}, checked: 2026-11-20, verified: true", "no reference"),
  ("reference: {title: Luật, article: Điều 1}, verified: true", "no checked date"),
  ("reference: {title: Luật, note: a}, checked: 2026-11-20", "not said whether verified"),
  (
    "reference: {title: Luật, note: a}, checked: 2026-11-20, verified: false",
    "unverified, no confidence"
  ),
  (
    "reference: {title: Luật, của ai, note: a}, checked: 2026-11-20, verified: true",
    "unknown in a reference"
  ),
  (
    "to: 2026-02-30, reference: {title: Luật, note: a}, checked: 2026-11-20, verified: true",
    "to is no date"
  ),
])
func `a value without its source is found out`(rest: String, problem: String) {
  let text = "values: {hours: {description: Giờ, dated: [{value: 8, \(rest)}]}}"
  let law = LawData(files: [LawFile(name: "test.yaml", text: text)])
  #expect(law.problems.contains { $0.hasPrefix("test.yaml: hours: \(problem)") }, "\(law.problems)")
}

@Test(arguments: ["", "[", "years: [{year: x}]", "holidays: [{code: a}]", "years: [{swaps: [{}]}]"])
func `a broken file is a list of problems, not a crash`(text: String) {
  #expect(!LawData(files: [LawFile(name: "test.yaml", text: text)]).problems.isEmpty)
}

@Test func `the value in force is the one of the day asked about`() throws {
  let law = LawData.vietnam
  let september = try CalendarCases.day("1999-09-30")
  let october = try CalendarCases.day("1999-10-02")
  #expect(law.value(.weeklyDaysOff, on: september)?.value == [7])
  #expect(law.value(.weeklyDaysOff, on: october)?.value == [6, 7])
  #expect(law.value(.hoursPerWeek, on: october)?.value == 40)
  #expect(law.value(.weeklyDaysOff, on: october)?.reference.document == "188/1999/QĐ-TTg")
  #expect(law.value(.weeklyDaysOff, on: october)?.reference.isVerified == false)
}

@Test func `the values of one holiday neither overlap nor leave a gap`() {
  for holiday in LawData.vietnam.holidays {
    let rules = holiday.rules.sorted { $0.from?.dayNumber ?? .min < $1.from?.dayNumber ?? .min }
    for (rule, next) in zip(rules, rules.dropFirst()) {
      #expect(rule.to?.adding(days: 1) == next.from, "\(holiday.code)")
    }
  }
}

@Test func `a swap frees a weekday and works a Saturday nearby`() {
  for swap in LawData.vietnam.notices.flatMap(\.swaps) {
    #expect(swap.off.weekday <= 5)
    #expect(swap.worked.weekday == 6)
    #expect(abs(swap.off.dayNumber - swap.worked.dayNumber) <= 14)
  }
}
