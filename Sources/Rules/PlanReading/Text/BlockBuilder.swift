/// Puts lines together one after another: what each carries on depends on what came before.
struct BlockBuilder {
  static let bar: Letter = 0x7C
  let letters: [Letter]
  let wrap: Int?
  private(set) var blocks: [Block] = []
  private var lastLine: Line?
  /// The last paragraph, while only footnotes have come since: it may go on after them.
  private var openParagraph: Int?
  private let notesInRoundBrackets: Bool

  init(letters: [Letter], wrap: Int?, lineCount: Int) {
    self.letters = letters
    blocks.reserveCapacity(lineCount)
    notesInRoundBrackets = NoteMarks.usesRoundBrackets(letters)
    self.wrap = wrap
  }

  mutating func add(_ line: Line) {
    defer { lastLine = line }
    let bars = barCount(line)
    if letters[Int(line.start)] == BlockBuilder.bar || bars >= 2 || bars == 0 && tabCount(line) >= 2
    {
      return addRow(line)
    }
    if bars == 1 || hasWideGap(line) { return append(.columns, line) }
    if NoteMarks.startsBody(letters, line.range, inRoundBrackets: notesInRoundBrackets) {
      return append(.footnote, line)
    }
    let passage = Passage.clean(letters, [line.start..<min(line.end, line.start + 40)])
    let marker = Markers.read(passage)
    if let target = continued(by: line, passage, marker),
      blocks[target].end - blocks[target].start < Lines.longest
    {
      blocks[target].append(line.start..<line.end)
      return
    }
    append(.paragraph, line)
  }

  /// A table laid out with spaces.
  mutating func add(_ table: ColumnTable, _ lines: ArraySlice<Line>) {
    guard let first = lines.first else { return }
    append(.table, first)
    for line in lines.dropFirst() { blocks[blocks.count - 1].append(line.start..<line.end) }
    blocks[blocks.count - 1].cells = table.rows
    lastLine = lines.last
  }

  /// Two spaces or more between words: a line that may head a table.
  static func hasGap(_ letters: [Letter], _ line: Line) -> Bool {
    zip(line.range, line.range.dropFirst()).contains { letters[$0] == 0x20 && letters[$1] == 0x20 }
  }

  private mutating func append(_ kind: Block.Kind, _ line: Line) {
    if kind != .footnote { openParagraph = kind == .paragraph ? blocks.count : nil }
    blocks.append(
      Block(
        kind: kind, piece: line.start..<line.end, indent: line.indent, blanks: line.blanks,
        startsPage: line.startsPage))
  }

  private mutating func addRow(_ line: Line) {
    if let last = blocks.last, last.kind == .table, last.cells == nil,
      line.blanks == 0 || line.startsPage
    {
      blocks[blocks.count - 1].append(line.start..<line.end)
    } else {
      append(.table, line)
    }
  }

  /// The block that this line carries on, if any.
  private func continued(by line: Line, _ start: Passage, _ marker: Marker?) -> Int? {
    guard let lastLine, let last = blocks.last, let first = start.letters.first else { return nil }
    if let marker, !(marker.kind == .dash && Letters.isDigit(start.letters[marker.contentStart])) {
      return nil
    }
    // After a page end an annex or a heading in capitals begins anew.
    if line.startsPage, AnnexWords.opens(start) || HeadWords.isCapitals(start) { return nil }
    let adjoins = line.blanks == 0 || line.startsPage
    if last.kind == .footnote || last.kind == .paragraph, adjoins, let wrap {
      let isFull = (Int(lastLine.indent) + lastLine.count) * 100 >= wrap * 85
      let isIndented = line.indent >= lastLine.indent + 3 && last.hasManyPieces
      if isFull, !(isIndented && endsSentence(last)), !isHeadingStart(start) {
        return blocks.count - 1
      }
    }
    if line.startsPage, last.kind == .paragraph, Letters.isUpper(first), !endsSentence(last),
      last.end - last.start >= 60, !isHeadingStart(start), !HeadWords.isCapitals(start)
    {
      // A sentence cut by the end of a page goes on, even with a name.
      return blocks.count - 1
    }
    if adjoins, last.kind == .paragraph, dangles(last, before: first), !HeadWords.isCapitals(start)
    {
      return blocks.count - 1
    }
    guard Letters.isWord(first), !Letters.isUpper(first), !Letters.isDigit(first) else {
      return nil
    }
    if last.kind == .paragraph || last.kind == .footnote, adjoins, !endsSentence(last) {
      return blocks.count - 1
    }
    guard let openParagraph, !endsSentence(blocks[openParagraph]),
      blocks[openParagraph].end - blocks[openParagraph].start >= 30
    else { return nil }
    return openParagraph
  }

  /// "Nơi nhận", "TM. …": these never carry a line on, however full it is.
  private func isHeadingStart(_ start: Passage) -> Bool {
    BlockBuilder.openers.match(in: start, at: 0) != nil
  }

  private static let openers = PhraseTable<Bool>([
    ("nơi nhận", true), ("kính gửi", true), ("căn cứ nghị", true), ("căn cứ luật", true),
    ("căn cứ kế hoạch", true), ("căn cứ quyết", true),
  ])

  /// Whether a block ends with a word after which its sentence must go on: "… ngày" before a number, "… của".
  private func dangles(_ block: Block, before first: Letter) -> Bool {
    var start = block.end
    while start > block.start, Letters.isWord(letters[start - 1]), block.end - start < 8 {
      start -= 1
    }
    guard start < block.end, start > block.start + 20 else { return false }
    let word = Letters.folded(Array(letters[start..<block.end]))
    let words = Letters.isDigit(first) ? BlockBuilder.beforeNumber : BlockBuilder.beforeWord
    return words.contains(word)
  }

  private static let beforeNumber = Set(
    Vocabulary.list("header-words.yaml", "danglingBeforeNumber").map { Passage($0).folded })
  private static let beforeWord = Set(
    Vocabulary.list("header-words.yaml", "dangling").map { Passage($0).folded })

  private func endsSentence(_ block: Block) -> Bool {
    var index = block.end - 1
    while index >= block.start, [0x2A, 0x5F, 0x20, 0x22, 0x201D].contains(letters[index]) {
      index -= 1
    }
    guard index >= block.start else { return false }
    return [0x2E, 0x3B, 0x3A, 0x21, 0x3F, 0x2F, 0x2026].contains(letters[index])
  }

  /// Tabs between words.
  private func tabCount(_ line: Line) -> Int {
    zip(line.range, line.range.dropFirst()).count { letters[$0] != 0x09 && letters[$1] == 0x09 }
  }

  private func barCount(_ line: Line) -> Int {
    var count = 0
    for letter in letters[line.range] where letter == BlockBuilder.bar { count += 1 }
    return count
  }

  /// Four or more spaces, or a tab, between words; not right after a list mark.
  private func hasWideGap(_ line: Line) -> Bool {
    var width = 0
    for index in line.range {
      if Lines.isSpace(letters[index]) {
        width += letters[index] == 0x09 ? 4 : 1
      } else {
        if width >= 4, index - Int(line.start) > 12 { return true }
        width = 0
      }
    }
    return false
  }
}
