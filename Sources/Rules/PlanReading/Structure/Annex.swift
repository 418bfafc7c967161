/// An annex: its heading and the blocks that make it up.
struct Annex: Sendable {
  /// "Phụ lục II"; `nil` where it has a title only.
  var number: String?
  var title: String
  /// The blocks of the heading.
  var heading: Range<Int>
  var content: Range<Int>
  var isOutline: Bool
}

enum Annexes {
  /// The annexes in a range of blocks that follows the foot. Blocks before the first heading make an annex
  /// without title.
  static func read(_ manuscript: Manuscript, in blocks: Range<Int>) -> [Annex] {
    var annexes: [Annex] = []
    var block = blocks.lowerBound
    while block < blocks.upperBound {
      if opens(manuscript, block, blocks.upperBound) {
        let heading = heading(manuscript, from: block, until: blocks.upperBound)
        annexes.append(make(manuscript, heading))
        block = heading.upperBound
      } else {
        if annexes.isEmpty {
          annexes.append(
            Annex(title: "", heading: block..<block, content: block..<block, isOutline: false))
        }
        block += 1
      }
      annexes[annexes.count - 1].content = annexes[annexes.count - 1].heading.upperBound..<block
    }
    // Footnotes that conversions put after the signature make no annex.
    return annexes.filter { annex in
      !annex.title.isEmpty || annex.content.contains { manuscript.blocks[$0].kind != .footnote }
    }
  }

  /// The first block in a document without foot that opens an annex.
  static func firstOpening(_ manuscript: Manuscript, in blocks: Range<Int>) -> Int? {
    blocks.first { block in
      guard manuscript.blocks[block].kind != .table, manuscript.blocks[block].kind != .footnote
      else {
        return false
      }
      return manuscript.fragments(block).first.map {
        AnnexWords.opens($0) && HeadWords.isCapitals($0)
      } ?? false
    }
  }

  private static func opens(_ manuscript: Manuscript, _ block: Int, _ limit: Int) -> Bool {
    guard manuscript.blocks[block].kind == .paragraph || manuscript.blocks[block].kind == .columns
    else {
      return false
    }
    let fragments = manuscript.fragments(block)
    if fragments.contains(where: AnnexWords.opens) { return true }
    // Capitals with "(Kèm theo …)" below them, or the type of a promulgated document.
    guard let first = fragments.first, HeadWords.isCapitals(first), Markers.read(first) == nil
    else {
      return false
    }
    if HeadWords.type(of: first) != nil { return true }
    return (block + 1..<min(block + 4, limit)).contains { isRemark(manuscript, $0) }
  }

  private static func isRemark(_ manuscript: Manuscript, _ block: Int) -> Bool {
    AnnexWords.remarks.match(in: manuscript.passage(block), at: 0) != nil
  }

  /// Heading lines: capitals, titles without full stop, and the remark in brackets.
  private static func heading(
    _ manuscript: Manuscript, from start: Int, until limit: Int
  ) -> Range<Int> {
    var end = start + 1
    var sawRemark = false
    while end < limit, end < start + 10 {
      let block = manuscript.blocks[end]
      guard block.kind == .paragraph || block.kind == .columns else { break }
      let passage = manuscript.passage(end)
      if isRemark(manuscript, end) {
        sawRemark = true
      } else if Markers.read(passage) != nil || passage.count > 250 {
        break
      } else if HeadWords.isCapitals(passage) {
        if sawRemark, AnnexWords.opens(passage) { break }
      } else if passage.letters.first == 0x28 {
        // Another remark in brackets.
      } else if sawRemark || passage.letters.last == 0x2E || passage.letters.last == 0x3A
        || HeadWords.openings.match(in: passage, at: 0) != nil
      {
        break
      }
      end += 1
    }
    return start..<end
  }

  private static func make(_ manuscript: Manuscript, _ heading: Range<Int>) -> Annex {
    var number: String?
    var titles: [String] = []
    var isOutline = false
    for block in heading where !isRemark(manuscript, block) {
      for fragment in manuscript.fragments(block) where fragment.letters.first != 0x28 {
        if number == nil, titles.isEmpty, let end = numberEnd(fragment) {
          number = fragment.text(0..<end)
          let rest = fragment.trimmed(end..<fragment.count, also: [0x2E, 0x3A, 0x2D])
          if !rest.isEmpty { titles.append(fragment.text(rest)) }
        } else {
          titles.append(fragment.text)
        }
        if outlineWord.first(in: fragment) != nil { isOutline = true }
      }
    }
    return Annex(
      number: number, title: titles.joined(separator: " "), heading: heading,
      content: heading.upperBound..<heading.upperBound, isOutline: isOutline)
  }

  /// "PHỤ LỤC", "Phụ lục 02", "PHỤ LỤC IV", "MẪU SỐ 01"
  private static func numberEnd(_ fragment: Passage) -> Int? {
    guard let match = numbered.match(in: fragment, at: 0) else { return nil }
    var end = match.range.upperBound
    var index = fragment.skipSpace(end)
    if let word = numberWord.match(in: fragment, at: index) {
      index = fragment.skipSpace(word.range.upperBound)
    }
    let start = index
    while index < fragment.count, Letters.isWord(fragment.letters[index]), index - start < 5 {
      index += 1
    }
    let token = fragment.letters[start..<index]
    let isNumber = token.allSatisfy(Letters.isDigit) || Markers.romanValue(token) != nil
    if index > start, isNumber, fragment.isWordEnd(index) { end = index }
    return end
  }

  private static let numbered = PhraseTable<Bool>([
    ("phụ lục", true), ("mẫu số", true), ("biểu mẫu", true),
  ])
  private static let numberWord = PhraseTable<Bool>([("số", true)])
  private static let outlineWord = PhraseTable<Bool>([("đề cương", true)], bare: true)
}
