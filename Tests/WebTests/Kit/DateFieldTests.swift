import Records
import Rules
import Store
import Testing

@testable import Web

struct DateFieldTests {
  @Test func `what is a date is shown day first, anything else as it was typed`() {
    #expect(DateText.shown("2026-09-05") == "05/09/2026")
    #expect(DateText.shown("5.9.2026") == "05/09/2026")
    #expect(DateText.shown("mai") == "mai")
    #expect(DateText.shown("") == "")
  }

  @Test func `no template asks for a date in the browser's own way`() {
    for (name, source) in Templates.embedded {
      #expect(!source.contains("type=\"date\""), "\(name)")
    }
  }

  @Test func `a form of units shows dates as they are said, and tells their form`() {
    var fields = Fields()
    fields.add("from", "2026-09-05")
    fields.add("to", "32/9/2026")
    let problem = Problem("to", DateText.refusal("32/9/2026"))
    let filling = Filling(fields, [problem], .english)
    let (from, to) = (filling.date("from"), filling.date("to", optional: true))
    #expect(from.value == "05/09/2026")
    #expect(from.describedBy == "from-format")
    #expect(to.value == "32/9/2026")
    #expect(to.describedBy == "to-problem to-format")
    #expect(
      to.problem == "“32/9/2026” is not a date; enter day/month/year, for example 30/06/2025.")
  }
}
