/// Reads an official document into a plan, each item with the place of its words.
///
/// A pipeline of small pure stages: working text, lines, blocks, head and foot, tree of sections, items,
/// checks. Vocabulary is in the YAML files beside the stages.
public enum PlanReader {
  /// `text` is the decoded document; spans are Unicode scalar offsets into it.
  public static func read(_ text: String) -> Plan {
    let outlook = Outlook(Manuscript(text))
    var plan = Plan()
    plan.header = outlook.head
    plan.sections = outlook.sections()
    plan.footnotes = outlook.footnotes.notes
    return plan
  }
}
