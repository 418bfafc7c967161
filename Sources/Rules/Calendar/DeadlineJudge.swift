/// Decides, from the words around, whether a time in running text is a time to act: not the date of
/// a cited document, the period of a programme, the closing of figures, or something past.
struct DeadlineJudge {
  let passage: Passage
  let tokens: [DeadlineToken]

  func accepts(_ expression: DeadlineExpression) -> Bool {
    switch expression.sense {
    case .onRequest: return isLed(expression, within: 1, byReport: false)
    case .continuous: return acceptsContinuous(expression)
    case .since:
      return endsClause(expression) && (startsClause(expression) || !isRefused(expression, 8))
    case .atOnce: return true
    case .count(_, _, let event, _):
      return expression.strength == .strong || event == .unstated && !isRefused(expression, 4)
    case .time(let cue, let time): return accepts(expression, cue, time)
    }
  }

  private func acceptsContinuous(_ expression: DeadlineExpression) -> Bool {
    if isRefused(expression, 3) { return false }
    if expression.strength == .strong { return true }
    if isLed(expression, within: 1) { return true }
    return startsSentence(expression)
      || startsClause(expression) && (endsClause(expression) || isComma(expression))
  }

  /// "Quý I năm 2025 và duy trì thường xuyên" as a whole cell.
  private func joinsNext(_ expression: DeadlineExpression) -> Bool {
    let end = expression.range.upperBound
    return expression.range.lowerBound == 0 && end < tokens.count
      && tokens[end].kind == .term(.and)
  }

  private func followsComma(_ expression: DeadlineExpression) -> Bool {
    let start = expression.range.lowerBound
    return start > 0 && tokens[start - 1].kind == .mark(0x2C)
  }

  private func isComma(_ expression: DeadlineExpression) -> Bool {
    let end = expression.range.upperBound
    return end < tokens.count && tokens[end].kind == .mark(0x2C)
  }

  private func accepts(
    _ expression: DeadlineExpression, _ cue: DeadlineExpression.Cue, _ time: DeadlineTime
  ) -> Bool {
    if time.isRecurring, followsComma(expression), !isPast(expression), !isCitation(expression) {
      return !stands(.noun, before: expression, within: 6)
    }
    switch (expression.strength, cue) {
    case (.strong, .before): return true
    case (.strong, _): return !isRefused(expression, 12) && !isPast(expression)
    case (.medium, _):
      return !isRefused(expression, 4) && !isPast(expression) && !isTitle(expression)
    case (.weak, _): return acceptsWeak(expression, time)
    }
  }

  private func acceptsWeak(_ expression: DeadlineExpression, _ time: DeadlineTime) -> Bool {
    if isRefused(expression, 12) || isCountedFrom(expression) || isPast(expression)
      || isCitation(expression)
    {
      return false
    }
    if case .time(.until, .months(let months, _)) = expression.sense, months.count == 12 {
      return false
    }
    if startsClause(expression), endsClause(expression) || joinsNext(expression) { return true }
    if time.isRecurring {
      return startsSentence(expression)
        || ((followsComma(expression) || endsClause(expression))
          && !stands(.noun, before: expression, within: 6))
        || (isLed(expression, within: 1) && !stands(.noun, before: expression, within: 4))
    }
    if case .range = time { return !stands(.examined, before: expression, within: 12) }
    if case .part = time { return isLed(expression, within: 2) }
    return time.isDay
      ? isLed(expression, within: 12) : isLed(expression, within: 1, byReport: false)
  }

  // MARK: What stands before

  /// The start of the clause that the expression stands in, after ; or the end of a sentence; at most so
  /// many tokens off.
  private func clauseStart(_ expression: DeadlineExpression, within: Int) -> Int {
    var place = expression.range.lowerBound
    let first = max(place - within, 0)
    while place > first, tokens[place - 1].kind != .stop, tokens[place - 1].kind != .mark(0x3B) {
      place -= 1
    }
    return place
  }

  /// Whether one of the words before, at most so many tokens off, is of a sort.
  private func stands(
    _ wanted: DeadlineVocabulary.Surrounding, before expression: DeadlineExpression, within: Int
  ) -> Bool {
    let end = expression.range.lowerBound
    let start = clauseStart(expression, within: within)
    guard start < end else { return false }
    let limit = tokens[end - 1].end
    for place in start..<end {
      let match = DeadlineVocabulary.surroundings.match(
        in: passage, at: tokens[place].start, before: limit)
      if match?.value == wanted { return true }
    }
    return false
  }

  /// "tính từ ngày … đến ngày …": what figures are taken over.
  private func isCountedFrom(_ expression: DeadlineExpression) -> Bool {
    tokens[expression.range.lowerBound].kind == .term(.sinceCue)
  }

  private func isRefused(_ expression: DeadlineExpression, _ within: Int) -> Bool {
    stands(.refuse, before: expression, within: within)
  }

  /// Led by words of acting, or by the colon after a heading such as "Thời gian thực hiện".
  private func isLed(
    _ expression: DeadlineExpression, within: Int, byReport: Bool = true
  ) -> Bool {
    let end = expression.range.lowerBound
    if end > 0, tokens[end - 1].kind == .mark(0x3A) { return true }
    guard within > 1 else { return endsWithLead(before: end, byReport: byReport) }
    return stands(.lead, before: expression, within: within)
      || (byReport && stands(.report, before: expression, within: within))
  }

  /// Whether a leading phrase, of up to four words, ends just before a token.
  private func endsWithLead(before end: Int, byReport: Bool) -> Bool {
    guard end > 0 else { return false }
    let limit = tokens[end - 1].end
    for place in max(0, end - 4)..<end {
      let match = DeadlineVocabulary.surroundings.match(
        in: passage, at: tokens[place].start, before: limit)
      guard let match, match.range.upperBound == limit else { continue }
      if match.value == .lead || (byReport && match.value == .report) { return true }
    }
    return false
  }

  /// A date that belongs to a document: its symbol or kind stands before, or "của" an issuer
  /// follows.
  private func isCitation(_ expression: DeadlineExpression) -> Bool {
    let start = expression.range.lowerBound
    for place in max(0, start - 4)..<start where tokens[place].kind == .symbol { return true }
    if stands(.documentKind, before: expression, within: 3) { return true }
    if case .time(.none, _) = expression.sense,
      stands(.lawKind, before: expression, within: 14)
    {
      return true
    }
    let end = expression.range.upperBound
    return end < tokens.count && tokens[end].kind == .term(.of)
  }

  /// "năm 2023" behind a document's or a report's name.
  private func isTitle(_ expression: DeadlineExpression) -> Bool {
    stands(.documentKind, before: expression, within: 2)
  }

  private func startsClause(_ expression: DeadlineExpression) -> Bool {
    startsSentence(expression) || opens(tokens[expression.range.lowerBound - 1].kind)
  }

  private func opens(_ kind: DeadlineToken.Kind) -> Bool {
    kind == .mark(0x3A) || kind == .mark(0x3B) || kind == .mark(0x28)
  }

  private func startsSentence(_ expression: DeadlineExpression) -> Bool {
    var place = expression.range.lowerBound
    while place > 0, case .mark(let mark) = tokens[place - 1].kind, mark == 0x2D || mark == 0x2B {
      place -= 1
    }
    return place == 0 || tokens[place - 1].kind == .stop
  }

  // MARK: What stands after

  private func endsClause(_ expression: DeadlineExpression) -> Bool {
    let end = expression.range.upperBound
    guard end < tokens.count else { return true }
    switch tokens[end].kind {
    case .stop, .mark(0x3B), .mark(0x28), .mark(0x29): return true
    default: return false
    }
  }

  /// "Trong năm 2022, huyện đã …"
  private func isPast(_ expression: DeadlineExpression) -> Bool {
    let end = expression.range.upperBound
    for place in end..<min(tokens.count, end + 10) {
      switch tokens[place].kind {
      case .stop, .mark(0x3B): return false
      case .word
      where passage.folded[tokens[place].start..<tokens[place].end].elementsEqual([0x111, 0xE3]):
        return true
      default: break
      }
    }
    return false
  }
}
