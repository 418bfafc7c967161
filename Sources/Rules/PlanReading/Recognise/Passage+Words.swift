/// Punctuation that the recognisers look at.
enum Mark {
  static let space: Letter = 0x20
  static let ampersand: Letter = 0x26
  static let open: Letter = 0x28
  static let close: Letter = 0x29
  static let comma: Letter = 0x2C
  static let hyphen: Letter = 0x2D
  static let stop: Letter = 0x2E
  static let slash: Letter = 0x2F
  static let colon: Letter = 0x3A
  static let semicolon: Letter = 0x3B
  static let percent: Letter = 0x25
  static let newline: Letter = 0x0A
  static let dash: Letter = 0x2013
  static let lineSeparator: Letter = 0x2028

  static func isDash(_ letter: Letter) -> Bool { letter == hyphen || letter == dash }
  static func isLineEnd(_ letter: Letter) -> Bool { letter == newline || letter == lineSeparator }
  /// Ends an item whatever stands after it.
  static func isHard(_ letter: Letter) -> Bool { letter == semicolon || isLineEnd(letter) }
}

/// Single words that carry grammar, folded.
enum Word {
  static let and = Array("và".utf16)
  static let or = Array("hoặc".utf16)
  static let of = Array("của".utf16)
  static let under = Array("thuộc".utf16)
  static let number = Array("số".utf16)
  static let day = Array("ngày".utf16)
  static let month = Array("tháng".utf16)
  static let year = Array("năm".utf16)
}

extension Passage {
  /// End of this folded word at `index`; `nil` where another stands.
  func wordEnd(_ word: [Letter], at index: Int, before limit: Int) -> Int? {
    let end = index + word.count
    guard index >= 0, end <= limit, isWordStart(index), isWordEnd(end) else { return nil }
    for (offset, letter) in word.enumerated() where folded[index + offset] != letter { return nil }
    return end
  }

  /// End of the word that starts at `index`; `index` itself where no letter or digit stands.
  func wordEnd(_ index: Int, before limit: Int? = nil) -> Int {
    let limit = limit ?? count
    var end = index
    while end < limit, Letters.isWord(letters[end]) { end += 1 }
    return end
  }

  /// Whether a word in capitals or with a capital first letter starts here.
  func isCapital(_ index: Int) -> Bool {
    index < count && Letters.isUpper(letters[index])
  }

  func letter(_ index: Int) -> Letter? { letters.indices.contains(index) ? letters[index] : nil }

  /// The first word start at or after `index`, or `limit`.
  func nextWordStart(_ index: Int, before limit: Int) -> Int {
    var index = index
    while index < limit, !Letters.isWord(letters[index]) { index += 1 }
    return index
  }

  /// The start of the word before the one at `index`; `nil` at the first word after `bound` or
  /// where
  /// anything but one space stands between.
  func previousWordStart(_ index: Int, after bound: Int) -> Int? {
    var position = index
    while position > bound, letters[position - 1] == Mark.space { position -= 1 }
    guard position > bound, Letters.isWord(letters[position - 1]) else { return nil }
    while position > bound, Letters.isWord(letters[position - 1]) { position -= 1 }
    return position
  }

  /// Index after the parenthesis that closes the one at `index`; `nil` where none does within 400
  /// letters.
  func closing(_ index: Int, before limit: Int) -> Int? {
    var depth = 0
    for position in index..<min(limit, index + 400) {
      if letters[position] == Mark.open { depth += 1 }
      if letters[position] == Mark.close {
        depth -= 1
        if depth == 0 { return position + 1 }
      }
    }
    return nil
  }

  /// Whether a sentence ends at the full stop at `index`: space and a capital after it, and
  /// before it no
  /// abbreviation such as "TP." or "TT.".
  func isSentenceEnd(_ index: Int) -> Bool {
    guard letters[index] == Mark.stop else { return false }
    if index + 1 >= count { return true }
    guard letters[index + 1] == Mark.space || Mark.isLineEnd(letters[index + 1]) else {
      return false
    }
    var start = index
    while start > 0, Letters.isWord(letters[start - 1]) { start -= 1 }
    let isAbbreviation = index - start <= 2 && start < index && Letters.isUpper(letters[start])
    return !isAbbreviation
  }
}
