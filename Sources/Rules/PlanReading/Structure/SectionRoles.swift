/// What parts of a document are for, so that the same words are a task in one and a question in another.
struct SectionRoles: Sendable {
  enum Role: String, Sendable, CaseIterable {
    case background, targets, tasks, reports, budget
    case inspectionContent, inspectionForms, inspectionUnits, inspectionTime, inspectionTeam

    var isInspection: Bool { rawValue.hasPrefix("inspection") }
  }

  /// The roles of each node, its own or those of the section above.
  private(set) var roles: [Set<Role>]
  /// Whether the node stands in a document or part about inspection.
  private(set) var isInspection: [Bool]

  init(_ outlook: Outlook) {
    let tree = outlook.tree
    roles = Array(repeating: [], count: tree.nodes.count)
    isInspection = Array(repeating: false, count: tree.nodes.count)
    let title = Passage(outlook.head.title ?? "")
    let isAboutInspection = RoleWords.subjects.first(in: title) != nil
    for index in tree.nodes.indices {
      let node = tree.nodes[index]
      let parent = node.parent
      let inherited = parent.map { roles[$0] } ?? []
      isInspection[index] = parent.map { isInspection[$0] } ?? isAboutInspection
      roles[index] = inherited
      guard (node.marker != nil && node.marker?.kind.isListMark == false) || node.isHeading else {
        continue
      }
      let passage = outlook.manuscript.passage(node.titleBlock ?? node.block)
      let start = node.titleBlock == nil ? node.marker?.contentStart ?? 0 : 0
      let heading = SectionRoles.heading(passage, from: start)
      if parent == nil, inherited.isEmpty, !isInspection[index],
        SectionRoles.opensInspection(passage, heading, children: node.children, outlook)
      {
        isInspection[index] = true
      }
      let own = SectionRoles.roles(
        passage, heading, inInspection: isInspection[index], under: inherited)
      if !own.isEmpty { roles[index] = own }
    }
  }

  /// The heading's own words: to the colon, at most 120 letters.
  private static func heading(_ passage: Passage, from start: Int) -> Range<Int> {
    let end = (start..<min(passage.count, start + 120)).first { passage.letters[$0] == 0x3A }
    return start..<(end ?? min(passage.count, start + 120))
  }

  private static func roles(
    _ passage: Passage, _ heading: Range<Int>, inInspection: Bool, under inherited: Set<Role>
  ) -> Set<Role> {
    var result: Set<Role> = []
    var isStart = true
    // In capitals every phrase counts; otherwise only the first words of a short heading.
    let isTitle = HeadWords.isCapitals(passage, heading)
    guard isTitle || heading.count <= 80 || heading.upperBound < passage.count else { return [] }
    var index = RoleWords.skipFillers(passage, heading.lowerBound, heading.upperBound)
    while index < heading.upperBound {
      if let match = RoleWords.match(passage, index, heading.upperBound, inInspection) {
        result.insert(match.value)
        index = match.range.upperBound
      } else if !isTitle, isStart {
        return []
      } else {
        index += 1
      }
      isStart = false
      if !isTitle {
        // "Mục đích, yêu cầu": a further phrase may follow a comma or "và".
        index = RoleWords.skipJoiners(passage, index, heading.upperBound)
        if RoleWords.match(passage, index, heading.upperBound, inInspection) == nil { break }
      }
    }
    let isWhole = heading.upperBound - index <= 25
    return settle(result, isTitle: isTitle, isWhole: isWhole, under: inherited)
  }

  /// One heading, one use: what gives work wins over what explains; inside tasks only a change of subject
  /// counts.
  private static func settle(
    _ found: Set<Role>, isTitle: Bool, isWhole: Bool, under inherited: Set<Role>
  ) -> Set<Role> {
    let inspection = found.filter(\.isInspection)
    if inherited.contains(where: \.isInspection), !isTitle { return inspection }
    // "Nội dung và trách nhiệm …" gives work even where inspection is the subject.
    let givesWork = found.contains(.tasks) && inspection == [.inspectionContent]
    if !inspection.isEmpty, !givesWork, !inherited.contains(.tasks) { return inspection }
    if found.contains(.tasks) { return found.contains(.targets) ? [.tasks, .targets] : [.tasks] }
    if inherited.contains(.tasks), !isTitle {
      return isWhole ? found.intersection([.reports, .budget]) : []
    }
    if inherited.contains(.targets), found == [.background] { return [] }
    return found.count == 1 ? found : found.subtracting([.background])
  }

  /// A top part whose heading names inspection and whose points say form, units, time or team.
  private static func opensInspection(
    _ passage: Passage, _ heading: Range<Int>, children: [Int], _ outlook: Outlook
  ) -> Bool {
    guard RoleWords.subjects.first(in: passage, heading) != nil else { return false }
    let aspects = children.filter { child in
      let node = outlook.tree.nodes[child]
      let words = outlook.manuscript.passage(node.block)
      let start = RoleWords.skipFillers(words, node.marker?.contentStart ?? 0, words.count)
      return RoleWords.match(words, start, words.count, true)?.value.isInspection ?? false
    }
    return aspects.count >= 2
  }
}

enum RoleWords {
  private static let file = "section-roles.yaml"
  typealias Role = SectionRoles.Role

  private static let general = table("roles")
  private static let inspection = table("inspectionRoles")
  static let subjects = Vocabulary.table(file, "inspectionSubjects", bare: true)
  static let fillers = Vocabulary.table(file, "fillers")
  static let closings = Vocabulary.table(file, "closings", bare: true)
  static let closingSigns = Vocabulary.table(file, "closingSigns", bare: true)
  static let leads = Vocabulary.table(file, "leads")
  static let annexPointers = Vocabulary.table(file, "annexPointers")

  private static func table(_ key: String) -> PhraseTable<Role> {
    PhraseTable(
      Vocabulary.groups(file, key).flatMap { group in
        group.phrases.compactMap { phrase in Role(rawValue: group.name).map { (phrase, $0) } }
      }, bare: true)
  }

  static func match(
    _ passage: Passage, _ index: Int, _ limit: Int, _ inInspection: Bool
  ) -> PhraseTable<Role>.Match? {
    guard index < limit else { return nil }
    let general = general.match(in: passage, at: index, before: limit)
    guard inInspection, let special = inspection.match(in: passage, at: index, before: limit) else {
      return general
    }
    return special.range.count >= (general?.range.count ?? 0) ? special : general
  }

  /// Whether a heading begins with a word for a part of a document ("Tổ chức thực hiện").
  static func isRole(_ words: Passage) -> Bool {
    guard let match = general.match(in: words, at: 0) else { return false }
    return match.range.upperBound == words.count || match.value != .tasks
      || HeadWords.isCapitals(words)
  }

  static func skipFillers(_ passage: Passage, _ start: Int, _ limit: Int) -> Int {
    var index = passage.skipSpace(start)
    while index < limit, let filler = fillers.match(in: passage, at: index, before: limit) {
      index = passage.skipSpace(filler.range.upperBound)
    }
    return index
  }

  static func skipJoiners(_ passage: Passage, _ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, !Letters.isWord(passage.letters[index]) { index += 1 }
    return skipFillers(passage, index, limit)
  }
}
