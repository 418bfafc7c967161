/// Tables that are laid out with spaces, as `pdftotext -layout` and typists write them.
///
/// The head names the columns; the margins between columns are where the fewest lines have letters.
struct ColumnTable {
  /// The lines that make up the table.
  let lines: Range<Int>
  /// For each row and column the pieces of the working text in the cell.
  let rows: [[[Range<Int32>]]]

  /// A table that begins at a line, if that line is the head of one.
  static func read(_ letters: [Letter], _ lines: [Line], at start: Int) -> ColumnTable? {
    let head = fragments(letters, lines[start])
    guard head.count >= 3, isHead(letters, head) else { return nil }
    let width = head.last.map { $0.column + $0.range.count } ?? 0
    let end = end(letters, lines, from: start, width: width, second: head[1].column)
    let margins = margins(
      letters, lines[start..<end], head: head, isNumbered: isOrdinal(letters, head[0]))
    guard margins.count + 1 >= 3 else { return nil }
    let rows = rows(letters, lines[start..<end], margins)
    return rows.count >= 2 ? ColumnTable(lines: start..<end, rows: rows) : nil
  }

  private struct Fragment {
    let range: Range<Int>
    /// Where it stands on its line, in letters from the left edge.
    let column: Int
  }

  /// Parts of a line with two or more spaces between them.
  private static func fragments(_ letters: [Letter], _ line: Line) -> [Fragment] {
    var result: [Fragment] = []
    var start = Int(line.start)
    var index = start
    while index <= Int(line.end) {
      let isGap =
        index < Int(line.end) && letters[index] == 0x20 && index + 1 < Int(line.end)
        && letters[index + 1] == 0x20
      if isGap || index == Int(line.end) {
        if index > start {
          result.append(
            Fragment(range: start..<index, column: Int(line.indent) + start - Int(line.start)))
        }
        while index < Int(line.end), letters[index] == 0x20 { index += 1 }
        start = index
        if index == Int(line.end) { break }
      }
      index += 1
    }
    return result
  }

  /// Two or more parts name columns, and one of them numbers the rows or all of them are heads.
  private static func isHead(_ letters: [Letter], _ head: [Fragment]) -> Bool {
    var known: Set<String> = []
    for fragment in head {
      let words = Passage.clean(
        letters, [Int32(fragment.range.lowerBound)..<Int32(fragment.range.upperBound)])
      guard words.count <= 40 else { return false }
      if let column = Labels.columns.match(in: words, at: 0) { known.insert(column.value.rawValue) }
    }
    return known.count >= 2 && (isOrdinal(letters, head[0]) || known.count * 3 >= head.count * 2)
  }

  private static func isOrdinal(_ letters: [Letter], _ fragment: Fragment) -> Bool {
    let words = Passage.clean(
      letters, [Int32(fragment.range.lowerBound)..<Int32(fragment.range.upperBound)])
    return Labels.columns.match(in: words, at: 0)?.value == .ordinal
  }

  /// The table ends at a line set off by a blank one that fills the page without a gap, or heads a part.
  private static func end(
    _ letters: [Letter], _ lines: [Line], from start: Int, width: Int, second: Int
  ) -> Int {
    var index = start + 1
    while index < lines.count {
      let line = lines[index]
      let parts = fragments(letters, line)
      if parts.count == 1, line.blanks > 0 || line.startsPage {
        let words = Passage.clean(letters, [line.start..<line.end])
        if line.count * 100 > width * 60 || AnnexWords.opens(words) { break }
        if FootWords.heading.match(in: words, at: 0) != nil { break }
        if let marker = Markers.read(words), marker.kind.rank <= 5, parts[0].column < second {
          break
        }
      }
      if parts.count > 1, line.blanks > 0,
        FootWords.heading.match(in: Passage.clean(letters, [line.start..<line.end]), at: 0) != nil
      {
        break
      }
      index += 1
    }
    return index
  }

  /// Between the heads of two neighbouring columns, the place where the fewest lines have a letter.
  private static func margins(
    _ letters: [Letter], _ lines: ArraySlice<Line>, head: [Fragment], isNumbered: Bool
  ) -> [Int] {
    let width = lines.map { Int($0.indent) + $0.count }.max() ?? 0
    var filled = [Int](repeating: 0, count: width + 2)
    for line in lines {
      for index in line.range where letters[index] != 0x20 {
        filled[Int(line.indent) + index - Int(line.start)] += 1
      }
    }
    return zip(head, head.dropFirst()).map { left, right in
      let from =
        isNumbered && left.column == head[0].column
        ? left.column + 2 : left.column + left.range.count
      let range = min(from, right.column - 1)..<right.column
      return range.reversed().min { filled[$0] < filled[$1] } ?? right.column - 1
    }
  }

  private static func rows(
    _ letters: [Letter], _ lines: ArraySlice<Line>, _ margins: [Int]
  ) -> [[[Range<Int32>]]] {
    var rows: [[[Range<Int32>]]] = []
    for line in lines {
      let cells = group(letters, line, margins) ?? cells(letters, line, margins)
      // A row begins where its first column is filled; what stands below carries its cells on.
      if rows.isEmpty || cells[0] != nil || startsUnnumbered(cells, line, rows) {
        rows.append(Array(repeating: [], count: margins.count + 1))
      }
      for (column, cell) in cells.enumerated() {
        if let cell {
          rows[rows.count - 1][column].append(Int32(cell.lowerBound)..<Int32(cell.upperBound))
        }
      }
    }
    return rows
  }

  /// "I    CẢI CÁCH THỂ CHẾ": a number and one stretch of words across the columns head a group; they are not cut.
  private static func group(_ letters: [Letter], _ line: Line, _ margins: [Int]) -> [Range<Int>?]? {
    let parts = fragments(letters, line)
    guard parts.count == 2, let first = margins.first, parts[0].column < first, margins.count >= 2,
      parts[1].column <= margins[1], parts[1].column + parts[1].range.count > margins[1] + 1
    else { return nil }
    return [parts[0].range, parts[1].range] + Array(repeating: nil, count: margins.count - 1)
  }

  /// After a blank line a row may lack its number.
  private static func startsUnnumbered(
    _ cells: [Range<Int>?], _ line: Line, _ rows: [[[Range<Int32>]]]
  ) -> Bool {
    line.blanks > 0 && cells.count { $0 != nil } >= 3
  }

  /// A line cut at the margins, each cut moved to the nearest space.
  private static func cells(_ letters: [Letter], _ line: Line, _ margins: [Int]) -> [Range<Int>?] {
    var cuts = [Int(line.start)]
    for margin in margins {
      let wanted = Int(line.start) + margin - Int(line.indent)
      cuts.append(max(cuts[cuts.count - 1], space(letters, line, near: wanted)))
    }
    cuts.append(Int(line.end))
    return zip(cuts, cuts.dropFirst()).map { from, to in
      let range = Blocks.trimmed(letters, min(from, to)..<max(from, to))
      return range.isEmpty ? nil : range
    }
  }

  private static func space(_ letters: [Letter], _ line: Line, near wanted: Int) -> Int {
    if wanted <= Int(line.start) { return Int(line.start) }
    if wanted >= Int(line.end) { return Int(line.end) }
    for distance in 0...12 {
      for index in [wanted - distance, wanted + distance]
      where index >= Int(line.start) && index < Int(line.end) && letters[index] == 0x20 {
        return index
      }
      if wanted - distance <= Int(line.start) { return Int(line.start) }
    }
    return wanted
  }
}
