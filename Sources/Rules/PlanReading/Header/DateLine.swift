/// "Chợ Mới, ngày 22 tháng 02 năm 2023", also with blanks ("ngày tháng 12 năm 2020").
enum DateLine {
  @discardableResult
  static func read(_ line: Passage, _ range: Range<Int>, into head: inout HeadReader) -> Bool {
    guard let day = words.matches(in: line, range).first(where: { $0.value == .day }) else {
      return false
    }
    let place = line.trimmed(range.lowerBound..<day.range.lowerBound, also: [0x2C, 0x2E])
    guard place.isEmpty || isPlace(line, place) else { return false }
    guard let parts = parts(line, from: day.range.lowerBound, to: range.upperBound),
      parts.year != nil
    else { return false }
    // A date line has nothing after the year.
    guard line.trimmed(parts.end..<range.upperBound, also: [0x2E, 0x2C]).isEmpty else {
      return false
    }
    guard head.header.spans["date"] == nil else { return true }
    if !place.isEmpty {
      head.header.place = line.text(place)
      head.note("place", line, place)
    }
    head.note("date", line, day.range.lowerBound..<parts.end)
    head.header.year = parts.year
    head.dateParts = parts
    if let day = parts.day, let month = parts.month, let year = parts.year {
      head.header.date = CivilDate(year: year, month: month, day: day)
    }
    return true
  }

  struct Parts {
    var day: Int?
    var month: Int?
    var year: Int?
    var end: Int
  }

  /// Day, month and year as far as they are filled in.
  static func parts(_ line: Passage, from start: Int, to limit: Int) -> Parts? {
    var parts = Parts(end: start)
    for match in words.matches(in: line, start..<limit) {
      var index = match.range.upperBound
      while index < limit, !Letters.isWord(line.letters[index]) { index += 1 }
      let number = index < limit ? line.number(at: index) : nil
      switch match.value {
      case .day:
        parts.day = number?.value
        if let slashed = number.flatMap({ slashed(line, from: $0.end, limit) }) {
          parts.month = slashed.month
          parts.year = slashed.year
          parts.end = slashed.end
        }
      case .month: parts.month = number?.value
      case .year: parts.year = number?.value
      }
      parts.end = max(parts.end, number?.end ?? match.range.upperBound)
      if match.value == .year { break }
    }
    if let year = parts.year, !(1945...2200).contains(year) { parts.year = nil }
    return parts
  }

  /// "/8/2026" after a day.
  private static func slashed(
    _ line: Passage, from index: Int, _ limit: Int
  ) -> (month: Int, year: Int, end: Int)? {
    guard index + 1 < limit, line.letters[index] == 0x2F, let month = line.number(at: index + 1),
      month.end + 1 < limit, line.letters[month.end] == 0x2F,
      let year = line.number(at: month.end + 1)
    else { return nil }
    return (month.value, year.value, year.end)
  }

  /// A place is a short name that begins with a capital.
  private static func isPlace(_ line: Passage, _ range: Range<Int>) -> Bool {
    range.count <= 40 && Letters.isUpper(line.letters[range.lowerBound])
      && !line.letters[range].contains { Letters.isDigit($0) || $0 == 0x28 || $0 == 0x2F }
  }

  private enum Word { case day, month, year }
  private static let words = PhraseTable<Word>([("ngày", .day), ("tháng", .month), ("năm", .year)])
}
