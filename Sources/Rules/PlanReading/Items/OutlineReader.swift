/// The report outline (đề cương): sections, questions, and what each question asks for.
struct OutlineReader {
  let outlook: Outlook

  static func read(_ outlook: Outlook) -> Outline? {
    guard let zone = outlook.annexes.firstIndex(where: \.isOutline) else { return nil }
    let annex = outlook.annexes[zone]
    let reader = OutlineReader(outlook: outlook)
    let roots = outlook.tree.roots.filter { outlook.tree.nodes[$0].zone == zone + 1 }
    let sections = roots.filter { outlook.tree.nodes[$0].marker != nil || outlook.tree.nodes[$0].isHeading }
    let first = annex.heading.isEmpty ? annex.content.lowerBound : annex.heading.lowerBound
    let last = annex.heading.isEmpty ? first : annex.heading.upperBound - 1
    let range = outlook.manuscript.blocks[first].start..<outlook.manuscript.blocks[last].end
    return Outline(
      title: annex.title, sections: sections.map(reader.section), span: outlook.manuscript.working.span(range))
  }

  private func section(_ index: Int) -> OutlineSection {
    let node = outlook.tree.nodes[index]
    let leaf = Leaf(outlook, index)
    let title = leaf.passage.trimmed(leaf.content, also: [0x3A])
    var section = OutlineSection(
      number: node.marker?.number, title: leaf.passage.text(title),
      span: outlook.manuscript.span(leaf.passage, title))
    if node.children.allSatisfy(isTable) {
      section.questions = isQuestion(node) ? [question(leaf, hasTable: !node.children.isEmpty)] : []
    }
    for child in node.children { add(child, to: &section) }
    return section
  }

  /// A numbered point without points below it is itself a question.
  private func isQuestion(_ node: Node) -> Bool { node.marker != nil && node.level > 1 }

  private func add(_ index: Int, to section: inout OutlineSection) {
    let node = outlook.tree.nodes[index]
    guard !isTable(index) else { return }
    let leaf = Leaf(outlook, index)
    let points = node.children.filter { !isTable($0) }
    if points.isEmpty {
      section.questions.append(question(leaf, hasTable: !node.children.isEmpty))
    } else if node.marker?.kind.isListMark == true {
      // A point that only leads over gives its questions to the section; one that asks counts too.
      if !leaf.leadsOver { section.questions.append(question(leaf)) }
      for child in node.children { add(child, to: &section) }
    } else {
      section.sections.append(self.section(index))
    }
  }

  private func isTable(_ index: Int) -> Bool {
    outlook.manuscript.blocks[outlook.tree.nodes[index].block].kind == .table
  }

  private func question(_ leaf: Leaf, hasTable: Bool = false) -> Question {
    let range = leaf.passage.trimmed(leaf.content, also: [0x3B])
    let parts = QuestionParts.read(leaf.passage, range).map { part in
      QuestionPart(
        text: leaf.passage.text(part.range), kind: part.kind,
        span: outlook.manuscript.span(leaf.passage, part.range))
    }
    return Question(
      text: leaf.passage.text(range),
      kind: hasTable ? .table : QuestionParts.kind(leaf.passage, range, parts: parts.count),
      parts: parts, span: outlook.manuscript.span(leaf.passage, range))
  }
}

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
  static func read(_ passage: Passage, _ range: Range<Int>) -> [(range: Range<Int>, kind: QuestionKind)] {
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

  private static let listCues = PhraseTable<Bool>([
    ("nêu rõ", true), ("trong đó", true), ("báo cáo rõ", true), ("bao gồm", true), ("gồm", true), ("cụ thể", true),
  ])
  private static let joints = PhraseTable<Bool>([("và", true)])
  private static let yesNo = PhraseTable<Bool>([("chưa", true), ("không", true), ("đã", true)])
}
