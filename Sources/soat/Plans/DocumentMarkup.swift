import Rules

/// The decoded document as paragraphs and tables, with the words of each item marked.
///
/// One walk over the scalars; nothing is kept but the line being written.
struct DocumentMarkup {
  private let out: Outlet
  private var segments: ArraySlice<Segment>
  /// Items whose first words were not written yet: table bars and white space carry no marks.
  private var waiting: [String] = []
  private let titles: [Span]
  private var headings: ArraySlice<Int>
  private var isInTable = false
  private var rowCount = 0
  private var tableCount = 0
  private var followsText = false

  /// A line: its scalars and the place of the first in the document.
  private struct Line {
    var scalars: ArraySlice<Unicode.Scalar>
    var place: Int

    var isBlank: Bool { scalars.allSatisfy { $0.properties.isWhitespace } }
    var isRow: Bool {
      guard let first = scalars.first(where: { $0 != " " && $0 != "\t" }) else { return false }
      return first == "|" && scalars.count(where: { $0 == "|" }) > 1
    }
    /// `|---|:--:|`: the rule under a heading row.
    var isRule: Bool {
      isRow && scalars.contains("-") && scalars.allSatisfy { "|-: \t".unicodeScalars.contains($0) }
    }
  }

  init(_ plan: Plan, segments: [Segment], to out: Outlet) {
    self.out = out
    self.segments = segments[...]
    titles = ["kind", "title"].compactMap { plan.header.spans[$0] }
    headings = plan.sections.map(\.span.start).sorted()[...]
  }

  mutating func write(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    var place = 0
    var held: Line?
    // One line is held back, so that a table's first row knows whether a rule follows it.
    func take(_ line: Line?, _ markup: inout DocumentMarkup) {
      if let held { markup.write(held, before: line) }
      held = line
    }
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\u{0C}" {
        take(Line(scalars: scalars[...], place: place), &self)
        place += scalars.count + 1
        scalars.removeAll()
        if scalar == "\u{0C}" {
          take(nil, &self)
          closeTable()
          out.write("<hr class=\"leaf\">\n" as StaticString)
        }
      } else {
        scalars.append(scalar)
      }
    }
    take(Line(scalars: scalars[...], place: place), &self)
    take(nil, &self)
    closeTable()
  }

  private mutating func write(_ line: Line, before next: Line?) {
    if line.isRow { return writeRow(line, before: next) }
    closeTable()
    guard !line.isBlank else {
      followsText = false
      return
    }
    out.write("<p\(kind(of: line))>")
    write(line.scalars, at: line.place)
    out.write("</p>\n" as StaticString)
    followsText = true
  }

  private mutating func kind(of line: Line) -> String {
    let end = line.place + line.scalars.count
    if titles.contains(where: { $0.start < end && line.place < $0.end }) {
      return " class=\"title\""
    }
    while let first = headings.first, first < line.place { headings.removeFirst() }
    if let first = headings.first, first < end { return " class=\"head\"" }
    let opening = line.scalars.first { !$0.properties.isWhitespace }
    return followsText && opening?.properties.isLowercase == true ? " class=\"on\"" : ""
  }

  private mutating func writeRow(_ line: Line, before next: Line?) {
    if !isInTable {
      // Above the title a table is the letterhead, whose two columns have no lines between them.
      let isLetterhead = titles.contains { line.place < $0.start && line.place < 2_000 }
      tableCount += isLetterhead ? 0 : 1
      let frame =
        isLetterhead
        ? "class=\"scroll heads\""
        : "class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Bảng \(tableCount)\""
      out.write("<div \(frame)><table>\n")
      isInTable = true
      rowCount = 0
    }
    guard !line.isRule else { return }
    let isHead = rowCount == 0 && next?.isRule == true
    rowCount += 1
    out.write("<tr>" as StaticString)
    for cell in cells(line) {
      out.write(isHead ? "<th scope=\"col\">" : "<td>")
      write(line.scalars[cell], at: line.place)
      out.write(isHead ? "</th>" : "</td>")
    }
    out.write("</tr>\n" as StaticString)
  }

  private func cells(_ line: Line) -> [Range<Int>] {
    var bars: [Int] = []
    for index in line.scalars.indices where line.scalars[index] == "|" {
      let isEscaped = index > line.scalars.startIndex && line.scalars[index - 1] == "\\"
      if !isEscaped { bars.append(index) }
    }
    guard let last = bars.last else { return [line.scalars.indices] }
    var cells = zip(bars, bars.dropFirst()).map { ($0 + 1)..<$1 }
    let rest = (last + 1)..<line.scalars.endIndex
    if !line.scalars[rest].allSatisfy({ $0.properties.isWhitespace }) { cells.append(rest) }
    return cells
  }

  private mutating func closeTable() {
    guard isInTable else { return }
    isInTable = false
    followsText = false
    out.write("</table></div>\n" as StaticString)
  }

  /// A run of scalars without the white space at its ends, in marked and unmarked pieces. An index of the
  /// slice counts from the line's first scalar, which stands at `place`.
  private mutating func write(_ scalars: ArraySlice<Unicode.Scalar>, at place: Int) {
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return }
    var index = first
    while index <= last {
      while let segment = segments.first, segment.end <= place + index {
        waiting += segment.begins
        segments.removeFirst()
      }
      guard let segment = segments.first, segment.start <= place + last else {
        write(scalars[index...last])
        return
      }
      if segment.start > place + index {
        write(scalars[index..<(segment.start - place)])
        index = segment.start - place
      } else {
        let end = min(segment.end - place, last + 1)
        mark(scalars[index..<end], segment)
        index = end
      }
    }
  }

  private mutating func mark(_ scalars: ArraySlice<Unicode.Scalar>, _ segment: Segment) {
    let begins = waiting + segment.begins
    waiting.removeAll()
    segments[segments.startIndex].begins.removeAll()
    for item in begins { out.write("<span id=\"w-\(item)\">") }
    let reach = begins.isEmpty ? " tabindex=\"-1\"" : ""
    let ids = segment.items.joined(separator: " ")
    out.write(
      "<a class=\"mark \(segment.tone)\" href=\"#\(segment.items[0])\" data-i=\"\(ids)\"\(reach)>")
    write(scalars)
    out.write("</a>" as StaticString)
    for _ in begins { out.write("</span>" as StaticString) }
  }

  private func write(_ scalars: ArraySlice<Unicode.Scalar>) {
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let end = emphasisEnd(scalars, index)
      if end > index {
        // Marks of conversion stay in the page, for its text is the decoded one, but are not shown.
        out.write("<span class=\"md\">" as StaticString)
        for scalar in scalars[index..<end] { HTMLText.write(scalar, to: out) }
        out.write("</span>" as StaticString)
        index = end
      } else {
        HTMLText.write(scalars[index], to: out)
        index += 1
      }
    }
  }

  /// The end of a run of Markdown stars or of the "#" in front of a heading; a star before a space is a list
  /// mark, one in brackets a note.
  private func emphasisEnd(_ scalars: ArraySlice<Unicode.Scalar>, _ index: Int) -> Int {
    let mark = scalars[index]
    guard mark == "*" || mark == "#" && index == 0 else { return index }
    var end = index
    while end < scalars.endIndex, scalars[end] == mark { end += 1 }
    let next = end < scalars.endIndex ? scalars[end] : nil
    if mark == "#" { return next == " " ? end : index }
    let isList = index == 0 && end == 1 && next == " "
    return isList || next == ")" && end == index + 1 ? index : end
  }
}
