/// Reads `document.xml`, `footnotes.xml` or `endnotes.xml` into blocks.
final class WordBodyReader: XmlListener {
  var context: WordContext
  /// Whether each section starts on a new page, in order.
  private(set) var sections: [Bool] = []
  /// The bodies of notes, by id.
  private(set) var notes: [String: [WordBlock]] = [:]

  /// What an element opened, so that its end closes the same.
  private enum Opened {
    case nothing, paragraph, run, story, table, row, cell, note, choice, alternate
  }

  private var path: [WordTag?] = []
  private var opened: [Opened] = []
  private var unseenDepth = 0
  private var stories: [[WordBlock]] = [[]]
  private var paragraphs: [WordParagraph] = []
  private var runs: [RunFormat] = []
  private var formats: [RunFormat: RunFormat] = [:]
  private var tables: [WordTable] = []
  private var cells: [WordTable.Cell] = []
  private var noteIds: [String?] = []
  private var alternates: [(isTaken: Bool, before: Int)] = []
  private var written = 0
  private var carried: ParagraphText?

  init(_ context: WordContext) { self.context = context }

  /// The blocks of the body.
  var blocks: [WordBlock] { stories[0] }

  func started(_ namespace: XmlNamespace, _ name: String, _ attributes: XmlAttributes) {
    guard unseenDepth == 0 else {
      unseenDepth += 1
      return
    }
    let tag = WordTag(namespace, name)
    if let tag, isUnseen(tag) {
      unseenDepth = 1
      return
    }
    opened.append(tag.map { open($0, attributes) } ?? .nothing)
    if path.last == .rPr, namespace == .word { takeRunProperty(name, attributes) }
    path.append(tag)
  }

  func ended(_ namespace: XmlNamespace, _ name: String) {
    guard unseenDepth == 0 else {
      unseenDepth -= 1
      return
    }
    path.removeLast()
    close(opened.removeLast())
  }

  func characters(_ text: String) {
    guard unseenDepth == 0, path.last == .t else { return }
    let isPlain = !text.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    write(isPlain ? text : String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }))
  }

  private func parent(_ steps: Int) -> WordTag? {
    path.count >= steps ? path[path.count - steps] : nil
  }

  private func isUnseen(_ tag: WordTag) -> Bool {
    switch tag {
    case .del where path.last == .rPr && parent(2) == .pPr:
      change { $0.isMarkDeleted = true }
      return true
    case .del where path.last == .trPr:
      changeRow { $0.isDeleted = true }
      return true
    case .choice, .fallback: return alternates.last?.isTaken == true
    default: return tag.isUnseen
    }
  }

  private func open(_ tag: WordTag, _ attributes: XmlAttributes) -> Opened {
    switch tag {
    case .p:
      paragraphs.append(WordParagraph())
      return .paragraph
    case .r:
      runs.append(RunFormat())
      return .run
    case .txbxContent:
      stories.append([])
      return .story
    case .tbl:
      tables.append(WordTable())
      return .table
    case .tr:
      tables.withLast { $0.rows.append(WordTable.Row()) }
      return .row
    case .tc:
      stories.append([])
      cells.append(WordTable.Cell())
      return .cell
    case .footnote, .endnote:
      stories.append([])
      noteIds.append(attributes["type"] ?? "normal" == "normal" ? attributes["id"] : nil)
      return .note
    case .alternate:
      alternates.append((false, 0))
      return .alternate
    case .choice:
      alternates.withLast { $0.before = written }
      return .choice
    default:
      takeProperty(tag, attributes)
      takeMark(tag, attributes)
      return .nothing
    }
  }

  private func close(_ what: Opened) {
    switch what {
    case .nothing, .row: break
    case .paragraph: closeParagraph()
    case .run: runs.removeLast()
    case .story:
      let blocks = stories.removeLast()
      if paragraphs.isEmpty { add(blocks) } else { change { $0.boxes += blocks } }
    case .table: add([.table(tables.removeLast())])
    case .cell:
      var cell = cells.removeLast()
      cell.blocks = stories.removeLast()
      if tables.last?.rows.isEmpty == true { tables.withLast { $0.rows.append(WordTable.Row()) } }
      if tables.isEmpty { add(cell.blocks) }
      changeRow { $0.cells.append(cell) }
    case .note:
      let blocks = stories.removeLast()
      if let id = noteIds.removeLast() { notes[id] = blocks }
    case .choice: alternates.withLast { $0.isTaken = $0.isTaken || written > $0.before }
    case .alternate: alternates.removeLast()
    }
  }

  private func closeParagraph() {
    var paragraph = paragraphs.removeLast()
    if let earlier = carried {
      paragraph.text.prepend(earlier)
      carried = nil
    }
    guard !paragraph.isMarkDeleted else {
      carried = paragraph.text
      return add(paragraph.boxes)
    }
    add(context.blocks(paragraph))
  }

  private func add(_ blocks: [WordBlock]) { stories.withLast { $0 += blocks } }

  private func change(_ body: (inout WordParagraph) -> Void) { paragraphs.withLast(body) }

  private func changeRow(_ body: (inout WordTable.Row) -> Void) {
    tables.withLast { $0.rows.withLast(body) }
  }

  // MARK: properties

  private func takeRunProperty(_ name: String, _ attributes: XmlAttributes) {
    switch parent(2) {
    case .r: runs.withLast { $0.take(name, attributes) }
    case .pPr: change { $0.mark.take(name, attributes) }
    default: break
    }
  }

  private func takeProperty(_ tag: WordTag, _ attributes: XmlAttributes) {
    switch (tag, path.last ?? nil) {
    case (.pStyle, .pPr): change { $0.style = attributes["val"] }
    case (.numId, .numPr): change { $0.list = attributes.number("val") }
    case (.ilvl, .numPr): change { $0.level = attributes.number("val") }
    case (.pageBreakBefore, .pPr): change { $0.startsPage = attributes.isOn }
    case (.sectPr, let parent):
      if parent == .pPr { change { $0.section = sections.count } }
      sections.append(true)
    case (.type, .sectPr):
      let kind = attributes["val"]
      sections.withLast { $0 = kind != "continuous" && kind != "nextColumn" }
    case (.gridBefore, .trPr): changeRow { $0.before = columns(attributes) ?? 0 }
    case (.gridAfter, .trPr): changeRow { $0.after = columns(attributes) ?? 0 }
    case (.gridSpan, .tcPr): cells.withLast { $0.span = columns(attributes) ?? 1 }
    case (.vMerge, .tcPr): cells.withLast { $0.isContinued = attributes["val"] != "restart" }
    case (.altChunk, _): context.hasForeignParts = true
    default: break
    }
  }

  /// Word allows 63 columns; a larger count is nonsense that would only make text.
  private func columns(_ attributes: XmlAttributes) -> Int? {
    attributes.number("val").map { min(max($0, 0), 63) }
  }

  // MARK: text

  private func takeMark(_ tag: WordTag, _ attributes: XmlAttributes) {
    guard path.last == .r || path.last == .some(nil) else { return }
    switch tag {
    case .tab, .ptab: write("\t")
    case .br: write(attributes["type"] == "page" ? "\u{0C}" : "\n")
    case .cr: write("\n")
    case .noBreakHyphen: write("-")
    // In TCVN3 the code of the soft hyphen is the letter ư.
    case .softHyphen: write("\u{AD}")
    case .sym: writeSymbol(attributes)
    case .footnoteReference, .endnoteReference:
      guard format.isHidden != true, let id = attributes["id"] else { return }
      let number = context.number(WordNote(isEnd: tag == .endnoteReference, id: id))
      change { $0.text.append(ParagraphText.mark(number), .unicode, isSuperscript: false) }
      written += 1
    default: break
    }
  }

  private func write(_ text: String) {
    let format = format
    guard !paragraphs.isEmpty, format.isHidden != true else { return }
    written += 1
    change { $0.text.append(text, format.script, isSuperscript: format.isSuperscript == true) }
  }

  private func writeSymbol(_ attributes: XmlAttributes) {
    guard format.isHidden != true, let code = attributes["char"].flatMap({ UInt32($0, radix: 16) }),
      let scalar = Unicode.Scalar(code), code >= 0x20
    else { return }
    let script = RunScript(font: attributes["font"] ?? "")
    written += 1
    change { $0.text.append(String(scalar), script, isSuperscript: false) }
  }

  /// The properties in force: the run's own, its style's, its paragraph's style's, the document's.
  private var format: RunFormat {
    guard var own = runs.last else { return context.styles.defaults }
    let paragraph = paragraphs.last?.style ?? context.styles.defaultParagraph
    var key = own
    key.style = "\(own.style ?? "")\u{0}\(paragraph ?? "")"
    if let known = formats[key] { return known }
    let styles = context.styles
    own = own.over(styles.run(own.style)).over(styles.run(paragraph)).over(styles.defaults)
    formats[key] = own
    return own
  }
}

extension Array {
  /// Changes the last element where there is one.
  mutating func withLast(_ body: (inout Element) -> Void) {
    if !isEmpty { body(&self[count - 1]) }
  }
}
