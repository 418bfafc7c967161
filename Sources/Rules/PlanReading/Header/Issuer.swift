/// Who issued a document: from its head, its opening sentence or its signature, with the name of the place.
enum Issuer {
  static func read(_ outlook: Outlook) -> (name: String, span: Span?)? {
    if let lines = fromHead(outlook) { return lines }
    if let sentence = fromOpening(outlook) {
      return (complete(sentence.name, outlook), sentence.span)
    }
    return fromSignature(outlook).map { (complete($0.name, outlook), $0.span) }
  }

  // MARK: Head

  /// The last agency of the left column; one that is part of a larger one keeps its place name.
  private static func fromHead(_ outlook: Outlook) -> (name: String, span: Span?)? {
    var names: [(text: String, span: Span)] = []
    for line in outlook.agencyLines {
      if let last = names.last, carriesOn(last.text, line.text) {
        names[names.count - 1] = (
          last.text + " " + line.text, last.span.joined(line.span)
        )
      } else {
        names.append(line)
      }
    }
    guard let own = names.last else { return nil }
    let name = complete(properCase(own.text, outlook), outlook)
    guard levels.first(in: Passage(name)) == nil else { return (name, own.span) }
    guard names.count > 1 else {
      // "ỦY BAN NHÂN DÂN" alone: the opening sentence may name its level.
      guard let opening = fromOpening(outlook),
        let place = find(Passage(name).folded, in: Passage(opening.name))
      else { return (name, own.span) }
      return (
        complete(
          Passage(opening.name).text(place.lowerBound..<Passage(opening.name).count), outlook),
        own.span
      )
    }
    // "UBND TỈNH SƠN TRÀ" above "SỞ NỘI VỤ": the department's name takes the place from there.
    let superior = Passage(properCase(names[names.count - 2].text, outlook))
    guard let level = levels.first(in: superior) else { return (name, own.span) }
    return (name + " " + superior.text(level.range.lowerBound..<superior.count), own.span)
  }

  /// "ỦY BAN NHÂN DÂN" + "XÃ PHÚ LỘC": a line that begins with a level carries on an agency without one.
  private static func carriesOn(_ before: String, _ line: String) -> Bool {
    let (before, line) = (Passage(before), Passage(line))
    let beginsWithLevel = levels.match(in: line, at: 0) != nil
    let hasLevel = levels.first(in: before) != nil
    // A single word is the end of a name that was broken: "SỞ TÀI NGUYÊN VÀ MÔI" + "TRƯỜNG".
    if !line.letters.contains(0x20), !beginsWithLevel { return true }
    return beginsWithLevel && !hasLevel
      || joining.match(in: line, at: 0) != nil || before.letters.last == 0x2D
      || before.letters.last == 0x2C
  }

  /// Capitals as they are written in running text: from the document itself where it names the agency so,
  /// else common words small and the others with a capital.
  private static func properCase(_ capitals: String, _ outlook: Outlook) -> String {
    let wanted = Passage(capitals)
    for block in outlook.body {
      let passage = outlook.manuscript.passage(block)
      guard passage.count >= wanted.count else { continue }
      if let range = find(wanted.folded, in: passage), !HeadWords.isCapitals(passage, range) {
        return passage.text(range)
      }
    }
    return recased(wanted)
  }

  private static func find(_ words: [Letter], in passage: Passage) -> Range<Int>? {
    guard let first = words.first, passage.count >= words.count else { return nil }
    for start in 0...(passage.count - words.count)
    where passage.folded[start] == first && passage.isPhraseStart(start) {
      if passage.folded[start..<start + words.count].elementsEqual(words),
        passage.isWordEnd(start + words.count)
      {
        return start..<start + words.count
      }
    }
    return nil
  }

  /// "ỦY BAN NHÂN DÂN XÃ PHÚ LỘC" → "Ủy ban nhân dân xã Phú Lộc".
  private static func recased(_ words: Passage) -> String {
    var letters = words.letters.map(Letters.lower)
    var index = 0
    while index < letters.count {
      if let common = commonWords.match(in: words, at: index) {
        let kept = common.value == .whole ? common.range : index..<index + 1
        if common.value != .small || index == 0 {
          letters.replaceSubrange(kept, with: words.letters[kept])
        }
        index = common.range.upperBound
      } else {
        if words.isWordStart(index) { letters[index] = words.letters[index] }
        index += 1
      }
    }
    return String(decoding: letters, as: UTF16.self)
  }

  // MARK: Opening sentence

  /// "Ủy ban nhân dân huyện xây dựng kế hoạch …": an agency followed by a verb of issuing.
  private static func fromOpening(_ outlook: Outlook) -> (name: String, span: Span?)? {
    for node in outlook.tree.nodes where node.zone == 0 {
      if let marker = node.marker, !marker.kind.isListMark { return nil }
      let passage = outlook.manuscript.passage(node.block)
      for verb in issuing.matches(in: passage) {
        let start = max(0, verb.range.lowerBound - 120)
        for index in start..<verb.range.lowerBound
        where passage.isWordStart(index) && Letters.isUpper(passage.letters[index]) {
          guard let agency = Agencies.match(in: passage, at: index),
            passage.trimmed(
              agency.range.upperBound..<max(agency.range.upperBound, verb.range.lowerBound)
            ).isEmpty
          else { continue }
          return (withoutRemark(agency.name), outlook.manuscript.span(passage, agency.range))
        }
      }
    }
    return nil
  }

  private static func withoutRemark(_ name: String) -> String {
    guard let open = name.firstIndex(of: "("), let close = name.firstIndex(of: ")"), open < close
    else { return name }
    let words = (name[..<open] + name[name.index(after: close)...]).split(separator: " ")
    return words.joined(separator: " ")
  }

  private static func fromSignature(_ outlook: Outlook) -> (name: String, span: Span?)? {
    guard let authority = outlook.head.signingAuthority else { return nil }
    let passage = Passage(authority)
    guard let prefix = onBehalf.match(in: passage, at: 0) else { return nil }
    let range = passage.trimmed(prefix.range.upperBound..<passage.count)
    let name = Passage(passage.text(range))
    return name.isEmpty ? nil : (recased(name), outlook.head.spans["signingAuthority"])
  }

  // MARK: The place

  /// "Ủy ban nhân dân huyện" is completed with the name that the document gives to it, else with the place
  /// of issue.
  private static func complete(_ name: String, _ outlook: Outlook) -> String {
    let words = Passage(name)
    guard let level = levels.matches(in: words).last,
      words.trimmed(level.range.upperBound..<words.count).isEmpty
    else { return name }
    var counts: [String: Int] = [:]
    let texts = [Passage(outlook.head.title ?? "")] + outlook.body.map(outlook.manuscript.passage)
    for passage in texts {
      for match in levels.matches(in: passage) where match.value == level.value {
        guard let place = placeName(passage, after: match.range.upperBound) else { continue }
        counts[place, default: 0] += 1
      }
    }
    if let place = outlook.head.place, counts[place] != nil || counts.isEmpty {
      return name + " " + place
    }
    let best = counts.max { $0.value < $1.value || $0.value == $1.value && $0.key > $1.key }
    return (best?.key ?? outlook.head.place).map { name + " " + $0 } ?? name
  }

  /// Capitalised words after a level.
  private static func placeName(_ passage: Passage, after index: Int) -> String? {
    var end = index
    var position = passage.skipSpace(index)
    while position < passage.count, Letters.isUpper(passage.letters[position]), end - index < 40 {
      while position < passage.count,
        Letters.isWord(passage.letters[position]) || passage.letters[position] == 0x27
      {
        position += 1
      }
      end = position
      guard position < passage.count, passage.letters[position] == 0x20 else { break }
      position += 1
    }
    let range = passage.trimmed(index..<end)
    return range.count >= 2 && !HeadWords.isCapitals(passage, range) ? passage.text(range) : nil
  }

  private static let levels = PhraseTable<Int>([
    ("tỉnh", 1), ("thành phố", 2), ("huyện", 3), ("quận", 4), ("thị xã", 5), ("xã", 6),
    ("phường", 7),
    ("thị trấn", 8), ("đặc khu", 9),
  ])
  private static let joining = PhraseTable<Bool>([("và", true), ("&", true)])
  private static let onBehalf = PhraseTable<Bool>([("tm.", true), ("tm", true), ("thay mặt", true)])
  private static let file = "header-words.yaml"
  private static let issuing = Vocabulary.table(file, "issuing")
  /// Common words of agency names; `true` keeps a capital on the first word.
  /// Which letters of a common word stay capitals: none, the first, all.
  private enum Capitals { case small, first, whole }
  private static let commonWords = PhraseTable<Capitals>(
    Vocabulary.list(file, "smallWords").map { ($0, .small) }
      + Vocabulary.list(file, "capitalWords").map { ($0, .first) }
      + Vocabulary.list(file, "abbreviations").map { ($0, .whole) })
}
