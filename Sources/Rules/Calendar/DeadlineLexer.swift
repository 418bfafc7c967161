/// One word, number or mark of a passage, as the grammar of deadlines sees it.
struct DeadlineToken: Sendable {
  enum Kind: Equatable, Sendable {
    case term(DeadlineTerm)
    case number(Int)
    case roman(Int)
    /// "17h00", "17:00"
    case clock
    /// Number and symbol of a document: "305/KH-UBND".
    case symbol
    case mark(Letter)
    /// The end of a sentence.
    case stop
    case word
  }

  let kind: Kind
  let start: Int
  let end: Int
}

/// Cuts a passage into words of time, numbers, marks and all the rest.
enum DeadlineLexer {
  private static let solidus: Letter = 0x2F
  private static let hyphen: Letter = 0x2D
  private static let dot: Letter = 0x2E
  private static let colon: Letter = 0x3A

  /// Whether a range holds any syllable or date that a wording of time can't do without.
  static func mayHoldTime(_ passage: Passage, _ range: Range<Int>) -> Bool {
    let folded = passage.folded
    let anchors = DeadlineVocabulary.anchors
    var hash = DeadlineVocabulary.seed
    var wordStart = range.lowerBound
    for index in range {
      let letter = folded[index]
      if letter != 0x20, Letters.isWord(letter) {
        hash = DeadlineVocabulary.mixed(hash, letter)
        continue
      }
      if index > wordStart {
        if anchors[Int(hash & 0xFFF)] { return true }
        if isDatePart(folded, wordStart, index, range.upperBound) { return true }
      }
      hash = DeadlineVocabulary.seed
      wordStart = index + 1
    }
    return wordStart < range.upperBound && anchors[Int(hash & 0xFFF)]
  }

  /// "30/" before a digit, or "T6/2023".
  private static func isDatePart(
    _ folded: [Letter], _ start: Int, _ end: Int, _ limit: Int
  ) -> Bool {
    guard end + 1 < limit, Letters.isDigit(folded[end - 1]), Letters.isDigit(folded[end + 1])
    else { return false }
    return folded[end] == solidus || folded[end] == dot || folded[end] == hyphen
  }

  static func tokens(_ passage: Passage, _ range: Range<Int>) -> [DeadlineToken] {
    var result: [DeadlineToken] = []
    result.reserveCapacity(range.count / 4 + 4)
    let isPlain = isTypedPlain(passage, range)
    var index = range.lowerBound
    while index < range.upperBound {
      let letter = passage.letters[index]
      if letter == 0x20 || letter == 0xA0 || letter == 0x09 {
        index += 1
        continue
      }
      let (kind, end) = token(passage, at: index, before: range.upperBound, isPlain)
      result.append(DeadlineToken(kind: kind, start: index, end: end))
      index = end
    }
    return result
  }

  /// "cham nhat ngay 30/6": some words, and no Vietnamese letter at all.
  private static func isTypedPlain(_ passage: Passage, _ range: Range<Int>) -> Bool {
    var hasSpace = false
    for letter in passage.letters[range] {
      if letter > 0x7F, Letters.bare(letter) != letter { return false }
      if letter == 0x20 { hasSpace = true }
    }
    return hasSpace
  }

  private static func token(
    _ passage: Passage, at index: Int, before limit: Int, _ isPlain: Bool
  ) -> (DeadlineToken.Kind, Int) {
    let letter = passage.letters[index]
    if Letters.isDigit(letter) { return number(passage, at: index, before: limit) }
    guard Letters.isWord(letter) else { return mark(passage, at: index, before: limit) }
    let match =
      isPlain
      ? DeadlineVocabulary.plainWords.match(in: passage, at: index, before: limit)
      : phrase(passage, at: index, before: limit)
    if let match {
      let end = match.range.upperBound
      switch match.value {
      case .term(let term): return (.term(term), end)
      case .number(let value): return (.number(value), end)
      }
    }
    return word(passage, at: index, before: limit)
  }

  /// The phrase that starts here, as it should be written or as a bad scan left it. Most words
  /// start none, which the hashes of their letters tell before any table is walked.
  private static func phrase(
    _ passage: Passage, at index: Int, before limit: Int
  ) -> PhraseTable<DeadlineVocabulary.Word>.Match? {
    var hash = DeadlineVocabulary.seed
    var bareHash = DeadlineVocabulary.seed
    var end = index
    while end < limit, Letters.isWord(passage.folded[end]) {
      hash = DeadlineVocabulary.mixed(hash, passage.folded[end])
      bareHash = DeadlineVocabulary.mixed(bareHash, Letters.bare(passage.folded[end]))
      end += 1
    }
    let exact =
      DeadlineVocabulary.firstSyllables[Int(hash & 0xFFF)]
      ? DeadlineVocabulary.words.match(in: passage, at: index, before: limit) : nil
    guard DeadlineVocabulary.bareFirstSyllables[Int(bareHash & 0xFFF)],
      let longer = garbled(passage, at: index, before: limit),
      longer.range.count > exact?.range.count ?? 0
    else { return exact }
    return longer
  }

  /// A phrase that has lost diacritics. "ngân hàng quy định" is not "hàng quý": what names a period
  /// must have lost them all.
  private static func garbled(
    _ passage: Passage, at index: Int, before limit: Int
  ) -> PhraseTable<DeadlineVocabulary.Word>.Match? {
    guard
      let match = DeadlineVocabulary.bareWords.match(in: passage, at: index, before: limit)
    else { return nil }
    if case .term(let term) = match.value, term.months != nil || term == .everyWeek {
      return passage.folded[match.range].allSatisfy { $0 < 0x80 } ? match : nil
    }
    return match
  }

  private static func mark(
    _ passage: Passage, at index: Int, before limit: Int
  ) -> (DeadlineToken.Kind, Int) {
    let letter = passage.letters[index]
    let next = index + 1
    if letter == 0x0A || letter == 0x0D { return (.stop, next) }
    if letter == dot {
      let joins = next < limit && Letters.isDigit(passage.letters[next])
      return (joins ? .mark(dot) : .stop, next)
    }
    if letter == 0x2013 || letter == 0x2014 { return (.mark(hyphen), next) }
    // "số /KH-UBND": the number of the document is blank.
    if letter == solidus, isSymbolTail(passage, next, limit) {
      return (.symbol, symbolEnd(passage, next, limit))
    }
    return (.mark(letter), next)
  }

  private static func number(
    _ passage: Passage, at index: Int, before limit: Int
  ) -> (DeadlineToken.Kind, Int) {
    let letters = passage.letters
    guard let (value, end) = passage.number(at: index), end <= limit else {
      return (.word, min(index + 1, limit))
    }
    guard end < limit else { return (.number(value), end) }
    var tail = end
    let reach = min(limit, end + 24)
    while tail < reach, Letters.isDigit(letters[tail]) || letters[tail] == solidus { tail += 1 }
    if tail < limit, letters[tail] == hyphen, letters[tail - 1] != solidus { tail += 1 }
    if tail > end, isSymbolTail(passage, tail, limit) || isAbbreviation(passage, tail, limit) {
      return (.symbol, symbolEnd(passage, tail, limit))
    }
    if value <= 24, let clockEnd = clockEnd(passage, end, limit) { return (.clock, clockEnd) }
    guard Letters.isWord(letters[end]), !Letters.isDigit(letters[end]) else {
      return (.number(value), end)
    }
    return (.word, wordEnd(passage, end, limit))
  }

  /// After hours: "h", "h00", "g30", ":00".
  private static func clockEnd(_ passage: Passage, _ index: Int, _ limit: Int) -> Int? {
    let folded = passage.folded
    guard folded[index] == 0x68 || folded[index] == 0x67 || folded[index] == colon else {
      return nil
    }
    let digits = passage.number(at: index + 1)?.end ?? index + 1
    let hasDigits = digits > index + 1
    guard digits <= limit, digits == limit || !Letters.isWord(folded[digits]) else { return nil }
    return folded[index] == colon && !hasDigits ? nil : digits
  }

  private static func word(
    _ passage: Passage, at index: Int, before limit: Int
  ) -> (DeadlineToken.Kind, Int) {
    let folded = passage.folded
    let end = wordEnd(passage, index, limit)
    // "T6/2023", "Q1", "QI": the letter is the word, the rest its number.
    if index + 1 < end, folded[index] == 0x74, Letters.isDigit(folded[index + 1]) {
      return (.term(.month), index + 1)
    }
    if index + 1 < end, folded[index] == 0x71,
      Letters.isDigit(folded[index + 1]) || roman(folded[(index + 1)..<end]) != nil
    {
      return (.term(.quarter), index + 1)
    }
    if let value = roman(folded[index..<end]) { return (.roman(value), end) }
    return (.word, end)
  }

  private static func wordEnd(_ passage: Passage, _ index: Int, _ limit: Int) -> Int {
    var end = index
    while end < limit, Letters.isWord(passage.letters[end]) { end += 1 }
    return max(end, index + 1)
  }

  /// I to IV, which is all that quarters need.
  private static func roman(_ letters: ArraySlice<Letter>) -> Int? {
    guard letters.count <= 3, letters.first == 0x69 else { return nil }
    if letters.allSatisfy({ $0 == 0x69 }) { return letters.count }
    return letters.count == 2 && letters.last == 0x76 ? 4 : nil
  }

  /// Capitals that another part follows, as in "KH-UBND", "NQ/HU", "L-CTN"; "02 LẦN/QUÝ" has none.
  private static func isSymbolTail(_ passage: Passage, _ index: Int, _ limit: Int) -> Bool {
    var end = index
    while end < limit, Letters.isUpper(passage.letters[end]) { end += 1 }
    guard end > index, end < limit else { return false }
    let mark = passage.letters[end]
    return mark == hyphen || mark == solidus || mark == 0x2013
  }

  /// "UBND", "BC" after a number: capitals of which none bears a tone, as "QUÝ" does.
  private static func isAbbreviation(_ passage: Passage, _ index: Int, _ limit: Int) -> Bool {
    var end = index
    while end < limit, Letters.isUpper(passage.letters[end]) {
      if let tone = Letters.tone(passage.letters[end]), tone > 0 { return false }
      end += 1
    }
    return end - index >= 2 && (end == limit || !Letters.isWord(passage.letters[end]))
  }

  private static func symbolEnd(_ passage: Passage, _ index: Int, _ limit: Int) -> Int {
    var end = index
    while end < limit {
      let letter = passage.letters[end]
      guard Letters.isWord(letter) || letter == hyphen || letter == solidus || letter == 0x2013
      else { break }
      end += 1
    }
    return end
  }
}
