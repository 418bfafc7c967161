/// The grid that rules of a page make: columns and rows, and which of its fields are one cell.
struct RuledGrid {
  /// Edges of columns and rows, in pixels.
  let columns: [Int]
  let rows: [Int]
  /// The cell that each field belongs to, row by row: the number of its first field.
  private(set) var cells: [Int]

  var width: Int { columns.count - 1 }
  var height: Int { rows.count - 1 }

  /// The grids of a page from top to bottom, those inside others left out; `nil` where one cannot be
  /// told.
  static func all(_ rules: PageRules) -> [RuledGrid]? {
    var grids: [RuledGrid] = []
    for (horizontal, vertical) in connected(rules) {
      let columns = places(vertical)
      let rows = places(horizontal)
      guard columns.count >= 3, rows.count >= 2 else { continue }
      guard columns.count <= 64, columns.count * rows.count <= FileLimits.pdfTableCells,
        let grid = RuledGrid(columns, rows, horizontal, vertical)
      else { return nil }
      if Set(grid.cells).count > 1 { grids.append(grid) }
    }
    let all = grids
    grids.removeAll { inner in all.contains { $0.encloses(inner) } }
    grids.sort { $0.rows[0] < $1.rows[0] }
    for (upper, lower) in zip(grids, grids.dropFirst())
    where lower.rows[0] < upper.rows[upper.height] {
      return nil
    }
    return grids
  }

  private func encloses(_ other: RuledGrid) -> Bool {
    columns[0] <= other.columns[0] && other.columns[other.width] <= columns[width]
      && rows[0] <= other.rows[0] && other.rows[other.height] <= rows[height]
      && (columns != other.columns || rows != other.rows)
  }

  /// `nil` where a cell would be no rectangle.
  private init?(
    _ columns: [Int], _ rows: [Int], _ horizontal: [PageRules.Rule], _ vertical: [PageRules.Rule]
  ) {
    self.columns = columns
    self.rows = rows
    let width = columns.count - 1
    cells = Array(0..<(width * (rows.count - 1)))
    for row in 0..<rows.count - 1 {
      for column in 0..<width {
        let field = row * width + column
        let span = (columns[column], columns[column + 1])
        if column > 0, !Self.isRuled(vertical, at: columns[column], rows[row], rows[row + 1]) {
          join(field, field - 1)
        }
        if row > 0, !Self.isRuled(horizontal, at: rows[row], span.0, span.1) {
          join(field, field - width)
        }
      }
    }
    guard isRectangular else { return nil }
  }

  private mutating func join(_ first: Int, _ second: Int) {
    let (from, to) = (max(cells[first], cells[second]), min(cells[first], cells[second]))
    if from != to { for field in cells.indices where cells[field] == from { cells[field] = to } }
  }

  private var isRectangular: Bool {
    var boxes: [Int: (left: Int, top: Int, right: Int, bottom: Int, count: Int)] = [:]
    for (field, cell) in cells.enumerated() {
      let (row, column) = (field / width, field % width)
      let box = boxes[cell] ?? (column, row, column, row, 0)
      boxes[cell] = (
        min(box.left, column), min(box.top, row), max(box.right, column), max(box.bottom, row),
        box.count + 1
      )
    }
    return boxes.values.allSatisfy {
      ($0.right - $0.left + 1) * ($0.bottom - $0.top + 1) == $0.count
    }
  }

  /// Whether rules cover more than half of an edge.
  private static func isRuled(_ rules: [PageRules.Rule], at place: Int, _ start: Int, _ end: Int)
    -> Bool
  {
    var covered = 0
    for rule in rules where abs(rule.place - place) <= near {
      covered = max(covered, min(rule.end, end) - max(rule.start, start))
    }
    return covered * 2 > end - start
  }

  /// Two rules this near are one double rule.
  private static let near = 6

  private static func places(_ rules: [PageRules.Rule]) -> [Int] {
    var result: [Int] = []
    for place in rules.map(\.place).sorted() where result.last.map({ place - $0 > near }) ?? true {
      result.append(place)
    }
    return result
  }

  /// Rules that hang together.
  private static func connected(
    _ rules: PageRules
  ) -> [(horizontal: [PageRules.Rule], vertical: [PageRules.Rule])] {
    var groups: [(horizontal: [PageRules.Rule], vertical: [PageRules.Rule])] = []
    for rule in rules.vertical {
      let met = rules.horizontal.filter { crosses($0, rule) }
      var group = (horizontal: met, vertical: [rule])
      groups.removeAll { other in
        guard other.horizontal.contains(where: { crosses($0, rule) }) else { return false }
        group.vertical += other.vertical
        group.horizontal += other.horizontal.filter { known in !met.contains { $0 == known } }
        return true
      }
      groups.append(group)
    }
    return groups
  }

  private static func crosses(_ horizontal: PageRules.Rule, _ vertical: PageRules.Rule) -> Bool {
    let slip = PageRules.slip + 1
    return horizontal.start - slip <= vertical.place && vertical.place <= horizontal.end + slip
      && vertical.start - slip <= horizontal.place && horizontal.place <= vertical.end + slip
  }
}
