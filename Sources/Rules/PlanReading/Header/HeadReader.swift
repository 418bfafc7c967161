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
    return reader
  }

  private init(manuscript: Manuscript) { self.manuscript = manuscript }

  private mutating func read() {
    let limit = min(manuscript.blocks.count, 60)
    for block in 0..<limit {
      let fragments = manuscript.fragments(block)
      for (index, fragment) in fragments.enumerated() {
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
    bodyStart = next
    guard let first = parts.first, let last = parts.last else { return }
    header.title = parts.map { $0.text($1) }.joined(separator: " ")
    header.spans["title"] = manuscript.span(first.0, first.1)
      .joined(manuscript.span(last.0, last.1))
  }

  private func isTitle(_ block: Int, hasParts: Bool) -> Bool {
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

/// Words that tell the parts of a head apart.
enum HeadWords {
  private static let file = "header-words.yaml"
  static let types = PhraseTable<String>(
    Vocabulary.list(file, "types").map { ($0, $0) }, bare: true)
  static let motto = Vocabulary.table(file, "motto", bare: true)
  static let bases = Vocabulary.table(file, "bases")
  static let openings = Vocabulary.table(file, "openings")
  static let salutation = PhraseTable<Bool>([("kính gửi", true)])
  static let subject = PhraseTable<Bool>([("v/v", true), ("v/v:", true), ("về việc", true)])

  /// "VIỆT NAM" alone: the end of the national name, broken onto a second line.
  static func isNation(_ line: Passage) -> Bool {
    nation.match(in: line, at: 0)?.range == line.range
  }

  /// "Căn cứ …" always opens the text.
  static func isRule(_ line: Passage) -> Bool { basis.match(in: line, at: 0) != nil }

  private static let basis = PhraseTable<Bool>([("căn cứ", true), ("kính gửi", true)])
  private static let nation = PhraseTable<Bool>([
    ("việt nam", true), ("nghĩa việt nam", true), ("chủ nghĩa việt nam", true),
  ])

  /// The type of document that a line names: the type alone, or in capitals with the title after it.
  static func type(of line: Passage) -> (name: String, range: Range<Int>)? {
    guard let match = types.match(in: line, at: 0) else { return nil }
    let rest = line.trimmed(match.range.upperBound..<line.count, also: [0x3A])
    guard rest.isEmpty || isCapitals(line) && line.letters[match.range.upperBound] != 0x2F else {
      return nil
    }
    return (match.value, match.range)
  }

  /// Whether a line has letters, and none of them small (remarks in brackets aside).
  static func isCapitals(_ line: Passage, _ range: Range<Int>? = nil) -> Bool {
    var capitals = 0
    var depth = 0
    for letter in line.letters[range ?? line.range] {
      if letter == 0x28 { depth += 1 } else if letter == 0x29 { depth -= 1 }
      guard depth <= 0, Letters.isWord(letter), !Letters.isDigit(letter) else { continue }
      guard Letters.isUpper(letter) else { return false }
      capitals += 1
    }
    return capitals >= 2
  }
}
