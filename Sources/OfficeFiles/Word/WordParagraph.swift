/// A paragraph while it is being read.
struct WordParagraph {
  var text = ParagraphText()
  var style: String?
  var list: Int?
  var level: Int?
  var mark = RunFormat()
  var isMarkDeleted = false
  var startsPage = false
  /// The section that ends with this paragraph.
  var section: Int?
  /// What text boxes anchored here hold; it follows the paragraph.
  var boxes: [WordBlock] = []
}

/// A note a document refers to, by its kind and id.
struct WordNote: Hashable {
  let isEnd: Bool
  let id: String
}

/// What reading the parts of a document has in common.
struct WordContext {
  var styles = WordStyles()
  var counter: ListCounter
  /// Notes in the order of their first marks.
  var notes: [WordNote] = []
  var converted: Set<LegacyEncoding> = []
  var hasForeignParts = false

  init(styles: WordStyles, lists: WordLists) {
    self.styles = styles
    self.counter = ListCounter(lists, styles)
  }

  /// The number of a note, given at its first mark.
  mutating func number(_ note: WordNote) -> Int {
    if let index = notes.firstIndex(of: note) { return index + 1 }
    notes.append(note)
    return notes.count
  }

  /// A finished paragraph as blocks of the flow: its label and text, its boxes, its page breaks.
  mutating func blocks(_ paragraph: WordParagraph) -> [WordBlock] {
    let (text, converted) = paragraph.text.finished()
    self.converted.formUnion(converted)
    let style = paragraph.style ?? styles.defaultParagraph
    let label = counter.label(list: paragraph.list, level: paragraph.level, style: style)
    var blocks: [WordBlock] = paragraph.startsPage ? [.pageBreak] : []
    let isHidden = text.isEmpty && paragraph.mark.over(styles.run(style)).isHidden == true
    if !isHidden || !paragraph.boxes.isEmpty {
      blocks.append(.paragraph(Self.labelled(text, label)))
    }
    blocks += paragraph.boxes
    if let section = paragraph.section { blocks.append(.sectionEnd(section)) }
    return blocks
  }

  /// The label goes before the first words, behind a page break that opens the paragraph.
  private static func labelled(_ text: String, _ label: String?) -> String {
    guard let label else { return text }
    let opening = text.unicodeScalars.prefix { $0 == "\u{0C}" }
    let rest = text.unicodeScalars.dropFirst(opening.count).drop { $0 == "\t" || $0 == " " }
    return String(opening) + (rest.isEmpty ? label : label + " " + String(rest))
  }
}
