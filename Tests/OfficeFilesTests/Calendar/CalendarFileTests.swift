import Testing

@testable import OfficeFiles

struct CalendarFileTests {
  private func entry(_ title: String, _ words: String = "") -> CalendarFile.Entry {
    CalendarFile.Entry(
      uid: "01@soat", day: "20261231", dayAfter: "20270101", title: title, words: words,
      address: "https://soat.example/duties/01", category: "quá hạn", changes: 2)
  }

  @Test func `a day stands from itself until the next, in lines that end with CRLF`() {
    let text = CalendarFile(name: "Việc; của tôi", stamp: "20261120T011500Z", [entry("Rà soát")])
      .text
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(text.hasSuffix("END:VCALENDAR\r\n") && lines.last == "")
    #expect(lines.contains("DTSTART;VALUE=DATE:20261231"))
    #expect(lines.contains("DTEND;VALUE=DATE:20270101"))
    #expect(lines.contains("X-WR-CALNAME:Việc\\; của tôi"))
    #expect(!text.replacing("\r\n", with: "").contains("\n"))
  }

  @Test(arguments: [
    ("a,b;c\\d", "a\\,b\\;c\\\\d"), ("một\r\nhai\nba\rbốn", "một\\nhai\\nba\\nbốn"),
    ("x\u{0}\u{1b}y\tz", "xy z"), ("END:VEVENT\r\nBEGIN:VALARM", "END:VEVENT\\nBEGIN:VALARM"),
  ])
  func `text cannot end its line`(text: String, escaped: String) {
    #expect(CalendarFile.escaped(text) == escaped)
  }

  @Test func `long lines are folded at 75 octets, between characters`() {
    let title = String(repeating: "Thủ tục hành chính điện tử ", count: 20)
    let line = "SUMMARY:" + title
    let folded = CalendarFile.folded(line)
    for part in folded.split(separator: "\r\n") { #expect(part.utf8.count <= 75) }
    #expect(folded.replacing("\r\n ", with: "") == line)
  }
}
