import Foundation
import Rules
import Testing
import Yams

/// Weekends and the public holidays of 2023.
struct PlainCalendar: WorkingDays {
  static let holidays: [String: String] = [
    "2023-01-02": "Nghỉ bù Tết Dương lịch", "2023-01-20": "Tết Nguyên đán",
    "2023-01-23": "Tết Nguyên đán",
    "2023-01-24": "Tết Nguyên đán", "2023-01-25": "Nghỉ bù Tết Nguyên đán",
    "2023-01-26": "Nghỉ bù Tết Nguyên đán", "2023-05-01": "Ngày Quốc tế lao động",
    "2023-05-02": "Nghỉ bù Giỗ Tổ Hùng Vương", "2023-05-03": "Nghỉ bù Ngày Chiến thắng",
    "2023-09-01": "Quốc khánh", "2023-09-04": "Nghỉ bù Quốc khánh",
  ]

  func isWorkingDay(_ date: CivilDate) -> Bool {
    date.weekday <= 5 && Self.holidays[date.iso] == nil
  }

  func date(_ count: Int, workingDaysAfter date: CivilDate) -> CivilDate? {
    var day = date
    var left = count
    while left > 0 {
      day = day.adding(days: 1)
      if isWorkingDay(day) { left -= 1 }
    }
    return day
  }

  func dayOffName(on date: CivilDate) -> String? { Self.holidays[date.iso] }
}

struct WordingCase: Decodable, CustomTestStringConvertible {
  var wording: String
  var year: Int?
  var signed: String?
  var event: String?
  var kind: String
  var bound: String?
  var dates: [String]?
  var lastDays: [String]?
  var count: Int?
  var first: String?
  var last: String?

  var testDescription: String { wording }
}

struct FoundCase: Decodable, CustomTestStringConvertible {
  var text: String
  var year: Int?
  var signed: String?
  var found: [String]
  var lastDays: [String]?

  var testDescription: String { text }
}

enum DeadlineCases {
  static let wordings: [WordingCase] = load("deadline-wordings")
  static let found: [FoundCase] = load("deadline-found")

  private static func load<Value: Decodable>(_ name: String) -> [Value] {
    do {
      let file = Bundle.module.bundleURL.appending(path: "Cases/\(name).yaml")
      return try YAMLDecoder().decode([Value].self, from: String(contentsOf: file, encoding: .utf8))
    } catch {
      Issue.record("\(name).yaml: \(error)")
      return []
    }
  }
}

func context(year: Int? = nil, signed: String? = nil, event: String? = nil) -> DeadlineContext {
  DeadlineContext(
    year: year, signed: signed.flatMap { CivilDate(iso: $0) },
    event: event.flatMap { CivilDate(iso: $0) }, calendar: PlainCalendar())
}

@Suite struct `Wordings of time` {
  @Test(arguments: DeadlineCases.wordings)
  func `are read as an official reads them`(_ example: WordingCase) {
    let context = context(year: example.year, signed: example.signed, event: example.event)
    let deadline = DeadlineWording.read(example.wording, in: context)
    #expect(deadline.kind.rawValue == example.kind)
    #expect(deadline.bound?.rawValue == example.bound)
    #expect(deadline.text == example.wording)
    #expect(deadline.dates.count == deadline.lastDays.count)
    #expect(deadline.lastDays == deadline.lastDays.sorted())
    if let dates = example.dates {
      #expect(deadline.dates.map(\.iso) == dates)
      #expect(deadline.lastDays.map(\.iso) == example.lastDays ?? dates)
    } else {
      #expect(deadline.lastDays.count == example.count)
      #expect(deadline.lastDays.first?.iso == example.first)
      #expect(deadline.lastDays.last?.iso == example.last)
    }
  }

  @Test(arguments: DeadlineCases.found)
  func `are found in running text`(_ example: FoundCase) {
    let passage = Passage(example.text)
    let context = context(year: example.year, signed: example.signed)
    let found = DeadlineWording.find(in: passage, in: context)
    #expect(found.map { passage.text($0.range) } == example.found)
    if let lastDays = example.lastDays {
      #expect(found.flatMap { $0.deadline.lastDays.map(\.iso) } == lastDays)
    }
  }

  @Test(arguments: DeadlineCases.wordings)
  func `give the same days with and without an explanation`(_ example: WordingCase) {
    let context = context(year: example.year, signed: example.signed, event: example.event)
    let plain = DeadlineWording.read(example.wording, in: context)
    let explained = DeadlineWording.explain(example.wording, context)
    #expect(explained.deadline.lastDays == plain.lastDays)
    #expect(!explained.steps.isEmpty)
    #expect(explained.steps.count <= 400)
  }

  @Test(arguments: DeadlineCases.wordings)
  func `are the same in decomposed letters and in capitals`(_ example: WordingCase) {
    let context = context(year: example.year, signed: example.signed, event: example.event)
    let plain = DeadlineWording.read(example.wording, in: context)
    for variant in [
      example.wording.decomposedStringWithCanonicalMapping, example.wording.uppercased(),
    ] {
      let deadline = DeadlineWording.read(variant, in: context)
      #expect(deadline.kind == plain.kind, "\(variant)")
      #expect(deadline.lastDays == plain.lastDays, "\(variant)")
    }
  }

  @Test func `an explanation counts out each working day and names each day off`() {
    let (deadline, steps) = DeadlineWording.explain(
      "03 ngày làm việc kể từ ngày ký", context(signed: "2023-04-28"))
    #expect(deadline.lastDays.map(\.iso) == ["2023-05-08"])
    let text = steps.map(\.text).joined(separator: "\n")
    #expect(text.contains("Thứ Bảy, 29/04/2023: không tính, ngày nghỉ hằng tuần."))
    #expect(text.contains("Thứ Hai, 01/05/2023: không tính, Ngày Quốc tế lao động."))
    #expect(text.contains("Thứ Hai, 08/05/2023: ngày làm việc thứ 3."))
    #expect(text.contains("Điều 147"))
  }

  @Test func `a last day on a day off is kept and said so`() {
    let (deadline, steps) = DeadlineWording.explain("chậm nhất ngày 02/9/2023", context())
    #expect(deadline.lastDays.map(\.iso) == ["2023-09-02"])
    #expect(steps.contains { $0.text.contains("là ngày nghỉ") })
  }

  @Test func `a day that does not exist is named`() {
    let (deadline, steps) = DeadlineWording.explain("trước ngày 31/6/2023", context())
    #expect(deadline.kind == .before)
    #expect(deadline.dates.isEmpty)
    #expect(steps.contains { $0.text.contains("Không có ngày 31/6/2023") })
  }

  @Test func `what date is needed is said where the event is unknown`() {
    let steps = DeadlineWording.explain(
      "trong vòng 05 ngày kể từ ngày nhận được công văn", context(signed: "2023-02-22")
    ).steps
    #expect(steps.contains { $0.text.contains("“ngày nhận được công văn”") })
  }

  @Test func `a very long count is summarised`() {
    let (deadline, steps) = DeadlineWording.explain(
      "2000 ngày làm việc kể từ ngày ký", context(signed: "2023-02-22"))
    #expect(deadline.lastDays.count == 1)
    #expect(steps.count <= 400)
    #expect(steps.contains { $0.text.contains("tiếp tục như vậy") })
  }
}

@Suite struct `Any mixture of words` {
  static let words: [String] =
    DeadlineCases.wordings.flatMap { $0.wording.split(separator: " ").map(String.init) }
    + [
      "(", ")", ",", ";", ".", "/", "-", ":", "999999999", "0", "00/00/0000", "99/99", "năm",
      "31/2",
      "305/KH-UBND", "17h", "12:", "I", "IV", "Q", "T", "T13/2023", "Q9", "🙂", "\u{301}", "…",
    ]

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `is read without a crash, in order, inside its passage`(seed: UInt64) throws {
    var random = SeededRandom(state: seed)
    let context = context(year: 2024, signed: "2024-01-15", event: "2024-02-01")
    for _ in 0..<3_000 {
      let count = Int.random(in: 1...14, using: &random)
      let picked = (0..<count).compactMap { _ in Self.words.randomElement(using: &random) }
      let text = picked.joined(separator: Bool.random(using: &random) ? " " : "")
      let passage = Passage(text)
      let deadline = DeadlineWording.explain(text, context).deadline
      #expect(deadline.dates.count == deadline.lastDays.count)
      var end = 0
      for found in DeadlineWording.find(in: passage, in: context) {
        #expect(found.range.lowerBound >= end && found.range.upperBound <= passage.count)
        #expect(found.deadline.text == passage.text(found.range))
        end = found.range.upperBound
      }
    }
  }
}
