/// Reads an official document into a plan, each item with the place of its words.
///
/// A pipeline of small pure stages: working text, lines, blocks, head and foot, tree of sections, items,
/// checks. Vocabulary is in the YAML files beside the stages.
public enum PlanReader {
  /// `text` is the decoded document; spans are Unicode scalar offsets into it.
  public static func read(_ text: consuming String) -> Plan {
    var (plan, clues) = items(text)
    plan.warnings = Checks.run(plan, clues)
    return plan
  }

  /// Everything but the warnings; the document and its stages are let go before those are looked for.
  private static func items(_ text: consuming String) -> (Plan, Checks.Clues) {
    let outlook = Outlook(Manuscript(WorkingText(text)))
    let roles = SectionRoles(outlook)
    var plan = Plan()
    plan.header = outlook.head
    if let issuer = Issuer.read(outlook) {
      plan.header.issuer = issuer.name
      plan.header.spans["issuer"] = issuer.span
    }
    let planYear = year(outlook)
    plan.header.year = plan.header.year ?? planYear
    let context = DeadlineContext(
      year: planYear, signed: plan.header.date, calendar: WorkingCalendar.vietnam)
    (plan.legalBases, plan.citations) = References.read(outlook)
    plan.sections = outlook.sections()
    plan.footnotes = outlook.footnotes.notes
    let tables = TableItems.read(outlook, context)
    plan.targets = TargetItems.read(outlook, roles, year: planYear)
    plan.targets += tables.targets
    plan.tasks = TaskReader.read(outlook, roles, context)
    plan.tasks += tables.tasks
    plan.inspection = InspectionReader.read(outlook, roles, tables, context)
    plan.reports = ReportReader.read(outlook, roles, context)
    plan.outline = OutlineReader.read(outlook)
    let clues = Checks.Clues(
      dateParts: outlook.dateParts, looseMarks: outlook.footnotes.marks.filter { $0.note == nil })
    return (plan, clues)
  }

  /// The year that the plan is for: the one in its title, else that of its date.
  private static func year(_ outlook: Outlook) -> Int? {
    let title = Passage(outlook.head.title ?? "")
    for word in yearWords.matches(in: title) {
      if let number = title.number(at: title.skipSpace(word.range.upperBound)),
        (1990...2100).contains(number.value)
      {
        return number.value
      }
    }
    return outlook.head.year
  }

  private static let yearWords = PhraseTable<Bool>([("năm", true)])
}
