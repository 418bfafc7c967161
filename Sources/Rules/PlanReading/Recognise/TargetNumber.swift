/// A number with its unit that may be a target.
struct TargetNumber {
  /// From the first digit to the end of the unit; a range ("từ 85% đến 90%") as a whole.
  var range: Range<Int>
  var value: Double
  /// "%" or the noun counted.
  var unit: String
  /// Start of the comparing words before the number.
  var cueStart: Int
  /// The nearest comparing word; `nil` where only "đạt", "là" or nothing stands.
  var comparator: Comparator?
  /// "đạt", "phấn đấu" or a comparing word stands directly before.
  var hasCue: Bool

  var isShare: Bool { unit == "%" }
}

/// Finds numbers with units.
struct TargetNumbers {
  let passage: Passage
  let limit: Int
  /// Where cited documents stand, ascending.
  let cited: [Range<Int>]
  /// Under a heading of goals; elsewhere only shares and counts with "tối thiểu", "ít nhất" are
  /// found.
  let isTargetSection: Bool

  private typealias Words = TargetVocabulary

  func find(in range: Range<Int>) -> [TargetNumber] {
    var numbers: [TargetNumber] = []
    var index = range.lowerBound
    var next = cited.partitioningIndex(after: index)
    while index < range.upperBound {
      guard Letters.isDigit(passage.letters[index]), passage.isWordStart(index) else {
        index += 1
        continue
      }
      while next < cited.count, cited[next].upperBound <= index { next += 1 }
      if next < cited.count, cited[next].contains(index) {
        index = cited[next].upperBound
      } else if let number = number(at: index, from: range.lowerBound) {
        numbers.append(number)
        index = number.range.upperBound
      } else {
        index = passage.wordEnd(index, before: range.upperBound)
      }
    }
    return numbers
  }

  private func number(at index: Int, from bound: Int) -> TargetNumber? {
    guard !isGlued(index), let first = decimal(at: index) else { return nil }
    var number = TargetNumber(
      range: index..<first.end, value: first.value, unit: "", cueStart: index, hasCue: false)
    readCues(&number, from: bound)
    if let share = shareEnd(first.end) {
      number.unit = "%"
      number.range = index..<share
      readSpan(&number, after: share)
      return number
    }
    if let span = spanWithoutSign(after: first.end) {
      number.unit = "%"
      number.range = index..<span
      number.comparator = .atLeast
      return number
    }
    return count(number, after: first.end, from: bound)
  }

  /// Part of a date, a symbol or a fraction.
  private func isGlued(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let letter = passage.letters[index - 1]
    let isMark =
      letter == Mark.slash || letter == Mark.stop || letter == Mark.comma || letter == Mark.colon
      || Mark.isDash(letter)
    return isMark && index > 1 && Letters.isWord(passage.letters[index - 2])
  }

  /// "95", "98,5", "98.5", "1.200".
  private func decimal(at index: Int) -> (value: Double, end: Int)? {
    guard let whole = passage.number(at: index) else { return nil }
    var (value, end) = (Double(whole.value), whole.end)
    while end + 1 < limit, passage.letters[end] == Mark.stop || passage.letters[end] == Mark.comma,
      let part = passage.number(at: end + 1)
    {
      let digits = part.end - end - 1
      if digits == 3, passage.letters[end] == Mark.stop {
        value = value * 1000 + Double(part.value)
        end = part.end
        continue
      }
      guard digits <= 2 else { return nil }
      value += Double(part.value) / (digits == 1 ? 10 : 100)
      end = part.end
      break
    }
    guard end <= limit, passage.isWordEnd(end) else { return nil }
    return (value, end)
  }

  private func shareEnd(_ index: Int) -> Int? {
    let next = passage.skipSpace(index)
    guard next < limit else { return nil }
    if passage.letters[next] == Mark.percent { return next + 1 }
    return Words.percent.match(in: passage, at: next, before: limit)?.range.upperBound
  }

  /// "85% đến 90%", "85% - 90%" bind to the lower end; "30% lên 50%" to where it shall be.
  private func readSpan(_ number: inout TargetNumber, after index: Int) {
    let next = passage.skipSpace(index)
    guard next < limit else { return }
    if let until = spanMark(at: next), let end = secondShare(after: until) {
      number.range = number.range.lowerBound..<end.end
      number.comparator = .atLeast
    } else if let upTo = Words.upTo.match(in: passage, at: next, before: limit),
      let end = secondShare(after: upTo.range.upperBound)
    {
      number.range = number.range.lowerBound..<end.end
      number.value = end.value
      number.comparator = nil
    }
  }

  private func spanMark(at index: Int) -> Int? {
    if Mark.isDash(passage.letters[index]) { return index + 1 }
    return Words.until.match(in: passage, at: index, before: limit)?.range.upperBound
  }

  private func secondShare(after index: Int) -> (value: Double, end: Int)? {
    let start = passage.skipSpace(index)
    guard start < limit, let second = decimal(at: start), let end = shareEnd(second.end) else {
      return nil
    }
    return (second.value, end)
  }

  /// "85 - 90%"
  private func spanWithoutSign(after index: Int) -> Int? {
    let next = passage.skipSpace(index)
    guard next < limit, let mark = spanMark(at: next) else { return nil }
    return secondShare(after: mark)?.end
  }

  // MARK: counts

  private func count(
    _ number: TargetNumber, after index: Int, from bound: Int
  ) -> TargetNumber? {
    var start = passage.skipSpace(index)
    if passage.letter(start) == Mark.slash, let total = passage.number(at: start + 1) {
      start = passage.skipSpace(total.end)
    }
    guard start < limit, let unit = unit(at: start, number),
      !ends(Words.labels, at: number.range.lowerBound, from: bound),
      !ends(Words.deadlines, at: number.cueStart, from: bound),
      !ends(Words.deadlines, at: number.range.lowerBound, from: bound),
      isGoal(number, unit, from: bound)
    else { return nil }
    var number = number
    // "20 phút/lượt" is one measure.
    var measure = unit
    if unit.upperBound + 1 < limit, passage.letters[unit.upperBound] == Mark.slash,
      Letters.isWord(passage.letters[unit.upperBound + 1])
    {
      measure = unit.lowerBound..<passage.wordEnd(unit.upperBound + 1, before: limit)
    }
    number.unit = passage.text(unit)
    number.range = number.range.lowerBound..<measure.upperBound
    return number
  }

  /// A known unit; after a comparing word any noun may be one, and its first syllable is taken.
  private func unit(at index: Int, _ number: TargetNumber) -> Range<Int>? {
    if let known = Words.units.match(in: passage, at: index, before: limit) { return known.range }
    guard number.comparator != nil, passage.isWordStart(index), !passage.isCapital(index),
      !Letters.isDigit(passage.letters[index]),
      Words.noUnits.match(in: passage, at: index, before: limit) == nil
    else { return nil }
    return index..<passage.wordEnd(index, before: limit)
  }

  private func isGoal(_ number: TargetNumber, _ unit: Range<Int>, from bound: Int) -> Bool {
    let start = number.range.lowerBound
    let isTime = has(Words.timeUnits, unit)
    guard isTargetSection else { return !isTime && ends(Words.floors, at: start, from: bound) }
    if number.comparator != nil { return true }
    return !has(Words.strictUnits, unit) && ends(Words.countGoals, at: start, from: bound)
      && passage.letter(unit.upperBound) != Mark.slash
  }

  private func has<Value>(_ table: PhraseTable<Value>, _ unit: Range<Int>) -> Bool {
    table.match(in: passage, at: unit.lowerBound, before: limit)?.range == unit
  }

  // MARK: words before a number

  private func readCues(_ number: inout TargetNumber, from bound: Int) {
    var end = number.range.lowerBound
    if let sign = sign(before: end, from: bound) {
      number.comparator = sign.comparator
      end = sign.start
      number.hasCue = true
    }
    while let cue = phrase(Words.comparators, endingAt: end, from: bound) {
      if number.comparator == nil, cue.value != .equal { number.comparator = cue.value }
      number.hasCue =
        number.hasCue || cue.value != .equal
        || Words.obliging.match(in: passage, at: cue.range.lowerBound, before: end) != nil
      end = cue.range.lowerBound
    }
    number.cueStart = end
  }

  /// "≥", "≤", ">", "<" before the number, alone or followed by "=".
  private func sign(
    before index: Int, from bound: Int
  ) -> (comparator: Comparator, start: Int)? {
    let end = passage.trimmed(bound..<index).upperBound
    guard end > bound else { return nil }
    switch passage.letters[end - 1] {
    case 0x2265: return (.atLeast, end - 1)
    case 0x2264: return (.atMost, end - 1)
    case 0x3E: return (.more, end - 1)
    case 0x3C: return (.less, end - 1)
    case 0x3D where end - 2 >= bound && passage.letters[end - 2] == 0x3E: return (.atLeast, end - 2)
    case 0x3D where end - 2 >= bound && passage.letters[end - 2] == 0x3C: return (.atMost, end - 2)
    default: return nil
    }
  }

  func ends<Value>(_ table: PhraseTable<Value>, at index: Int, from bound: Int) -> Bool {
    phrase(table, endingAt: index, from: bound) != nil
  }

  /// The longest phrase of at most five words that ends right before `index`.
  private func phrase<Value>(
    _ table: PhraseTable<Value>, endingAt index: Int, from bound: Int
  ) -> PhraseTable<Value>.Match? {
    var start = index
    var best: PhraseTable<Value>.Match?
    for _ in 0..<5 {
      guard let previous = passage.previousWordStart(start, after: bound) else { break }
      start = previous
      if let match = table.match(in: passage, at: start, before: index),
        passage.skipSpace(match.range.upperBound) == index
      {
        best = match
      }
    }
    return best
  }
}

extension [Range<Int>] {
  /// Index of the first range that ends after `place`, in ascending ranges.
  fileprivate func partitioningIndex(after place: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].upperBound <= place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
