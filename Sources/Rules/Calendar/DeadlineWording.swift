/// Reads the ways in which official documents state time.
public enum DeadlineWording {
  /// A wording given alone. What is not understood is `notStated`.
  public static func read(_ wording: String, in context: DeadlineContext) -> Deadline {
    explain(wording, context, explains: false).deadline
  }

  /// A wording that stands in a passage: a table's cell, what follows "Thời gian:".
  public static func read(
    _ passage: Passage, _ range: Range<Int>? = nil, in context: DeadlineContext
  ) -> Deadline {
    read(passage, passage.trimmed(range ?? passage.range), context, explains: false).deadline
  }

  /// The same with the reckoning, day by day: at most 400 lines.
  public static func explain(
    _ wording: String, _ context: DeadlineContext
  ) -> (deadline: Deadline, steps: [ExplanationStep]) {
    explain(wording, context, explains: true)
  }

  /// The wordings of time inside running text, each with the exact range of its words, ascending,
  /// none overlapping. Dates of cited documents, periods of programmes and past events are left
  /// out.
  public static func find(
    in passage: Passage, _ range: Range<Int>? = nil, in context: DeadlineContext
  ) -> [(range: Range<Int>, deadline: Deadline)] {
    let range = range ?? passage.range
    guard DeadlineLexer.mayHoldTime(passage, range) else { return [] }
    let tokens = DeadlineLexer.tokens(passage, range)
    return expressions(passage, tokens, isStrict: true).map { expression in
      let words = place(of: expression, tokens, passage)
      var reckoning = DeadlineReckoning(context)
      return (words, reckoning.deadline(expression, passage.text(words)))
    }
  }

  private static func explain(
    _ wording: String, _ context: DeadlineContext, explains: Bool
  ) -> (deadline: Deadline, steps: [ExplanationStep]) {
    let text = wording.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let passage = Passage(text)
    return read(passage, passage.trimmed(passage.range), context, explains: explains)
  }

  private static func read(
    _ passage: Passage, _ range: Range<Int>, _ context: DeadlineContext, explains: Bool
  ) -> (deadline: Deadline, steps: [ExplanationStep]) {
    let tokens = DeadlineLexer.tokens(passage, range)
    var found = expressions(passage, tokens, isStrict: true)
    if found.isEmpty { found = expressions(passage, tokens, isStrict: false) }
    if found.isEmpty, tokens.count == 1, case .number(let year) = tokens[0].kind,
      (1900...2200).contains(year)
    {
      let time = DeadlineTime.months(1...12, year: .given(year))
      found = [DeadlineExpression(sense: .time(.during, time), strength: .medium)]
    }
    let text = passage.text(range)
    var reckoning = DeadlineReckoning(context, explains: explains)
    guard var result = first(found, &reckoning, text) else {
      reckoning.say("Không tìm thấy lời văn về thời gian.")
      return (Deadline(text: text, kind: .notStated), reckoning.steps)
    }
    result.text = text
    return (result, reckoning.steps)
  }

  /// The surest of several wordings, joined by those that bind in the same way.
  private static func first(
    _ found: [DeadlineExpression], _ reckoning: inout DeadlineReckoning, _ text: String
  ) -> Deadline? {
    guard let best = found.map(rank).max() else { return nil }
    var result: Deadline?
    for expression in found where rank(expression) == best {
      let deadline = reckoning.deadline(expression, text)
      guard let earlier = result else {
        result = deadline
        continue
      }
      if deadline.bound == earlier.bound { result = joined(earlier, deadline) }
    }
    return result
  }

  private static func rank(_ expression: DeadlineExpression) -> Int {
    let binds =
      switch expression.sense {
      case .time(let cue, let time): cue == .before || cue == .onOrBefore || time.isDay
      case .count, .atOnce: true
      case .continuous, .since, .onRequest: false
      }
    return expression.strength.rawValue * 2 + (binds ? 1 : 0)
  }

  private static func joined(_ one: Deadline, _ other: Deadline) -> Deadline {
    var result = one
    if other.kind == .recurring { result.kind = .recurring }
    let known = Set(one.dates)
    var pairs = Array(zip(one.dates, one.lastDays))
    pairs += zip(other.dates, other.lastDays).filter { !known.contains($0.0) }
    pairs.sort { $0 < $1 }
    result.dates = pairs.map(\.0)
    result.lastDays = pairs.map(\.1)
    return result
  }

  /// All wordings from left to right; `isStrict`: only those that set a time to act.
  private static func expressions(
    _ passage: Passage, _ tokens: [DeadlineToken], isStrict: Bool
  ) -> [DeadlineExpression] {
    var grammar = DeadlineGrammar(passage, tokens)
    let judge = DeadlineJudge(passage: passage, tokens: tokens)
    var result: [DeadlineExpression] = []
    var index = 0
    while index < tokens.count {
      guard let expression = grammar.expression(at: index), !expression.range.isEmpty else {
        index += 1
        continue
      }
      if !isStrict || judge.accepts(expression) { result.append(expression) }
      index = expression.range.upperBound
    }
    return result
  }

  private static func place(
    of expression: DeadlineExpression, _ tokens: [DeadlineToken], _ passage: Passage
  ) -> Range<Int> {
    var first = expression.range.lowerBound
    let last = expression.range.upperBound - 1
    while first < last {
      let token = tokens[first]
      let match = DeadlineVocabulary.surroundings.match(
        in: passage, at: token.start, before: token.end)
      guard match?.value == .loose, match?.range.upperBound == token.end else { break }
      first += 1
    }
    return tokens[first].start..<tokens[last].end
  }
}
