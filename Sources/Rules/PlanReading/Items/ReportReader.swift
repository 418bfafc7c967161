/// Duties to report: what, to whom, with which closing day, by when.
struct ReportReader {
  let outlook: Outlook
  let roles: SectionRoles
  let context: DeadlineContext
  private(set) var reports: [ReportDuty] = []

  static func read(_ outlook: Outlook, _ roles: SectionRoles, _ context: DeadlineContext)
    -> [ReportDuty]
  {
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
      roles.roles[index].isDisjoint(with: [.background, .targets, .inspectionContent])
        || roles.roles[index].contains(.tasks),
      !(node.zone > 0 && outlook.annexes[node.zone - 1].isOutline)
    else { return }
    let passage = outlook.manuscript.passage(node.block)
    guard ReportWords.report.first(in: passage) != nil else { return }
    let wordings = Deadlines.all(
      outlook, passage, (node.marker?.contentStart ?? 0)..<passage.count, context
    )
    .filter { isDue($0.deadline) && !isLabelled($0.range, passage) }
    let binding = wordings.filter {
      Deadlines.weight($0.deadline) <= 2 && mayReport($0.range, passage)
    }
    if !binding.isEmpty {
      for wording in binding { add(index, passage, wording, among: binding) }
    } else if let first = wordings.first(where: { clauseReports($0.range, passage) }),
      first.deadline.kind == .recurring || roles.roles[index].contains(.reports)
    {
      add(index, passage, first, among: [first])
    }
  }

  private func isDue(_ deadline: Deadline) -> Bool {
    deadline.kind != .continuous && deadline.kind != .notStated
  }

  /// "Thời gian thực hiện: …" dates the task, not a report.
  private func isLabelled(_ range: Range<Int>, _ passage: Passage) -> Bool {
    Labels.find(in: passage, passage.range).contains {
      $0.kind == .time && $0.value.overlaps(range)
    }
  }

  /// The clause, or the sentence before it where the clause says only when.
  private func mayReport(_ range: Range<Int>, _ passage: Passage) -> Bool {
    let clause = ReportWords.clause(around: range, in: passage)
    if ReportWords.reports(passage, clause) { return true }
    guard ReportWords.timing.first(in: passage, clause) != nil || clause.count < 60 else {
      return false
    }
    return ReportWords.report.first(in: passage, 0..<clause.lowerBound) != nil
  }

  private func clauseReports(_ range: Range<Int>, _ passage: Passage) -> Bool {
    let sentence = ReportWords.sentence(around: range, in: passage)
    return ReportWords.report.first(in: passage, sentence) != nil
  }

  private mutating func add(
    _ index: Int, _ passage: Passage, _ wording: Wording, among all: [Wording]
  ) {
    var clause = ReportWords.clause(around: wording.range, in: passage)
    if !ReportWords.reports(passage, clause) || all.count == 1 {
      clause = ReportWords.sentence(around: wording.range, in: passage)
    }
    guard let report = ReportWords.reportFor(wording.range, in: clause, of: passage) else { return }
    let receiver =
      ReportWords.receiver(passage, after: report.range.lowerBound, until: clause.upperBound)
      ?? ReportWords.receiver(passage, after: 0, until: passage.count) ?? receiverAbove(index)
    if report.value == .sending, receiver == nil { return }
    let what = ReportWords.what(passage, report.range, wording.range, in: clause)
    var text = passage.text(what)
    if all.count > 1,
      let period = ReportWords.period(passage, before: wording.range, after: what.upperBound)
    {
      text += " " + passage.text(period)
    }
    let span = outlook.manuscript.span(
      passage,
      min(
        what.lowerBound, wording.range.lowerBound)..<max(what.upperBound, wording.range.upperBound))
    reports.append(
      ReportDuty(
        what: text, to: receiver, cutOff: ReportWords.cutOff(passage), deadline: wording.deadline,
        span: span))
  }

  /// "… báo cáo về Văn phòng UBND tỉnh:" over a list gives its receiver to the points below.
  private func receiverAbove(_ index: Int) -> String? {
    guard let parent = outlook.tree.nodes[index].parent else { return nil }
    let above = [parent] + outlook.tree.nodes[parent].children.prefix { $0 < index }.reversed()
    for node in above
    where outlook.manuscript.blocks[outlook.tree.nodes[node].block].kind == .paragraph {
      let passage = outlook.manuscript.passage(outlook.tree.nodes[node].block)
      guard passage.letters.last == 0x3A, let report = ReportWords.report.first(in: passage) else {
        continue
      }
      if let receiver = ReportWords.receiver(
        passage, after: report.range.lowerBound, until: passage.count)
      {
        return receiver
      }
    }
    return nil
  }
}
