/// The team: "Trưởng đoàn: …", "Ông …, Giám đốc Sở Nội vụ - Trưởng đoàn", "Thành phần Đoàn gồm …".
enum TeamReader {
  private static let roles = Vocabulary.table(groups: "inspection-words.yaml", "team")

  static func read(_ outlook: Outlook, _ leaf: Leaf, into team: inout [TeamRole]) {
    let passage = leaf.passage
    let content = passage.trimmed(leaf.content, also: [0x2E, 0x3B])
    let named = roles.matches(in: passage, content).compactMap {
      match -> (role: String, start: Int, colon: Int)? in
      let colon = passage.letters[match.range.upperBound..<content.upperBound].prefix(40)
        .firstIndex(of: 0x3A)
      return colon.map { (match.value, match.range.lowerBound, $0) }
    }
    if !named.isEmpty {
      for (index, item) in named.enumerated()
      where index == 0 || named[index - 1].colon < item.start {
        let end = index + 1 < named.count ? named[index + 1].start : content.upperBound
        guard item.colon + 1 < end else { continue }
        for part in passage.letters[item.colon + 1..<end].split(separator: 0x3B) {
          add(outlook, passage, item.role, part.startIndex..<part.endIndex, into: &team)
        }
      }
      return
    }
    // The role may stand at the end: "…, Giám đốc Sở Nội vụ - Trưởng đoàn".
    if let match = roles.matches(in: passage, content).last,
      passage.trimmed(match.range.upperBound..<content.upperBound, also: [0x2E, 0x3B, 0x2C, 0x29])
        .isEmpty
    {
      let marks: Set<Letter> = [0x2D, 0x2013, 0x2C, 0x3A, 0x28]
      let who = passage.trimmed(
        content.lowerBound..<match.range.lowerBound, also: marks.union([0x3B]))
      return add(outlook, passage, match.value, who, into: &team)
    }
    guard let list = InspectionWords.teamList.first(in: passage, content) else { return }
    let rest = list.range.upperBound..<content.upperBound
    for agency in Agencies.list(in: passage, rest) {
      add(outlook, passage, "member", agency.range, name: agency.name, into: &team)
    }
  }

  private static func add(
    _ outlook: Outlook, _ passage: Passage, _ role: String, _ range: Range<Int>,
    name: String? = nil,
    into team: inout [TeamRole]
  ) {
    let who = passage.trimmed(range, also: [0x3B, 0x2E])
    guard !who.isEmpty else { return }
    team.append(
      TeamRole(
        role: role, who: name ?? passage.text(who), span: outlook.manuscript.span(passage, who)))
  }
}
