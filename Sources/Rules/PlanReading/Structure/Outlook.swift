/// The document's parts: head, body, foot, annexes, and the tree of sections over them.
struct Outlook {
  let manuscript: Manuscript
  let head: PlanHeader
  let agencyLines: [(text: String, span: Span)]
  let body: Range<Int>
  let annexes: [Annex]
  let tree: SectionTree
  let footnotes: Footnotes
  /// Day, month and year of the date line as far as they are filled in.
  let dateParts: DateLine.Parts?

  init(_ manuscript: Manuscript) {
    self.manuscript = manuscript
    let reader = HeadReader.read(manuscript)
    var head = reader.header
    agencyLines = reader.agencyLines
    dateParts = reader.dateParts
    let end = manuscript.blocks.count
    let foot = FootReader.read(manuscript, in: reader.bodyStart..<end)
    let bodyEnd =
      foot?.range.lowerBound
      ?? Annexes.firstOpening(manuscript, in: min(reader.bodyStart + 1, end)..<end) ?? end
    body = reader.bodyStart..<bodyEnd
    annexes = Annexes.read(manuscript, in: (foot?.range.upperBound ?? bodyEnd)..<end)
    Outlook.sign(&head, foot)
    self.head = head
    var tree = SectionTree()
    tree.add(manuscript, blocks: body, zone: 0)
    for (index, annex) in annexes.enumerated() {
      tree.add(manuscript, blocks: annex.content, zone: index + 1)
    }
    self.tree = tree
    footnotes = Footnotes.read(manuscript)
  }

  private static func sign(_ head: inout PlanHeader, _ foot: FootReader?) {
    guard let foot else { return }
    head.recipients = foot.recipients
    if let first = foot.authority.first, let last = foot.authority.last {
      head.signingAuthority = foot.authority.map(\.text).joined(separator: " ")
      head.spans["signingAuthority"] = first.span.joined(last.span)
    }
    if let title = foot.title {
      head.signerTitle = title.text
      head.spans["signerTitle"] = title.span
    }
    if let signer = foot.signer {
      head.signer = signer.text
      head.spans["signer"] = signer.span
    }
  }

  /// The tree as it is shown: numbered parts and headings only, each annex a part of its own.
  func sections() -> [PlanSection] {
    var result = tree.roots.filter { tree.nodes[$0].zone == 0 }.flatMap {
      sections(from: $0, level: 1)
    }
    for (index, annex) in annexes.enumerated() {
      let children = tree.roots.filter { tree.nodes[$0].zone == index + 1 }
        .flatMap { sections(from: $0, level: 2) }
      let first = annex.heading.isEmpty ? annex.content.lowerBound : annex.heading.lowerBound
      let last = annex.heading.isEmpty ? first : annex.heading.upperBound - 1
      let range = manuscript.blocks[first].start..<manuscript.blocks[last].end
      result.append(
        PlanSection(
          number: annex.number, title: annex.title, level: 1, span: manuscript.working.span(range),
          children: children))
    }
    return result
  }

  private func sections(from index: Int, level: Int) -> [PlanSection] {
    let node = tree.nodes[index]
    guard node.marker != nil || node.isHeading else { return [] }
    let passage = manuscript.passage(node.titleBlock ?? node.block)
    let start = node.titleBlock == nil ? node.marker?.contentStart ?? 0 : 0
    let isPoint = node.marker?.kind.isListMark == true
    let title = Outlook.title(passage, from: start, limit: isPoint ? 40 : 120)
    // Sized at once: appending doubles, and a long document has very many sections.
    var children: [PlanSection] = []
    children.reserveCapacity(node.children.count)
    for child in node.children { children += sections(from: child, level: level + 1) }
    return [
      PlanSection(
        number: node.marker?.number, title: passage.text(title), level: level,
        span: manuscript.span(passage, 0..<max(title.upperBound, 1)),
        children: children)
    ]
  }

  /// A heading whole; of a long paragraph the first clause.
  private static func title(_ passage: Passage, from start: Int, limit: Int) -> Range<Int> {
    let range = passage.trimmed(start..<passage.count, also: [0x3A])
    guard range.count > limit else { return range }
    let end = range.dropFirst(20).first { index in
      let letter = passage.letters[index]
      // No clause ends in time: the last whole word does.
      if index - range.lowerBound > limit { return letter == 0x20 }
      return letter == 0x3A || letter == 0x3B
        || letter == 0x2E && index + 1 < passage.count && passage.letters[index + 1] == 0x20
    }
    return range.lowerBound..<(end ?? range.upperBound)
  }
}
