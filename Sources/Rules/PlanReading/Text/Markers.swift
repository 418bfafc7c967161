/// Reads what stands in front of a paragraph.
enum Markers {
  /// The marker with which a passage begins, if any.
  static func read(_ passage: Passage) -> Marker? {
    guard let first = passage.letters.first else { return nil }
    switch first {
    case 0x2D, 0x2013, 0x2014, 0x2212: return listMark(passage, .dash, "-")
    case 0x2B: return listMark(passage, .plus, "+")
    case 0x2022, 0x25CF, 0x25AA, 0x25E6, 0x25CB, 0xB7, 0x2A, 0xF0B7, 0x2756, 0x27A2, 0x2666, 0x25A0:
      return listMark(passage, .bullet, "•")
    case 0x28: return enclosed(passage)
    default: break
    }
    if Letters.isDigit(first) { return decimal(passage) }
    return named(passage) ?? roman(passage) ?? letter(passage)
  }

  private static func listMark(_ passage: Passage, _ kind: Marker.Kind, _ text: String) -> Marker? {
    let content = passage.skipSpace(1)
    guard content < passage.count else { return nil }
    // "-2025" or "--" carries on a line; "- 02 lớp" lists.
    guard Letters.isWord(passage.letters[content]) || isOpening(passage.letters[content]) else {
      return nil
    }
    if content == 1, Letters.isDigit(passage.letters[1]) { return nil }
    return Marker(kind: kind, number: text, ordinal: nil, contentStart: content)
  }

  private static func isOpening(_ letter: Letter) -> Bool {
    [0x22, 0x27, 0x28, 0x5B, 0x201C, 0x2018, 0xAB, 0x3C, 0x26, 0x2265].contains(letter)
  }

  /// "(1) …"
  private static func enclosed(_ passage: Passage) -> Marker? {
    guard let (value, end) = passage.number(at: 1), value <= 99, end < passage.count,
      passage.letters[end] == 0x29
    else { return nil }
    let content = passage.skipSpace(end + 1)
    guard content < passage.count else { return nil }
    return Marker(
      kind: .enclosed, number: "(" + String(value) + ")", ordinal: value, contentStart: content)
  }

  /// "1.", "1)", "1/", "1.2", "1.2." — not "30%", "1.200 hồ sơ", "30.6.2023", "02 đơn vị".
  private static func decimal(_ passage: Passage) -> Marker? {
    var index = 0
    var depth = 0
    var last = 0
    while let (value, end) = passage.number(at: index),
      end - index <= 2 || end - index == 3 && depth == 0
    {
      depth += 1
      last = value
      index = end
      guard index + 1 < passage.count, passage.letters[index] == 0x2E,
        Letters.isDigit(passage.letters[index + 1])
      else { break }
      index += 1
    }
    guard depth > 0, index < passage.count, !Letters.isDigit(passage.letters[index]) else {
      return nil
    }
    let number = passage.text(0..<index)
    let closing = passage.letters[index]
    let isClosed = closing == 0x2E || closing == 0x29 || closing == 0x2F || closing == 0x3A
    if !isClosed, depth < 2 || closing != 0x20 { return nil }
    let content = passage.skipSpace(isClosed ? index + 1 : index)
    guard content < passage.count, !Letters.isDigit(passage.letters[content]) || closing == 0x2E,
      closing != 0x2F || !Letters.isDigit(passage.letters[content])
    else { return nil }
    guard isClosed || Letters.isUpper(passage.letters[content]) else { return nil }
    if closing == 0x3A, depth == 1 { return nil }
    let kind: Marker.Kind =
      closing == 0x29 && depth == 1 ? .numberParenthesis : .decimal(UInt8(clamping: depth))
    return Marker(kind: kind, number: number, ordinal: last, contentStart: content)
  }

  /// "I.", "IV)", "II -", "III/"
  private static func roman(_ passage: Passage) -> Marker? {
    var end = 0
    while end < passage.count, end < 6, romanDigits[passage.letters[end]] != nil { end += 1 }
    guard end > 0, end < passage.count, let value = romanValue(passage.letters[0..<end]) else {
      return nil
    }
    let next = passage.skipSpace(end)
    guard next < passage.count,
      [0x2E, 0x29, 0x2F, 0x3A, 0x2D, 0x2013].contains(passage.letters[next])
    else { return nil }
    let content = passage.skipSpace(next + 1)
    guard content < passage.count, !Letters.isDigit(passage.letters[content]) else { return nil }
    // "V/v …" is no number.
    if passage.letters[next] == 0x2F, !Letters.isUpper(passage.letters[content]) { return nil }
    // "C. Nội dung", "D. …" after A and B are letters; I, V, X alone count as roman.
    let isLetter = end == 1 && ![0x49, 0x56, 0x58].contains(passage.letters[0])
    return Marker(
      kind: isLetter ? .upperLetter : .roman, number: passage.text(0..<end),
      ordinal: isLetter ? Int(passage.letters[0]) - 0x40 : value, contentStart: content)
  }

  private static let romanDigits: [Letter: Int] = [
    0x49: 1, 0x56: 5, 0x58: 10, 0x4C: 50, 0x43: 100, 0x44: 500,
  ]

  static func romanValue(_ letters: some Collection<Letter>) -> Int? {
    var total = 0
    var previous = Int.max
    for letter in letters {
      guard let value = romanDigits[letter] else { return nil }
      if value > previous { total -= 2 * previous }
      total += value
      previous = value
    }
    return total > 0 && total < 100 || letters.count == 1 ? total : nil
  }

  /// "a)", "đ)", "A.", "a. Nội dung"
  private static func letter(_ passage: Passage) -> Marker? {
    guard passage.count >= 3, Letters.isWord(passage.letters[0]) else { return nil }
    let first = passage.letters[0]
    let closing = passage.letters[1]
    guard closing == 0x29 || closing == 0x2E || closing == 0x2F else { return nil }
    let content = passage.skipSpace(2)
    guard content < passage.count else { return nil }
    let isUpper = Letters.isUpper(first)
    if closing != 0x29, content == 2 || !Letters.isUpper(passage.letters[content]) { return nil }
    return Marker(
      kind: isUpper ? .upperLetter : .lowerLetter, number: passage.text(0..<1),
      ordinal: letterOrder[Letters.lower(first)], contentStart: content)
  }

  /// The order of points in Vietnamese texts: a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p, q …
  private static let letterOrder: [Letter: Int] = Dictionary(
    uniqueKeysWithValues: "abcdđeghiklmnopqrstuvxy".unicodeScalars.enumerated()
      .map { (Letter($1.value), $0 + 1) })

  /// "Phần I", "Phần thứ nhất", "Chương II", "Mục 1", "Điều 3."
  private static func named(_ passage: Passage) -> Marker? {
    guard let match = names.match(in: passage, at: 0) else { return nil }
    var index = passage.skipSpace(match.range.upperBound)
    guard index < passage.count, index > match.range.upperBound else { return nil }
    var ordinal: Int?
    if let (value, end) = passage.number(at: index) {
      (ordinal, index) = (value, end)
    } else if let word = ordinals.match(in: passage, at: index) {
      (ordinal, index) = (word.value, word.range.upperBound)
    } else {
      let start = index
      while index < passage.count, romanDigits[passage.letters[index]] != nil { index += 1 }
      ordinal = romanValue(passage.letters[start..<index])
      if index == start || !passage.isWordEnd(index) { return nil }
    }
    let isClosed =
      index < passage.count && [0x2E, 0x3A, 0x2D, 0x2013].contains(passage.letters[index])
    // "Điều 5 Nghị định…" at the start of a line carries on a sentence.
    if !isClosed, index < passage.count, match.value == .article || match.value == .section {
      return nil
    }
    let number = passage.text(0..<index)
    var content = passage.skipSpace(isClosed ? index + 1 : index)
    if content < passage.count, passage.letters[content] == 0x2E {
      content = passage.skipSpace(content + 1)
    }
    return Marker(
      kind: match.value, number: number, ordinal: ordinal, contentStart: min(content, passage.count)
    )
  }

  private static let names = PhraseTable<Marker.Kind>([
    ("phần", .part), ("phần thứ", .part), ("chương", .chapter), ("mục", .section),
    ("điều", .article),
  ])
  private static let ordinals = PhraseTable<Int>([
    ("nhất", 1), ("hai", 2), ("ba", 3), ("tư", 4), ("năm", 5), ("sáu", 6), ("bảy", 7),
  ])
}
