/// What the words of one item of a list are: head, quantifier, level, place.
struct ItemView {
  let range: Range<Int>
  /// After quantifiers and titles of persons.
  private(set) var headStart: Int
  private(set) var fieldStart: Int
  private(set) var isQuantified = false
  private(set) var isTitleOnly = false
  private(set) var isGeneric = false
  private(set) var head: AgencyHead?
  private(set) var hasLevel = false
  /// A level with the name of a place after it.
  private(set) var hasPlace = false
  private(set) var levelRange: Range<Int>?
  private(set) var levelCount = 0
  private(set) var isClosed = false
  private(set) var isDepartment = false
  private(set) var isOfProvince = false
  private(set) var hasInnerQuantifier = false
  private(set) var isPlainPerson = false

  var isOffice: Bool { head == .office }
  var isField: Bool { head == .field }
  /// "các" before a single named agency, or before a level with its place.
  var isNamed: Bool {
    guard headStart > range.lowerBound, !hasInnerQuantifier else { return false }
    return head == .field && fieldStart < range.upperBound && !isClosed && startsWithCapitalField
      || (head == nil && hasPlace)
  }
  /// A group to which more nouns may be added: "các sở, ban" before ", ngành".
  var isOpenGroup: Bool {
    (isGeneric || levelCount > 0 && !hasPlace && isMany || isPlainPerson) && !isClosed
  }
  var isGroup: Bool {
    (isQuantified && !isNamed) || isGeneric || isPlainPerson
      || (!hasPlace && (hasInnerQuantifier || levelCount > 1 || isWholeLevel))
  }
  private var isMany: Bool { isQuantified || hasInnerQuantifier || levelCount > 0 }
  private var isWholeLevel = false
  private var startsWithCapitalField = false

  init(_ range: Range<Int>, _ grammar: AgencyGrammar) {
    self.range = range
    let passage = grammar.passage
    let inner = AgencyGrammar(passage: passage, limit: range.upperBound)
    var position = range.lowerBound
    if let quantifier = inner.phrase(AgencyVocabulary.quantifiers, at: position) {
      isQuantified = true
      position = passage.skipSpace(quantifier)
    }
    isPlainPerson = inner.phrase(AgencyVocabulary.plainPersons, at: position) != nil
    if let persons = inner.personsEnd(at: position) {
      isTitleOnly = persons >= range.upperBound && !isPlainPerson
      position = passage.skipSpace(persons)
      isPlainPerson = isPlainPerson && !passage.isCapital(position)
      if let of = inner.word(Word.of, at: position) { position = passage.skipSpace(of) }
      if let quantifier = inner.phrase(AgencyVocabulary.quantifiers, at: position) {
        hasInnerQuantifier = true
        position = passage.skipSpace(quantifier)
      }
    }
    headStart = position
    fieldStart = position
    if let match = AgencyVocabulary.heads.match(in: passage, at: position, before: range.upperBound)
    {
      readHead(match, inner)
    }
    if head == nil { isGeneric = inner.bareGeneric(at: position) != nil }
    readLevels(inner, from: fieldStart)
  }

  private mutating func readHead(
    _ match: PhraseTable<AgencyHead>.Match, _ grammar: AgencyGrammar
  ) {
    let next = grammar.passage.skipSpace(match.range.upperBound)
    let isAlone =
      next >= range.upperBound
      || !grammar.passage.isCapital(next)
        && grammar.phrase(AgencyVocabulary.fields, at: next) == nil
    if isAlone, match.value == .field, grammar.bareGeneric(at: headStart) != nil { return }
    head = match.value
    fieldStart = min(next, range.upperBound)
    startsWithCapitalField = grammar.passage.isCapital(next)
    let words = grammar.passage.folded[match.range]
    isDepartment =
      words.elementsEqual(ItemView.department) || words.elementsEqual(ItemView.ministry)
  }

  private mutating func readLevels(_ grammar: AgencyGrammar, from start: Int) {
    let passage = grammar.passage
    var index = start
    while index < range.upperBound {
      guard passage.isWordStart(index) else {
        index += 1
        continue
      }
      if let level = grammar.levelEnd(at: index) {
        noteLevel(index..<level, grammar)
        index = level
      } else {
        if index > headStart, grammar.phrase(AgencyVocabulary.quantifiers, at: index) != nil {
          hasInnerQuantifier = true
        }
        if grammar.phrase(AgencyVocabulary.closingTails, at: index) != nil { isClosed = true }
        index = passage.wordEnd(index, before: range.upperBound)
      }
    }
  }

  private mutating func noteLevel(_ level: Range<Int>, _ grammar: AgencyGrammar) {
    let passage = grammar.passage
    hasLevel = true
    levelCount += 1
    if levelRange == nil { levelRange = level }
    let next = passage.skipSpace(level.upperBound)
    let isShort = passage.folded[level].starts(with: ItemView.rank)
    if isShort { isWholeLevel = true }
    if next < range.upperBound, next > level.upperBound || passage.letters[next - 1] == Mark.stop,
      passage.isCapital(next) || Letters.isDigit(passage.letters[next])
    {
      hasPlace = true
    }
    isOfProvince =
      isOfProvince || ItemView.province.contains { passage.folded[level].elementsEqual($0) }
  }

  private static let department = Array("sở".utf16)
  private static let ministry = Array("bộ".utf16)
  private static let rank = Array("cấp ".utf16)
  private static let province = ["tỉnh", "thành phố", "tp", "tp."].map { Array($0.utf16) }
}
