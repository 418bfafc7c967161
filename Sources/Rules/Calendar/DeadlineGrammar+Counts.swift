/// Counts of time and what they are counted from.
extension DeadlineGrammar {
  /// "10 ngày làm việc kể từ ngày ký". `hasCue`: words such as "trong vòng" stood before, so that
  /// the event may be missing.
  mutating func count(hasCue: Bool) -> DeadlineExpression? {
    let isAfter = accept(.after)
    guard let (number, unit) = quantity() else { return nil }
    if let after = attempt({ $0.eventAfter() }) {
      return DeadlineExpression(
        sense: .count(number, unit, after, isBefore: false), strength: .strong)
    }
    // "báo cáo 6 tháng trước ngày 05/6" names a report, not half a year.
    if unit != .month, unit != .year, let before = attempt({ $0.eventBefore() }) {
      return DeadlineExpression(
        sense: .count(number, unit, before, isBefore: true), strength: .strong)
    }
    guard hasCue || isAfter, unit != .year, unit != .month || hasCue else { return nil }
    return DeadlineExpression(
      sense: .count(number, unit, .unstated, isBefore: false), strength: .medium)
  }

  /// "sau khi kết thúc kiểm tra 05 ngày", "kể từ ngày ký, trong vòng 10 ngày", "trước khi họp 03
  /// ngày".
  mutating func eventFirst() -> DeadlineExpression? {
    _ = accept(.atLatest, .atLeast)
    let isBefore: Bool
    let event: DeadlineEvent
    if let after = attempt({ $0.eventAfter(stopsAtCount: true) }) {
      (isBefore, event) = (false, after)
    } else if let before = attempt({ $0.eventBefore(stopsAtCount: true) }) {
      (isBefore, event) = (true, before)
    } else {
      return nil
    }
    _ = acceptMark(",")
    while accept(.atLatest, .withinCue, .atLeast, .during) {}
    guard let (number, unit) = quantity(), unit != .month, unit != .year else { return nil }
    return DeadlineExpression(
      sense: .count(number, unit, event, isBefore: isBefore), strength: .strong)
  }

  /// "05 (năm) ngày làm việc", "mười ngày", "24 giờ".
  mutating func quantity() -> (Int, DeadlineUnit)? {
    attempt { grammar in
      guard let number = grammar.countNumber(), let term = grammar.term() else { return nil }
      let unit: DeadlineUnit
      var factor = 1
      switch term {
      case .workingDay: unit = .workingDay
      case .day, .calendarDay: unit = .day
      case .week: unit = .week
      case .month: unit = .month
      case .quarter: (unit, factor) = (.month, 3)
      case .year: unit = .year
      case .hour: unit = .hour
      case .workingHour: unit = .workingHour
      default: return nil
      }
      grammar.index += 1
      return (number * factor, unit)
    }
  }

  /// Digits or words, perhaps said again in parentheses.
  private mutating func countNumber() -> Int? {
    guard let number = plainNumber() else { return nil }
    if isMark("("), isMark(")", 2) {
      if case .number = kind(1) { index += 3 } else if term(1) == .year { index += 3 }
    }
    return number
  }

  private mutating func plainNumber() -> Int? {
    if case .number(let number) = kind() {
      index += 1
      return number
    }
    // "năm ngày": five. "năm (05) ngày" too.
    guard term() == .year else { return nil }
    switch term(1) {
    case .day, .workingDay, .month, .week, .hour, .workingHour, .calendarDay: break
    default: guard isMark("(", 1), isMark(")", 3) else { return nil }
    }
    index += 1
    return 5
  }

  private mutating func eventAfter(stopsAtCount: Bool = false) -> DeadlineEvent? {
    _ = acceptMark(",")
    _ = accept(.atOnce)
    guard accept(.afterWhen, .sinceCue, .after, .afterDay, .from) else { return nil }
    return known(event(stopsAtCount: stopsAtCount))
  }

  private mutating func eventBefore(stopsAtCount: Bool = false) -> DeadlineEvent? {
    guard accept(.beforeWhen) || (term() == .beforeCue && term(1) == .day && accept(.beforeCue))
    else { return nil }
    return known(event(stopsAtCount: stopsAtCount))
  }

  private func known(_ event: DeadlineEvent) -> DeadlineEvent? {
    event == .unstated ? nil : event
  }

  /// What a count starts from; `.unstated` where no words follow.
  mutating func event(stopsAtCount: Bool = false) -> DeadlineEvent {
    if let time = attempt({ $0.eventTime() }) { return .time(time) }
    if attempt({ $0.signing() }) != nil { return .signing }
    return unknownEvent(stopsAtCount: stopsAtCount)
  }

  /// A date, or the end of a period: "kết thúc tháng", "ngày cuối cùng của quý".
  private mutating func eventTime() -> DeadlineTime? {
    let time = attempt { $0.timeItem() }
    if let time { return time }
    _ = accept(.day, .moment)
    guard accept(.ending, .untilEndOf) else { return nil }
    return attempt { $0.period(allowsBare: true) }.flatMap { continuesAsWords ? nil : $0 }
  }

  /// "kết thúc năm học": the period's word was the start of something else.
  private var continuesAsWords: Bool {
    guard kind() == .word, index < tokens.count else { return false }
    return DeadlineVocabulary.eventWords.match(in: passage, at: tokens[index].start) == nil
  }

  /// "ngày ký ban hành kế hoạch này", "Kế hoạch này được ban hành".
  private mutating func signing() -> Bool? {
    _ = accept(.day, .moment)
    _ = accept(.thisDocument)
    guard accept(.sign) else { return nil }
    _ = accept(.sign)
    if let word = DeadlineVocabulary.eventWords.match(in: passage, at: place),
      word.value == .otherSigned,
      term() != .thisDocument
    {
      return nil
    }
    _ = accept(.thisDocument)
    return true
  }

  private var place: Int { index < tokens.count ? tokens[index].start : passage.count }

  /// The words up to the end of the clause; at most 18.
  private mutating func unknownEvent(stopsAtCount: Bool) -> DeadlineEvent {
    let start = index
    while index < tokens.count, index - start < 18, !endsEvent(start, stopsAtCount) { index += 1 }
    guard index > start else { return .unstated }
    let words = tokens[start].start..<tokens[index - 1].end
    return .unknown(passage.text(words))
  }

  private func endsEvent(_ start: Int, _ stopsAtCount: Bool) -> Bool {
    switch tokens[index].kind {
    case .stop: return true
    case .mark(let mark): return Self.clauseMarks.contains(mark)
    case .number where stopsAtCount:
      var ahead = self
      return ahead.quantity() != nil
    case .term(.atLatest), .term(.withinCue): return true
    default: break
    }
    guard index > start else { return false }
    return DeadlineVocabulary.eventWords.match(in: passage, at: place)?.value == .stop
  }

  /// , ; : ( )
  static let clauseMarks: Set<Letter> = [0x2C, 0x3B, 0x3A, 0x28, 0x29]
}
