/// A stretch of running text made ready for reading: one paragraph, one table cell, one footnote.
///
/// `letters`, `folded` and `places` have the same count. `letters` is clean: composed (NFC), white space
/// collapsed, marks of conversion gone, lines joined. `places` leads each letter back to the working text.
public struct Passage: Sendable {
  public let letters: [Letter]
  /// Lower case, tone placement folded: what patterns are compared with.
  public let folded: [Letter]
  /// Index of each letter in the working text; ascending.
  public let places: [Int32]

  public init(letters: [Letter], places: [Int32]) {
    self.letters = letters
    self.places = places
    self.folded = Letters.folded(letters)
  }

  /// For text that stands alone, such as a wording typed on the command line.
  public init(_ text: String) {
    var letters: [Letter] = []
    var places: [Int32] = []
    for (place, scalar) in text.unicodeScalars.enumerated() {
      let letter = scalar.value <= 0xFFFF ? Letter(scalar.value) : 0xFFFD
      if Letters.isCombining(letter), let last = letters.last,
        let composed = Letters.compose(last, mark: letter)
      {
        letters[letters.count - 1] = composed
        continue
      }
      letters.append(letter)
      places.append(Int32(place))
    }
    self.init(letters: letters, places: places)
  }

  /// This passage and another after it, with a space between.
  func joined(_ other: Passage) -> Passage {
    guard let last = places.last else { return other }
    return Passage(
      letters: letters + [0x20] + other.letters, places: places + [last] + other.places)
  }

  public var count: Int { letters.count }
  public var range: Range<Int> { 0..<letters.count }
  public var isEmpty: Bool { letters.isEmpty }

  /// The words of a range, as they stand (NFC).
  public func text(_ range: Range<Int>) -> String {
    Letters.string(letters[range])
  }

  public var text: String { text(range) }

  /// Whether a word starts here: a letter or digit after something else.
  public func isWordStart(_ index: Int) -> Bool {
    Letters.isWord(letters[index]) && (index == 0 || !Letters.isWord(letters[index - 1]))
  }

  /// Whether a phrase may start here: not in the middle of a word.
  public func isPhraseStart(_ index: Int) -> Bool {
    index == 0 || !Letters.isWord(letters[index]) || !Letters.isWord(letters[index - 1])
  }

  /// Whether a word may end before `index`.
  public func isWordEnd(_ index: Int) -> Bool {
    index == letters.count || !Letters.isWord(letters[index])
      || (index > 0 && !Letters.isWord(letters[index - 1]))
  }

  /// The range without white space at either end.
  public func trimmed(_ range: Range<Int>, also marks: Set<Letter> = []) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    func isLoose(_ letter: Letter) -> Bool {
      letter == 0x20 || letter == 0xA0 || letter == 0x09 || marks.contains(letter)
    }
    while start < end, isLoose(letters[start]) { start += 1 }
    while end > start, isLoose(letters[end - 1]) { end -= 1 }
    return start..<end
  }

  /// A digit run starting at `index`: its value and where it ends. At most nine digits.
  public func number(at index: Int) -> (value: Int, end: Int)? {
    var end = index
    var value = 0
    while end < letters.count, Letters.isDigit(letters[end]), end - index < 9 {
      value = value * 10 + Int(letters[end] - 0x30)
      end += 1
    }
    return end > index ? (value, end) : nil
  }

  /// The first index at or after `index` that is not white space.
  public func skipSpace(_ index: Int) -> Int {
    var index = index
    while index < letters.count, letters[index] == 0x20 || letters[index] == 0xA0 { index += 1 }
    return index
  }
}
