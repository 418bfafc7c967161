/// Number and symbol of a document: "305/KH-UBND", "05-NQ/HU", "21/2018/QĐ-UBND", "63/2025/QH15".
struct DocumentNumber {
  /// Without the spaces that scanning puts in.
  var text: String
  /// Letters of the symbol up to its first mark: "KH".
  var symbol: String
  var end: Int

  /// Begins at a digit and has a symbol in capitals; a blank number ("/KH-UBND") is none.
  init?(in passage: Passage, at index: Int, before limit: Int) {
    guard index < limit, Letters.isDigit(passage.letters[index]), passage.isWordStart(index) else {
      return nil
    }
    var position = passage.wordEnd(index, before: limit)
    var end = position
    var parts = [index..<position]
    var marks: [Letter] = []
    while let next = DocumentNumber.part(
      in: passage, after: position, hasSymbol: marks.count > 0, limit)
    {
      marks.append(Mark.isDash(passage.letters[next.mark]) ? Mark.hyphen : Mark.slash)
      parts.append(next.range)
      position = next.range.upperBound
      end = position
    }
    guard let symbolPart = parts.dropFirst().first(where: { passage.isCapital($0.lowerBound) })
    else {
      return nil
    }
    symbol = passage.text(symbolPart)
    text = passage.text(parts[0])
    for (mark, part) in zip(marks, parts.dropFirst()) {
      text += String(decoding: [mark], as: UTF16.self) + passage.text(part)
    }
    self.end = end
  }

  /// The next "/…" or "-…", with at most one space on either side of the mark.
  private static func part(
    in passage: Passage, after index: Int, hasSymbol: Bool, _ limit: Int
  ) -> (mark: Int, range: Range<Int>)? {
    let mark = passage.skipSpace(index)
    guard mark < limit, mark - index <= 1 else { return nil }
    let letter = passage.letters[mark]
    guard letter == Mark.slash || Mark.isDash(letter) else { return nil }
    let start = passage.skipSpace(mark + 1)
    guard start < limit, start - mark <= 2 else { return nil }
    let isYear = Letters.isDigit(passage.letters[start])
    guard passage.isCapital(start) || (isYear && letter == Mark.slash && !hasSymbol) else {
      return nil
    }
    if Mark.isDash(letter), mark > index, start > mark + 1 { return nil }
    var end = passage.wordEnd(start, before: limit)
    while end + 1 < limit,
      passage.letters[end] == Mark.ampersand || passage.letters[end] == Mark.stop,
      passage.isCapital(end + 1)
    {
      end = passage.wordEnd(end + 1, before: limit)
    }
    return (mark, start..<end)
  }
}
