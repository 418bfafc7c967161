/// Tasks given as points and paragraphs: who owes what by when, with what the section above says.
struct TaskReader {
  let outlook: Outlook
  let roles: SectionRoles
  let context: DeadlineContext
  private(set) var tasks: [Task] = []
  /// What the labels and the heading of a section give to the tasks in it.
  private var givenBySection: [Int: SectionGift] = [:]

  static func read(_ outlook: Outlook, _ roles: SectionRoles, _ context: DeadlineContext)
    -> [Task]
  {
    var reader = TaskReader(outlook: outlook, roles: roles, context: context)
    for node in outlook.tree.nodes.indices where reader.givesWork(node) { reader.readTask(node) }
    return reader.tasks
  }

  private init(outlook: Outlook, roles: SectionRoles, context: DeadlineContext) {
    self.outlook = outlook
    self.roles = roles
    self.context = context
  }

  /// Whether a block stands where work is given and is no heading, label, table or closing formula.
  private func givesWork(_ index: Int) -> Bool {
    let node = outlook.tree.nodes[index]
    guard outlook.manuscript.blocks[node.block].kind != .table, !node.isHeading, !isOutline(node)
    else {
      return false
    }
    return roles.roles[index].contains(.tasks) || mayAssign(index)
  }

  /// Letters and directives give work point by point, without parts of their own for it.
  private var isDirective: Bool {
    ["Công văn", "Chỉ thị", "Công điện", "Thông báo"].contains(outlook.head.kind)
  }

  private func isOutline(_ node: Node) -> Bool {
    node.zone > 0 && outlook.annexes[node.zone - 1].isOutline
  }

  /// Outside the parts for tasks only what names an agency and gives it work counts.
  private func mayAssign(_ index: Int) -> Bool {
    let own = roles.roles[index]
    guard own.isEmpty || own == [.reports] || own == [.budget] else { return false }
    return outlook.tree.nodes[index].parent != nil || isDirective
  }

  private mutating func readTask(_ index: Int) {
    let node = outlook.tree.nodes[index]
    let leaf = Leaf(outlook, index)
    guard !leaf.isLabelOnly, isInnermost(index, leaf), !TaskWords.isFormula(leaf, node) else {
      return
    }
    let isAssigned = roles.roles[index].contains(.tasks) || isDirective && node.marker != nil
    var who = Responsibility(labels: leaf.labels, in: leaf.passage)
    let subject = Agencies.subject(of: TaskWords.content(leaf))
    if !isAssigned, !(subject != nil && TaskWords.orders(leaf)) { return }
    var given = SectionGift()
    if !node.children.isEmpty {
      let own = gift(index)
      given = own
      given.heading = Responsibility()
    }
    for section in outlook.tree.ancestors(of: index) { merge(&given, gift(section)) }
    // Who is named in the middle of a sentence gives way to the labels of the group.
    let said = Responsibility(sentence: leaf.passage, leaf.words)
    if !given.labels.namesDoer || TaskWords.leadsAtStart(leaf) { who.inherit(said) }
    who.inherit(given.labels)
    if let subject { who.take(subject: subject.agencies, assigned: TaskWords.isAssigned(leaf)) }
    who.inherit(given.heading)
    append(index, leaf, who, given)
  }

  private mutating func append(
    _ index: Int, _ leaf: Leaf, _ who: Responsibility, _ given: SectionGift
  ) {
    let range = leaf.passage.trimmed(leaf.words, also: [0x3B, 0x2C])
    guard range.count >= 8 else { return }
    var task = Task(
      text: leaf.passage.text(range), span: outlook.manuscript.span(leaf.passage, range))
    task.lead = who.lead
    task.coordinating = who.coordinating
    task.executing = who.executing
    task.deadline = ownDeadline(leaf, over: given.deadline) ?? given.deadline
    task.product = value(.product, leaf) ?? given.product
    task.funding = value(.funding, leaf) ?? given.funding
    task.evidence = evidence(index, leaf) + given.evidence
    tasks.append(task)
  }

  /// A block is a task of its own where nothing below it says more than labels.
  private func isInnermost(_ index: Int, _ leaf: Leaf) -> Bool {
    let node = outlook.tree.nodes[index]
    if node.children.isEmpty { return node.marker != nil || !leaf.leadsOver }
    let isSentence = leaf.passage.letters.last == 0x2E
    return node.children.allSatisfy { child in
      let below = outlook.tree.nodes[child]
      // A paragraph after a full sentence goes on with the matter; it does not make a heading of it.
      if isSentence, below.marker == nil { return true }
      guard outlook.manuscript.blocks[below.block].kind != .table else { return false }
      let leaf = Leaf(outlook, child)
      return leaf.isLabelOnly || TaskWords.isFormula(leaf, below)
    }
  }

  // MARK: What the section gives

  private mutating func gift(_ section: Int) -> SectionGift {
    if let known = givenBySection[section] { return known }
    var gift = SectionGift()
    for child in outlook.tree.nodes[section].children {
      guard outlook.manuscript.blocks[outlook.tree.nodes[child].block].kind != .table else {
        continue
      }
      let leaf = Leaf(outlook, child)
      if outlook.tree.nodes[child].marker == nil, leaf.leadsOver, !leaf.isLabelOnly {
        // "Sở Nội vụ chủ trì, phối hợp với …:" over a list.
        gift.heading.inherit(TaskWords.doers(leaf))
      }
      guard leaf.isLabelOnly else { continue }
      gift.labels.fill(Responsibility(labels: leaf.labels, in: leaf.passage))
      gift.deadline =
        gift.deadline ?? labelDeadline(leaf)
        ?? Deadlines.best(outlook, leaf.passage, leaf.content, context)
      gift.product = gift.product ?? value(.product, leaf)
      gift.funding = gift.funding ?? value(.funding, leaf)
      guard gift.evidence.count < 50 else { continue }
      gift.evidence += leaf.labels.filter { $0.kind == .evidence }.map {
        leaf.passage.text($0.value)
      }
    }
    let heading = Leaf(outlook, section)
    gift.labels.fill(Responsibility(labels: heading.labels, in: heading.passage))
    gift.deadline = gift.deadline ?? labelDeadline(heading)
    gift.heading.inherit(
      heading.leadsOver ? TaskWords.doers(heading) : TaskWords.headingAgencies(heading))
    // Tasks come in order: only the sections around the present one are asked for again, and no chain of
    // sections is longer than there are kinds of numbers.
    if givenBySection.count >= 512 { givenBySection.removeAll(keepingCapacity: true) }
    givenBySection[section] = gift
    return gift
  }

  /// The nearer section wins.
  private func merge(_ given: inout SectionGift, _ further: SectionGift) {
    given.labels.inherit(further.labels)
    given.heading.inherit(further.heading)
    given.deadline = given.deadline ?? further.deadline
    given.product = given.product ?? further.product
    given.funding = given.funding ?? further.funding
    given.evidence += further.evidence
  }

  // MARK: What the block says itself

  private func value(_ kind: Label.Kind, _ leaf: Leaf) -> String? {
    leaf.labels.first { $0.kind == kind }.map { leaf.passage.text($0.value) }
  }

  private func labelDeadline(_ leaf: Leaf) -> Deadline? {
    leaf.labels.first { $0.kind == .time }
      .map { Deadlines.read(outlook, leaf.passage, $0.value, context) }
  }

  /// The block's own time. One that counts from an unknown event ("trong vòng 24 giờ kể từ khi nhận được")
  /// limits a step of the work, so the group's time goes before it.
  private func ownDeadline(_ leaf: Leaf, over given: Deadline?) -> Deadline? {
    let rest = leaf.words.upperBound..<leaf.content.upperBound
    // Times after "báo cáo" are those of the report, unless the work itself has none.
    let report = ReportWords.report.first(in: leaf.passage, leaf.words)?.range.lowerBound
    let work = leaf.words.lowerBound..<max(report ?? leaf.words.upperBound, leaf.words.lowerBound)
    let own =
      labelDeadline(leaf) ?? Deadlines.best(outlook, leaf.passage, work, context)
      ?? Deadlines.best(outlook, leaf.passage, leaf.words, context)
      ?? Deadlines.best(outlook, leaf.passage, rest, context)
    guard let own, own.kind == .within, own.dates.isEmpty, given?.dates.isEmpty == false else {
      return own
    }
    return nil
  }

  /// The evidence that the block or its footnotes call for.
  private func evidence(_ index: Int, _ leaf: Leaf) -> [String] {
    var result = leaf.labels.filter { $0.kind == .evidence }.map { leaf.passage.text($0.value) }
    let block = outlook.tree.nodes[index].block
    for note in outlook.footnotes.notes(markedIn: block) {
      let words = Passage(outlook.footnotes.notes[note].text)
      if let cue = Labels.evidenceCues.first(in: words) {
        result.append(TaskWords.evidence(words, cue.range))
      }
    }
    if result.isEmpty, let cue = Labels.evidenceCues.first(in: leaf.passage, leaf.words) {
      result.append(TaskWords.evidence(leaf.passage, cue.range))
    }
    return result
  }
}
