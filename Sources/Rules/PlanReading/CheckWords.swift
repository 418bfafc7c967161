/// What the checks of a read document say.
enum CheckWords {
  static let noNumberLine: Sentence = "Không thấy số, ký hiệu của văn bản."
  static let noDateLine: Sentence = "Không thấy ngày, tháng, năm ban hành văn bản."
  static let impossibleDate: Sentence = "Ngày ban hành không có trong lịch."

  static func noNumber(symbol: String) -> Sentence {
    "Văn bản chưa có số; ký hiệu là \(symbol)."
  }

  static func blankDate(day: Bool, month: Bool, year: Bool) -> Sentence {
    var blanks: [Sentence] = []
    if day { blanks.append("ngày") }
    if month { blanks.append("tháng") }
    if year { blanks.append("năm") }
    guard let first = blanks.first else { return impossibleDate }
    let list = blanks.dropFirst().reduce(first) { "\($0), \($1)" }
    return "Ngày ban hành còn để trống: \(list)."
  }

  static func early(_ words: String, last: CivilDate, signed: CivilDate) -> Sentence {
    "Thời hạn “\(words)” (\(last.vietnamese)) sớm hơn ngày ban hành \(signed.vietnamese)."
  }

  static func jump(from: String, to: String) -> Sentence {
    "Thứ tự mục nhảy từ \(from) sang \(to)."
  }
  static func lateStart(_ number: String) -> Sentence {
    "Mục đầu tiên đánh số \(number), không phải từ đầu."
  }

  static func noteWithoutMark(_ mark: String) -> Sentence {
    "Chú thích \(mark) không có dấu trong văn bản."
  }
  static func markTwice(_ mark: String) -> Sentence { "Dấu chú thích \(mark) dùng hai lần." }
  static func markWithoutNote(_ mark: String) -> Sentence {
    "Dấu chú thích \(mark) không có nội dung."
  }

  static func impossibleDate(of document: String, _ words: String) -> Sentence {
    "“\(document)” dẫn ngày không có trong lịch: \(words)."
  }
  static func laterDate(of document: String, _ date: CivilDate) -> Sentence {
    "“\(document)” ghi ngày \(date.vietnamese), sau ngày ban hành văn bản này."
  }

  static func expired(_ name: String, to end: CivilDate?, replacedBy next: [String]) -> Sentence {
    let known: Sentence =
      end.map { "“\(name)” đã hết hiệu lực từ sau ngày \($0.vietnamese)" }
      ?? "“\(name)” đã hết hiệu lực"
    return next.isEmpty
      ? "\(known)." : "\(known), thay thế bởi \(next.joined(separator: ", "))."
  }

  static func overHundred(_ text: String) -> Sentence { "Chỉ tiêu vượt quá 100%: \(text)." }
  static func noLead(_ task: String) -> Sentence {
    "Nhiệm vụ chưa rõ cơ quan chủ trì hoặc thực hiện: \(task)"
  }
}
