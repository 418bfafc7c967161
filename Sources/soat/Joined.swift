import OfficeFiles
import Rules

/// The one place where the commands call what other targets do.
enum Joined {
  /// A decoded document and remarks on how it was decoded.
  static func document(at path: String) throws -> DecodedDocument {
    do {
      return path == "-"
        ? try DocumentText.readStandardInput() : try DocumentText.read(path: path)
    } catch let error as UnreadableFile {
      throw CommandFailure(message: error.message, exitCode: error.exitCode)
    }
  }

  static func plan(in text: String) -> Plan { PlanReader.read(text) }

  static func calendar(of year: Int) -> YearCalendar? { WorkingCalendar.vietnam.days(ofYear: year) }

  static func date(_ count: Int, workingDaysAfter date: CivilDate) -> CivilDate? {
    WorkingCalendar.vietnam.date(count, workingDaysAfter: date)
  }

  static func workingDays(after start: CivilDate, through end: CivilDate) -> Int {
    WorkingCalendar.vietnam.workingDays(after: start, through: end)
  }

  static func explain(
    _ wording: String, year: Int?, signed: CivilDate?, event: CivilDate?
  ) -> DeadlineSheet.Answer {
    DeadlineWording.explain(
      wording,
      DeadlineContext(
        year: year, signed: signed, event: event, calendar: WorkingCalendar.vietnam))
  }
}
