/// A ruled table of one page: where it stands, and the text of its cells.
struct PdfTable {
  /// Edges in points.
  let top: Double
  let bottom: Double
  let columns: [Double]
  /// By row and column: the text of a cell in its first field, "〃" below it, "" beside it.
  var rows: [[String]]
  /// The first row of the table on the page where it began.
  private var head: [String]

  static let carried = "\u{3003}"

  /// `nil` where words run across the rules: then they are no table's.
  init?(_ grid: RuledGrid, _ page: PdfPage, scale: Double) {
    let columns = grid.columns.map { Double($0) / scale }
    self.columns = columns
    let edges = grid.rows.map { Double($0) / scale }
    (top, bottom) = (edges[0], edges[grid.height])
    var inside = 0
    var across = 0
    var words = [[PdfPage.Word]](repeating: [], count: grid.cells.count)
    for word in page.words {
      let (x, y) = word.centre
      guard let row = Self.index(edges, y), let column = Self.index(columns, x) else { continue }
      inside += 1
      let cell = grid.cells[row * grid.width + column]
      words[cell].append(word)
      for edge in [word.left + 4, word.right - 4]
      where edge > columns[0] && edge < columns[grid.width] {
        guard let other = Self.index(columns, edge) else { continue }
        if grid.cells[row * grid.width + other] != cell { across += 1 }
      }
    }
    guard inside > 0, across * 50 <= inside else { return nil }
    let rows = (0..<grid.height).map { row in
      (0..<grid.width).map { column in
        let field = row * grid.width + column
        let cell = grid.cells[field]
        if cell == field {
          return CellWords.text(words[cell], width: Self.width(grid, cell, row, columns))
        }
        return row > 0 && cell % grid.width == column && cell / grid.width < row ? Self.carried : ""
      }
    }
    self.rows = rows
    head = rows[0]
  }

  private static func width(_ grid: RuledGrid, _ cell: Int, _ row: Int, _ columns: [Double])
    -> Double
  {
    let fields = (0..<grid.width).filter { grid.cells[row * grid.width + $0] == cell }
    guard let first = fields.first, let last = fields.last else { return 0 }
    return columns[last + 1] - columns[first]
  }

  private static func index(_ edges: [Double], _ place: Double) -> Int? {
    guard let next = edges.firstIndex(where: { $0 > place }), next > 0 else { return nil }
    return next - 1
  }

  /// The rows as lines; blank ones go.
  var text: String {
    rows.filter { $0.contains { !$0.isEmpty && $0 != Self.carried } }
      .map { row in
        "|"
          + row.map {
            $0.isEmpty
              ? "  |"
              : " \($0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "¦")) |"
          }.joined() + "\n"
      }
      .joined()
  }
}

/// The words of a cell as text: lines that were only wrapped are one, the others are parted by U+2028.
private enum CellWords {
  static func text(_ words: [PdfPage.Word], width: Double) -> String {
    var result = ""
    var last: PdfLines.Line?
    for line in PdfLines.of(words) {
      if let last, !isOneWord(last.text, line.text) {
        result += isNewLine(line, after: last, width) ? "\u{2028}" : " "
      }
      result += line.text
      last = line
    }
    return result
  }

  /// "STT" in a column too narrow for it.
  private static func isOneWord(_ upper: String, _ lower: String) -> Bool {
    ["STT", "TT"].contains(upper + lower)
  }

  /// A line begins anew at a list mark, or where its first word had room on the line before.
  private static func isNewLine(
    _ line: PdfLines.Line, after last: PdfLines.Line, _ width: Double
  ) -> Bool {
    guard let first = line.text.first, let end = last.text.last else { return false }
    if marks.contains(first), line.text.dropFirst().first == " " { return true }
    let hasRoom = last.right - last.left + line.opening + 20 < width
    return hasRoom && (first.isUppercase || ";.:".contains(end))
  }

  private static let marks = Set("-–+•*")
}

extension PdfTable {
  /// Takes over the table of the page before that this one goes on from: its columns, without the
  /// head told again; a row cut by the page's end is given back, to be put where it began.
  mutating func follow(_ before: PdfTable) -> [String]? {
    guard align(to: before) else { return nil }
    head = before.head
    if rows.count > 1, rows.first == head { rows.removeFirst() }
    guard let first = rows.first, Self.goesOn(first, from: before) else {
      return nil
    }
    rows.removeFirst()
    return first
  }

  /// Rows in the columns of the page before; `false` where they lie elsewhere.
  private mutating func align(to before: PdfTable) -> Bool {
    var places: [Int] = []
    for edge in columns {
      guard let place = before.columns.firstIndex(where: { abs($0 - edge) < 6 }) else {
        return false
      }
      places.append(place)
    }
    guard places.first == 0, places.last == before.columns.count - 1 else { return false }
    rows = rows.map { row in
      var wide = [String](repeating: "", count: before.columns.count - 1)
      for (index, text) in row.enumerated() { wide[places[index]] = text }
      return wide
    }
    return true
  }

  /// A row goes on where it has no number in a table that numbers all, or its words no beginning of
  /// their own.
  private static func goesOn(_ row: [String], from before: PdfTable) -> Bool {
    let filled = row.indices.filter { !row[$0].isEmpty && row[$0] != carried }
    guard let last = before.rows.last, !filled.isEmpty, filled.first != 0,
      filled.allSatisfy({ !last[$0].isEmpty })
    else { return false }
    if before.rows.count > 2, before.rows.allSatisfy({ !$0[0].isEmpty && $0[0].count <= 8 }) {
      return true
    }
    return filled.contains { index in
      row[index].first.map { $0.isLowercase || $0.isNumber || $0 == "(" } == true
        && last[index].last.map { !".;:".contains($0) } == true
    }
  }

  /// Appends the rest of the last row.
  mutating func finish(_ rest: [String]) {
    guard let last = rows.indices.last else { return }
    for (column, text) in rest.enumerated() where !text.isEmpty && text != Self.carried {
      let old = rows[last][column]
      rows[last][column] = old.isEmpty || old == Self.carried ? text : old + " " + text
    }
  }
}
