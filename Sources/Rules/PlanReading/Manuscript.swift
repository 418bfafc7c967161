/// A document after its first stages: decoded, normalised, put together into blocks.
struct Manuscript {
  let working: WorkingText
  let blocks: [Block]
  private let cache = PassageCache()

  init(_ working: WorkingText) {
    self.working = working
    blocks = Blocks.read(working.letters, Lines.read(working.letters))
  }

  /// The clean words of a block.
  func passage(_ block: Int) -> Passage {
    cache.passage(block) { Passage.clean(working.letters, blocks[block].pieces) }
  }

  func passageWithNotes(_ block: Int) -> (passage: Passage, notes: [Passage.NoteMark]) {
    Passage.cleanWithNotes(
      working.letters, blocks[block].pieces, isFootnote: blocks[block].kind == .footnote)
  }

  func span(_ passage: Passage, _ range: Range<Int>) -> Span {
    working.span(passage.working(range))
  }

  /// The parts of a block that stand side by side or one under the other, each clean: for heads and
  /// signatures, where a paragraph's lines are not one sentence.
  func fragments(_ block: Int) -> [Passage] {
    blocks[block].pieces.flatMap { piece in
      Blocks.fragments(working.letters, Int(piece.lowerBound)..<Int(piece.upperBound))
        .flatMap(brokenLines)
        .map { Passage.clean(working.letters, [Int32($0.lowerBound)..<Int32($0.upperBound)]) }
        .filter { !$0.isEmpty }
    }
  }

  /// Lines inside a table cell.
  private func brokenLines(_ range: Range<Int>) -> [Range<Int>] {
    working.letters[range].split(separator: 0x2028).map { $0.startIndex..<$0.endIndex }
      .map { Blocks.trimmed(working.letters, $0) }.filter { !$0.isEmpty }
  }
}

/// The passages made last: stages look at a block, its parent and its neighbours again and again, and to
/// keep all would take eight bytes a letter.
private final class PassageCache {
  private var slots: [(block: Int, passage: Passage)?] = Array(repeating: nil, count: 128)

  func passage(_ block: Int, make: () -> Passage) -> Passage {
    let slot = block % slots.count
    if let known = slots[slot], known.block == block { return known.passage }
    let passage = make()
    slots[slot] = (block, passage)
    return passage
  }
}
