/// Lines put together again into paragraphs, tables and footnotes, across page ends.
enum Blocks {
  static func read(_ letters: [Letter], _ lines: [Line]) -> [Block] {
    var builder = BlockBuilder(
      letters: letters, wrap: wrapWidth(letters, lines), lineCount: lines.count)
    var index = 0
    while index < lines.count {
      if BlockBuilder.hasGap(letters, lines[index]),
        let table = ColumnTable.read(letters, lines, at: index)
      {
        builder.add(table, lines[table.lines])
        index = table.lines.upperBound
      } else {
        builder.add(lines[index])
        index += 1
      }
    }
    return builder.blocks
  }

  /// The right margin of a text whose lines were broken by hand or by a PDF; `nil` where a line is a
  /// paragraph.
  private static func wrapWidth(_ letters: [Letter], _ lines: [Line]) -> Int? {
    let ends = lines.filter {
      letters[Int($0.start)] != BlockBuilder.bar && !BlockBuilder.hasGap(letters, $0)
    }
    .map { Int($0.indent) + $0.count }.sorted()
    guard ends.count >= 10 else { return nil }
    let width = ends[ends.count * 95 / 100]
    let nearMargin = ends.count { $0 * 10 >= width * 8 && $0 * 100 <= width * 108 }
    return width <= 150 && nearMargin * 100 >= ends.count * 35 ? width : nil
  }

  /// Where the parts of a line lie that stand side by side: split at a bar or at four or more spaces.
  static func fragments(_ letters: [Letter], _ range: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = range.lowerBound
    var index = range.lowerBound
    func close(_ end: Int) {
      let part = Blocks.trimmed(letters, start..<end)
      if !part.isEmpty { result.append(part) }
    }
    while index < range.upperBound {
      if letters[index] == BlockBuilder.bar {
        close(index)
        start = index + 1
      } else if Lines.isSpace(letters[index]) {
        var end = index
        var width = 0
        while end < range.upperBound, Lines.isSpace(letters[end]) {
          width += letters[end] == 0x09 ? 4 : 1
          end += 1
        }
        if width >= 4, !isBlankToFill(letters, start..<index, tab: letters[index] == 0x09) {
          close(index)
          start = end
        }
        index = end - 1
      }
      index += 1
    }
    close(range.upperBound)
    return result
  }

  /// "Số:        /KH-UBND", "ngày      tháng": the gap is a blank, not a margin between columns.
  private static func isBlankToFill(_ letters: [Letter], _ range: Range<Int>, tab: Bool) -> Bool {
    guard !tab, let last = range.last else { return false }
    if letters[last] == 0x3A {
      return Letters.folded(Array(letters[range.prefix(2)])).elementsEqual(numberWord)
    }
    let words = Letters.folded(Array(letters[max(range.lowerBound, last - 5)...last]))
    return [day, month].contains { words.suffix($0.count).elementsEqual($0) }
  }

  private static let numberWord = Array("số".utf16)
  private static let day = Array("ngày".utf16)
  private static let month = Array("tháng".utf16)

  static func trimmed(_ letters: [Letter], _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, Lines.isSpace(letters[start]) { start += 1 }
    while end > start, Lines.isSpace(letters[end - 1]) { end -= 1 }
    return start..<end
  }
}
