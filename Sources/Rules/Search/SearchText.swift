/// Text as a search reads it: word by word, however it was typed.
public enum SearchText {
  /// One word without any marks, and with its marks, the tone behind (`VietnameseOrder`).
  public struct Word: Hashable, Sendable {
    public let word: String
    public let form: String

    public init(word: String, form: String) {
      self.word = word
      self.form = form
    }

    /// Whether it was typed with marks.
    public var isMarked: Bool { word != form }
  }

  /// Letters of the longest word that is looked up; what is longer is no word of a language.
  private static let longest = 40

  /// Each word once, in the order in which they stand; at most `limit`.
  public static func words(_ text: String, limit: Int) -> [Word] {
    var found: Set<Word> = []
    var result: [Word] = []
    for piece in pieces(text) where piece.isWord {
      let word = Word(
        word: VietnameseOrder.searchKey(String(piece.text)),
        form: VietnameseOrder.foldedName(String(piece.text)))
      guard !word.word.isEmpty, word.word.utf8.count <= longest, found.insert(word).inserted
      else { continue }
      result.append(word)
      if result.count == limit { break }
    }
    return result
  }

  /// A part of a text, and whether it is what was looked for.
  public struct Part: Equatable, Sendable {
    public let text: String
    public let isHit: Bool

    public init(text: String, isHit: Bool) {
      self.text = text
      self.isHit = isHit
    }
  }

  /// About `length` letters of a text around the first hit, hits apart from the rest. `words` are without marks.
  public static func excerpt(_ text: String, _ words: Set<String>, length: Int = 180) -> [Part] {
    let all = pieces(text).map { piece in
      Part(
        text: String(piece.text),
        isHit: piece.isWord && words.contains(VietnameseOrder.searchKey(String(piece.text))))
    }
    var start = 0
    let first = all.firstIndex(where: \.isHit) ?? 0
    var before = 0
    if all.prefix(first).reduce(0, { $0 + $1.text.count }) > length / 2 {
      start = first
      while start > 0, before < length / 4 {
        start -= 1
        before += all[start].text.count
      }
    }
    var end = start
    var count = 0
    while end < all.count, count < length {
      count += all[end].text.count
      end += 1
    }
    let shown = joined(all[start..<end])
    return (start > 0 ? [Part(text: "…", isHit: false)] : []) + shown
      + (end < all.count ? [Part(text: "…", isHit: false)] : [])
  }

  /// Parts of a kind that follow each other as one; a blank between two hits belongs to them.
  private static func joined(_ parts: ArraySlice<Part>) -> [Part] {
    var result: [Part] = []
    for (index, part) in zip(parts.indices, parts) {
      let isBridge =
        part.text == " " && result.last?.isHit == true
        && parts.indices.contains(index + 1) && parts[index + 1].isHit
      let isHit = part.isHit || isBridge
      if let last = result.last, last.isHit == isHit {
        result[result.count - 1] = Part(text: last.text + part.text, isHit: isHit)
      } else {
        result.append(Part(text: part.text, isHit: isHit))
      }
    }
    return result
  }

  private static let apostrophes: Set<Character> = ["'", "’", "‘", "ʼ", "`", "´"]

  private static func pieces(_ text: String) -> [(text: Substring, isWord: Bool)] {
    var result: [(text: Substring, isWord: Bool)] = []
    var rest = text[...]
    while let first = rest.first {
      let isWord = isPart(first)
      let piece = rest.prefix { isPart($0) == isWord }
      result.append((piece, isWord))
      rest = rest[piece.endIndex...]
    }
    return result
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || apostrophes.contains(character)
  }
}
