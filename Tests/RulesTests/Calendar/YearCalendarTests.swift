import Rules
import Testing

private let calendar = WorkingCalendar.vietnam

@Test(arguments: [
  ("2024-02-10", "holiday", "Tết Âm lịch (mùng 1)"),
  ("2024-02-09", "holiday", "Tết Âm lịch (30 tháng Chạp)"),
  ("2024-02-13", "substitute", "Nghỉ bù Tết Âm lịch (mùng 1), 10/02/2024"),
  ("2024-04-29", "swapped", "Nghỉ hoán đổi, làm việc bù ngày 04/05/2024"),
  ("2025-09-01", "holiday", "Quốc khánh (ngày liền kề trước)"),
  ("2022-04-11", "substitute", "Nghỉ bù Giỗ Tổ Hùng Vương, 10/04/2022"),
  ("2026-11-24", "holiday", "Ngày Văn hóa Việt Nam"),
  ("2026-11-21", "weekly", "Thứ Bảy"), ("2026-11-22", "weekly", "Chủ nhật"),
])
func `a day off says what it is, and by which document`(iso: String, kind: String, name: String)
  throws
{
  let dayOff = try #require(calendar.dayOff(on: try CalendarCases.day(iso)))
  #expect(dayOff.kind.rawValue == kind)
  #expect(dayOff.name == name)
  #expect(dayOff.reference.document != nil)
  #expect(!dayOff.isProvisional)
}

@Test func `a swapped Saturday is worked and names its notice`() throws {
  let saturday = try CalendarCases.day("2024-05-04")
  let worked = try #require(calendar.workedSaturday(on: saturday))
  #expect(calendar.isWorkingDay(saturday))
  #expect(calendar.dayOff(on: saturday) == nil)
  #expect(worked.dayOff.iso == "2024-04-29")
  #expect(worked.reference.document == "1570/TB-LĐTBXH")
}

@Test func `24 November is a day off from 2026 and never made up`() throws {
  #expect(calendar.isWorkingDay(try CalendarCases.day("2025-11-24")))
  #expect(calendar.dayOff(on: try CalendarCases.day("2029-11-24"))?.kind == .holiday)
  #expect(calendar.isWorkingDay(try CalendarCases.day("2029-11-26")))
}

@Test func `a year without a notice is computed and says so`() throws {
  let year = try #require(calendar.days(ofYear: 2027))
  #expect(!year.isOfficial)
  #expect(year.notes.contains { $0.hasPrefix("Chưa có thông báo chính thức") })
  let provisional = year.days.filter(\.isProvisional)
  #expect(
    provisional.map(\.date.iso) == [
      "2027-02-04", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09",
      "2027-02-10", "2027-09-02", "2027-09-03",
    ])
  #expect(year.days.first { $0.date.iso == "2027-04-30" }?.isProvisional == false)
}

@Test func `the months of a year add up to it`() throws {
  for number in 1990...2100 {
    let year = try #require(calendar.days(ofYear: number))
    let start = try #require(CivilDate(year: number, month: 1, day: 1))
    let end = try #require(CivilDate(year: number, month: 12, day: 31))
    #expect(year.months.map(\.month) == Array(1...12))
    #expect(
      year.workingDays == calendar.workingDays(after: start.adding(days: -1), through: end))
    #expect(year.days.map(\.date) == year.days.map(\.date).sorted())
    #expect(year.days.allSatisfy { !$0.name.isEmpty && !$0.reference.title.isEmpty })
  }
}

@Test func `holidays on a weekend are listed with the day that makes them up`() throws {
  let year = try #require(calendar.days(ofYear: 2023))
  let substitutes = year.days.filter { $0.kind == .substitute }
  #expect(
    substitutes.map { "\($0.counterpart?.iso ?? "") \($0.date.iso)" } == [
      "2023-01-01 2023-01-02", "2023-01-21 2023-01-25", "2023-01-22 2023-01-26",
      "2023-04-29 2023-05-02", "2023-04-30 2023-05-03", "2023-09-02 2023-09-04",
    ])
  #expect(year.days.contains { $0.date.iso == "2023-04-29" && $0.kind == .holiday })
}
