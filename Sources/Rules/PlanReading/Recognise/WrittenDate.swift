/// A date as a document writes it after a number: "ngày 27/12/2018", "ngày 20 tháng 10 năm 2020",
/// "năm 2019".
struct WrittenDate {
  /// `nil` for a year alone and for a date that cannot be.
  var date: CivilDate?
  /// Without the word "ngày".
  var words: Range<Int>
  var end: Int

  /// The date that begins at `index`, with or without "ngày"; `nil` where none is written or any
  /// part is blank.
  init?(in passage: Passage, at index: Int, before limit: Int) {
    let hasDay = passage.wordEnd(Word.day, at: index, before: limit)
    let start = passage.skipSpace(hasDay ?? index)
    if hasDay != nil, let found = WrittenDate.day(in: passage, at: start, limit) {
      self = found
      return
    }
    guard let year = passage.wordEnd(Word.year, at: start, before: limit),
      let number = passage.number(at: passage.skipSpace(year)), (1900...2200).contains(number.value)
    else { return nil }
    date = nil
    words = start..<number.end
    end = number.end
  }

  private init(date: CivilDate?, words: Range<Int>) {
    self.date = date
    self.words = words
    end = words.upperBound
  }

  private static func day(in passage: Passage, at start: Int, _ limit: Int) -> WrittenDate? {
    guard let day = passage.number(at: start), day.end < limit,
      let monthStart = afterMark(in: passage, day.end, word: Word.month, limit),
      let month = passage.number(at: monthStart),
      let yearStart = afterMark(in: passage, month.end, word: Word.year, limit),
      let year = passage.number(at: yearStart), year.end <= limit
    else { return nil }
    let date = CivilDate(year: year.value, month: month.value, day: day.value)
    return WrittenDate(date: year.end - yearStart == 4 ? date : nil, words: start..<year.end)
  }

  /// After "/", "-", "." or the word for the next part.
  private static func afterMark(
    in passage: Passage, _ index: Int, word: [Letter], _ limit: Int
  ) -> Int? {
    let next = passage.skipSpace(index)
    guard next < limit else { return nil }
    if let end = passage.wordEnd(word, at: next, before: limit) { return passage.skipSpace(end) }
    let letter = passage.letters[next]
    guard letter == Mark.slash || letter == Mark.stop || Mark.isDash(letter) else { return nil }
    return passage.skipSpace(next + 1)
  }
}
