extension Citations {
  /// Whether a mention stands inside the title of another document, or is what that one carries
  /// out or
  /// changes: the second of "Kế hoạch số 103/KH-UBND về triển khai thực hiện Quyết định số
  /// 1847/QĐ-TTg".
  public static func isNested(_ mention: DocumentMention, in passage: Passage) -> Bool {
    let start = max(0, mention.range.lowerBound - nestingReach)
    let mentions = find(in: passage, start..<mention.range.upperBound)
    guard let last = mentions.last, last.range == mention.range else { return false }
    return nested(mentions, in: passage).last ?? false
  }

  /// The same for all mentions of a passage at once, in their order.
  public static func nested(_ mentions: [DocumentMention], in passage: Passage) -> [Bool] {
    var result: [Bool] = []
    var topKinds: Set<String> = []
    for (position, mention) in mentions.enumerated() {
      guard position > 0 else {
        topKinds = [mention.kind]
        result.append(false)
        continue
      }
      let gap = mentions[position - 1].range.upperBound..<mention.range.lowerBound
      let step = Gap(gap, in: passage)
      let isInside: Bool
      if step.isBoundary {
        topKinds = []
        isInside = false
      } else {
        isInside = step.nests(
          previous: result[position - 1], sameKind: mentions[position - 1].kind == mention.kind,
          isTopKind: topKinds.contains(mention.kind))
      }
      if !isInside { topKinds.insert(mention.kind) }
      result.append(isInside)
    }
    return result
  }

  /// Letters before a mention that are looked at; longer titles do not occur.
  private static let nestingReach = 3000
}

/// What stands between two mentions.
private struct Gap {
  /// A semicolon, the end of a sentence or a new "Căn cứ": both sides stand at the same level.
  private(set) var isBoundary = false
  private var hasOpener = false
  private var endsWithComma = false
  private var endsWithAnd = false

  init(_ range: Range<Int>, in passage: Passage) {
    var index = range.lowerBound
    while index < range.upperBound {
      let letter = passage.letters[index]
      if Mark.isHard(letter) || passage.isSentenceEnd(index) { isBoundary = true }
      if passage.isWordStart(index) { readWord(in: passage, at: index, before: range.upperBound) }
      index += 1
    }
    let trimmed = passage.trimmed(range)
    guard !trimmed.isEmpty else { return }
    endsWithComma = passage.letters[trimmed.upperBound - 1] == Mark.comma
    let tail = max(trimmed.lowerBound, trimmed.upperBound - Word.and.count)
    endsWithAnd = passage.wordEnd(Word.and, at: tail, before: trimmed.upperBound) != nil
  }

  private mutating func readWord(in passage: Passage, at index: Int, before limit: Int) {
    if DocumentVocabulary.basis.match(in: passage, at: index, before: limit) != nil,
      passage.isCapital(index)
    {
      isBoundary = true
    }
    if DocumentVocabulary.titleOpeners.match(in: passage, at: index, before: limit) != nil {
      hasOpener = true
    }
  }

  func nests(previous: Bool, sameKind: Bool, isTopKind: Bool) -> Bool {
    if endsWithAnd || endsWithComma {
      if sameKind { return previous }
      if endsWithComma { return previous && !isTopKind }
      return hasOpener || previous
    }
    return hasOpener || previous
  }
}
