/// The innermost blocks that say something, with what stands in the block.
struct Leaf: Sendable {
  let node: Int
  let passage: Passage
  /// The words after the marker.
  let content: Range<Int>
  /// Labels inside the block.
  let labels: [Label]
  /// The words before the first label.
  var words: Range<Int>

  init(_ outlook: Outlook, _ node: Int) {
    let marker = outlook.tree.nodes[node].marker
    self.node = node
    passage = outlook.manuscript.passage(outlook.tree.nodes[node].block)
    content = (marker?.contentStart ?? 0)..<passage.count
    labels = Labels.find(in: passage, content)
    var start = content.lowerBound
    if let match = Labels.contents.match(in: passage, at: start, before: content.upperBound),
      match.range.upperBound < passage.count, passage.letters[match.range.upperBound] == 0x3A,
      outlook.tree.nodes[node].marker?.kind.isListMark == true,
      passage.count > match.range.upperBound + 10
    {
      start = match.range.upperBound + 1
    }
    let end = labels.first?.words.lowerBound ?? content.upperBound
    words = passage.trimmed(min(start, end)..<end, also: [0x28, 0x2028])
  }

  /// Nothing but labels: it belongs to the tasks around it.
  var isLabelOnly: Bool { !labels.isEmpty && words.count < 3 }

  /// A sentence that only leads over to the points below it.
  var leadsOver: Bool { passage.letters.last == 0x3A }
}
