/// Words around reports.
enum ReportWords {
  /// How a report is called for.
  enum Call { case report, sending }

  private static let file = "report-words.yaml"
  static let report = PhraseTable<Call>(
    Vocabulary.list(file, "report").map { ($0, .report) }
      + Vocabulary.list(file, "sending").map { ($0, .sending) }, bare: true)
  static let timing = Vocabulary.table(file, "timing")
  private static let timeOf = Vocabulary.table(file, "timeOf")
  private static let stops = Vocabulary.table(file, "stops")
  private enum Way { case sends, gives }
  private static let towards = PhraseTable<Way>(
    Vocabulary.list(file, "sends").map { ($0, .sends) }
      + Vocabulary.list(file, "gives").map { ($0, .gives) })
  private static let through = Vocabulary.table(file, "through")
  private static let cutOffs = Vocabulary.table(file, "cutOffs")
  private static let concerning = Vocabulary.table(file, "concerning")
  private static let results = Vocabulary.table(file, "results")
  private static let passives = Vocabulary.table(file, "passives")
  private static let periods = Vocabulary.table(file, "periods")

  static func reports(_ passage: Passage, _ range: Range<Int>) -> Bool {
    report.first(in: passage, range) != nil
  }

  /// To the nearest ";" or full stop on either side.
  static func clause(around range: Range<Int>, in passage: Passage) -> Range<Int> {
    extent(range, passage) { passage, index in
      passage.letters[index] == 0x3B || passage.letters[index] == 0x2028 || isStop(passage, index)
    }
  }

  static func sentence(around range: Range<Int>, in passage: Passage) -> Range<Int> {
    extent(range, passage, until: isStop)
  }

  private static func extent(
    _ range: Range<Int>, _ passage: Passage, until ends: (Passage, Int) -> Bool
  ) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, !ends(passage, start - 1) { start -= 1 }
    while end < passage.count, !ends(passage, end) { end += 1 }
    return start..<end
  }

  /// A full stop, not the one in "30.6.2023" or "TT. Huyện ủy".
  private static func isStop(_ passage: Passage, _ index: Int) -> Bool {
    guard passage.letters[index] == 0x2E, index + 1 < passage.count else { return false }
    return passage.letters[index + 1] == 0x20
      && (index < 2 || !Letters.isUpper(passage.letters[index - 1]))
  }

  /// The "báo cáo" that a wording dates: the last before it in its clause; before a clause that only says when
  /// ("Thời gian báo cáo: …"), the first of the block.
  static func reportFor(
    _ wording: Range<Int>, in clause: Range<Int>, of passage: Passage
  ) -> PhraseTable<Call>.Match? {
    let first = report.first(in: passage)
    let start = passage.skipSpace(clause.lowerBound)
    if start > 0, timeOf.match(in: passage, at: start) != nil, let first,
      first.range.upperBound <= start
    {
      return first
    }
    let inClause = report.matches(in: passage, clause)
    return inClause.last { $0.range.upperBound <= wording.lowerBound } ?? inClause.first ?? first
  }

  /// What is reported: "Báo cáo quý I", "báo cáo kết quả tự kiểm tra"; where "báo cáo" is only the verb
  /// ("báo cáo UBND huyện … trước 15/6 đối với báo cáo 6 tháng", "Kết quả thực hiện báo cáo về …"), what is
  /// named beside it.
  static func what(
    _ passage: Passage, _ call: Range<Int>, _ wording: Range<Int>, in clause: Range<Int>
  ) -> Range<Int> {
    let start = call.lowerBound
    let named = extent(passage, from: start, until: wording)
    if let after = concerning.match(in: passage, at: passage.skipSpace(wording.upperBound)) {
      return extent(passage, from: passage.skipSpace(after.range.upperBound), until: wording)
    }
    let object = passage.skipSpace(call.upperBound)
    let receiver = Agencies.match(in: passage, at: object)
    guard named.upperBound <= call.upperBound + 1 || receiver != nil else { return named }
    // "báo cáo Ủy ban nhân dân thành phố kết quả rà soát"
    if let receiver {
      let next = passage.skipSpace(receiver.range.upperBound)
      if next < passage.count, results.match(in: passage, at: next) != nil {
        return extent(passage, from: next, until: wording)
      }
    }
    // The subject may stand in front: "Kết quả thực hiện … được báo cáo", "tổng hợp kết quả, báo cáo …".
    let sentence = sentence(around: start..<start + 1, in: passage)
    guard let subject = results.matches(in: passage, sentence.lowerBound..<start).last else {
      return call
    }
    let end =
      passives.first(in: passage, subject.range.upperBound..<start)?.range.lowerBound ?? start
    return passage.trimmed(subject.range.lowerBound..<end, also: [0x2C, 0x3B])
  }

  /// The period just before a time that tells one report of a sentence from the next: "quý III trước …",
  /// "năm (trước …".
  static func period(_ passage: Passage, before wording: Range<Int>, after what: Int) -> Range<Int>?
  {
    // "định kỳ 06 tháng (trước ngày 15/6)" holds its period itself.
    let bracket = passage.letters[wording].firstIndex(of: 0x28)
    var start = bracket == nil ? wording.lowerBound : max(what, wording.lowerBound)
    while bracket == nil, start > what,
      ![0x2C, 0x3B, 0x3A, 0x29].contains(passage.letters[start - 1]),
      wording.lowerBound - start < 40
    {
      start -= 1
    }
    var words = passage.trimmed(start..<(bracket ?? wording.lowerBound), also: [0x28, 0x2C])
    if let stop = stops.matches(in: passage, words).last {
      words = passage.trimmed(stop.range.upperBound..<words.upperBound)
    }
    guard words.count >= 3, periods.first(in: passage, words) != nil, !reports(passage, words)
    else { return nil }
    return words
  }

  private static func extent(_ passage: Passage, from start: Int, until wording: Range<Int>)
    -> Range<Int>
  {
    var end = report.match(in: passage, at: start)?.range.upperBound ?? passage.wordEnd(start)
    while end < passage.count {
      if wording.contains(end)
        || [0x2C, 0x3B, 0x2E, 0x28, 0x3A, 0x2028].contains(passage.letters[end])
      {
        break
      }
      if passage.isWordStart(end), stops.match(in: passage, at: end) != nil { break }
      if passage.isWordStart(end), let cue = towards.match(in: passage, at: end),
        Agencies.match(in: passage, at: passage.skipSpace(cue.range.upperBound)) != nil
      {
        break
      }
      end += 1
    }
    return passage.trimmed(start..<end)
  }

  /// To whom: the agency after "gửi", "về", "cho" …, with "(qua …)" where it stands.
  static func receiver(_ passage: Passage, after start: Int, until limit: Int) -> String? {
    // "trình Giám đốc ký, gửi Sở Nội vụ": it goes to whom it is sent.
    let cues = towards.matches(in: passage, start..<limit)
    for cue in cues.filter({ $0.value == .sends }) + cues.filter({ $0.value == .gives }) {
      let index = passage.skipSpace(cue.range.upperBound)
      guard index < passage.count, let agency = Agencies.match(in: passage, at: index) else {
        continue
      }
      return agency.name + (detour(passage, after: agency.range.upperBound) ?? "")
    }
    return nil
  }

  /// " (qua Sở Nội vụ)"
  private static func detour(_ passage: Passage, after index: Int) -> String? {
    let open = passage.skipSpace(index)
    guard open < passage.count, passage.letters[open] == 0x28,
      through.match(in: passage, at: open + 1) != nil,
      let close = passage.letters[open...].firstIndex(of: 0x29)
    else { return nil }
    return " " + passage.text(open..<close + 1)
  }

  static func cutOff(_ passage: Passage) -> String? {
    guard let cue = cutOffs.first(in: passage) else { return nil }
    return passage.text(
      passage.trimmed(cue.range.lowerBound..<clause(around: cue.range, in: passage).upperBound))
  }
}
