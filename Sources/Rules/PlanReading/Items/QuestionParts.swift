/// What a question asks for, from its words.
enum QuestionParts {
  private static let file = "question-words.yaml"
  private static let kinds: [(kind: QuestionKind, words: PhraseTable<Bool>)] =
    [QuestionKind.table, .share, .number, .yesNo, .evidence].map {
      ($0, Vocabulary.table(file, $0.rawValue))
    }
  private static let openings = PhraseTable<QuestionKind>(
    Vocabulary.groups(file, "parts").flatMap { group in
      group.phrases.compactMap { phrase in QuestionKind(rawValue: group.name).map { (phrase, $0) } }
    })

  static func kind(_ passage: Passage, _ range: Range<Int>, parts: Int) -> QuestionKind {
    kinds.first { $0.words.first(in: passage, range) != nil }?.kind ?? .text
  }

  /// Single numbers and answers: what stands between commas, semicolons and question marks, once the
  /// question says that it wants them ("nêu rõ", "trong đó", a colon, "bao nhiêu").
  static func read(_ passage: Passage, _ range: Range<Int>) -> [(
    range: Range<Int>, kind: QuestionKind
  )] {
    guard let start = listStart(passage, range) else { return [] }
    var result: [(range: Range<Int>, kind: QuestionKind)] = []
    var begin = start
    // Where question marks part the questions, commas only list within one.
    let asks = passage.letters[range].contains(0x3F)
    let hasSemicolons = passage.letters[range].contains(0x3B)
    let separators: [Letter] = asks ? [0x3F] : [0x2C, 0x3B, 0x2E, 0x3A]
    for index in start...range.upperBound {
      let isEnd = index == range.upperBound
      guard isEnd || separators.contains(passage.letters[index]) else { continue }
      // In a list with semicolons a comma parts only what asks for a number of its own.
      if !isEnd, passage.letters[index] == 0x2C, hasSemicolons,
        openings.match(in: passage, at: passage.skipSpace(index + 1)) == nil
      {
        continue
      }
      let isAsked = !isEnd && passage.letters[index] == 0x3F
      let piece = passage.trimmed(begin..<index, also: [0x2E, 0x28, 0x29, 0x2026])
      begin = index + 1
      guard piece.count >= 4, !isBlank(passage, begin: piece.lowerBound) else { continue }
      result += split(passage, piece, isAsked: isAsked)
    }
    let known = result.count { openings.match(in: passage, at: $0.range.lowerBound) != nil }
    return result.count >= 2 && (asks || known * 2 >= result.count) ? result : []
  }

  private static func split(
    _ passage: Passage, _ piece: Range<Int>, isAsked: Bool
  ) -> [(range: Range<Int>, kind: QuestionKind)] {
    // "trễ hẹn và nguyên nhân trễ hẹn" asks for two things.
    if let joint = joints.first(in: passage, piece),
      let second = openings.match(in: passage, at: passage.skipSpace(joint.range.upperBound)),
      second.range.upperBound <= piece.upperBound
    {
      let left = passage.trimmed(piece.lowerBound..<joint.range.lowerBound)
      let right = passage.trimmed(joint.range.upperBound..<piece.upperBound)
      return split(passage, left, isAsked: false) + [(right, second.value)]
    }
    if isAsked {
      let isCount = kinds.first { $0.kind == .number }?.words.first(in: passage, piece) != nil
      let isYesNo = yesNo.first(in: passage, piece) != nil
      return [(piece, isCount ? .number : isYesNo ? .yesNo : .text)]
    }
    return [(piece, openings.match(in: passage, at: piece.lowerBound)?.value ?? .text)]
  }

  /// "... người": a blank to fill in, not a question.
  private static func isBlank(_ passage: Passage, begin: Int) -> Bool {
    var index = begin
    while index > 0, passage.letters[index - 1] == 0x20 { index -= 1 }
    return index > 0 && [0x2E, 0x2026].contains(passage.letters[index - 1])
      && (passage.letters[index - 1] == 0x2026 || index > 1 && passage.letters[index - 2] == 0x2E)
  }

  private static func listStart(_ passage: Passage, _ range: Range<Int>) -> Int? {
    if let opening = openings.match(in: passage, at: range.lowerBound), opening.value == .number,
      passage.letters[range].contains(0x3B)
    {
      return range.lowerBound
    }
    if let cue = listCues.first(in: passage, range) { return cue.range.upperBound }
    guard passage.letters[range].contains(0x3F) else { return nil }
    return passage.letters[range].firstIndex(of: 0x28).map { $0 + 1 } ?? range.lowerBound
  }

  private static let listCues = Vocabulary.table(file, "listCues")
  private static let joints = PhraseTable<Bool>([("và", true)])
  private static let yesNo = PhraseTable<Bool>([("chưa", true), ("không", true), ("đã", true)])
}
