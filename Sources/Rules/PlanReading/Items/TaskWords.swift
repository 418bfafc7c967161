/// How sentences that give work are told from those that do not.
enum TaskWords {
  private static let file = "task-words.yaml"

  /// The words after the marker as a passage of their own.
  static func content(_ leaf: Leaf) -> Passage {
    let words = afterLeadIn(leaf.passage, leaf.words)
    return Passage(
      letters: Array(leaf.passage.letters[words]), places: Array(leaf.passage.places[words]))
  }

  /// The range after "Căn cứ Kế hoạch này", "Trên cơ sở kế hoạch của huyện,": who comes next owes the work.
  static func afterLeadIn(_ passage: Passage, _ range: Range<Int>) -> Range<Int> {
    guard let lead = leadIns.match(in: passage, at: range.lowerBound, before: range.upperBound)
    else { return range }
    let limit = min(range.upperBound, lead.range.upperBound + 70)
    if let this = this.first(
      in: passage, lead.range.upperBound..<min(limit, lead.range.upperBound + 30))
    {
      return start(passage, this.range.upperBound)..<range.upperBound
    }
    guard let comma = passage.letters[lead.range.upperBound..<limit].firstIndex(of: 0x2C) else {
      return range
    }
    return start(passage, comma)..<range.upperBound
  }

  private static func start(_ passage: Passage, _ index: Int) -> Int {
    var index = index
    while index < passage.count, !Letters.isWord(passage.letters[index]) { index += 1 }
    return index
  }

  /// Whether who leads is named at the head of the sentence, in brackets, or after "Giao".
  static func leadsAtStart(_ leaf: Leaf) -> Bool {
    let words = afterLeadIn(leaf.passage, leaf.words)
    guard let lead = Agencies.responsibilities(in: leaf.passage, words).leadRange else {
      return false
    }
    return lead.lowerBound <= words.lowerBound + 6
      || lead.lowerBound > 0 && leaf.passage.letters[lead.lowerBound - 1] == 0x28
  }

  private static let leadIns = Vocabulary.table(file, "leadIns")
  private static let this = Vocabulary.table(file, "leadInEnds")

  /// Closing formulae, pointers to annexes and sentences that only lead over.
  static func isFormula(_ leaf: Leaf, _ node: Node) -> Bool {
    let passage = leaf.passage
    if case .article = node.marker?.kind { return true }
    if node.marker == nil || node.marker?.kind.isListMark == false {
      if RoleWords.annexPointers.first(in: passage, leaf.content) != nil, leaf.content.count < 220 {
        return true
      }
    }
    // "Dự kiến thành phần Đoàn kiểm tra gồm …" makes up a team.
    let head = leaf.content.lowerBound..<min(leaf.content.upperBound, leaf.content.lowerBound + 60)
    if InspectionWords.teamList.first(in: passage, head) != nil { return true }
    if passage.letters.first == 0x28, passage.letters.last == 0x29 { return true }
    guard node.marker == nil else { return false }
    if leaf.leadsOver { return true }
    guard let closing = RoleWords.closings.match(in: passage, at: leaf.content.lowerBound) else {
      return false
    }
    return RoleWords.closingSigns.first(in: passage, closing.range.upperBound..<passage.count)
      != nil
      || passage.letters.last == 0x2F || passage.count < 160
  }

  /// "Giao …"
  static func isAssigned(_ leaf: Leaf) -> Bool {
    assigning.match(in: leaf.passage, at: leaf.words.lowerBound) != nil
  }

  private static let assigning = Vocabulary.table(file, "assigning")

  /// Whether a sentence obliges the agency it names.
  static func orders(_ leaf: Leaf) -> Bool {
    orders.first(in: leaf.passage, leaf.words) != nil
  }

  /// The agencies that a heading consists of: "1. Phòng Nội vụ", "Trách nhiệm của các sở, ngành:".
  static func headingAgencies(_ heading: Leaf) -> Responsibility {
    let words = content(heading)
    if RoleWords.isRole(words) { return Responsibility() }
    guard let subject = Agencies.subject(of: words) else { return Responsibility() }
    var rest = subject.end
    while rest < words.count, !Letters.isWord(words.letters[rest]) { rest += 1 }
    while let empty = emptyEndings.match(in: words, at: rest) {
      rest = empty.range.upperBound
      while rest < words.count, !Letters.isWord(words.letters[rest]) { rest += 1 }
      if rest == words.count { break }
    }
    let left = words.count - rest
    guard left <= 12 || words.letters.last == 0x3A && left <= 60 else { return Responsibility() }
    return Responsibility(subject: subject.agencies)
  }

  /// Who leads and helps by a sentence that leads over to a list.
  static func doers(_ leaf: Leaf) -> Responsibility {
    let words = content(leaf)
    guard !RoleWords.isRole(words) else { return Responsibility() }
    var who = Responsibility(sentence: leaf.passage, leaf.words)
    if let subject = Agencies.subject(of: words) {
      who.take(subject: subject.agencies, assigned: isAssigned(leaf))
    }
    return who
  }

  /// What has to be kept as evidence: the words before "làm hồ sơ minh chứng", else the whole sentence.
  static func evidence(_ passage: Passage, _ cue: Range<Int>) -> String {
    var start = cue.lowerBound
    while start > 0, ![0x2E, 0x3B].contains(passage.letters[start - 1]) { start -= 1 }
    var end = cue.lowerBound
    if let joint = joints.matches(in: passage, start..<cue.lowerBound).last,
      passage.trimmed(joint.range.upperBound..<cue.lowerBound).isEmpty
    {
      end = joint.range.lowerBound
    }
    let before = passage.trimmed(start..<end, also: [0x2C])
    guard before.count >= 8 else {
      return passage.text(passage.trimmed(start..<passage.count, also: [0x2E]))
    }
    return passage.text(before)
  }

  private static let joints = Vocabulary.table(file, "evidenceJoints")
  private static let emptyEndings = Vocabulary.table(file, "emptyEndings")
  private static let orders = Vocabulary.table(file, "orders")
}
