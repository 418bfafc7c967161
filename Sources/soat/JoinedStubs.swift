// STUBS, deleted when the calendar, the deadline wording and the file readers are merged: nothing else
// in this folder changes then.
import Foundation
import Rules

struct UnreadableFile: Error {
  let message: String
  let exitCode: Int32
}

struct DecodedDocument {
  enum Format: String { case docx, pdf, text }
  let text: String
  let format: Format
  let notes: [String]
}

enum DocumentText {
  static func read(path: String) throws -> DecodedDocument {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UnreadableFile(
        message: "không có tệp “\(path)”. Hãy kiểm tra lại đường dẫn.", exitCode: 10)
    }
    return DecodedDocument(text: String(decoding: data, as: UTF8.self), format: .text, notes: [])
  }

  static func readStandardInput() throws -> DecodedDocument {
    let data = try FileHandle.standardInput.readToEnd() ?? Data()
    return DecodedDocument(text: String(decoding: data, as: UTF8.self), format: .text, notes: [])
  }
}

struct LawReference {
  enum Confidence: String { case high, medium, low }
  var title: String
  var document: String?
  var article: String?
  var link: String?
  var checked: CivilDate?
  var isVerified: Bool
  var confidence: Confidence?
  var citation: String { title }
}

struct YearCalendar {
  struct Day {
    enum Kind: String { case holiday, substitute, swapped, workedSaturday }
    var date: CivilDate
    var kind: Kind
    var name: String
    var counterpart: CivilDate?
    var reference: LawReference
    var isProvisional: Bool
  }

  struct Month {
    var month: Int
    var workingDays: Int
    var days: Int
  }

  var year: Int
  var days: [Day]
  var months: [Month]
  var lunarNewYear: CivilDate?
  var hungKings: CivilDate?
  var isOfficial: Bool
  var notice: LawReference?
  var weeklyDaysOff: LawReference?
  var notes: [String]
  var workingDays: Int { months.reduce(0) { $0 + $1.workingDays } }
}

struct WorkingCalendar {
  static let vietnam = WorkingCalendar()

  func days(ofYear year: Int) -> YearCalendar? {
    let law = LawReference(
      title: "Bộ luật Lao động (45/2019/QH14)", document: "45/2019/QH14", isVerified: true)
    guard let date = CivilDate(year: year, month: 9, day: 2) else { return nil }
    return YearCalendar(
      year: year,
      days: [
        YearCalendar.Day(
          date: date, kind: .holiday, name: "Quốc khánh", reference: law, isProvisional: true)
      ],
      months: (1...12).map { YearCalendar.Month(month: $0, workingDays: 21, days: 30) },
      isOfficial: false, notes: ["Chưa có thông báo chính thức về lịch nghỉ năm \(year)."])
  }

  func date(_ n: Int, workingDaysAfter date: CivilDate) -> CivilDate? {
    var date = date
    var left = n.magnitude
    while left > 0 {
      date = date.adding(days: n.signum())
      if date.weekday <= 5 { left -= 1 }
    }
    return date
  }

  func workingDays(after start: CivilDate, through end: CivilDate) -> Int {
    var count = 0
    var date = start
    while date < end {
      date = date.adding(days: 1)
      if date.weekday <= 5 { count += 1 }
    }
    return count
  }
}

struct ExplanationStep {
  var date: CivilDate?
  var text: String
}

struct DeadlineContext {
  var year: Int?
  var signed: CivilDate?
  var event: CivilDate?
  var calendar: WorkingCalendar
}

enum DeadlineWording {
  static func explain(
    _ wording: String, _ context: DeadlineContext
  ) -> (deadline: Deadline, steps: [ExplanationStep]) {
    var deadline = Deadline(text: wording, kind: .within, bound: .within)
    guard let signed = context.signed,
      let date = context.calendar.date(10, workingDaysAfter: signed)
    else { return (deadline, []) }
    deadline.dates = [date]
    deadline.lastDays = [date]
    return (
      deadline,
      [
        ExplanationStep(date: signed, text: "ngày ký, không tính"),
        ExplanationStep(date: date, text: "ngày làm việc thứ 10: ngày cuối cùng"),
      ]
    )
  }
}
