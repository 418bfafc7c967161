/// "Cơ quan chủ trì: …", "Thời gian thực hiện: …": words with a colon in front of what belongs to a task.
struct Label: Sendable {
  enum Kind: String, Sendable {
    case lead, coordinating, executing, responsible, time, product, funding, evidence
  }

  let kind: Kind
  let words: Range<Int>
  /// What the label says, without the punctuation around it.
  let value: Range<Int>
}

enum Labels {
  static func find(in passage: Passage, _ range: Range<Int>) -> [Label] {
    var heads: [(kind: Label.Kind, words: Range<Int>, colon: Int)] = []
    for index in range where passage.letters[index] == 0x3A {
      if let (kind, words) = label(
        in: passage, before: index, from: heads.last?.colon ?? range.lowerBound, range)
      {
        heads.append((kind, words, index))
      }
    }
    return heads.indices.map { position in
      let head = heads[position]
      let end = position + 1 < heads.count ? heads[position + 1].words.lowerBound : range.upperBound
      let value = closedValue(passage, head.colon + 1..<end)
      return Label(kind: head.kind, words: head.words, value: value)
    }
  }

  /// The label whose words end at a colon and begin a clause.
  private static func label(
    in passage: Passage, before colon: Int, from start: Int, _ range: Range<Int>
  ) -> (Label.Kind, Range<Int>)? {
    var begin = colon
    while begin > start, !isClauseEnd(passage.letters[begin - 1]) { begin -= 1 }
    // A comma may stand inside a label ("cơ quan, đơn vị chủ trì") or in front of it.
    for candidate in [begin, lastComma(passage, begin, colon)].compactMap({ $0 }) {
      let first = skipMarks(passage, candidate, colon)
      guard let match = words.match(in: passage, at: first, before: colon) else { continue }
      let rest = passage.trimmed(match.range.upperBound..<colon)
      let isRemark = rest.isEmpty || passage.letters[rest.lowerBound] == 0x28
      if isRemark { return (match.value, first..<colon) }
    }
    return nil
  }

  private static func isClauseEnd(_ letter: Letter) -> Bool {
    [0x2E, 0x3B, 0x28, 0x2028, 0x3A, 0x2F].contains(letter)
  }

  private static func lastComma(_ passage: Passage, _ start: Int, _ end: Int) -> Int? {
    passage.letters[start..<end].lastIndex(of: 0x2C).map { $0 + 1 }
  }

  private static func skipMarks(_ passage: Passage, _ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, !Letters.isWord(passage.letters[index]) { index += 1 }
    return index
  }

  /// Without stops and without a bracket that the value did not open.
  private static func closedValue(_ passage: Passage, _ range: Range<Int>) -> Range<Int> {
    var value = passage.trimmed(range, also: [0x2E, 0x3B, 0x2C, 0x2D, 0x2B, 0x2028])
    if let last = value.last, passage.letters[last] == 0x29,
      !passage.letters[value].contains(0x28)
    {
      value = passage.trimmed(value.lowerBound..<last, also: [0x2E, 0x3B, 0x2C])
    }
    return value
  }

  private static let file = "task-labels.yaml"
  private static let words = PhraseTable<Label.Kind>(
    [
      Label.Kind.lead, .coordinating, .executing, .responsible, .time, .product, .funding,
      .evidence,
    ].flatMap { kind in
      Vocabulary.list(file, kind.rawValue).map { ($0, kind) }
    })
  /// "Biện pháp: …", "Nội dung: …": the task is what follows.
  static let contents = Vocabulary.table(file, "contents")
  static let evidenceCues = Vocabulary.table(file, "evidenceCues", bare: true)

  /// What a column of a table holds, by its head.
  static let columns: PhraseTable<TableColumn> = {
    var entries = Vocabulary.groups(file, "columns").flatMap { group in
      group.phrases.compactMap { phrase in TableColumn(rawValue: group.name).map { (phrase, $0) } }
    }
    for kind in [TableColumn.lead, .coordinating, .executing, .time, .product, .funding, .evidence]
    {
      entries += Vocabulary.list(file, kind.rawValue).map { ($0, kind) }
    }
    return PhraseTable(entries)
  }()
}

/// What a column of an annex table holds.
enum TableColumn: String, Sendable {
  case ordinal, task, target, measure, value, unit, content, form, note
  case lead, coordinating, executing, time, product, funding, evidence
}
