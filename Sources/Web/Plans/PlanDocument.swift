internal import Records
internal import Rules

/// The text of a plan's document as paragraphs and tables, with the words marked that something was read from.
struct PlanDocument: Encodable, Sendable {
  let name: String
  let blocks: [Block]

  /// Exactly one of the two.
  struct Block: Encodable, Sendable {
    var line: Line?
    var table: Table?
  }

  struct Line: Encodable, Sendable {
    /// Where it begins in the text, in scalars.
    let at: Int
    let pieces: [Piece]
  }

  struct Table: Encodable, Sendable {
    var rows: [Row]
  }

  struct Row: Encodable, Sendable {
    let cells: [Line]
  }

  struct Piece: Encodable, Sendable {
    /// Places that links of the page lead to.
    let anchors: [String]
    let mark: Mark?
    let words: String
  }

  struct Mark: Encodable, Sendable {
    let href: String
    /// "of-task", "of-target" or "of-head": the class of the mark.
    let tone: String
    /// Stands before the first words of the thing.
    let number: String?
  }

  static let sample = PlanDocument(
    name: "ke-hoach.docx",
    blocks: [
      Block(
        line: Line(
          at: 0,
          pieces: [
            Piece(
              anchors: ["w-t1"], mark: Mark(href: "#t-1", tone: "of-task", number: "1"),
              words: "Rà soát thủ tục.")
          ])),
      Block(
        table: Table(rows: [
          Row(cells: [Line(at: 20, pieces: [Piece(anchors: [], mark: nil, words: "Sở Nội vụ")])])
        ])),
    ])
}

/// Words of a document from which something was read.
struct ReadWords: Sendable {
  let span: Span
  /// The id that stands before the words; nil where nothing leads there.
  let anchor: String?
  /// Where the mark leads; nil for a place without mark.
  let mark: PlanDocument.Mark?
}

/// Cuts a document into its blocks and pieces.
struct PlanDocumentCut {
  private let scalars: [Unicode.Scalar]
  private let words: [ReadWords]
  /// For each scalar the index of the tightest words over it, else -1.
  private var owners: [Int32]
  private var anchors: [Int: [String]]
  private var waiting: [String] = []
  private var begun: Set<Int32> = []

  static func blocks(_ text: String, _ words: [ReadWords]) -> [PlanDocument.Block] {
    var cut = PlanDocumentCut(text, words)
    return cut.blocks()
  }

  private init(_ text: String, _ words: [ReadWords]) {
    scalars = Array(text.unicodeScalars)
    let count = scalars.count
    self.words = words
    owners = [Int32](repeating: -1, count: count)
    anchors = [:]
    let order = words.indices.sorted {
      words[$0].span.end - words[$0].span.start > words[$1].span.end - words[$1].span.start
    }
    for index in order {
      let span = words[index].span
      let start = min(max(span.start, 0), count)
      if let anchor = words[index].anchor { anchors[start, default: []].append(anchor) }
      guard words[index].mark != nil else { continue }
      for place in start..<max(start, min(span.end, count)) { owners[place] = Int32(index) }
    }
  }

  private mutating func blocks() -> [PlanDocument.Block] {
    var blocks: [PlanDocument.Block] = []
    var start = 0
    while start <= scalars.count {
      var end = start
      while end < scalars.count, !isBreak(scalars[end]) { end += 1 }
      add(start..<end, to: &blocks)
      wait(end)
      start = end + 1
    }
    return blocks
  }

  private func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\u{0C}" }

  private mutating func add(_ range: Range<Int>, to blocks: inout [PlanDocument.Block]) {
    let bars = range.filter { place in
      scalars[place] == "|" && (place == range.lowerBound || scalars[place - 1] != "\\")
    }
    let first = range.first { !scalars[$0].properties.isWhitespace }
    guard bars.count > 1, let first, scalars[first] == "|" else {
      let pieces = pieces(range)
      if !pieces.isEmpty { blocks.append(.init(line: .init(at: range.lowerBound, pieces: pieces))) }
      return
    }
    // The rule under a heading row: | --- | --- |
    if range.allSatisfy({ "|-: \t".unicodeScalars.contains(scalars[$0]) }) { return }
    let ends = bars.dropFirst() + (bars.last == range.upperBound - 1 ? [] : [range.upperBound])
    var cells: [PlanDocument.Line] = []
    for (bar, end) in zip(bars, ends) {
      wait(bar)
      cells.append(PlanDocument.Line(at: bar + 1, pieces: pieces((bar + 1)..<end)))
    }
    let row = PlanDocument.Row(cells: cells)
    if blocks.last?.table != nil {
      blocks[blocks.count - 1].table?.rows.append(row)
    } else {
      blocks.append(.init(table: .init(rows: [row])))
    }
  }

  /// A run without the white space at its ends, cut where other words begin.
  private mutating func pieces(_ range: Range<Int>) -> [PlanDocument.Piece] {
    var pieces: [PlanDocument.Piece] = []
    let first = range.first { !scalars[$0].properties.isWhitespace } ?? range.upperBound
    let last = range.last { !scalars[$0].properties.isWhitespace } ?? range.lowerBound
    for place in range.lowerBound..<min(first, range.upperBound) { wait(place) }
    var place = first
    while first < range.upperBound, place <= last {
      wait(place)
      let owner = owners[place]
      var end = place + 1
      while end <= last, owners[end] == owner, anchors[end] == nil { end += 1 }
      pieces.append(piece(place..<end, owner))
      place = end
    }
    for place in max(last + 1, first)..<max(range.upperBound, last + 1, first) { wait(place) }
    return pieces
  }

  private mutating func wait(_ place: Int) {
    if let found = anchors[place] { waiting += found }
  }

  private mutating func piece(_ range: Range<Int>, _ owner: Int32) -> PlanDocument.Piece {
    var mark: PlanDocument.Mark?
    if owner >= 0, let own = words[Int(owner)].mark {
      let isFirst = begun.insert(owner).inserted
      mark = .init(href: own.href, tone: own.tone, number: isFirst ? own.number : nil)
    }
    let anchors = waiting
    waiting = []
    return .init(anchors: anchors, mark: mark, words: shown(range))
  }

  /// The words without the stars and number signs that conversion leaves for bold words and headings.
  private func shown(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    var place = range.lowerBound
    while place < range.upperBound {
      let scalar = scalars[place]
      let begins = place == 0 || isBreak(scalars[place - 1])
      var end = place
      while end < range.upperBound, scalars[end] == scalar { end += 1 }
      if scalar == "*", end - place > 1 {
        place = end
      } else if scalar == "#", begins, end < scalars.count, scalars[end] == " " {
        place = end
      } else {
        text.append(scalar)
        place += 1
      }
    }
    return String(text)
  }
}
