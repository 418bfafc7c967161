/// Reads one wording of time that starts at a token; never goes back before it, save to ask which
/// quarter the clause is about.
struct DeadlineGrammar {
  let passage: Passage
  let tokens: [DeadlineToken]
  var index = 0
  /// Period that a bare "ngày 25" belongs to, after "hằng tháng, ".
  var base: DeadlineTime.Each?

  init(_ passage: Passage, _ tokens: [DeadlineToken]) {
    self.passage = passage
    self.tokens = tokens
  }

  // MARK: Steps

  func kind(_ offset: Int = 0) -> DeadlineToken.Kind? {
    let place = index + offset
    return place >= 0 && place < tokens.count ? tokens[place].kind : nil
  }

  func term(_ offset: Int = 0) -> DeadlineTerm? {
    if case .term(let term) = kind(offset) { return term }
    return nil
  }

  func isMark(_ character: Unicode.Scalar, _ offset: Int = 0) -> Bool {
    kind(offset) == .mark(Letter(truncatingIfNeeded: character.value))
  }

  /// Whether no white space stands between a token and the one before it.
  func isJoined(_ offset: Int = 0) -> Bool {
    let place = index + offset
    return place > 0 && place < tokens.count && tokens[place - 1].end == tokens[place].start
  }

  /// One of up to five terms; not variadic, which would make an array each time.
  mutating func accept(
    _ first: DeadlineTerm, _ second: DeadlineTerm? = nil, _ third: DeadlineTerm? = nil,
    _ fourth: DeadlineTerm? = nil, _ fifth: DeadlineTerm? = nil
  ) -> Bool {
    guard let term = term(),
      term == first || term == second || term == third || term == fourth || term == fifth
    else { return false }
    index += 1
    return true
  }

  mutating func acceptMark(_ character: Unicode.Scalar) -> Bool {
    guard isMark(character) else { return false }
    index += 1
    return true
  }

  /// Runs a reading; where it fails, nothing has been read.
  mutating func attempt<Value>(_ reading: (inout DeadlineGrammar) -> Value?) -> Value? {
    let start = index
    if let value = reading(&self) { return value }
    index = start
    return nil
  }

  // MARK: A whole wording

  /// The wording that starts at a token, or `nil`.
  mutating func expression(at start: Int) -> DeadlineExpression? {
    index = start
    base = nil
    let isEstimate = accept(.estimate)
    guard var result = sense() else { return nil }
    if isEstimate, result.strength == .weak { result.strength = .medium }
    if accept(.following) { result.hasFollowingYears = true }
    result.range = start..<index
    return result
  }

  private mutating func sense() -> DeadlineExpression? {
    guard let first = kind() else { return nil }
    switch first {
    case .term(.continuous), .term(.everyDay): return continuous()
    case .term(.onRequest):
      index += 1
      return DeadlineExpression(sense: .onRequest, strength: .weak)
    case .term(.atOnce):
      index += 1
      return DeadlineExpression(sense: .atOnce(event()), strength: .strong)
    case .term(let term):
      guard !term.onlyContinues else { return nil }
      if let event = term.opensEvent ? attempt({ $0.eventFirst() }) : nil { return event }
    case .number, .clock: break
    case .roman, .symbol, .mark, .stop, .word: return nil
    }
    return attempt { $0.frequencyWithDetail() } ?? attempt { $0.limited() }
      ?? attempt { $0.since() }
  }

  private mutating func continuous() -> DeadlineExpression? {
    index += 1
    var strength = DeadlineExpression.Strength.weak
    while term() == .continuous || (isMark(",") && term(1) == .continuous) {
      index += isMark(",") ? 2 : 1
      strength = .medium
    }
    if case .number(let year) = kind(), (1900...2200).contains(year) {
      index += 1
      // "cả năm 2024" is a span; "cả năm" alone says only that there is no end.
      let whole = DeadlineTime.months(1...12, year: .given(year))
      return DeadlineExpression(sense: .time(.none, whole), strength: strength)
    }
    let period = attempt { grammar -> DeadlineTime? in
      _ = grammar.accept(.during)
      return grammar.attempt { $0.frequency() } ?? grammar.attempt { $0.timeList() }
        ?? grammar.period(allowsBare: true)
    }
    return DeadlineExpression(sense: .continuous, strength: period == nil ? strength : .strong)
  }

  /// "từ tháng 7/2025", "kể từ ngày 01/7/2025": a start without an end.
  private mutating func since() -> DeadlineExpression? {
    guard accept(.from, .sinceCue), let time = timeItem() else { return nil }
    if let end = attempt({ $0.rangeEnd(after: time, isFrom: true) }) {
      return DeadlineExpression(sense: .time(.none, Self.span(time, end)), strength: .weak)
    }
    return DeadlineExpression(sense: .since(time), strength: .weak)
  }

  /// A cue, then a time or a count.
  mutating func limitedDetail() -> DeadlineExpression? { limited() }

  private mutating func limited() -> DeadlineExpression? {
    let (cue, isCount) = cue()
    if !isCount, let time = attempt({ $0.clockAndTime() }) {
      return limited(cue, time.time, hasClock: time.hasClock)
    }
    if cue != .before, let count = attempt({ $0.count(hasCue: cue != .none || isCount) }) {
      return count
    }
    guard cue == .before || isCount else { return nil }
    guard isCount else { return attempt { $0.countThenBefore() } }
    guard let time = attempt({ $0.timeList() }), !time.isDay else { return nil }
    return limited(.during, time, hasClock: false)
  }

  private func limited(
    _ cue: DeadlineExpression.Cue, _ time: DeadlineTime, hasClock: Bool
  ) -> DeadlineExpression {
    var result = DeadlineExpression(sense: .time(cue, time), strength: .weak)
    switch cue {
    case .before, .onOrBefore: result.strength = .strong
    case .during where time.isRecurring && time.isDay: result.strength = .strong
    case .during: result.strength = time.isDay ? .weak : .medium
    case .none, .until: result.strength = time.isRecurring && time.isDay ? .strong : .weak
    }
    if hasClock {
      result.hasClock = true
      result.sense = .time(.onOrBefore, time)
    }
    return result
  }

  /// "trước 05 ngày so với ngày kiểm tra", "trước 10 ngày kể từ …": so long before an event.
  private mutating func countThenBefore() -> DeadlineExpression? {
    guard let (number, unit) = quantity() else { return nil }
    guard unit != .month, unit != .year else { return nil }
    let isStated = accept(.sinceCue, .from) || isComparison()
    return DeadlineExpression(
      sense: .count(number, unit, isStated ? event() : .unstated, isBefore: true),
      strength: isStated ? .strong : .medium)
  }

  /// "so với", "tính đến"
  private mutating func isComparison() -> Bool {
    guard kind() == .word, kind(1) == .word,
      Array(passage.folded[tokens[index].start..<tokens[index + 1].end])
        == Array("so với".utf16)
    else { return false }
    index += 2
    return true
  }

  /// Cues may stand together: "chậm nhất là trước ngày", "hoàn thành trước và trong ngày".
  private mutating func cue() -> (DeadlineExpression.Cue, isCount: Bool) {
    var cue = DeadlineExpression.Cue.none
    var isCount = false
    while let term = term() {
      switch term {
      case .beforeCue: cue = .before
      case .beforeAndOn, .atLatest, .untilEndOf:
        if cue != .before || term == .beforeAndOn { cue = .onOrBefore }
      case .until: if cue == .none { cue = .until }
      case .during: if cue == .none { cue = .during }
      case .withinCue: isCount = true
      case .estimate, .atLeast: break
      default: return (cue, isCount)
      }
      index += 1
    }
    return (cue, isCount)
  }

  /// "17 giờ 00 phút ngày 30/6", "17h00, ngày 30/6", or a time without an hour.
  private mutating func clockAndTime() -> (time: DeadlineTime, hasClock: Bool)? {
    let clocked = attempt { grammar -> DeadlineTime? in
      guard grammar.clock() else { return nil }
      _ = grammar.acceptMark(",") || grammar.accept(.of, .during)
      guard let time = grammar.timeList(), time.isDay else { return nil }
      return time
    }
    if let clocked { return (clocked, true) }
    return timeList().map { ($0, false) }
  }

  private mutating func clock() -> Bool {
    if kind() == .clock {
      index += 1
      return true
    }
    guard case .number = kind(), term(1) == .hour else { return false }
    index += 2
    if case .number = kind(), term() != .day {
      if term(1) == .minute { index += 2 } else if isJoined() { index += 1 }
    }
    return true
  }
}
