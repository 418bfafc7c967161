/// Marks of notes: a PDF draws them small and raised, its plain text has mere digits.
enum RaisedMarks {
  private static let letters: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
    "9": "⁹", "(": "⁽", ")": "⁾",
  ]

  static func isNumber(_ text: String) -> Bool {
    text.count <= 4 && text.allSatisfy { letters[$0] != nil }
  }

  static func raised(_ text: String) -> String { String(text.map { letters[$0] ?? $0 }) }

  /// The text of a page with the numbers raised that stand raised on it, and those that open their
  /// notes below.
  static func restored(_ text: String, _ page: PdfPage) -> String {
    var result = text
    let numbers = page.words.enumerated().filter {
      isNumber($0.element.text) && $0.element.text.contains(where: \.isNumber)
    }
    var rest = FileLimits.pdfMarks
    for (index, word) in numbers where rest > 0 {
      if index > 0, isBeside(page.words[index - 1], word) {
        raise(word.text, behind: page.words[index - 1].text, in: &result)
        rest -= 1
      } else if index + 1 < page.words.count, isBeside(word, page.words[index + 1], isOpening: true)
      {
        let next = page.words[index + 1].text
        rest -= 1
        _ = ["", " ", "  "].first { gap in
          replace(
            word.text + gap + next, by: raised(word.text) + " " + next, in: &result, isOpening: true
          )
        }
      }
    }
    return result
  }

  private static func raise(_ number: String, behind word: String, in text: inout String) {
    let isDone = ["", " "].contains { gap in
      replace(word + gap + number, by: word + raised(number), in: &text)
    }
    if isDone { raiseNote(number, in: &text) }
  }

  /// The last line that a bare number opens before a capital, where it stands below the mark: some
  /// programs write the number of a note no smaller than its words.
  private static func raiseNote(_ number: String, in text: inout String) {
    guard number.allSatisfy(\.isNumber) else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let note = lines.last { line in
      let words = line.drop { $0 == " " }
      let rest = words.dropFirst(number.count)
      return words.hasPrefix(number + " ") && rest.first { $0 != " " }?.isUppercase == true
    }
    guard let note, let mark = text.firstRange(of: raised(number)),
      mark.upperBound < note.startIndex
    else { return }
    let start = note.drop { $0 == " " }.startIndex
    text.replaceSubrange(start..<text.index(start, offsetBy: number.count), with: raised(number))
  }

  private static func isBeside(
    _ left: PdfPage.Word, _ right: PdfPage.Word, isOpening: Bool = false
  ) -> Bool {
    let (small, large) = isOpening ? (left, right) : (right, left)
    let gap = right.left - left.right
    return gap > -2 && gap < large.height * (isOpening ? 0.6 : 0.08)
      && abs(left.centre.y - right.centre.y) < large.height * 0.5
      && PdfLines.isRaised(small, beside: large)
  }

  /// Replaces the first place where the words stand with no letter or digit right behind them, and
  /// where they open a line if they must.
  private static func replace(
    _ words: String, by new: String, in text: inout String, isOpening: Bool = false
  ) -> Bool {
    var start = text.startIndex
    while let range = text[start...].firstRange(of: words) {
      let isEnd =
        range.upperBound == text.endIndex || isOpening
        || !text[range.upperBound].isNumber && !text[range.upperBound].isLetter
      let line = text[..<range.lowerBound].reversed().prefix { $0 != "\n" }
      if isEnd, !isOpening || line.allSatisfy({ $0 == " " }) {
        text.replaceSubrange(range, with: new)
        return true
      }
      start = range.upperBound
    }
    return false
  }
}
