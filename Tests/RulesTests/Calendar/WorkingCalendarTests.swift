import Rules
import Testing
import Yams

private let calendar = WorkingCalendar.vietnam

@Test func `working days are counted past holidays, substitutes and swapped days`() throws {
  for entry in try CalendarCases.entries("calendar-working-days", "cases") {
    let answer = calendar.date(
      try CalendarCases.number(entry, "input"),
      workingDaysAfter: try CalendarCases.date(entry, "date"))
    #expect(answer?.iso == (try CalendarCases.text(entry, "expected")), "\(entry)")
  }
}

@Test func `the announced days off come out exactly`() throws {
  for entry in try CalendarCases.entries("calendar-official-days", "years") {
    let number = try CalendarCases.number(entry, "year")
    let year = try #require(calendar.days(ofYear: number))
    let off = year.days.filter { $0.kind != .workedSaturday && $0.date.weekday < 6 }
    let worked = year.days.filter { $0.kind == .workedSaturday }
    let expected = { (key: String) in
      (entry[key]?.array() ?? []).compactMap { $0.scalar.map { "\(number)-\($0.string)" } }
    }
    #expect(off.map(\.date.iso) == expected("off"))
    #expect(worked.map(\.date.iso) == expected("worked"))
    if entry["workingDays"] != nil {
      #expect(year.workingDays == (try CalendarCases.number(entry, "workingDays")))
    }
    #expect(year.isOfficial)
    #expect(year.days.allSatisfy { !$0.isProvisional })
  }
}

@Test func `the table agrees with a walk day by day over all of 1990 to 2100`() {
  let walk = DayWalk(calendar)
  var random = SeededRandom(state: 20_261_120)
  for number in walk.first...walk.last {
    let date = CivilDate(dayNumber: number)
    #expect(calendar.isWorkingDay(date) == walk.isWorked(number))
    var counts = [1, -1, 2, -2, 5, -10]
    counts.append(Int(random.next() % 60) - 30)
    if number % 64 == 0 { counts.append(Int(random.next() % 1_600) - 800) }
    for n in counts {
      let answer = calendar.date(n, workingDaysAfter: date)
      #expect(answer?.dayNumber == walk.day(n, after: number), "\(n) after \(date.iso)")
      guard let answer else { continue }
      let back =
        n > 0
        ? calendar.workingDays(after: date, through: answer)
        : -calendar.workingDays(after: answer.adding(days: -1), through: date.adding(days: -1))
      #expect(back == n)
    }
  }
}

@Test func `counts between random days agree with a walk`() {
  let walk = DayWalk(calendar)
  var random = SeededRandom(state: 7)
  let days = UInt64(walk.last - walk.first + 1)
  for _ in 0..<300 {
    let one = walk.first + Int32(random.next() % days)
    let other = walk.first + Int32(random.next() % days)
    let (start, end) = (min(one, other), max(one, other))
    var expected = 0
    for number in start..<end where walk.isWorked(number + 1) { expected += 1 }
    let (from, through) = (CivilDate(dayNumber: start), CivilDate(dayNumber: end))
    #expect(calendar.workingDays(after: from, through: through) == expected)
  }
}

@Test func `nothing is said of days outside the calendar`() throws {
  let before = WorkingCalendar.first.adding(days: -1)
  let after = WorkingCalendar.last.adding(days: 1)
  for date in [before, after, CivilDate(dayNumber: .min), CivilDate(dayNumber: .max)] {
    #expect(calendar.date(1, workingDaysAfter: date) == nil)
    #expect(!calendar.isWorkingDay(date))
    #expect(calendar.dayOff(on: date) == nil)
  }
  #expect(WorkingCalendar.first.iso == "1990-01-01")
  #expect(WorkingCalendar.last.iso == "2100-12-31")
  for n in [Int.min, -1_000_000, 1_000_000, Int.max] {
    #expect(calendar.date(n, workingDaysAfter: WorkingCalendar.first) == nil)
  }
  #expect(calendar.date(-1, workingDaysAfter: WorkingCalendar.first) == nil)
  #expect(calendar.date(1, workingDaysAfter: WorkingCalendar.last) == nil)
  #expect(calendar.days(ofYear: 1989) == nil)
  #expect(calendar.days(ofYear: 2101) == nil)
}

@Test func `a count backwards in time is negative`() throws {
  let signed = try CalendarCases.day("2026-01-08")
  #expect(calendar.workingDays(after: signed, through: try CalendarCases.day("2026-01-12")) == 3)
  #expect(calendar.workingDays(after: signed, through: signed) == 0)
  #expect(calendar.workingDays(after: signed, through: try CalendarCases.day("2026-01-05")) == -3)
}

/// The naive way to count.
private struct DayWalk {
  let first = WorkingCalendar.first.dayNumber
  let last = WorkingCalendar.last.dayNumber
  private let worked: [Bool]

  init(_ calendar: WorkingCalendar) {
    let special = (1990...2100).compactMap { calendar.days(ofYear: $0)?.days }.joined()
    let kinds = special.reduce(into: [:]) { $0[$1.date] = $1.kind }
    worked = (first...last).map { number in
      let date = CivilDate(dayNumber: number)
      if let kind = kinds[date] { return kind == .workedSaturday }
      // 2 October 1999, the first Saturday off.
      return date.weekday < (number >= 10_866 ? 6 : 7)
    }
  }

  func isWorked(_ number: Int32) -> Bool {
    number >= first && number <= last && worked[Int(number - first)]
  }

  func day(_ n: Int, after number: Int32) -> Int32? {
    var (left, day) = (abs(n), number)
    while left > 0 {
      day += n > 0 ? 1 : -1
      if day < first || day > last { return nil }
      if isWorked(day) { left -= 1 }
    }
    return day
  }
}
