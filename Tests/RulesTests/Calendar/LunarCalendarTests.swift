import Rules
import Testing
import Yams

@Test func `Tết and Giỗ Tổ fall on the days of the Vietnamese calendar`() throws {
  for entry in try CalendarCases.entries("calendar-lunar", "years") {
    let year = try CalendarCases.number(entry, "year")
    #expect(LunarCalendar.newYear(year) == (try CalendarCases.date(entry, "newYear")))
    if entry["hungKings"] != nil {
      #expect(LunarCalendar.hungKings(year) == (try CalendarCases.date(entry, "hungKings")))
    }
  }
}

@Test func `every day from 1900 to 2100 survives the way to the lunar calendar and back`() throws {
  let first = try CalendarCases.day("1900-01-01")
  let last = try CalendarCases.day("2100-12-31")
  var before = try #require(LunarCalendar.lunar(of: first))
  for number in first.dayNumber...last.dayNumber {
    let date = CivilDate(dayNumber: number)
    let lunar = try #require(LunarCalendar.lunar(of: date))
    #expect(LunarCalendar.civil(of: lunar) == date)
    let follows =
      lunar.day == before.day + 1 || lunar.day == 1 && before.day >= 29 || date == first
    #expect(follows && lunar.day <= 30, "\(date.iso)")
    before = lunar
  }
  #expect(LunarCalendar.lunar(of: first.adding(days: -1)) == nil)
  #expect(LunarCalendar.lunar(of: last.adding(days: 1)) == nil)
}

@Test func `leap months repeat the month the calendar says`() throws {
  let cases = try CalendarCases.entries("calendar-lunar", "leapMonths")
  let expected = try cases.map {
    [try CalendarCases.number($0, "year"), try CalendarCases.number($0, "month")]
  }
  let found = (2004...2033).flatMap { year in
    (1...12).filter {
      LunarCalendar.civil(of: LunarDate(year: year, month: $0, day: 1, isLeapMonth: true)) != nil
    }.map { [year, $0] }
  }
  #expect(found == expected)
}

@Test(arguments: [
  LunarDate(year: 2026, month: 1, day: 31), LunarDate(year: 2026, month: 13, day: 1),
  LunarDate(year: 2026, month: 1, day: 0),
  LunarDate(year: 2026, month: 3, day: 1, isLeapMonth: true),
  LunarDate(year: 1800, month: 1, day: 1), LunarDate(year: 2100, month: 12, day: 30),
  LunarDate(year: 2026, month: 1, day: .max), LunarDate(year: .min, month: 1, day: 1),
])
func `what is no lunar day has no civil date`(date: LunarDate) {
  #expect(LunarCalendar.civil(of: date) == nil)
}
