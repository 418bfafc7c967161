/// Duties to report: what, to whom, with which closing day, by when.
struct ReportReader {
  let outlook: Outlook
  let roles: SectionRoles
  let context: DeadlineContext
  private(set) var reports: [ReportDuty] = []

  static func read(_ outlook: Outlook, _ roles: SectionRoles, _ context: DeadlineContext) -> [ReportDuty] {
    var reader = ReportReader(outlook: outlook, roles: roles, context: context)
    for index in outlook.tree.nodes.indices { reader.readBlock(index) }
    return reader.reports
  }

  private init(outlook: Outlook, roles: SectionRoles, context: DeadlineContext) {
    self.outlook = outlook
    self.roles = roles
    self.context = context
  }

  private typealias Wording = (range: Range<Int>, deadline: Deadline)

  private mutating func readBlock(_ index: Int) {
    let node = outlook.tree.nodes[index]
    guard outlook.manuscript.blocks[node.block].kind == .paragraph,
      roles.roles[index].isDisjoint(with: [.background, .targets, .inspectionContent]) || roles.roles[index].contains(.tasks),
      !(node.zone > 0 && outlook.annexes[node.zone - 1].isOutline)
    else { return }
    let passage = outlook.manuscript.passage(node.block)
    guard ReportWords.report.first(in: passage) != nil else { return }
    let wordings = Deadlines.all(outlook, passage, (node.marker?.contentStart ?? 0)..<passage.count, context)
      .filter { isDue($0.deadline) && !isLabelled($0.range, passage) }
    let binding = wordings.filter { Deadlines.weight($0.deadline) <= 2 && mayReport($0.range, passage) }
    if !binding.isEmpty {
      for wording in binding { add(passage, wording, among: binding) }
    } else if let first = wordings.first(where: { clauseReports($0.range, passage) }),
      first.deadline.kind == .recurring || roles.roles[index].contains(.reports)
    {
      add(passage, first, among: [first])
    }
  }

  private func isDue(_ deadline: Deadline) -> Bool {
    deadline.kind != .continuous && deadline.kind != .notStated
  }

  /// "Thời gian thực hiện: …" dates the task, not a report.
  private func isLabelled(_ range: Range<Int>, _ passage: Passage) -> Bool {
    Labels.find(in: passage, passage.range).contains { $0.kind == .time && $0.value.overlaps(range) }
  }

  /// The clause, or the sentence before it where the clause says only when.
  private func mayReport(_ range: Range<Int>, _ passage: Passage) -> Bool {
    let clause = ReportWords.clause(around: range, in: passage)
    if ReportWords.report.first(in: passage, clause) != nil { return true }
    guard ReportWords.timing.first(in: passage, clause) != nil || clause.count < 60 else { return false }
    return ReportWords.report.first(in: passage, 0..<clause.lowerBound) != nil
  }

  private func clauseReports(_ range: Range<Int>, _ passage: Passage) -> Bool {
    let sentence = ReportWords.sentence(around: range, in: passage)
    return ReportWords.report.first(in: passage, sentence) != nil
  }

  private mutating func add(_ passage: Passage, _ wording: Wording, among all: [Wording]) {
    var clause = ReportWords.clause(around: wording.range, in: passage)
    if ReportWords.report.first(in: passage, clause) == nil || all.count == 1 {
      clause = ReportWords.sentence(around: wording.range, in: passage)
    }
    guard let report = ReportWords.reportFor(wording.range, in: clause, of: passage) else { return }
    let what = ReportWords.what(passage, report.range.lowerBound, wording.range, in: clause)
    let receiver = ReportWords.receiver(passage, after: report.range.lowerBound, until: clause.upperBound)
      ?? ReportWords.receiver(passage, after: 0, until: passage.count)
    let span = outlook.manuscript.span(
      passage, min(what.lowerBound, wording.range.lowerBound)..<max(what.upperBound, wording.range.upperBound))
    reports.append(
      ReportDuty(
        what: passage.text(what), to: receiver, cutOff: ReportWords.cutOff(passage),
        deadline: wording.deadline, span: span))
  }
}

/// Words around reports.
enum ReportWords {
  static let report = PhraseTable<Bool>([("báo cáo", true), ("gửi kết quả", true)], bare: true)
  static let timing = PhraseTable<Bool>([
    ("thời gian", true), ("thời hạn", true), ("gửi", true), ("chậm nhất", true), ("trước ngày", true),
  ])
  private static let stops = PhraseTable<Bool>([
    ("gửi", true), ("cho", true), ("trình", true), ("trước", true), ("chậm nhất", true), ("định kỳ", true),
    ("theo", true), ("để", true), ("bằng", true), ("và", true),
  ])
  private enum Way { case sends, gives }
  private static let towards = PhraseTable<Way>([
    ("gửi", .sends), ("gửi về", .sends), ("về", .sends), ("cho", .gives), ("trình", .gives), ("với", .gives),
    ("đến", .sends), ("tới", .sends), ("báo cáo", .gives), ("gửi báo cáo về", .sends), ("gửi đến", .sends),
    ("ký gửi", .sends), ("ký, gửi", .sends),
  ])
  private static let through = PhraseTable<Bool>([("qua", true), ("thông qua", true)])
  private static let cutOffs = PhraseTable<Bool>([
    ("chốt số liệu", true), ("thời gian chốt", true), ("số liệu tính", true), ("số liệu báo cáo tính", true),
    ("kỳ số liệu", true), ("thời điểm chốt", true),
  ])

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
    return passage.letters[index + 1] == 0x20 && (index < 2 || !Letters.isUpper(passage.letters[index - 1]))
  }

  /// The "báo cáo" that a wording dates: the last before it in its clause; before a clause that only says when
  /// ("Thời gian báo cáo: …"), the first of the block.
  static func reportFor(
    _ wording: Range<Int>, in clause: Range<Int>, of passage: Passage
  ) -> PhraseTable<Bool>.Match? {
    let first = report.first(in: passage)
    let start = passage.skipSpace(clause.lowerBound)
    if start > 0, timeOf.match(in: passage, at: start) != nil, let first, first.range.upperBound <= start { return first }
    let inClause = report.matches(in: passage, clause)
    return inClause.last { $0.range.upperBound <= wording.lowerBound } ?? inClause.first ?? first
  }

  private static let timeOf = PhraseTable<Bool>([("thời gian", true), ("thời hạn", true), ("hạn báo cáo", true), ("thời điểm", true)])

  /// What is reported: "Báo cáo quý I", "báo cáo kết quả tự kiểm tra"; where "báo cáo" is only the verb
  /// ("báo cáo UBND huyện … trước 15/6 đối với báo cáo 6 tháng", "Kết quả thực hiện báo cáo về …"), what is
  /// named beside it.
  static func what(_ passage: Passage, _ start: Int, _ wording: Range<Int>, in clause: Range<Int>) -> Range<Int> {
    let named = extent(passage, from: start, until: wording)
    if let after = concerning.match(in: passage, at: passage.skipSpace(wording.upperBound)) {
      return extent(passage, from: passage.skipSpace(after.range.upperBound), until: wording)
    }
    let verb = report.match(in: passage, at: start)?.range.upperBound ?? start
    let isVerb = named.upperBound <= verb + 1
      || Agencies.match(in: passage, at: passage.skipSpace(verb)) != nil
    guard isVerb else { return named }
    // The subject may stand in front: "Kết quả thực hiện … được báo cáo", "tổng hợp kết quả, báo cáo …".
    let sentence = sentence(around: start..<start + 1, in: passage)
    let subject = results.matches(in: passage, sentence.lowerBound..<start).last
    guard let subject else { return start..<verb }
    let end = passives.first(in: passage, subject.range.upperBound..<start)?.range.lowerBound ?? start
    return passage.trimmed(subject.range.lowerBound..<end, also: [0x2C, 0x3B])
  }

  private static let passives = PhraseTable<Bool>([("được", true), ("phải", true)])
  private static let concerning = PhraseTable<Bool>([("đối với", true)])
  private static let results = PhraseTable<Bool>([("kết quả", true), ("tình hình", true)])

  private static func extent(_ passage: Passage, from start: Int, until wording: Range<Int>) -> Range<Int> {
    var end = report.match(in: passage, at: start)?.range.upperBound ?? start
    while end < passage.count {
      if wording.contains(end) || [0x2C, 0x3B, 0x2E, 0x28, 0x3A, 0x2028].contains(passage.letters[end]) { break }
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
      guard index < passage.count, let agency = Agencies.match(in: passage, at: index) else { continue }
      return agency.name + (detour(passage, after: agency.range.upperBound) ?? "")
    }
    return nil
  }

  /// " (qua Sở Nội vụ)"
  private static func detour(_ passage: Passage, after index: Int) -> String? {
    let open = passage.skipSpace(index)
    guard open < passage.count, passage.letters[open] == 0x28, through.match(in: passage, at: open + 1) != nil,
      let close = passage.letters[open...].firstIndex(of: 0x29)
    else { return nil }
    return " " + passage.text(open..<close + 1)
  }

  static func cutOff(_ passage: Passage) -> String? {
    guard let cue = cutOffs.first(in: passage) else { return nil }
    return passage.text(passage.trimmed(cue.range.lowerBound..<clause(around: cue.range, in: passage).upperBound))
  }
}
