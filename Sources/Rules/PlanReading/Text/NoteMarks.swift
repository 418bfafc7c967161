/// Marks of footnotes as conversions leave them: ⁽¹⁾, ¹, [1], [^1], and "(1)" stuck to a word.
enum NoteMarks {
  /// A mark beginning at `index`: the number as text and where the mark ends.
  static func read(_ letters: [Letter], at index: Int, before limit: Int) -> (
    number: String, end: Int
  )? {
    let first = letters[index]
    if first == 0x207D {
      guard let (digits, end) = superscript(letters, from: index + 1, before: limit), end < limit,
        letters[end] == 0x207E
      else { return nil }
      return (digits, end + 1)
    }
    if superscriptDigit(first) != nil { return superscript(letters, from: index, before: limit) }
    if first == 0x5B || first == 0x28 {
      var position = index + 1
      if first == 0x5B, position < limit, letters[position] == 0x5E { position += 1 }
      let start = position
      while position < limit, Letters.isDigit(letters[position]), position - start < 3 {
        position += 1
      }
      guard position > start, position < limit, letters[position] == (first == 0x5B ? 0x5D : 0x29)
      else { return nil }
      return (String(decoding: letters[start..<position], as: UTF16.self), position + 1)
    }
    return nil
  }

  /// Whether a line is the body of a footnote: it begins with a raised or bracketed mark, or with "(1)" in a
  /// text that marks its notes so.
  static func startsBody(_ letters: [Letter], _ range: Range<Int>, inRoundBrackets: Bool) -> Bool {
    guard let first = letters[range].first, first != 0x28 || inRoundBrackets,
      let mark = read(letters, at: range.lowerBound, before: range.upperBound)
    else { return false }
    return mark.end < range.upperBound
  }

  /// Whether a mark may stand at `index` inside running text: raised marks anywhere, "[1]" and "(1)" only
  /// stuck to the word before.
  static func isInline(_ letters: [Letter], at index: Int, from start: Int) -> Bool {
    let letter = letters[index]
    if letter == 0x207D || superscriptDigit(letter) != nil { return true }
    guard letter == 0x5B || letter == 0x28, index > start else { return false }
    let before = letters[index - 1]
    if letter == 0x5B { return before != 0x20 }
    return Letters.isWord(before)
  }

  /// Whether a text marks notes with "(1)" stuck to a word.
  static func usesRoundBrackets(_ letters: [Letter]) -> Bool {
    var index = 1
    while index + 2 < letters.count {
      if letters[index] == 0x28, Letters.isDigit(letters[index + 1]),
        Letters.isWord(letters[index - 1]),
        read(letters, at: index, before: letters.count) != nil
      {
        return true
      }
      index += 1
    }
    return false
  }

  private static func superscript(
    _ letters: [Letter], from start: Int, before limit: Int
  ) -> (String, Int)? {
    var index = start
    var digits: [Letter] = []
    while index < limit, let digit = superscriptDigit(letters[index]), digits.count < 3 {
      digits.append(digit)
      index += 1
    }
    return digits.isEmpty ? nil : (String(decoding: digits, as: UTF16.self), index)
  }

  private static func superscriptDigit(_ letter: Letter) -> Letter? {
    switch letter {
    case 0xB9: 0x31
    case 0xB2: 0x32
    case 0xB3: 0x33
    case 0x2070, 0x2074...0x2079: letter - 0x2070 + 0x30
    default: nil
    }
  }
}
