import Rules
import Testing

private func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

@Test(arguments: [
  (MeetingRule(.month), "2026-11-20", "2027-01-31", ["2026-11-30", "2026-12-31", "2027-01-31"]),
  // Chậm nhất 05 ngày sau khi kết thúc tháng.
  (MeetingRule(.month, daysAfter: 5), "2026-11-03", "2026-12-06", ["2026-11-05", "2026-12-05"]),
  (
    MeetingRule(.quarter), "2026-01-01", "2026-12-31",
    [
      "2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31",
    ]
  ),
  (MeetingRule(.halfYear), "2026-07-01", "2027-06-29", ["2026-12-31"]),
  // Cuối năm chậm nhất 10 ngày sau khi kết thúc năm.
  (MeetingRule(.year, daysAfter: 10), "2027-01-10", "2028-01-10", ["2027-01-10", "2028-01-10"]),
  (MeetingRule(.month), "2028-02-01", "2028-02-29", ["2028-02-29"]),
  (MeetingRule(.called), "2026-01-01", "2027-12-31", []),
  (MeetingRule(.quarter), "2026-12-31", "2026-01-01", []),
])
func `each period owes one meeting by its last day`(
  rule: MeetingRule, from: String, through: String, due: [String]
) throws {
  let periods = rule.periods(from: try day(from), through: try day(through))
  #expect(periods.map(\.due.iso) == due)
  for period in periods { #expect(rule.period(from: period.first) == period) }
}

@Test(arguments: [
  (MeetingRule(.month), "2026-11-01", "tháng 11/2026"),
  (MeetingRule(.quarter), "2026-10-01", "quý IV/2026"),
  (MeetingRule(.halfYear), "2026-01-01", "6 tháng đầu năm 2026"),
  (MeetingRule(.halfYear), "2026-07-01", "6 tháng cuối năm 2026"),
  (MeetingRule(.year), "2026-01-01", "năm 2026"),
])
func `a period is called as offices call it`(
  rule: MeetingRule, first: String, words: String
) throws {
  #expect(try rule.period(from: day(first))?.words.description == words)
  #expect(try rule.period(from: day(first).adding(days: 3)) == nil)
}
