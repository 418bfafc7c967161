/// Takes a list of agencies apart, and gives a head that is written once to each item it stands
/// for.
struct AgencyList {
  let passage: Passage
  let limit: Int
  var names: [AgencyName] = []
  private var shared = SharedHead()
  private let grammar: AgencyGrammar

  init(passage: Passage, limit: Int) {
    self.passage = passage
    self.limit = limit
    grammar = AgencyGrammar(passage: passage, limit: limit)
  }

  mutating func read(_ range: Range<Int>) {
    var start = range.lowerBound
    var depth = 0
    for index in range {
      let letter = passage.letters[index]
      if letter == Mark.open { depth += 1 }
      if letter == Mark.close { depth = max(0, depth - 1) }
      if Mark.isHard(letter), depth == 0 || Mark.isLineEnd(letter) {
        readSegment(start..<index)
        start = index + 1
        depth = 0
      }
    }
    let hasSegments = start > range.lowerBound
    readSegment(start..<range.upperBound, isLast: true, inSegments: hasSegments)
  }

  private mutating func readSegment(
    _ segment: Range<Int>, isLast: Bool = false, inSegments: Bool = true
  ) {
    var start = afterHeading(in: segment)
    guard start < segment.upperBound else { return }
    if !shared.isColon { shared = SharedHead() }
    let first = names.count
    var item = start
    var depth = 0
    while start < segment.upperBound {
      let letter = passage.letters[start]
      if letter == Mark.open { depth += 1 }
      if letter == Mark.close { depth = max(0, depth - 1) }
      if depth == 0, let next = separated(start, before: segment.upperBound),
        splits(item..<start, at: next, isComma: letter == Mark.comma)
      {
        add(item..<start)
        item = next
        start = next
      } else {
        start += 1
      }
    }
    add(item..<segment.upperBound)
    if inSegments { joinPartWithParent(from: first) }
  }

  /// Start of the word after a separator at `index`.
  private func separated(_ index: Int, before end: Int) -> Int? {
    let letter = passage.letters[index]
    if letter == Mark.comma || letter == Mark.ampersand || letter == Mark.stop {
      guard letter != Mark.stop || passage.isSentenceEnd(index) else { return nil }
      var next = passage.skipSpace(index + 1)
      if let and = grammar.word(Word.and, at: next) { next = passage.skipSpace(and) }
      return next < end ? next : nil
    }
    guard letter == Word.and[0], let and = grammar.word(Word.and, at: index) else { return nil }
    let next = passage.skipSpace(and)
    return next < end ? next : nil
  }

  // MARK: where a new agency begins

  private mutating func splits(_ item: Range<Int>, at next: Int, isComma: Bool) -> Bool {
    let item = trimmed(item)
    guard !item.isEmpty, item.count < 300 else { return true }
    let view = ItemView(item, grammar)
    if let joint = grammar.phrase(AgencyVocabulary.fields, at: view.fieldStart), joint > next {
      return false
    }
    if view.isTitleOnly, grammar.phrase(AgencyVocabulary.separatePersons, at: next) == nil {
      return false
    }
    if view.isOffice, !view.hasLevel,
      AgencyVocabulary.heads.match(in: passage, at: next, before: limit)?.value == .place
    {
      return false
    }
    if let head = grammar.phrase(AgencyVocabulary.heads, at: view.headStart), head > next {
      return false
    }
    if view.head != nil, !view.isQuantified,
      grammar.phrase(AgencyVocabulary.loneGroups, at: next) != nil
    {
      return true
    }
    if view.isOpenGroup, grammar.bareGeneric(at: next) != nil { return false }
    if grammar.begins(at: next) { return true }
    if let level = grammar.levelEnd(at: next) {
      let place = passage.skipSpace(level)
      let names = passage.isCapital(place) || passage.letter(place).map(Letters.isDigit) == true
      if names, !shared.isActive { shared = SharedHead(placeHeadOf: view, grammar) }
      return names
    }
    return splitsWithoutHead(view, at: next, isComma: isComma)
  }

  private mutating func splitsWithoutHead(_ view: ItemView, at next: Int, isComma: Bool) -> Bool {
    guard passage.isCapital(next) || passage.letter(next).map(Letters.isDigit) == true else {
      return isComma && grammar.phrase(AgencyVocabulary.generics, at: next) != nil
    }
    if shared.isActive {
      return isComma || shared.isPlaces || isKnownField(view.fieldStart..<view.range.upperBound)
    }
    if view.hasPlace {
      shared = SharedHead(placeHeadOf: view, grammar)
      return true
    }
    if view.isField, grammar.phrase(AgencyVocabulary.fields, at: next) != nil,
      isComma || view.isQuantified
    {
      shared = SharedHead(fieldHeadOf: view, grammar)
      return true
    }
    return isComma && !view.isField
  }

  private func isKnownField(_ range: Range<Int>) -> Bool {
    grammar.phrase(AgencyVocabulary.fields, at: range.lowerBound) == range.upperBound
  }

  // MARK: headings: "Các Sở, ngành: …"

  /// Where the items begin after the last heading with a colon; the heading's head becomes the
  /// shared one.
  private mutating func afterHeading(in segment: Range<Int>) -> Int {
    var start = segment.lowerBound
    for index in segment where passage.letters[index] == Mark.colon {
      let heading = trimmed(start..<index)
      shared = SharedHead(heading: heading, grammar)
      start = index + 1
    }
    return start
  }

  // MARK: items

  private mutating func add(_ range: Range<Int>) {
    let range = trimmed(range)
    guard !range.isEmpty, var found = AgencyList.single(range, in: passage) else { return }
    let start = range.lowerBound
    let isOwn = grammar.begins(at: start)
    let isBare = grammar.bareGeneric(at: start) != nil && grammar.levelEnd(at: start) == nil
    if shared.isActive, !isOwn, !isBare {
      found.name = shared.named(found.name, hasLevel: grammar.levelEnd(at: start) != nil)
      found.isGroup = false
    }
    names.append(found)
  }

  /// A part and the body it belongs to are one: "Trung tâm Phục vụ hành chính công, Văn phòng
  /// UBND tỉnh",
  /// where the other items are held apart by semicolons.
  private mutating func joinPartWithParent(from first: Int) {
    guard names.count == first + 2, !names[first].isGroup, !names[first + 1].isGroup else { return }
    let (part, parent) = (names[first], names[first + 1])
    let partView = ItemView(part.range, grammar)
    let parentView = ItemView(parent.range, grammar)
    guard !partView.hasLevel, partView.isField, !partView.isDepartment,
      parentView.isDepartment || (parentView.isOffice && parentView.isOfProvince)
    else { return }
    names.removeLast(2)
    names.append(
      AgencyName(
        name: part.name + ", " + parent.name,
        range: part.range.lowerBound..<parent.range.upperBound, isGroup: false))
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = passage.trimmed(range, also: AgencyList.loose)
    while let and = grammar.word(Word.and, at: range.lowerBound), and <= range.upperBound {
      range = passage.trimmed(and..<range.upperBound, also: AgencyList.loose)
    }
    while !range.isEmpty, passage.letters[range.upperBound - 1] == Mark.close,
      !passage.letters[range].contains(Mark.open)
    {
      range = passage.trimmed(range.lowerBound..<range.upperBound - 1, also: AgencyList.loose)
    }
    return range
  }

  private static let loose: Set<Letter> = Set("-+•*.,;:…–/\n\u{2028}\u{201C}\u{201D}\"".utf16)

  /// One agency as it stands, without remarks in parentheses and without a needless "các".
  static func single(_ range: Range<Int>, in passage: Passage) -> AgencyName? {
    let grammar = AgencyGrammar(passage: passage, limit: range.upperBound)
    let view = ItemView(range, grammar)
    var text = ""
    var index = view.isQuantified && view.isNamed ? view.headStart : range.lowerBound
    var plain = index
    while index < range.upperBound {
      if let end = needlessEnd(at: index, view, passage) {
        text += passage.text(plain..<index)
        index = end
        plain = end
      } else {
        index += 1
      }
    }
    text += passage.text(plain..<range.upperBound)
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard !words.isEmpty else { return nil }
    return AgencyName(name: words.joined(separator: " "), range: range, isGroup: view.isGroup)
  }

  /// End of a remark in parentheses, or of the "các" in "UBND các phường Tân Lập".
  private static func needlessEnd(at index: Int, _ view: ItemView, _ passage: Passage) -> Int? {
    if passage.letters[index] == Mark.open {
      return passage.closing(index, before: view.range.upperBound)
    }
    guard view.hasPlace, let level = view.levelRange, index < level.lowerBound,
      index > view.headStart,
      let many = AgencyVocabulary.quantifiers.match(
        in: passage, at: index, before: level.lowerBound)
    else { return nil }
    return passage.skipSpace(many.range.upperBound) == level.lowerBound ? level.lowerBound : nil
  }
}
