/// The text of a PDF page by page, with ruled tables as rows and the marks of notes raised.
///
/// Text laid out by spaces mixes wrapped cells and loses where rows end; the rules say it. Where anything
/// is in doubt, a page keeps its text as laid out.
struct PdfPages {
  private let tools: PdfTools
  private var texts: [String]
  private let pages: [PdfPage]
  private var tables: [[PdfTable]]
  private let start = ContinuousClock.now

  /// Pixels of a page's longer side in the pictures that rules are looked for in.
  private static let size = 1400
  /// Pages drawn at once, to bound memory.
  private static let batch = 16

  static func text(_ raw: String, _ tools: PdfTools) -> String {
    let texts = raw.split(separator: "\u{0C}", omittingEmptySubsequences: false).map(String.init)
    guard let bytes = tools.words() else { return raw }
    let pages = PdfPage.read(bytes)
    guard pages.count == texts.count - 1 else { return raw }
    var document = PdfPages(
      tools: tools, texts: texts, pages: pages, tables: Array(repeating: [], count: pages.count))
    document.findTables()
    document.joinTables()
    document.write()
    return document.texts.joined(separator: "\u{0C}")
  }

  /// A page may be drawn so that one look at it takes long: then the rest keeps its text as laid out.
  private var isLate: Bool { ContinuousClock.now - start > .seconds(FileLimits.pdfTableSeconds) }

  private mutating func findTables() {
    let wanted = pages.indices.filter { Self.mayHoldTable(texts[$0]) }.prefix(
      FileLimits.pdfTablePages)
    var rest = wanted[...]
    while let first = rest.first, !isLate {
      let run = rest.prefix(Self.batch).enumerated().prefix { $0.element == first + $0.offset }
      rest = rest.dropFirst(run.count)
      let range = first..<first + run.count
      guard let bytes = tools.pictures(first + 1...first + run.count, size: Self.size) else {
        continue
      }
      let pictures = Picture.read(bytes)
      guard pictures.count == run.count else { continue }
      for (page, picture) in zip(range, pictures) { tables[page] = found(page, picture) }
    }
  }

  /// Two lines with a gap between words.
  private static func mayHoldTable(_ text: String) -> Bool {
    var count = 0
    for line in text.split(separator: "\n") {
      let words = line.drop { $0 == " " }
      if words.firstRange(of: "  ") != nil { count += 1 }
      if count == 2 { return true }
    }
    return false
  }

  /// Rules are black, or grey on white, or stand in a grey field: the shade that shows most cells.
  private func found(_ page: Int, _ picture: Picture) -> [PdfTable] {
    let scale = Double(picture.width) / pages[page].width
    guard scale > 0 else { return [] }
    let ink = TextInk(pages[page].words, picture, scale: scale)
    var best: [RuledGrid] = []
    for shade: UInt8 in [110, 150, 200] {
      let rules = PageRules(picture, ink, darkerThan: shade)
      guard let grids = rules.flatMap(RuledGrid.all) else { continue }
      func count(_ grids: [RuledGrid]) -> Int { grids.reduce(0) { $0 + Set($1.cells).count } }
      if count(grids) > count(best) { best = grids }
    }
    let tables = best.compactMap { PdfTable($0, pages[page], scale: scale) }
    return tables.count == best.count ? tables : []
  }

  private mutating func joinTables() {
    var before: (page: Int, table: Int)?
    for page in tables.indices {
      if let place = before, place.page == page - 1, isLast(place), isFirst(page),
        let rest = tables[page][0].follow(tables[place.page][place.table])
      {
        tables[place.page][place.table].finish(rest)
      }
      // A page whose only row went back leaves the table open for the next one.
      if let last = tables[page].indices.last { before = (page, last) }
    }
  }

  /// No words but a page number stand below.
  private func isLast(_ place: (page: Int, table: Int)) -> Bool {
    let bottom = tables[place.page][place.table].bottom
    return place.table == tables[place.page].count - 1
      && pages[place.page].words.allSatisfy { $0.centre.y < bottom || Int($0.text) != nil }
  }

  private func isFirst(_ page: Int) -> Bool {
    guard let top = tables[page].first?.top else { return false }
    return pages[page].words.allSatisfy { $0.centre.y > top || Int($0.text) != nil }
  }

  private mutating func write() {
    for page in pages.indices {
      if !tables[page].isEmpty, !isLate, let text = written(page) { texts[page] = text }
      texts[page] = RaisedMarks.restored(texts[page], pages[page])
    }
  }

  private func written(_ page: Int) -> String? {
    var text = ""
    var top = 0.0
    for table in tables[page] {
      guard
        let band = tools.layout(page: page + 1, width: pages[page].width, from: top, to: table.top)
      else { return nil }
      let words = Self.trimmed(band)
      if !text.isEmpty, !words.isEmpty { text += "\n" }
      text += words
      if !text.isEmpty { text += "\n" }
      text += table.text
      top = table.bottom
    }
    let size = pages[page]
    guard let band = tools.layout(page: page + 1, width: size.width, from: top, to: size.height)
    else {
      return nil
    }
    let rest = Self.trimmed(band)
    return rest.isEmpty ? text : text + "\n" + rest
  }

  /// Without blank lines at either end, whole lines kept.
  private static func trimmed(_ band: String) -> String {
    let lines = band.split(separator: "\n", omittingEmptySubsequences: false)
    func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
    guard let first = lines.firstIndex(where: { !isBlank($0) }),
      let last = lines.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return lines[first...last].joined(separator: "\n") + "\n"
  }
}
