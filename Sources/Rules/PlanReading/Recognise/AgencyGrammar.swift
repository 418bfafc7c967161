/// How far an agency's name reaches, by the way such names are written: a head word ("Sở", "Ủy
/// ban nhân
/// dân"), then a field of work in capitals or known words, then levels and places, then a few tails
/// ("liên quan", "trực thuộc"). Unknown names are held together by their capitals.
struct AgencyGrammar {
  let passage: Passage
  let limit: Int
  /// How many names this one stands in: "đơn vị thuộc Sở của tỉnh".
  var depth = 0

  private typealias Words = AgencyVocabulary

  /// End of the agency that begins at `index`; `nil` where none begins there.
  ///
  /// - Parameter isListed: the words stand in a list of agencies, where "Công an" alone is one.
  func end(at index: Int, isListed: Bool = false) -> Int? {
    guard index < limit, passage.isWordStart(index) else { return nil }
    var position = index
    var isGroup = false
    if let quantifier = phrase(Words.quantifiers, at: position) {
      position = passage.skipSpace(quantifier)
      isGroup = true
    }
    if let persons = personsEnd(at: position) {
      return personEnd(after: persons, from: position, isGroup: isGroup, isListed: isListed)
    }
    return unitEnd(at: position, isGroup: isGroup, isListed: isListed)
  }

  /// Whether an agency begins at `index`, without reading how far it reaches.
  func begins(at index: Int) -> Bool {
    guard index < limit, passage.isWordStart(index) else { return false }
    var position = index
    if let quantifier = phrase(Words.quantifiers, at: position) {
      position = passage.skipSpace(quantifier)
      if phrase(Words.generics, at: position) != nil || levelEnd(at: position) != nil {
        return true
      }
    }
    if phrase(Words.persons, at: position) != nil { return true }
    if let match = Words.heads.match(in: passage, at: position, before: limit) {
      return isHead(match, isListed: true)
    }
    return phrase(Words.generics, at: position).map { isGenericAlone(position, $0) } ?? false
  }

  /// End of one or more titles: "Chủ tịch, các Phó Chủ tịch".
  func personsEnd(at index: Int) -> Int? {
    guard let first = phrase(Words.persons, at: index) else { return nil }
    var end = first
    while end - index < 120, let next = afterSeparator(end) {
      var position = next
      if let quantifier = phrase(Words.quantifiers, at: position) {
        position = passage.skipSpace(quantifier)
      }
      guard let more = phrase(Words.persons, at: position),
        phrase(Words.separatePersons, at: position) == nil
      else { break }
      end = more
    }
    return end
  }

  private func personEnd(after persons: Int, from start: Int, isGroup: Bool, isListed: Bool) -> Int?
  {
    var position = passage.skipSpace(persons)
    if let of = word(Word.of, at: position) { position = passage.skipSpace(of) }
    var inner = position
    if let quantifier = phrase(Words.quantifiers, at: inner) {
      inner = passage.skipSpace(quantifier)
    }
    if let unit = unitEnd(at: inner, isGroup: inner > position, isListed: true) { return unit }
    let isPlain = Words.plainPersons.match(in: passage, at: start, before: limit) != nil
    let end = body(from: persons, head: isPlain ? .own : .field)
    if end > persons || isGroup || isListed { return end }
    return isPlain || followedByVerb(end) || passage.letter(end) == Mark.colon ? end : nil
  }

  private func unitEnd(at index: Int, isGroup: Bool, isListed: Bool) -> Int? {
    guard index < limit else { return nil }
    if let match = Words.heads.match(in: passage, at: index, before: limit),
      isHead(match, isListed: isListed || isGroup)
    {
      return body(from: match.range.upperBound, head: match.value)
    }
    if let generic = phrase(Words.generics, at: index), isGroup || isGenericAlone(index, generic) {
      return groupBody(from: generic)
    }
    if isGroup, let level = levelEnd(at: index) { return body(from: level, head: .place) }
    return nil
  }

  /// "cơ quan, đơn vị liên quan" without "các": a group only where a tail, a level or a second
  /// noun says so.
  private func isGenericAlone(_ index: Int, _ end: Int) -> Bool {
    let next = passage.skipSpace(end)
    if phrase(Words.closingTails, at: next) != nil { return true }
    if phrase(Words.loneGroups, at: index) != nil || phrase(Words.loneTails, at: next) != nil {
      return true
    }
    guard let second = afterSeparator(end), passage.letter(end) == Mark.comma,
      let more = phrase(Words.generics, at: second), !passage.isCapital(passage.skipSpace(more))
    else { return false }
    return true
  }

  /// Whether a head word is one here and not a common word ("Phòng, chống", "Bộ tiêu chí").
  private func isHead(_ match: PhraseTable<AgencyHead>.Match, isListed: Bool) -> Bool {
    let next = passage.skipSpace(match.range.upperBound)
    let isUpper = passage.isCapital(match.range.lowerBound)
    switch match.value {
    case .place, .own: return true
    case .field:
      guard phrase(Words.commonWords, at: match.range.lowerBound) == nil else { return false }
      return startsName(next) && (isUpper || !isListed || passage.isCapital(next) || hasField(next))
    case .word, .office:
      if startsName(next) || levelEnd(at: next) != nil { return true }
      guard isUpper else { return false }
      return isListed || next >= limit || followedByVerb(match.range.upperBound)
        || passage.letters[next] == Mark.colon
    }
  }

  private func startsName(_ index: Int) -> Bool {
    index < limit && (passage.isCapital(index) || hasField(index))
      && phrase(Words.stops, at: index, lowerOnly: true) == nil
  }

  private func hasField(_ index: Int) -> Bool { phrase(Words.fields, at: index) != nil }

  func followedByVerb(_ index: Int) -> Bool {
    phrase(Words.stops, at: passage.skipSpace(index), lowerOnly: true) != nil
  }

  /// The generic nouns of a group and what belongs to them: "các sở, ban, ngành tỉnh".
  private func groupBody(from index: Int) -> Int {
    var end = index
    while end < limit {
      if let next = afterSeparator(end, alsoDash: true), let more = bareGeneric(at: next) {
        end = more
        continue
      }
      let next = passage.skipSpace(end)
      if next > end, let more = bareGeneric(at: next), levelEnd(at: next) == nil,
        phrase(Words.stops, at: next) == nil
      {
        end = more
        continue
      }
      let extended = body(from: end, head: .own)
      if extended == end || phrase(Words.closingTails, at: passage.skipSpace(end)) != nil {
        return extended
      }
      end = extended
    }
    return end
  }

  /// A generic noun that is not the head of a single agency: "ban" in "sở, ban, ngành", not in
  /// "Ban Dân tộc".
  func bareGeneric(at index: Int) -> Int? {
    guard let end = phrase(Words.generics, at: index) else { return nil }
    if let persons = phrase(Words.persons, at: index), persons > end { return nil }
    let next = passage.skipSpace(end)
    return next > end && passage.isCapital(next) && levelEnd(at: next) == nil ? nil : end
  }

  func levelEnd(at index: Int) -> Int? {
    guard index < limit, !passage.isCapital(index) || isLevelName(index) else { return nil }
    return phrase(Words.levels, at: index)
  }

  /// Levels that are written with a capital: "TP", "Trung ương", "Việt Nam", "Quận 1".
  private func isLevelName(_ index: Int) -> Bool {
    guard let end = phrase(Words.levels, at: index) else { return false }
    let next = passage.skipSpace(end)
    if next > end, next < limit, Letters.isDigit(passage.letters[next]) { return true }
    let letters = passage.letters[index..<end]
    return letters.count > 5 && letters.contains(Mark.space) || letters.count <= 3
  }

  // MARK: after the head

  /// End of what belongs to a head that ends at `index`.
  func body(from index: Int, head: AgencyHead) -> Int {
    var walk = NameWalk(end: index, head: head)
    while let next = step(&walk) { walk.end = next }
    return walk.end
  }

  private func step(_ walk: inout NameWalk) -> Int? {
    let next = passage.skipSpace(walk.end)
    guard next < limit else { return nil }
    let letter = passage.letters[next]
    if letter == Mark.open, !walk.hasRemark {
      walk.hasRemark = true
      walk.lowerAllowed = 0
      return passage.closing(next, before: limit)
    }
    guard Letters.isWord(letter) else { return joined(&walk, at: next) }
    guard next > walk.end else { return nil }
    if let joint = word(Word.and, at: next) {
      return jointEnd(&walk, after: passage.skipSpace(joint), isComma: false)
    }
    return wordStep(&walk, at: next)
  }

  private func wordStep(_ walk: inout NameWalk, at next: Int) -> Int? {
    let isCapital = passage.isCapital(next)
    if walk.takesField, !walk.hasLevel, let field = fieldEnd(at: next, walk) {
      walk.lowerAllowed = 0
      walk.takesField = walk.head == .office
      return field
    }
    if !walk.hasLevel, let level = manyLevelsEnd(at: next) {
      walk.hasLevel = true
      return level
    }
    if !isCapital, isStop(next) { return nil }
    if let level = levelEnd(at: next) {
      walk.hasLevel = true
      walk.lowerAllowed = 0
      walk.hasPlace = false
      return level
    }
    if let tail = tailEnd(&walk, at: next) { return tail }
    if isCapital { return capitalStep(&walk, at: next) }
    if walk.hasLevel, !walk.hasPlace, Letters.isDigit(passage.letters[next]) {
      walk.hasPlace = true
      return passage.wordEnd(next, before: limit)
    }
    guard walk.lowerAllowed > 0, Letters.isWord(passage.letters[next]),
      !Letters.isDigit(passage.letters[next])
    else { return nil }
    walk.lowerAllowed -= 1
    walk.isAfterCapital = false
    return passage.wordEnd(next, before: limit)
  }

  /// "các xã" in "UBND các xã".
  private func manyLevelsEnd(at index: Int) -> Int? {
    phrase(Words.quantifiers, at: index).flatMap { levelEnd(at: passage.skipSpace($0)) }
  }

  private func isStop(_ index: Int) -> Bool {
    phrase(Words.stops, at: index) != nil && phrase(Words.tails, at: index) == nil
  }

  private func fieldEnd(at index: Int, _ walk: NameWalk) -> Int? {
    guard let end = phrase(Words.fields, at: index) else { return nil }
    return !passage.isCapital(index) && isStop(index) && walk.head != .field ? nil : end
  }

  private func capitalStep(_ walk: inout NameWalk, at next: Int) -> Int? {
    if walk.hasLevel {
      defer { walk.hasPlace = true }
      // A ward may be called "Trung tâm": a head word that ends the item is its name.
      if !walk.hasPlace, let name = Words.heads.match(in: passage, at: next, before: limit),
        name.range.upperBound >= limit
          || !Letters.isWord(passage.letters[passage.skipSpace(name.range.upperBound)])
      {
        return name.range.upperBound
      }
      return passage.wordEnd(next, before: limit)
    }
    if let head = Words.heads.match(in: passage, at: next, before: limit),
      head.value == .place || head.value == .own || head.value == .office
    {
      walk.head = walk.head == .office ? .office : head.value
      walk.lowerAllowed = 0
      return head.range.upperBound
    }
    walk.lowerAllowed = walk.isAfterCapital ? 0 : 1
    walk.isAfterCapital = !walk.isAfterCapital
    return passage.wordEnd(next, before: limit)
  }

  private func tailEnd(_ walk: inout NameWalk, at next: Int) -> Int? {
    guard let end = phrase(Words.tails, at: next, lowerOnly: true) else { return nil }
    let after = passage.skipSpace(end)
    if word(Word.under, at: end - Word.under.count) == end || word(Word.of, at: next) == end {
      guard let inner = innerEnd(at: after) else {
        return phrase(Words.stops, at: next) == nil && end - next > Word.under.count ? end : nil
      }
      walk.hasLevel = true
      walk.hasPlace = true
      return inner
    }
    walk.hasLevel = walk.hasLevel || walk.head == .place
    return end
  }

  private func innerEnd(at index: Int) -> Int? {
    guard depth < 3 else { return nil }
    let inner = AgencyGrammar(passage: passage, limit: limit, depth: depth + 1)
    return inner.end(at: index, isListed: true) ?? levelEnd(at: index)
  }

  /// What "-", "&" or "," leads on to inside a name.
  private func joined(_ walk: inout NameWalk, at index: Int) -> Int? {
    let letter = passage.letters[index]
    let next = passage.skipSpace(index + 1)
    guard next < limit else { return nil }
    if letter == Mark.ampersand { return jointEnd(&walk, after: next, isComma: false) }
    if letter == Mark.comma { return jointEnd(&walk, after: next, isComma: true) }
    guard Mark.isDash(letter) || letter == Mark.slash else { return nil }
    if walk.hasLevel { return levelEnd(at: next) }
    guard passage.isCapital(next), walk.head != .place,
      phrase(Words.generics, at: next) == nil || phrase(Words.fields, at: next) != nil
    else { return nil }
    walk.lowerAllowed = 1
    return passage.wordEnd(next, before: limit)
  }

  private func jointEnd(_ walk: inout NameWalk, after next: Int, isComma: Bool) -> Int? {
    if walk.hasLevel {
      guard !walk.hasPlace, let level = levelEnd(at: next),
        !passage.isCapital(passage.skipSpace(level))
      else { return nil }
      return level
    }
    let head = Words.heads.match(in: passage, at: next, before: limit)
    if walk.head == .office, head?.value == .place { return head?.range.upperBound }
    guard !isComma, walk.head == .field || walk.head == .office || walk.head == .own,
      passage.isCapital(next), !begins(at: next)
    else { return nil }
    walk.lowerAllowed = 1
    return phrase(Words.fields, at: next) ?? passage.wordEnd(next, before: limit)
  }

  // MARK: small things

  /// The word start after "," ";" "và" "&" that stands at or after `index`.
  func afterSeparator(_ index: Int, alsoDash: Bool = false) -> Int? {
    let next = passage.skipSpace(index)
    guard next < limit else { return nil }
    let letter = passage.letters[next]
    if letter == Mark.comma || letter == Mark.ampersand || (alsoDash && Mark.isDash(letter)) {
      let after = passage.skipSpace(next + 1)
      return word(Word.and, at: after).map(passage.skipSpace) ?? after
    }
    return (word(Word.and, at: next) ?? word(Word.or, at: next)).map(passage.skipSpace)
  }

  func phrase<Value>(_ table: PhraseTable<Value>, at index: Int, lowerOnly: Bool = false) -> Int? {
    guard index >= 0, index < limit, !lowerOnly || !passage.isCapital(index) else { return nil }
    return table.match(in: passage, at: index, before: limit)?.range.upperBound
  }

  /// End of this very word at `index`.
  func word(_ word: [Letter], at index: Int) -> Int? {
    passage.wordEnd(word, at: index, before: limit)
  }
}

/// Where the reading of a name stands.
private struct NameWalk {
  var end: Int
  var head: AgencyHead
  var takesField: Bool
  var hasLevel = false
  var hasPlace = false
  var hasRemark = false
  /// Lower-case syllables that may still follow the capital one: "Nội vụ".
  var lowerAllowed = 0
  /// Two capitals in a row are a proper name ("Đắk Lắk"), after which no lower-case syllable belongs.
  var isAfterCapital = false

  init(end: Int, head: AgencyHead) {
    self.end = end
    self.head = head
    takesField = head != .place
  }
}
