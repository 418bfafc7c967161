/// Words that tell the parts of a head apart.
enum HeadWords {
  private static let file = "header-words.yaml"
  static let types = PhraseTable<String>(
    Vocabulary.list(file, "types").map { ($0, $0) }, bare: true)
  static let motto = Vocabulary.table(file, "motto", bare: true)
  static let bases = Vocabulary.table(file, "bases")
  static let decisions = Vocabulary.list(file, "decisions")
  private static let symbols = Vocabulary.pairs(file, "symbols")
  private static let brokenStarts = Vocabulary.table(file, "brokenStarts")
  static let openings = Vocabulary.table(file, "openings")
  static let salutation = PhraseTable<Bool>([("kính gửi", true)])
  static let subject = PhraseTable<Bool>([("v/v", true), ("v/v:", true), ("về việc", true)])

  /// "VIỆT NAM" alone: the end of the national name, broken onto a second line.
  static func isNation(_ line: Passage) -> Bool {
    nation.match(in: line, at: 0)?.range == line.range
  }

  /// "Căn cứ …" always opens the text.
  static func isRule(_ line: Passage) -> Bool { basis.match(in: line, at: 0) != nil }

  private static let basis = PhraseTable<Bool>([("căn cứ", true), ("kính gửi", true)])
  private static let nation = PhraseTable<Bool>([
    ("việt nam", true), ("nghĩa việt nam", true), ("chủ nghĩa việt nam", true),
  ])

  /// "KH-UBND" is a plan.
  static func kind(ofSymbol symbol: String) -> String? {
    let parts = symbol.split(whereSeparator: { $0 == "-" || $0 == "/" })
    return parts.lazy.compactMap { symbols[String($0)] }.first
  }

  /// The first word of a line broken after it: a known one in capitals, "Số:", or a lone capitalised word.
  static func isBroken(_ line: Passage) -> Bool {
    guard line.count <= 6, !line.letters.contains(0x20), let first = line.letters.first,
      Letters.isUpper(first)
    else { return false }
    if let match = brokenStarts.match(in: line, at: 0) {
      return line.trimmed(match.range.upperBound..<line.count, also: [0x3A]).isEmpty
    }
    return line.count >= 2
      && line.letters.dropFirst().allSatisfy {
        Letters.isWord($0) && !Letters.isUpper($0) && !Letters.isDigit($0)
      }
  }

  /// The type of document that a line names: the type alone, or in capitals with the title after it.
  static func type(of line: Passage) -> (name: String, range: Range<Int>)? {
    guard let match = types.match(in: line, at: 0) else { return nil }
    let rest = line.trimmed(match.range.upperBound..<line.count, also: [0x3A])
    guard rest.isEmpty || isCapitals(line) && line.letters[match.range.upperBound] != 0x2F else {
      return nil
    }
    return (match.value, match.range)
  }

  /// Whether a line has letters, and none of them small (remarks in brackets aside).
  static func isCapitals(_ line: Passage, _ range: Range<Int>? = nil) -> Bool {
    var capitals = 0
    var depth = 0
    for letter in line.letters[range ?? line.range] {
      if letter == 0x28 { depth += 1 } else if letter == 0x29 { depth -= 1 }
      guard depth <= 0, Letters.isWord(letter), !Letters.isDigit(letter) else { continue }
      guard Letters.isUpper(letter) else { return false }
      capitals += 1
    }
    return capitals >= 2
  }
}
