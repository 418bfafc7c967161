/// Documents that a plan names: those it rests on, and the others.
enum References {
  static func read(_ outlook: Outlook) -> (
    bases: [DocumentReference], citations: [DocumentReference]
  ) {
    var bases: [DocumentReference] = []
    var citations: [DocumentReference] = []
    let preamble = preambleBlocks(outlook)
    let own = outlook.head.number.flatMap { number in
      outlook.head.symbol.map { number + "/" + $0 }
    }
    for block in outlook.body.lowerBound..<outlook.manuscript.blocks.count {
      let passage = outlook.manuscript.passage(block)
      let mentions = Citations.find(in: passage, passage.range)
      guard !mentions.isEmpty else { continue }
      let isBase = preamble.contains(block) && beginsAsBase(passage)
      for (mention, isNested) in zip(mentions, Citations.nested(mentions, in: passage))
      where mention.number == nil || mention.number != own {
        let reference = DocumentReference(
          document: mention.document, number: mention.number, date: mention.date,
          dateWords: mention.dateWords, span: outlook.manuscript.span(passage, mention.range))
        if isBase, !isNested {
          bases.append(reference)
        } else {
          citations.append(reference)
        }
      }
    }
    return (bases, citations)
  }

  /// The running paragraphs before the first numbered part.
  private static func preambleBlocks(_ outlook: Outlook) -> Set<Int> {
    var result: Set<Int> = []
    for node in outlook.tree.nodes where node.zone == 0 {
      if let marker = node.marker, !marker.kind.isListMark { break }
      result.insert(node.block)
    }
    return result
  }

  private static func beginsAsBase(_ passage: Passage) -> Bool {
    let start = Markers.read(passage)?.contentStart ?? 0
    return HeadWords.bases.match(in: passage, at: start) != nil
  }
}
