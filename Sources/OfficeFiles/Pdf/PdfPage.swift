/// A page of a PDF as words with places, in points from its left upper corner.
struct PdfPage {
  /// A run of letters in one font; a syllable in two fonts is two words that touch.
  struct Word {
    var left, top, right, bottom: Double
    var text: String

    var height: Double { bottom - top }
    var centre: (x: Double, y: Double) { ((left + right) / 2, (top + bottom) / 2) }
  }

  var width: Double
  var height: Double
  var words: [Word] = []

  /// The pages that `pdftotext -bbox` describes, one element a line.
  static func read(_ bytes: [UInt8]) -> [PdfPage] {
    var pages: [PdfPage] = []
    for line in bytes.split(separator: 0x0A) {
      guard let start = line.firstIndex(of: 0x3C), start + 1 < line.endIndex else { continue }
      switch line[start + 1] {
      case UInt8(ascii: "w") where !pages.isEmpty:
        guard let word = word(line) else { continue }
        pages[pages.count - 1].words.append(word)
      case UInt8(ascii: "p"):
        guard let size = numbers(line), size.count == 2 else { continue }
        pages.append(PdfPage(width: size[0], height: size[1]))
      default: continue
      }
    }
    return pages
  }

  private static func word(_ line: ArraySlice<UInt8>) -> Word? {
    guard let open = line.firstIndex(of: UInt8(ascii: ">")),
      let close = line.lastIndex(of: UInt8(ascii: "<")), open < close,
      let places = numbers(line[...open]), places.count == 4
    else { return nil }
    let text = plain(String(decoding: line[(open + 1)..<close], as: UTF8.self))
    return Word(
      left: places[0], top: places[1], right: places[2], bottom: places[3], text: text)
  }

  /// The numbers in quotes; `nil` where one is no number.
  private static func numbers(_ line: ArraySlice<UInt8>) -> [Double]? {
    let parts = line.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    var result: [Double] = []
    for index in stride(from: 1, to: parts.count - 1, by: 2) {
      guard let number = Double(String(decoding: parts[index], as: UTF8.self)), number.isFinite,
        abs(number) < 1e6
      else { return nil }
      result.append(number)
    }
    return result
  }

  private static func plain(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = text
    for (name, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
    ] {
      result = result.split(separator: name, omittingEmptySubsequences: false).joined(
        separator: sign)
    }
    return result
  }
}

/// Words of a page put together into lines.
enum PdfLines {
  struct Line {
    var words: [PdfPage.Word]
    var left: Double { words.first?.left ?? 0 }
    var right: Double { words.last?.right ?? 0 }
    var text = ""
    /// How wide the first word is drawn.
    var opening = 0.0
  }

  static func of(_ words: [PdfPage.Word]) -> [Line] {
    var lines: [Line] = []
    for word in words.sorted(by: { $0.centre.y < $1.centre.y }) {
      if let first = lines.last?.words.first,
        word.centre.y - first.centre.y <= max(first.height, word.height) * 0.4
      {
        lines[lines.count - 1].words.append(word)
      } else {
        lines.append(Line(words: [word]))
      }
    }
    return lines.map(finished)
  }

  private static func finished(_ raw: Line) -> Line {
    var line = raw
    line.words.sort { $0.left < $1.left }
    var isOpening = true
    for (index, word) in line.words.enumerated() {
      var text = word.text
      if index > 0 {
        let last = line.words[index - 1]
        if touches(last, word) {
          text = isRaised(word, beside: last) ? RaisedMarks.raised(text) : text
        } else {
          line.text += " "
          isOpening = false
        }
      }
      line.text += text
      if isOpening { line.opening = word.right - line.left }
    }
    return line
  }

  /// Spaces are a quarter of the letters' height, in tight lines a sixth; what is less is no space.
  static func touches(_ left: PdfPage.Word, _ right: PdfPage.Word) -> Bool {
    right.left - left.right < max(left.height, right.height) * 0.08
  }

  /// A number in small letters beside large ones: the mark of a note.
  static func isRaised(_ word: PdfPage.Word, beside other: PdfPage.Word) -> Bool {
    word.height <= other.height * 0.8 && word.centre.y < other.centre.y + other.height * 0.05
      && word.text.contains(where: \.isNumber) && RaisedMarks.isNumber(word.text)
  }
}
