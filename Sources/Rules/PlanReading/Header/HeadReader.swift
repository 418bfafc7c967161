/// The head of a document: agency, number and symbol, place and date, type and title.
///
/// Layout after Nghị định 30/2020/NĐ-CP, appendix I: two columns, which conversions put side by side, one
/// under the other, or lose in part.
struct HeadReader {
  let manuscript: Manuscript
  var header = PlanHeader()
  /// Lines of the issuing agency as written, the superior one first.
  var agencyLines: [(text: String, span: Span)] = []
  /// The parts of the date line that are filled in.
  var dateParts: DateLine.Parts?
  /// The first block after the title.
  private(set) var bodyStart = 0

  static func read(_ manuscript: Manuscript) -> HeadReader {
    var reader = HeadReader(manuscript: manuscript)
    reader.read()
    if reader.header.kind == nil, let symbol = reader.header.symbol {
      reader.header.kind = HeadWords.kind(ofSymbol: symbol)
    }
    return reader
  }

  private init(manuscript: Manuscript) { self.manuscript = manuscript }

  private mutating func read() {
    let limit = min(manuscript.blocks.count, 60)
    var broken: Passage?
    for block in 0..<limit {
      let fragments = manuscript.fragments(block)
      for (index, part) in fragments.enumerated() {
        let fragment = broken?.joined(part) ?? part
        broken = HeadWords.isBroken(fragment) ? fragment : nil
        if broken != nil { continue }
        if let type = HeadWords.type(of: fragment) {
          header.kind = type.name
          note("kind", fragment, type.range)
          readTitle(
            rest: type.range.upperBound, of: fragment, Array(fragments[(index + 1)...]),
            block: block)
          return
        }
        if HeadWords.salutation.match(in: fragment, at: 0) != nil {
          header.kind = header.title == nil ? nil : "Công văn"
          bodyStart = afterSalutation(block)
          return
        }
        if isBody(fragment, block) { return bodyStart = block }
        readFragment(fragment)
      }
    }
  }

  /// After "Kính gửi:" and the list of those it is addressed to.
  private func afterSalutation(_ block: Int) -> Int {
    var next = block + 1
    while next < manuscript.blocks.count,
      Markers.read(manuscript.passage(next))?.kind.isListMark == true
    {
      next += 1
    }
    return next
  }

  /// The body begins without a type line: a base or a numbered part.
  private func isBody(_ fragment: Passage, _ block: Int) -> Bool {
    guard manuscript.blocks[block].kind == .paragraph else { return false }
    if HeadWords.bases.match(in: fragment, at: 0) != nil, fragment.count > 60 { return true }
    return Markers.read(fragment).map { !$0.kind.isListMark } ?? false
  }

  private mutating func readFragment(_ fragment: Passage) {
    if HeadWords.motto.first(in: fragment) != nil || HeadWords.isNation(fragment) { return }
    if let end = NumberLine.read(fragment, into: &self) {
      let rest = fragment.skipSpace(end)
      if rest < fragment.count { DateLine.read(fragment, rest..<fragment.count, into: &self) }
      return
    }
    if DateLine.read(fragment, fragment.range, into: &self) { return }
    if let match = HeadWords.subject.match(in: fragment, at: 0) {
      let range = fragment.trimmed(match.range.upperBound..<fragment.count, also: [0x3A])
      header.title = fragment.text(range)
      return note("title", fragment, range)
    }
    if header.title != nil, header.kind == nil, agencyLines.isEmpty == false,
      !HeadWords.isCapitals(fragment)
    {
      header.title = (header.title ?? "") + " " + fragment.text
    } else if HeadWords.isCapitals(fragment), fragment.count >= 4 {
      agencyLines.append((fragment.text, manuscript.span(fragment, fragment.range)))
    }
  }

  /// The title: what follows the type up to the first sentence of the document.
  private mutating func readTitle(rest: Int, of line: Passage, _ following: [Passage], block: Int) {
    var parts: [(Passage, Range<Int>)] = []
    let tail = line.trimmed(rest..<line.count, also: [0x3A])
    if !tail.isEmpty { parts.append((line, tail)) }
    parts += following.map { ($0, $0.range) }
    var next = block + 1
    while next < min(manuscript.blocks.count, block + 12), isTitle(next, hasParts: !parts.isEmpty) {
      for fragment in manuscript.fragments(next) {
        if DateLine.read(fragment, fragment.range, into: &self) { continue }
        parts.append((fragment, fragment.range))
      }
      next += 1
    }
    if next < manuscript.blocks.count, decides(next) {
      let authority = manuscript.passage(next)
      agencyLines = [(authority.text, manuscript.span(authority, authority.range))]
      next += 1
    }
    bodyStart = next
    guard let first = parts.first, let last = parts.last else { return }
    header.title = parts.map { $0.text($1) }.joined(separator: " ")
    header.spans["title"] = manuscript.span(first.0, first.1)
      .joined(manuscript.span(last.0, last.1))
  }

  /// "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG" under the title of a decision: who decides.
  private func decides(_ block: Int) -> Bool {
    guard HeadWords.decisions.contains(header.kind ?? ""),
      manuscript.blocks[block].kind == .paragraph
    else { return false }
    let passage = manuscript.passage(block)
    guard HeadWords.isCapitals(passage) else { return false }
    return FootWords.titles.match(in: passage, at: 0) != nil
      || Agencies.match(in: passage, at: 0)?.range.upperBound == passage.count
  }

  private func isTitle(_ block: Int, hasParts: Bool) -> Bool {
    if hasParts, decides(block) { return false }
    let kind = manuscript.blocks[block].kind
    guard kind == .paragraph || kind == .columns && !hasParts else { return false }
    let passage = manuscript.passage(block)
    if Markers.read(passage) != nil || HeadWords.isRule(passage) { return false }
    if passage.count > 300 || [0x2E, 0x3A, 0x3B].contains(passage.letters.last) { return false }
    // "Thực hiện công tác …" right under the type is a title; set off by a blank line it opens the text.
    let opens = HeadWords.openings.match(in: passage, at: 0) != nil
    if opens, hasParts || manuscript.blocks[block].blanks > 0 || passage.letters[0] == 0x28 {
      return false
    }
    // A title is one paragraph, or lines set one right under the other.
    return !hasParts || manuscript.blocks[block].blanks == 0
  }

  mutating func note(_ field: String, _ passage: Passage, _ range: Range<Int>) {
    header.spans[field] = manuscript.span(passage, range)
  }
}
