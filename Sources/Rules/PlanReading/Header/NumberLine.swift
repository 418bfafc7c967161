/// "Số: 341/KH-UBND", also with a blank number ("Số: /KH-UBND", "Số: …/KH-UBND").
enum NumberLine {
  /// Reads number and symbol and tells where they end; `nil` where the line is no number line.
  static func read(_ line: Passage, into head: inout HeadReader) -> Int? {
    guard let word = numberWord.match(in: line, at: 0) else { return nil }
    var index = line.skipSpace(word.range.upperBound)
    if index < line.count, line.letters[index] == 0x3A || line.letters[index] == 0x2E {
      index = line.skipSpace(index + 1)
    }
    let numberStart = index
    while index < line.count, line.letters[index] != 0x2F, index - numberStart < 30 { index += 1 }
    guard index < line.count, line.letters[index] == 0x2F else { return nil }
    let number = line.trimmed(numberStart..<index, also: [0x2E, 0x2026, 0x5F, 0x2D])
    guard number.isEmpty || Letters.isDigit(line.letters[number.lowerBound]) else { return nil }
    let symbol = symbolRange(line, from: index + 1)
    guard !symbol.isEmpty else { return nil }
    if !number.isEmpty {
      head.header.number = line.text(number)
      head.note("number", line, number)
    }
    head.header.symbol = String(
      decoding: line.letters[symbol].filter { $0 != 0x20 }, as: UTF16.self)
    head.note("symbol", line, symbol)
    if number.isEmpty { head.note("numberLine", line, word.range.lowerBound..<symbol.upperBound) }
    return symbol.upperBound
  }

  /// A symbol runs to the next space that no hyphen adjoins.
  private static func symbolRange(_ line: Passage, from start: Int) -> Range<Int> {
    let start = line.skipSpace(start)
    var index = start
    while index < line.count {
      let letter = line.letters[index]
      if letter == 0x20 {
        let adjoins =
          line.letters[index - 1] == 0x2D
          || index + 1 < line.count && line.letters[index + 1] == 0x2D
        if !adjoins { break }
      } else if !Letters.isWord(letter), ![0x2D, 0x2F, 0x26, 0x2E].contains(letter) {
        break
      }
      index += 1
    }
    while index > start, !Letters.isWord(line.letters[index - 1]) { index -= 1 }
    return start..<index
  }

  private static let numberWord = PhraseTable<Bool>([("số", true)])
}
