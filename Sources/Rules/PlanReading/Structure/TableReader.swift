/// A table with named columns: rows of cells, header rows resolved, merged cells filled in.
struct PlanTable: Sendable {
  struct Row: Sendable {
    var cells: [Passage]
    /// The first working letter and the end of the row.
    var range: Range<Int>
  }

  /// What each column holds; `nil` for one with an unknown head.
  var columns: [TableColumn?]
  /// The words of each column's head.
  var heads: [String]
  var rows: [Row]

  func cell(_ column: TableColumn, of row: Row) -> Passage? {
    columns.firstIndex(of: column).flatMap { $0 < row.cells.count ? row.cells[$0] : nil }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  func has(_ column: TableColumn) -> Bool { columns.contains(column) }

  /// A row that heads a group: words in one cell, besides a number perhaps.
  func groupHeading(_ row: Row) -> Passage? {
    let filled = row.cells.indices.filter { !row.cells[$0].isEmpty }
    let words = filled.filter { columns.count <= $0 || columns[$0] != .ordinal }
    guard words.count == 1, let only = words.first, row.cells.count >= 3 else { return nil }
    return row.cells[only]
  }
}

enum TableReader {
  private static let ditto: Letter = 0x3003

  /// The table in a block; `before` is the table just before it, whose head a continued table keeps.
  static func read(_ manuscript: Manuscript, _ block: Int, after before: PlanTable?) -> PlanTable? {
    var rows = rows(manuscript, block)
    guard let width = rows.map(\.cells.count).max(), width >= 2 else { return nil }
    guard let head = head(of: rows, width: width) else {
      guard var table = before, table.columns.count == width else { return nil }
      table.rows = filled(rows)
      return table
    }
    let columns = withTask(head.columns)
    rows.removeFirst(head.rowCount)
    rows.removeAll { isRepeatedHead($0, head.heads) || isColumnNumbers($0) }
    return PlanTable(columns: columns, heads: head.heads, rows: filled(rows))
  }

  private static func rows(_ manuscript: Manuscript, _ block: Int) -> [PlanTable.Row] {
    let letters = manuscript.working.letters
    guard let cells = manuscript.blocks[block].cells else {
      return manuscript.blocks[block].pieces.compactMap { row(manuscript, $0) }
    }
    return cells.map { row in
      let all = row.joined()
      let start = all.map(\.lowerBound).min() ?? 0
      let end = all.map(\.upperBound).max() ?? start
      return PlanTable.Row(
        cells: row.map { Passage.clean(letters, $0) }, range: Int(start)..<Int(end))
    }
  }

  private static func row(_ manuscript: Manuscript, _ piece: Range<Int32>) -> PlanTable.Row? {
    let letters = manuscript.working.letters
    var range = Int(piece.lowerBound)..<Int(piece.upperBound)
    if letters[range.lowerBound] == BlockBuilder.bar {
      range = range.lowerBound + 1..<range.upperBound
    }
    if let last = range.last, letters[last] == BlockBuilder.bar { range = range.lowerBound..<last }
    let separator: Letter = letters[range].contains(BlockBuilder.bar) ? BlockBuilder.bar : 0x09
    let cells = letters[range].split(separator: separator, omittingEmptySubsequences: false)
      .map { Passage.clean(letters, [Int32($0.startIndex)..<Int32($0.endIndex)]) }
    let isRule = cells.allSatisfy {
      $0.letters.allSatisfy { $0 == 0x2D || $0 == 0x3A || $0 == 0x20 }
    }
    if isRule, !cells.allSatisfy(\.isEmpty) { return nil }
    return PlanTable.Row(cells: cells, range: range)
  }

  /// One or two rows of heads, found among the first three rows.
  private static func head(
    of rows: [PlanTable.Row], width: Int
  ) -> (columns: [TableColumn?], heads: [String], rowCount: Int)? {
    for first in rows.indices.prefix(3) {
      let columns = rows[first].cells.map(column)
      let known = columns.compactMap { $0 }
      guard known.count >= 2, Set(known.map(\.rawValue)).count >= 2 else { continue }
      var heads = rows[first].cells.map(\.text)
      var result = columns
      var count = first + 1
      if count < rows.count, isSecondHead(rows[count], under: rows[first]) {
        for (index, cell) in rows[count].cells.enumerated() where index < result.count {
          guard !cell.isEmpty, cell.letters.first != ditto else { continue }
          result[index] = column(cell) ?? result[index]
          heads[index] = heads[index].isEmpty ? cell.text : heads[index] + " " + cell.text
        }
        count += 1
      }
      while result.count < width { result.append(nil) }
      while heads.count < width { heads.append("") }
      return (result, heads, count)
    }
    return nil
  }

  /// Where who and when have columns and nothing is called a task, the first unknown column holds the tasks.
  private static func withTask(_ columns: [TableColumn?]) -> [TableColumn?] {
    let known = columns.compactMap { $0 }
    let isWork = known.contains { [.lead, .executing].contains($0) } && known.contains(.time)
    guard isWork, !known.contains(.task), !known.contains(.unit),
      let first = columns.firstIndex(of: nil)
    else { return columns }
    var columns = columns
    columns[first] = .task
    return columns
  }

  private static func column(_ cell: Passage) -> TableColumn? {
    let start = RoleWords.skipFillers(cell, 0, cell.count)
    for index in [0, start] {
      if let match = Labels.columns.match(in: cell, at: index), match.range.upperBound == cell.count
      {
        return match.value
      }
    }
    // "Người/đơn vị chủ trì": who leads or helps tells more than "đơn vị".
    let all = Labels.columns.matches(in: cell).map(\.value)
    return all.first { [.lead, .coordinating, .executing].contains($0) } ?? all.first
  }

  /// A second row of heads stands under cells merged downwards, and has no number of its own.
  private static func isSecondHead(_ row: PlanTable.Row, under first: PlanTable.Row) -> Bool {
    guard let ordinal = row.cells.first, ordinal.isEmpty || ordinal.letters.first == ditto else {
      return false
    }
    return row.cells.contains { column($0) != nil } && row.cells.allSatisfy { $0.count <= 60 }
  }

  private static func isRepeatedHead(_ row: PlanTable.Row, _ heads: [String]) -> Bool {
    let texts = row.cells.map { $0.text }
    return zip(texts, heads).allSatisfy { Passage($0).folded == Passage($1).folded }
  }

  /// "(1) (2) (3)" or "1 2 3" under the heads.
  private static func isColumnNumbers(_ row: PlanTable.Row) -> Bool {
    row.cells.count >= 3
      && row.cells.allSatisfy { cell in
        !cell.isEmpty && cell.count <= 5
          && cell.letters.allSatisfy { !Letters.isWord($0) || Letters.isDigit($0) }
      }
  }

  /// Cells merged downwards say what the cell above says.
  private static func filled(_ rows: [PlanTable.Row]) -> [PlanTable.Row] {
    var result = rows
    for index in result.indices.dropFirst() {
      for column in result[index].cells.indices
      where result[index].cells[column].letters == [ditto] {
        result[index].cells[column] =
          column < result[index - 1].cells.count
          ? result[index - 1].cells[column] : Passage(letters: [], places: [])
      }
    }
    return result
  }
}
