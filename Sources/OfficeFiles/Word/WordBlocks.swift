/// A piece of a document's flow.
enum WordBlock {
  /// One paragraph; line breaks are "\n", page breaks "\u{0C}".
  case paragraph(String)
  case pageBreak
  /// The end of the section of this number; whether a page ends too is told by the next section.
  case sectionEnd(Int)
  case table(WordTable)
}

struct WordTable {
  struct Cell {
    var blocks: [WordBlock] = []
    /// Columns of the grid it covers.
    var span = 1
    /// Goes on from the cell above it.
    var isContinued = false
  }

  struct Row {
    var cells: [Cell] = []
    var before = 0
    var after = 0
    var isDeleted = false
  }

  var rows: [Row] = []
}

/// Writes blocks as text.
struct WordLayout {
  /// Whether each section starts on a new page, in order.
  let sections: [Bool]
  private(set) var text = ""

  init(sections: [Bool]) { self.sections = sections }

  mutating func write(_ blocks: [WordBlock]) {
    for block in blocks {
      switch block {
      case .paragraph(let paragraph): write(paragraph: paragraph)
      case .pageBreak: text += "\u{0C}\n"
      case .sectionEnd(let section):
        if sections.indices.contains(section + 1), sections[section + 1] { text += "\u{0C}\n" }
      case .table(let table): write(table)
      }
    }
  }

  private mutating func write(paragraph: String) {
    guard paragraph.utf8.contains(0x0C) else {
      text += paragraph
      text += "\n"
      return
    }
    let parts = paragraph.unicodeScalars.split(
      separator: "\u{0C}", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index > 0 { text += "\u{0C}\n" }
      if part.contains(where: { !$0.properties.isWhitespace }) {
        text.unicodeScalars.append(contentsOf: part)
        text += "\n"
      }
    }
  }

  private mutating func write(_ table: WordTable) {
    if !text.isEmpty, !text.utf8.suffix(2).allSatisfy({ $0 == 0x0A || $0 == 0x0C }) { text += "\n" }
    let rows = table.rows.filter { !$0.isDeleted }
    // A frame of one cell is a box around paragraphs, no table.
    if rows.count == 1, rows[0].cells.count == 1 {
      write(rows[0].cells[0].blocks)
    } else {
      for row in rows { write(row) }
    }
    text += "\n"
  }

  private mutating func write(_ row: WordTable.Row) {
    text += "|"
    for _ in 0..<row.before { text += "  |" }
    for cell in row.cells {
      text += cell.isContinued ? " \u{3003}" : " "
      if !cell.isContinued { text += CellText.of(cell.blocks) }
      text += " |"
      for _ in 1..<max(2, cell.span) where cell.span > 1 { text += "  |" }
    }
    for _ in 0..<row.after { text += "  |" }
    text += "\n"
  }
}

/// The text of a cell on one line: lines are parted by U+2028, tables inside are flattened.
enum CellText {
  static func of(_ blocks: [WordBlock]) -> String {
    var lines = lines(blocks)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.drop(while: \.isEmpty).joined(separator: "\u{2028}")
  }

  private static func lines(_ blocks: [WordBlock]) -> [String] {
    blocks.flatMap { block -> [String] in
      switch block {
      case .paragraph(let text): return [line(text)]
      case .pageBreak, .sectionEnd: return []
      case .table(let table):
        return table.rows.filter { !$0.isDeleted }.map { row in
          let cells = row.cells.map { of($0.blocks) }.filter { !$0.isEmpty }
          let isPlain = cells.allSatisfy { !$0.unicodeScalars.contains("\u{2028}") }
          return cells.joined(separator: isPlain ? " " : "\u{2028}")
        }
      }
    }
  }

  private static func line(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\u{0C}" {
      result.append(scalar == "\n" ? "\u{2028}" : scalar == "|" ? "¦" : scalar)
    }
    var view = result[...]
    while let first = view.first, first == " " || first == "\t" { view.removeFirst() }
    while let last = view.last, last == " " || last == "\t" { view.removeLast() }
    return String(view)
  }
}
