/// The foot of a document: who receives it and who signs it, in two columns or one after the other.
struct FootReader {
  let manuscript: Manuscript
  private(set) var recipients: [Recipient] = []
  private(set) var authority: [(text: String, span: Span)] = []
  private(set) var title: (text: String, span: Span)?
  private(set) var signer: (text: String, span: Span)?
  /// The blocks of the foot.
  private(set) var range: Range<Int>
  private var isListing = false
  private var sawRecipients = false

  /// The first foot in a range of blocks; `nil` where nobody signs and nobody is named to receive.
  static func read(_ manuscript: Manuscript, in blocks: Range<Int>) -> FootReader? {
    guard let start = start(manuscript, blocks) else { return nil }
    var reader = FootReader(manuscript: manuscript, start: start)
    reader.read(until: blocks.upperBound)
    return reader
  }

  private init(manuscript: Manuscript, start: Int) {
    self.manuscript = manuscript
    self.range = start..<start
  }

  /// "Nơi nhận" or, before it, the first line of a signature.
  private static func start(_ manuscript: Manuscript, _ blocks: Range<Int>) -> Int? {
    var signature: Int?
    for block in blocks where manuscript.blocks[block].kind != .footnote {
      if manuscript.blocks[block].kind == .paragraph,
        manuscript.blocks[block].end - manuscript.blocks[block].start > 200
      {
        signature = nil
        continue
      }
      let fragments = manuscript.fragments(block)
      if fragments.contains(where: { FootWords.heading.match(in: $0, at: 0) != nil }) {
        return signature ?? block
      }
      if signature == nil, fragments.contains(where: FootWords.isSignatureLine) {
        signature = block
      }
    }
    return signature
  }

  private mutating func read(until limit: Int) {
    var block = range.lowerBound
    while block < limit {
      let kind = manuscript.blocks[block].kind
      if kind != .footnote {
        let isItem = kind == .paragraph && manuscript.blocks[block].pieces.count > 1 && isListing
        let fragments = isItem ? [manuscript.passage(block)] : manuscript.fragments(block)
        if block > range.lowerBound, fragments.contains(where: isPast) { break }
        for fragment in fragments { read(fragment) }
      }
      block += 1
      range = range.lowerBound..<block
      if signer != nil, sawRecipients, !isListing { break }
    }
  }

  /// Whether the foot has ended before this fragment: an annex, a new part, or a long sentence.
  private func isPast(_ fragment: Passage) -> Bool {
    if fragment.count > 250 { return true }
    if AnnexWords.opens(fragment) { return true }
    if HeadWords.motto.first(in: fragment) != nil { return true }
    if HeadWords.type(of: fragment) != nil, !isListing { return true }
    guard let marker = Markers.read(fragment) else { return false }
    return marker.kind.rank <= 5 && !FootWords.isSignatureLine(fragment)
  }

  private mutating func read(_ fragment: Passage) {
    if let heading = FootWords.heading.match(in: fragment, at: 0) {
      (isListing, sawRecipients) = (true, true)
      let rest = fragment.trimmed(heading.range.upperBound..<fragment.count, also: [0x3A])
      if rest.count > 3 { addRecipients(fragment, rest) }
      return
    }
    if FootWords.isSignatureLine(fragment) { return addSignature(fragment) }
    if let marker = Markers.read(fragment), marker.kind.isListMark, sawRecipients {
      return addRecipients(fragment, marker.contentStart..<fragment.count)
    }
    if FootWords.filing.match(in: fragment, at: 0) != nil, sawRecipients {
      return addRecipients(fragment, fragment.range)
    }
    if signer == nil, FootWords.isPersonName(fragment) {
      signer = (fragment.text, manuscript.span(fragment, fragment.range))
      if recipients.last?.purpose == "lưu" || !isListing { isListing = false }
    }
  }

  private mutating func addSignature(_ fragment: Passage) {
    let span = manuscript.span(fragment, fragment.range)
    if FootWords.authorities.match(in: fragment, at: 0) != nil {
      if title == nil { authority.append((fragment.text, span)) }
    } else if title == nil {
      title = (fragment.text, span)
    }
  }

  /// One recipient, or several on one line ("- A; - B; - Lưu: VT").
  private mutating func addRecipients(_ fragment: Passage, _ range: Range<Int>) {
    var start = range.lowerBound
    for index in range where fragment.letters[index] == 0x3B {
      let next = fragment.skipSpace(index + 1)
      guard next < range.upperBound, fragment.letters[next] == 0x2D else { continue }
      addRecipient(fragment, start..<index)
      start = index + 1
    }
    addRecipient(fragment, start..<range.upperBound)
  }

  private mutating func addRecipient(_ fragment: Passage, _ range: Range<Int>) {
    let dashes: Set<Letter> = [0x2D, 0x2013, 0x2B]
    var name = fragment.trimmed(range, also: dashes.union([0x2E, 0x2C, 0x3B, 0x2F]))
    guard !name.isEmpty else { return }
    let whole = name
    var purpose: String?
    if let filing = FootWords.filing.match(in: fragment, at: name.lowerBound) {
      name = fragment.trimmed(filing.range.upperBound..<name.upperBound, also: [0x3A])
      purpose = "lưu"
      isListing = false
    } else if fragment.letters[name.upperBound - 1] == 0x29,
      let open = fragment.letters[name].lastIndex(of: 0x28)
    {
      var inside = fragment.trimmed(open + 1..<name.upperBound - 1, also: [0x3B, 0x2E, 0x2C])
      // "(để t/hiện)" says no more than "(t/hiện)".
      if FootWords.purposes.match(in: fragment, at: inside.lowerBound)?.range.upperBound
        != inside.upperBound,
        let to = FootWords.to.match(in: fragment, at: inside.lowerBound)
      {
        inside = fragment.trimmed(to.range.upperBound..<inside.upperBound)
      }
      if let match = FootWords.purposes.match(
        in: fragment, at: inside.lowerBound, before: inside.upperBound),
        match.range.upperBound == inside.upperBound
      {
        purpose = match.value
        name = fragment.trimmed(name.lowerBound..<open)
      }
    }
    recipients.append(
      Recipient(
        name: fragment.text(name), purpose: purpose, span: manuscript.span(fragment, whole)))
  }
}
