internal import Yams

/// What a word means in a wording of time; the words of each stand in `deadline-words.yaml`.
enum DeadlineTerm: String, CaseIterable, Sendable {
  case beforeCue, beforeAndOn, beforeWhen, atLatest, untilEndOf, until, atLeast
  case withinCue, sinceCue, from, after, afterWhen, afterDay, atOnce
  case workingDay, workingHour, day, calendarDay, hour, minute, week, month, quarter, year
  case schoolYear, ownYear, reportPeriod
  case everyUnit, everyDay, everyWeek, everyMonth, everyQuarter, everyYear, everyPeriod
  case periodical, times
  case early, middle, late, firstHalf, secondHalf, firstOne, lastOne, first, nextOne, thisOne,
    dayWord
  case weekday1, weekday2, weekday3, weekday4, weekday5, weekday6, weekday7
  case during, plural, of, and, estimate, following
  case continuous, onRequest
  case sign, thisDocument, ending, moment

  /// 1 Monday … 7 Sunday; `nil` for what is no weekday.
  var weekday: Int? {
    rawValue.hasPrefix("weekday") ? rawValue.last?.wholeNumberValue : nil
  }

  /// Whether no wording starts with it.
  var onlyContinues: Bool {
    switch self {
    case .sign, .thisDocument, .of, .and, .times, .minute, .hour, .nextOne, .thisOne, .moment,
      .ending, .firstOne, .lastOne, .first, .schoolYear, .ownYear, .reportPeriod, .following,
      .dayWord,
      .calendarDay, .workingHour:
      true
    default: false
    }
  }

  /// Whether what counts from an event may start with it.
  var opensEvent: Bool {
    switch self {
    case .atLatest, .atLeast, .atOnce, .afterWhen, .sinceCue, .after, .afterDay, .from,
      .beforeWhen, .beforeCue:
      true
    default: false
    }
  }

  /// Months in one of what the word names; `nil` for what is counted otherwise.
  var months: Int? {
    switch self {
    case .month, .everyMonth: 1
    case .quarter, .everyQuarter, .reportPeriod, .everyPeriod: 3
    case .year, .everyYear: 12
    default: nil
    }
  }
}

/// The words of `deadline-words.yaml`, made into tables once.
enum DeadlineVocabulary {
  enum Word: Sendable {
    case term(DeadlineTerm)
    case number(Int)
  }

  enum Surrounding: String, Sendable {
    case lead, report, refuse, examined, noun, documentKind, lawKind, fraction, loose
  }
  enum EventWord: String, Sendable { case otherSigned, stop }

  /// A convention or rule, as explanations name it.
  struct Rule: Sendable {
    let text: String
    let value: Int
  }

  /// Everything of the file, read once.
  private struct Tables: Sendable {
    let words: PhraseTable<Word>
    let bareWords: PhraseTable<Word>
    let plainWords: PhraseTable<Word>
    let surroundings: PhraseTable<Surrounding>
    var firstSyllables = [Bool](repeating: false, count: 4096)
    var bareFirstSyllables = [Bool](repeating: false, count: 4096)
    let eventWords: PhraseTable<EventWord>
    var anchors = [Bool](repeating: false, count: 4096)
    var conventions: [String: Rule] = [:]
    var rules: [String: String] = [:]

    init(_ root: Yams.Node) {
      let terms = root["terms"]
      let all = termEntries(terms, of: DeadlineTerm.allCases) + numberEntries(root["numbers"])
      words = PhraseTable(all)
      plainWords = PhraseTable(all, bare: true)
      let tolerant = strings(root["tolerant"]).compactMap(DeadlineTerm.init(rawValue:))
      let lasting = termEntries(terms, of: tolerant).filter { $0.phrase.contains(" ") }
      bareWords = PhraseTable(lasting, bare: true)
      for (phrase, _) in all { firstSyllables[Int(hash(firstSyllable(phrase)[...]))] = true }
      for (phrase, _) in lasting {
        let bare = firstSyllable(phrase).map(Letters.bare)
        bareFirstSyllables[Int(hash(bare[...]))] = true
      }
      surroundings = PhraseTable(
        entries(root["around"]).compactMap { name, phrase in
          Surrounding(rawValue: name).map { (phrase, $0) }
        })
      eventWords = PhraseTable(
        entries(root["events"]).compactMap { name, phrase in
          EventWord(rawValue: name).map { (phrase, $0) }
        })
      for syllable in strings(root["anchors"]) {
        anchors[Int(hash(Passage(syllable).folded[...]))] = true
      }
      for (name, node) in root["conventions"]?.mapping ?? [:] {
        let value = ["month", "days", "months", "hours"].lazy.compactMap { node[$0]?.int }.first
        conventions[name.string ?? ""] = Rule(text: node["text"]?.string ?? "", value: value ?? 0)
      }
      for (name, node) in root["rules"]?.mapping ?? [:] {
        rules[name.string ?? ""] = ruleText(node)
      }
    }
  }

  private static let tables = Tables(EmbeddedData.yaml("deadline-words.yaml"))

  static let words = tables.words
  /// The same for phrases that stay unmistakable without diacritics.
  static let bareWords = tables.bareWords
  /// All words, for text that was typed without any diacritics.
  static let plainWords = tables.plainWords
  /// Whether a phrase of `words` may start with a syllable of this hash.
  static let firstSyllables = tables.firstSyllables
  /// The same for `bareWords`, by the hash of the bare syllable.
  static let bareFirstSyllables = tables.bareFirstSyllables
  static let surroundings = tables.surroundings
  static let eventWords = tables.eventWords
  /// Whether a syllable of this hash may be an anchor.
  static let anchors = tables.anchors

  static let early = convention("early")
  static let middle = convention("middle")
  static let late = convention("late")
  static let half = convention("half")
  static let week = convention("week")
  static let reportPeriod = convention("reportPeriod")
  static let hoursPerWorkingDay = convention("hoursPerWorkingDay")
  static let dayAfter = tables.rules["dayAfter"] ?? ""
  static let inMonths = tables.rules["months"] ?? ""

  private static func convention(_ name: String) -> Rule {
    tables.conventions[name] ?? Rule(text: name, value: 0)
  }

  /// Text with its reference, and that nobody has checked it where that is so.
  private static func ruleText(_ node: Yams.Node) -> String {
    let doubt = node["verified"]?.bool == false ? ", chưa đối chiếu nguyên văn" : ""
    return "\(node["text"]?.string ?? "") (\(node["reference"]?.string ?? "")\(doubt))"
  }

  private static func firstSyllable(_ phrase: String) -> [Letter] {
    Array(Passage(phrase).folded.prefix { Letters.isWord($0) })
  }

  /// 12 bits of a syllable's folded letters.
  static func hash(_ letters: ArraySlice<Letter>) -> UInt32 {
    letters.reduce(seed) { mixed($0, $1) } & 0xFFF
  }

  static let seed: UInt32 = 2_166_136_261

  static func mixed(_ hash: UInt32, _ letter: Letter) -> UInt32 {
    let product = (hash ^ UInt32(letter)) &* 16_777_619
    return product ^ (product >> 15)
  }

  private static func termEntries(
    _ node: Yams.Node?, of terms: [DeadlineTerm]
  ) -> [(phrase: String, value: Word)] {
    terms.flatMap { term in strings(node?[term.rawValue]).map { ($0, .term(term)) } }
  }

  /// Number words 1–99. "năm" alone is the year's word: the grammar tells the two apart.
  private static func numberEntries(_ numbers: Yams.Node?) -> [(phrase: String, value: Word)] {
    let units = strings(numbers?["units"])
    let variants = pairs(numbers?["variants"])
    let special = pairs(numbers?["afterTen"])
    let plain = units.enumerated().map { ($1, $0 + 1) }
    var result = plain.filter { $0.1 != 5 } + variants.filter { $0.0 != "mươi" }
    for tens in 1...9 {
      let head = tens == 1 ? "mười" : units[tens - 1] + " mươi"
      if tens > 1 { result.append((head, tens * 10)) }
      let following = plain.filter { $0.1 != 5 } + special
      result += following.map { (head + " " + $0.0, tens * 10 + $0.1) }
    }
    return result.map { ($0.0, .number($0.1)) }
  }

  private static func strings(_ node: Yams.Node?) -> [String] {
    (node?.sequence ?? []).compactMap(\.string)
  }

  private static func pairs(_ node: Yams.Node?) -> [(String, Int)] {
    (node?.mapping ?? [:]).compactMap { key, value in
      guard let key = key.string, let value = value.int else { return nil }
      return (key, value)
    }
  }

  private static func entries(_ node: Yams.Node?) -> [(String, String)] {
    (node?.mapping ?? [:]).flatMap { key, value in
      strings(value).map { (key.string ?? "", $0) }
    }
  }
}
