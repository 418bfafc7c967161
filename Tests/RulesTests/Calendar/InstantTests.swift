import Rules
import Testing

struct InstantTests {
  @Test(
    arguments: [
      (0, "1970-01-01", "07:00"), (61_199_999, "1970-01-01", "23:59"),
      (61_200_000, "1970-01-02", "00:00"), (-25_200_000, "1970-01-01", "00:00"),
      (-25_200_001, "1969-12-31", "23:59"), (1_751_302_800_000, "2025-07-01", "00:00"),
    ] as [(Int64, String, String)])
  func `a moment has the date and the clock of Viet Nam`(
    milliseconds: Int64, date: String, clock: String
  ) {
    let moment = Instant(milliseconds: milliseconds)
    #expect(moment.date.iso == date)
    #expect(moment.clock == clock)
  }

  @Test func `a date begins at midnight in Viet Nam`() throws {
    let date = try #require(CivilDate(iso: "2026-11-20"))
    #expect(Instant(startOf: date).date == date)
    #expect(Instant(startOf: date).adding(seconds: -1).date == date.adding(days: -1))
  }
}
