/// Words by which inspection programmes are read.
enum InspectionWords {
  private static let file = "inspection-words.yaml"
  static let forms = PhraseTable<InspectionForm>(
    Vocabulary.groups("inspection-forms.yaml").flatMap { group in
      group.phrases.compactMap { phrase in InspectionForm(rawValue: group.name).map { (phrase, $0) }
      }
    }, bare: true)
  static let period = Vocabulary.table(file, "period")
  static let periodCues = Vocabulary.table(file, "periodCues")
  static let teamList = Vocabulary.table(file, "teamList")
  private static let selections = Vocabulary.table(file, "selection")
  private static let unitCues = Vocabulary.table(file, "unitCues")
  private static let generic = PhraseTable<Bool>([("kiểm tra", true), ("tiến hành kiểm tra", true)])

  /// The form with which a point begins ("1. Kiểm tra đột xuất: …"); in a part about units any
  /// "Kiểm tra việc …" is a planned inspection.
  static func form(opening leaf: Leaf, isUnits: Bool) -> InspectionForm? {
    let start = RoleWords.skipFillers(
      leaf.passage, leaf.content.lowerBound, leaf.content.upperBound)
    for index in [leaf.content.lowerBound, start] {
      if let match = forms.match(in: leaf.passage, at: index) { return match.value }
    }
    let heading = leaf.passage.letters[leaf.content].prefix(60).firstIndex(of: 0x3A)
    if let heading, let match = forms.first(in: leaf.passage, leaf.content.lowerBound..<heading) {
      return match.value
    }
    return isUnits && generic.match(in: leaf.passage, at: start) != nil ? .periodic : nil
  }

  /// The sentence that says how units are chosen, where there is one.
  static func selection(_ leaf: Leaf) -> String? {
    guard let cue = selections.first(in: leaf.passage, leaf.content) else { return nil }
    let sentence = ReportWords.sentence(around: cue.range, in: leaf.passage)
    var start = max(sentence.lowerBound, leaf.content.lowerBound)
    // "Cấp xã: Đoàn kiểm tra chọn …": the level in front belongs to it; a long lead-in does not.
    if let colon = leaf.passage.letters[start..<cue.range.lowerBound].lastIndex(of: 0x3A),
      colon - start > 40
    {
      start = colon + 1
    }
    return leaf.passage.text(leaf.passage.trimmed(start..<sentence.upperBound, also: [0x2E, 0x3B]))
  }

  /// The units that a point names: what follows its colon or cue; all of it in a part about units.
  static func units(_ leaf: Leaf, isUnits: Bool) -> [String] {
    let passage = leaf.passage
    let content = passage.trimmed(leaf.content, also: [0x2E, 0x3B])
    var start = content.lowerBound
    if let colon = passage.letters[content].firstIndex(of: 0x3A) {
      // "Cấp tỉnh: Các Sở, ngành: A, B": the list head keeps its own colon.
      start = listStart(passage, colon, content)
      // "Phúc tra: kiểm tra lại việc khắc phục tại Sở A, …": the list begins after the cue.
      if Agencies.match(in: passage, at: start) == nil,
        let cue = cue(passage, start..<content.upperBound)
      {
        start = cue
      }
    } else if let cue = cue(passage, content) {
      start = cue
    } else if !isUnits {
      return []
    }
    return Agencies.list(in: passage, start..<sentenceEnd(passage, start, content.upperBound)).map(
      \.name
    )
    .filter(isAgency)
  }

  /// A list item that names one unit, perhaps with its day: "- UBND phường An Thạnh: ngày 09/6/2022;".
  static func unitItem(_ leaf: Leaf) -> String? {
    guard let agency = Agencies.match(in: leaf.passage, at: leaf.content.lowerBound),
      !agency.isGroup
    else { return nil }
    let next = leaf.passage.skipSpace(agency.range.upperBound)
    guard
      next >= leaf.passage.count
        || [0x3A, 0x3B, 0x2E, 0x28, 0x2C].contains(leaf.passage.letters[next])
    else { return nil }
    return agency.name
  }

  private static let places = PhraseTable<Bool>([
    ("thành phố", true), ("huyện", true), ("thị xã", true), ("quận", true), ("xã", true),
    ("phường", true),
    ("thị trấn", true), ("đặc khu", true), ("trường", true), ("trạm", true),
  ])

  /// Whether a name is that of an agency or place, not a clause that a list swept in.
  private static func isAgency(_ name: String) -> Bool {
    let words = Passage(name)
    if let match = Agencies.match(in: words, at: 0) { return match.range.count * 2 >= words.count }
    guard let level = places.match(in: words, at: 0) else { return false }
    let place = words.skipSpace(level.range.upperBound)
    return place < words.count && Letters.isUpper(words.letters[place])
  }

  /// Where a list of agencies begins after "tại", "gồm" and the like.
  private static func cue(_ passage: Passage, _ range: Range<Int>) -> Int? {
    unitCues.matches(in: passage, range).map { passage.skipSpace($0.range.upperBound) }
      .first { Agencies.match(in: passage, at: $0) != nil }
  }

  private static func listStart(_ passage: Passage, _ colon: Int, _ content: Range<Int>) -> Int {
    let head = passage.trimmed(content.lowerBound..<colon)
    if forms.first(in: passage, head) == nil,
      Agencies.match(in: passage, at: head.lowerBound)?.isGroup == true
    {
      return head.lowerBound
    }
    let cue = unitCues.matches(in: passage, head).last { cue in
      Agencies.match(in: passage, at: passage.skipSpace(cue.range.upperBound))?.isGroup == true
    }
    if let cue, cue.value { return passage.skipSpace(cue.range.upperBound) }
    return passage.skipSpace(colon + 1)
  }

  private static func sentenceEnd(_ passage: Passage, _ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit {
      if passage.letters[index] == 0x2E, index + 1 < limit, passage.letters[index + 1] == 0x20,
        index > 2, Letters.isWord(passage.letters[index - 2])
      {
        return index
      }
      index += 1
    }
    return limit
  }

  /// The agencies with which a sentence begins.
  static func subjectUnits(_ leaf: Leaf) -> [String] {
    Agencies.subject(of: TaskWords.content(leaf))?.agencies.map(\.name) ?? []
  }
}
