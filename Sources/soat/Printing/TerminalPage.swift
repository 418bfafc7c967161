import Foundation

/// A page of aligned text for a person: headings, labelled rows, paragraphs with hanging indents.
struct TerminalPage {
  let out: Outlet
  /// Columns of the page.
  let width: Int
  /// Whether headings may be set bold: only on a terminal, and never against NO_COLOR.
  let isBold: Bool

  init(_ out: Outlet, environment: [String: String] = ProcessInfo.processInfo.environment) {
    let columns = environment["COLUMNS"].flatMap { Int($0) } ?? 100
    self.init(
      out, width: columns,
      isBold: out.isTerminal && environment["NO_COLOR", default: ""].isEmpty
        && environment["TERM"] != "dumb")
  }

  init(_ out: Outlet, width: Int, isBold: Bool) {
    self.out = out
    self.width = min(max(width, 40), 200)
    self.isBold = isBold
  }

  func line(_ text: String = "") { out.write(text + "\n") }

  /// A heading over a rule.
  func heading(_ title: String, count: Int? = nil) {
    let words = TerminalText.clean(count.map { "\(title) (\($0))" } ?? title)
    line()
    line(isBold ? "\u{1B}[1m\(words)\u{1B}[0m" : words)
    line(String(repeating: "─", count: min(TerminalText.width(words), width)))
  }

  /// `lead` stands before the first line; the further lines begin under its end.
  func paragraph(_ text: String, lead: String = "", indent: Int = 0) {
    let start = String(repeating: " ", count: indent) + lead
    let hanging = String(repeating: " ", count: TerminalText.width(start))
    let lines = TerminalText.wrapped(text, width: width - TerminalText.width(start))
    for (index, words) in lines.enumerated() { line((index == 0 ? start : hanging) + words) }
  }

  /// A label and its value; nothing at all where the value is unknown or empty.
  func row(_ label: String, _ value: String?, indent: Int = 2, column: Int = 16) {
    guard let value, !value.isEmpty else { return }
    paragraph(value, lead: TerminalText.padded(label, column) + "  ", indent: indent)
  }

  func row(_ label: String, _ values: [String], indent: Int = 2, column: Int = 16) {
    row(
      label, values.map(TerminalText.clean).joined(separator: "; "), indent: indent, column: column)
  }

  /// Cells side by side; the last column takes what is left of the page and wraps.
  func table(_ titles: [String], _ rows: [[String]], indent: Int = 2) {
    guard let last = titles.indices.last, !rows.isEmpty else { return }
    let cleaned = rows.map { $0.map(TerminalText.clean) }
    let widest = max(8, (width - indent) / (titles.count + 1))
    let widths = titles.indices.dropLast().map { column in
      min(([titles] + cleaned).map { TerminalText.width($0[column]) }.max() ?? 0, widest)
    }
    let room = width - indent - widths.reduce(0) { $0 + $1 + 2 }
    let margin = String(repeating: " ", count: indent)
    for (index, cells) in ([titles] + cleaned).enumerated() {
      let columns = cells.indices.map {
        TerminalText.wrapped(cells[$0], width: $0 == last ? room : max(widths[$0], 8))
      }
      for row in 0..<(columns.map(\.count).max() ?? 0) {
        let words = columns.indices.map { column in
          let text = row < columns[column].count ? columns[column][row] : ""
          return column == last ? text : TerminalText.padded(text, widths[column])
        }
        line(margin + trimmedEnd(words.joined(separator: "  ")))
      }
      if index == 0 {
        let rules = widths.map { String(repeating: "─", count: $0) }
        line(
          margin + (rules + [String(repeating: "─", count: min(room, 40))]).joined(separator: "  "))
      }
    }
  }

  private func trimmedEnd(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }
}
