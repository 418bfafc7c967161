/// One line of the working text, its margins cut off.
struct Line: Sendable {
  var start: Int32
  var end: Int32
  /// Columns of white space in front; a tab counts to the next multiple of eight.
  var indent: Int16
  /// Blank lines before this one, at most 100; a page end counts as none.
  var blanks: Int16
  /// Whether a page ended since the line before.
  var startsPage: Bool

  var range: Range<Int> { Int(start)..<Int(end) }
  var count: Int { Int(end - start) }
}

enum Lines {
  private static let bar: Letter = 0x7C
  /// Letters of a paragraph, some three pages. Readers look around in a paragraph for each thing they find in
  /// it, so that one without end would take time with the square of its length.
  static let longest = 8_000
  /// Letters of a table row, whose cells would lose their columns if it were cut.
  private static let longestRow = 64_000

  /// The lines that say something; page numbers and drawn rules are left out.
  static func read(_ letters: [Letter]) -> [Line] {
    var lines: [Line] = []
    var blanks: Int16 = 0
    var startsPage = false
    var start = 0
    while start < letters.count {
      let (whole, terminator) = lineEnd(in: letters, from: start)
      let end = cut(letters, start..<whole)
      if let line = line(in: letters, start..<end, blanks: blanks, startsPage: startsPage) {
        if !isNoise(letters, line) {
          lines.append(line)
          (blanks, startsPage) = (0, false)
        } else if Letters.isDigit(letters[Int(line.end) - 1]) {
          startsPage = true
        }
      } else if end == whole, terminator != 0x0C {
        blanks = min(blanks + 1, 100)
      }
      if end == whole, terminator == 0x0C { startsPage = true }
      start = end == whole ? end + 1 : end
    }
    return lines
  }

  /// A line ends at a line feed or form feed, and outside table rows at a line separator too.
  private static func lineEnd(in letters: [Letter], from start: Int) -> (Int, Letter) {
    var end = start
    var isRow: Bool?
    while end < letters.count {
      let letter = letters[end]
      if letter == 0x0A || letter == 0x0C { return (end, letter) }
      if isRow == nil, letter != 0x20, letter != 0x09 { isRow = letter == bar }
      if letter == 0x2028, isRow != true { return (end, 0x0A) }
      end += 1
    }
    return (end, 0x0A)
  }

  /// Where a line that is too long for a paragraph is cut: after a sentence, else between words.
  private static func cut(_ letters: [Letter], _ range: Range<Int>) -> Int {
    guard range.count > longest else { return range.upperBound }
    let isRow = letters[range].first { !isSpace($0) } == bar
    let limit = range.lowerBound + (isRow ? longestRow : longest)
    guard limit < range.upperBound else { return range.upperBound }
    let last = (limit - longest / 4..<limit).reversed()
    let sentence = last.first {
      letters[$0] == 0x20 && (letters[$0 - 1] == 0x2E || letters[$0 - 1] == 0x3B)
    }
    return sentence ?? last.first { letters[$0] == 0x20 } ?? limit
  }

  private static func line(
    in letters: [Letter], _ range: Range<Int>, blanks: Int16, startsPage: Bool
  ) -> Line? {
    var (start, end) = (range.lowerBound, range.upperBound)
    var indent = 0
    while start < end, isSpace(letters[start]) {
      indent = letters[start] == 0x09 ? (indent / 8 + 1) * 8 : indent + 1
      start += 1
    }
    while end > start, isSpace(letters[end - 1]) { end -= 1 }
    guard start < end else { return nil }
    return Line(
      start: Int32(start), end: Int32(end), indent: Int16(clamping: indent), blanks: blanks,
      startsPage: startsPage)
  }

  static func isSpace(_ letter: Letter) -> Bool {
    letter == 0x20 || letter == 0x09 || letter == 0x0D
  }

  /// A page number ("3", "- 3 -", "Trang 3/12") or a drawn rule ("-----", "___", "***").
  private static func isNoise(_ letters: [Letter], _ line: Line) -> Bool {
    guard line.count <= 200 else { return false }
    var digits = 0
    var words = 0
    var others = Set<Letter>()
    for letter in letters[line.range] {
      if Letters.isDigit(letter) {
        digits += 1
      } else if Letters.isWord(letter) {
        words += 1
        if words > 5 { return false }
      } else if letter != 0x20 {
        others.insert(letter)
      }
    }
    if words == 0, digits == 0 { return line.count >= 3 && others.isSubset(of: ruleMarks) }
    if words == 0 {
      // A number set off by blank lines or a page end; numbers in running columns stay.
      return digits <= 3 && others.isSubset(of: [0x2D, 0x2013]) && line.count <= 7
        && (line.blanks > 0 || line.startsPage)
    }
    return digits > 0 && words == 5 && others.isSubset(of: [0x2F, 0x2D])
      && Letters.folded(Array(letters[line.range].prefix(6))) == pageWord
  }

  private static let pageWord = Passage("trang ").folded
  private static let ruleMarks: Set<Letter> = Set(
    "-_*=~–—─━.·•".unicodeScalars.map { Letter($0.value) })
}
