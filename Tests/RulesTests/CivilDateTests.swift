import Rules
import Testing

@Test func `a civil date survives the way to days and back over four centuries`() throws {
  let first = try #require(CivilDate(year: 1800, month: 1, day: 1))
  let last = try #require(CivilDate(year: 2200, month: 12, day: 31))
  var expected = (year: 1800, month: 1, day: 1)
  for number in first.dayNumber...last.dayNumber {
    let date = CivilDate(dayNumber: number)
    #expect(date.parts == expected)
    #expect(CivilDate(year: expected.year, month: expected.month, day: expected.day) == date)
    expected.day += 1
    if expected.day > CivilDate.days(inMonth: expected.month, year: expected.year) {
      expected =
        expected.month == 12
        ? (expected.year + 1, 1, 1) : (expected.year, expected.month + 1, 1)
    }
  }
}

@Test func `weekdays follow ISO 8601`() throws {
  #expect(CivilDate(iso: "2026-11-21")?.weekday == 6)
  #expect(CivilDate(iso: "1970-01-01")?.weekday == 4)
  #expect(CivilDate(iso: "1900-01-01")?.weekday == 1)
}

@Test(arguments: [
  "2023-02-30", "2023-13-01", "2023-00-10", "23-01-01", "2023-1-01", "2023/01/01", "",
])
func `what is no date is refused`(text: String) {
  #expect(CivilDate(iso: text) == nil)
}
