extension Passage {
  /// A footnote mark found in running text: its number and the letter it stands before.
  struct NoteMark: Sendable {
    let number: String
    let index: Int
    let place: Range<Int>
  }

  /// Pieces of the working text joined into one passage: white space collapsed, marks of conversion
  /// (`**`, `#`, `\-`) and footnote marks gone.
  static func clean(_ letters: [Letter], _ pieces: [Range<Int32>]) -> Passage {
    var cleaner = PassageCleaner(letters: letters)
    cleaner.reserve(pieces)
    for piece in pieces { cleaner.add(Int(piece.lowerBound)..<Int(piece.upperBound)) }
    return Passage(letters: cleaner.clean, places: cleaner.places)
  }

  /// The same, with the footnote marks that were taken out.
  static func cleanWithNotes(
    _ letters: [Letter], _ pieces: [Range<Int32>], isFootnote: Bool
  ) -> (passage: Passage, notes: [NoteMark]) {
    var cleaner = PassageCleaner(letters: letters, leadsBody: isFootnote)
    cleaner.reserve(pieces)
    for piece in pieces { cleaner.add(Int(piece.lowerBound)..<Int(piece.upperBound)) }
    return (Passage(letters: cleaner.clean, places: cleaner.places), cleaner.notes)
  }

  /// A range of the passage as a range of the working text.
  func working(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first else {
      let place = range.lowerBound < places.count ? Int(places[range.lowerBound]) : 0
      return place..<place
    }
    return Int(places[first])..<Int(places[range.upperBound - 1]) + 1
  }
}

private struct PassageCleaner {
  let letters: [Letter]
  var clean: [Letter] = []
  var places: [Int32] = []
  var notes: [Passage.NoteMark] = []
  /// Whether this is a footnote, which begins with its own mark.
  let leadsBody: Bool

  init(letters: [Letter], leadsBody: Bool = false) {
    self.letters = letters
    self.leadsBody = leadsBody
  }

  /// Room for all pieces at once: to grow to the exact size piece by piece would copy all of it each time.
  mutating func reserve(_ pieces: [Range<Int32>]) {
    let count = pieces.reduce(0) { $0 + $1.count + 1 }
    clean.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  mutating func add(_ piece: Range<Int>) {
    if !clean.isEmpty { space(piece.lowerBound) }
    var index = headingMarkEnd(piece)
    while index < piece.upperBound {
      var end = index
      while end < piece.upperBound, Letters.isWord(letters[end]) { end += 1 }
      if end > index {
        clean.append(contentsOf: letters[index..<end])
        places.append(contentsOf: Int32(index)..<Int32(end))
        index = end
      } else {
        index = step(index, piece)
      }
    }
    while let last = clean.last, last == 0x20 {
      clean.removeLast()
      places.removeLast()
    }
  }

  /// Markdown's "## " and "> " in front of a line.
  private func headingMarkEnd(_ piece: Range<Int>) -> Int {
    var index = piece.lowerBound
    while index < piece.upperBound, letters[index] == 0x23 || letters[index] == 0x3E { index += 1 }
    guard index > piece.lowerBound, index < piece.upperBound, letters[index] == 0x20 else {
      return piece.lowerBound
    }
    return index
  }

  private mutating func step(_ start: Int, _ piece: Range<Int>) -> Int {
    var index = start
    let letter = letters[index]
    switch letter {
    case 0x20, 0x09, 0x0D:
      space(index)
    case 0x2028:
      put(letter, index)
    case 0x3C where isBreak(index, piece):
      put(0x2028, index)
      while index < piece.upperBound {
        if letters[index] == 0x3E { return index + 1 } else { index += 1 }
      }
    case 0x2A:
      // A star is a list mark before a space at the start, a note in "(*)", else emphasis.
      let isList = clean.isEmpty && index + 1 < piece.upperBound && letters[index + 1] == 0x20
      let isNote =
        index > 0 && letters[index - 1] == 0x28 && index + 1 < piece.upperBound
        && letters[index + 1] == 0x29
      if isList || isNote { put(letter, index) }
    case 0x5F where index + 1 < piece.upperBound && letters[index + 1] == 0x5F:
      return index + 2
    case 0x5C where index + 1 < piece.upperBound && !Letters.isWord(letters[index + 1]):
      break
    case 0xB2, 0xB3, 0xB9, 0x2070, 0x2074...0x2079, 0x207D, 0x5B, 0x28:
      if !isUnit(index),
        NoteMarks.isInline(letters, at: index, from: piece.lowerBound) || notesLead(index, piece),
        let mark = NoteMarks.read(letters, at: index, before: piece.upperBound)
      {
        notes.append(
          Passage.NoteMark(number: mark.number, index: clean.count, place: index..<mark.end))
        return mark.end
      }
      put(letter, index)
    default:
      put(letter, index)
    }
    return index + 1
  }

  /// `<br>` or `<br/>`, as Markdown tables break lines in a cell.
  private func isBreak(_ index: Int, _ piece: Range<Int>) -> Bool {
    index + 3 < piece.upperBound && Letters.bare(letters[index + 1]) == 0x62
      && Letters.bare(letters[index + 2]) == 0x72
      && [0x3E, 0x2F, 0x20].contains(letters[index + 3])
  }

  /// A raised mark at the very start belongs to a footnote's body.
  private func notesLead(_ index: Int, _ piece: Range<Int>) -> Bool {
    clean.isEmpty && (letters[index] == 0x5B || letters[index] == 0x28 && leadsBody)
  }

  /// "m²", "km³" are units, not notes.
  private func isUnit(_ index: Int) -> Bool {
    guard letters[index] == 0xB2 || letters[index] == 0xB3, index >= 1, letters[index - 1] == 0x6D
    else {
      return false
    }
    return index < 2 || !Letters.isWord(letters[index - 2]) || letters[index - 2] == 0x6B
      || letters[index - 2] == 0x63 || Letters.isDigit(letters[index - 2])
  }

  private mutating func space(_ index: Int) {
    guard let last = clean.last, last != 0x20, last != 0x2028 else { return }
    put(0x20, index)
  }

  private mutating func put(_ letter: Letter, _ index: Int) {
    clean.append(letter)
    places.append(Int32(index))
  }
}
