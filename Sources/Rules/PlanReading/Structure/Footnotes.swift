/// Footnotes lifted out of the flow and tied to their marks.
struct Footnotes: Sendable {
  struct Mark: Sendable {
    let number: String
    let block: Int
    let span: Span
    var note: Int?
  }

  private(set) var notes: [Footnote] = []
  /// The block of each note.
  private(set) var blocks: [Int] = []
  private(set) var marks: [Mark] = []

  static func read(_ manuscript: Manuscript) -> Footnotes {
    var result = Footnotes()
    for block in manuscript.blocks.indices {
      if manuscript.blocks[block].kind == .footnote {
        result.addNote(manuscript, block)
      } else if result.mayHaveMarks(manuscript, block) {
        for note in manuscript.passageWithNotes(block).notes {
          result.marks.append(
            Mark(number: note.number, block: block, span: manuscript.working.span(note.place)))
        }
      }
    }
    result.tie()
    return result
  }

  /// The notes whose marks stand in a block.
  func notes(markedIn block: Int) -> [Int] {
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].block < block { low = middle + 1 } else { high = middle }
    }
    return marks[low...].prefix { $0.block == block }.compactMap(\.note)
  }

  private func mayHaveMarks(_ manuscript: Manuscript, _ block: Int) -> Bool {
    manuscript.blocks[block].pieces.contains { piece in
      manuscript.working.letters[Int(piece.lowerBound)..<Int(piece.upperBound)].contains {
        $0 == 0x207D || $0 == 0x28 || $0 == 0xB9 || $0 == 0xB2 || $0 == 0xB3 || $0 == 0x5B
          || $0 == 0x2070
          || (0x2074...0x2079).contains($0)
      }
    }
  }

  private mutating func addNote(_ manuscript: Manuscript, _ block: Int) {
    let (passage, marks) = manuscript.passageWithNotes(block)
    guard let own = marks.first else { return }
    let range = passage.trimmed(passage.range, also: [0x3A])
    let mark = manuscript.working.span(own.place)
    notes.append(
      Footnote(
        mark: own.number, text: passage.text(range),
        span: range.isEmpty ? mark : mark.joined(manuscript.span(passage, range))))
    blocks.append(block)
  }

  /// Each note takes the last free mark with its number before it, else the first free one. Notes and marks
  /// both stand in the order of their blocks, so that one walk along them will do.
  private mutating func tie() {
    var coming = Dictionary(grouping: marks.indices) { marks[$0].number }
      .mapValues { Array($0.reversed()) }
    var passed: [String: [Int]] = [:]
    for note in notes.indices {
      let number = notes[note].mark
      while let next = coming[number]?.last, marks[next].block < blocks[note] {
        passed[number, default: []].append(next)
        coming[number]?.removeLast()
      }
      guard let mark = passed[number]?.popLast() ?? coming[number]?.popLast() else { continue }
      marks[mark].note = note
      notes[note].markSpan = marks[mark].span
    }
  }
}
