/// One block's place in the tree of sections.
struct Node: Sendable {
  var block: Int { Int(shortBlock) }
  /// `nil` for running paragraphs and tables, which belong to the section they stand in.
  let marker: Marker?
  /// Where the title stands when the number has a line of its own ("Phần I").
  var titleBlock: Int? {
    get { shortTitle.map(Int.init) }
    set { shortTitle = newValue.map(Int32.init) }
  }
  /// Capitals without a number that head what follows.
  var isHeading = false
  /// Index of the parent node; `nil` at the top of a zone.
  var parent: Int? { shortParent.map(Int.init) }
  /// 1 at the top.
  var level: Int { Int(shortLevel) }
  var children: [Int] = []
  /// 0 for the document itself, 1… for its annexes.
  var zone: Int { Int(shortZone) }

  // A long document has very many nodes: they are kept small.
  private let shortBlock: Int32
  private var shortTitle: Int32?
  private let shortParent: Int32?
  private let shortZone: Int32
  private let shortLevel: Int16

  init(block: Int, marker: Marker?, isHeading: Bool, parent: Int?, level: Int, zone: Int) {
    shortBlock = Int32(block)
    self.marker = marker
    self.isHeading = isHeading
    shortParent = parent.map(Int32.init)
    shortLevel = Int16(clamping: level)
    shortZone = Int32(zone)
  }
}

/// The tree of sections, with every block of the body in it.
struct SectionTree: Sendable {
  private(set) var nodes: [Node] = []
  private(set) var roots: [Int] = []

  /// Adds the blocks of one zone, in order.
  mutating func add(_ manuscript: Manuscript, blocks: Range<Int>, zone: Int) {
    nodes.reserveCapacity(nodes.count + blocks.count)
    var open: [(kind: Marker.Kind, node: Int)] = []
    var untitled: Int?
    for block in blocks where manuscript.blocks[block].kind != .footnote {
      let (marker, isHeading) = SectionTree.marker(manuscript, block)
      if let node = untitled, marker == nil, manuscript.blocks[block].kind == .paragraph {
        nodes[node].titleBlock = block
        untitled = nil
        continue
      }
      untitled = nil
      if let kind = marker?.kind ?? (isHeading ? .section : nil) {
        SectionTree.close(&open, for: kind)
        let node = append(block, marker, isHeading, parent: open.last?.node, zone)
        open.append((kind, node))
        if let marker, marker.contentStart >= manuscript.passage(block).count { untitled = node }
      } else {
        // A paragraph after the points of a list carries on the section above the list.
        append(block, nil, false, parent: open.last { !$0.kind.isListMark }?.node, zone)
      }
    }
  }

  @discardableResult
  private mutating func append(
    _ block: Int, _ marker: Marker?, _ isHeading: Bool, parent: Int?, _ zone: Int
  ) -> Int {
    let level = parent.map { nodes[$0].level + 1 } ?? 1
    nodes.append(
      Node(
        block: block, marker: marker, isHeading: isHeading, parent: parent, level: level, zone: zone
      ))
    if let parent {
      nodes[parent].children.append(nodes.count - 1)
    } else {
      roots.append(nodes.count - 1)
    }
    return nodes.count - 1
  }

  private static func marker(_ manuscript: Manuscript, _ block: Int) -> (Marker?, Bool) {
    guard manuscript.blocks[block].kind == .paragraph || manuscript.blocks[block].kind == .columns
    else {
      return (nil, false)
    }
    let passage = manuscript.passage(block)
    if let marker = Markers.read(passage) { return (marker, false) }
    let isHeading = (6...200).contains(passage.count) && HeadWords.isCapitals(passage)
    return (nil, isHeading)
  }

  /// Closes the sections that a marker of this kind ends. A kind that is open already is a sibling;
  /// otherwise what stands lower by rank ends.
  private static func close(_ open: inout [(kind: Marker.Kind, node: Int)], for kind: Marker.Kind) {
    if let same = open.lastIndex(where: { $0.kind == kind }) {
      open.removeSubrange(same...)
      return
    }
    while let last = open.last, last.kind.rank > kind.rank { open.removeLast() }
  }

  /// The chain of parents of a node, nearest first.
  func ancestors(of node: Int) -> [Int] {
    var result: [Int] = []
    var current = nodes[node].parent
    while let parent = current {
      result.append(parent)
      current = nodes[parent].parent
    }
    return result
  }
}
