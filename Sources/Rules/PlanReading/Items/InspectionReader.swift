/// The inspection programme: forms, the units of each, how others are chosen, when, what, by whom.
struct InspectionReader {
  let outlook: Outlook
  let roles: SectionRoles
  let context: DeadlineContext
  private var forms: [ProgrammedForm] = []
  private var periodExamined: String?
  private var team: [TeamRole] = []
  /// Times and units of parts that name no form: they hold for the planned inspections.
  private var commonTimes: [Deadline] = []
  private var commonUnits: [String] = []
  private var commonSelection: String?
  /// The form under which a node stands.
  private var formOfNode: [Int: InspectionForm] = [:]

  static func read(
    _ outlook: Outlook, _ roles: SectionRoles, _ items: TableItems, _ context: DeadlineContext
  ) -> InspectionProgramme? {
    guard roles.isInspection.contains(true) else { return nil }
    var reader = InspectionReader(outlook: outlook, roles: roles, context: context)
    for index in outlook.tree.nodes.indices where roles.isInspection[index] && reader.isText(index)
    {
      reader.readNode(index)
    }
    reader.addRows(items)
    reader.settle()
    var programme = InspectionProgramme()
    programme.forms = reader.forms
    programme.periodExamined = reader.periodExamined
    programme.team = reader.team
    let isEmpty =
      programme.forms.isEmpty && programme.team.isEmpty && programme.periodExamined == nil
    return isEmpty ? nil : programme
  }

  private init(outlook: Outlook, roles: SectionRoles, context: DeadlineContext) {
    self.outlook = outlook
    self.roles = roles
    self.context = context
  }

  private func isText(_ index: Int) -> Bool {
    let node = outlook.tree.nodes[index]
    let isOutline = node.zone > 0 && outlook.annexes[node.zone - 1].isOutline
    return !isOutline && outlook.manuscript.blocks[node.block].kind != .table
  }

  private mutating func readNode(_ index: Int) {
    let node = outlook.tree.nodes[index]
    let leaf = Leaf(outlook, index)
    let own = roles.roles[index]
    readPeriod(leaf)
    if own.contains(.inspectionTeam)
      || InspectionWords.teamList.first(in: leaf.passage, leaf.content) != nil
    {
      TeamReader.read(outlook, leaf, into: &team)
    }
    if own.contains(.tasks) { return TaskWords.isFormula(leaf, node) ? () : readMention(leaf) }
    guard !own.isDisjoint(with: [.inspectionForms, .inspectionUnits, .inspectionTime]) else {
      return
    }
    if let form = InspectionWords.form(opening: leaf, isUnits: own.contains(.inspectionUnits)) {
      formOfNode[index] = form
      if !isOnlyTime(own) || !forms.contains(where: { $0.form == form }) { addForm(form, leaf) }
    } else {
      formOfNode[index] = node.parent.flatMap { formOfNode[$0] }
    }
    readDetails(index, leaf, formOfNode[index], own)
  }

  private func isOnlyTime(_ own: Set<SectionRoles.Role>) -> Bool {
    own.contains(.inspectionTime) && own.isDisjoint(with: [.inspectionForms, .inspectionUnits])
  }

  /// Units, times, contents and choice, as far as one block says them.
  private mutating func readDetails(
    _ index: Int, _ leaf: Leaf, _ form: InspectionForm?, _ own: Set<SectionRoles.Role>
  ) {
    let node = outlook.tree.nodes[index]
    if own.contains(.inspectionTime) || own.contains(.inspectionForms) {
      add(times: times(leaf), to: form)
    }
    if isOnlyTime(own), let selection = InspectionWords.selection(leaf) {
      update(form) { $0.selection = $0.selection ?? selection }
    }
    guard !isOnlyTime(own), node.parent != nil else { return }
    if node.marker?.kind.isListMark == true, let unit = InspectionWords.unitItem(leaf) {
      if form == nil { commonUnits.append(unit) }
      return update(form) { programmed in
        if !programmed.units.contains(unit) { programmed.units.append(unit) }
      }
    }
    let isContent =
      node.marker?.kind.isListMark == true && own.contains(.inspectionForms)
      && form != nil && formOfNode[index] == node.parent.flatMap { formOfNode[$0] }
    if isContent {
      let range = leaf.passage.trimmed(leaf.content, also: [0x3B, 0x2E])
      return update(form) { $0.content.append(leaf.passage.text(range)) }
    }
    if let selection = InspectionWords.selection(leaf) {
      if form == nil { commonSelection = commonSelection ?? selection }
      update(form) { $0.selection = $0.selection ?? selection }
      if form != .selfInspection { return }
    }
    let units = InspectionWords.units(leaf, isUnits: own.contains(.inspectionUnits))
    if form == nil { commonUnits += units.filter { !commonUnits.contains($0) } }
    update(form) { programmed in programmed.units += units.filter { !programmed.units.contains($0) }
    }
  }

  /// The times that a block names, first of all after "Thời gian:".
  private func times(_ leaf: Leaf) -> [Deadline] {
    let labelled = leaf.labels.filter { $0.kind == .time }
    guard labelled.isEmpty else {
      return labelled.flatMap { label in
        leaf.passage.letters[label.value].split(separator: 0x3B).map { part in
          let range = leaf.passage.trimmed(part.startIndex..<part.endIndex)
          return Deadlines.read(outlook, leaf.passage, range, context)
        }
      }
    }
    return Deadlines.all(outlook, leaf.passage, leaf.content, context).map(\.deadline)
  }

  private mutating func add(times: [Deadline], to form: InspectionForm?) {
    if form == nil { commonTimes += times }
    update(form) { programmed in programmed.times += times }
  }

  /// A form named in a sentence that gives work ("Giao Đoàn kiểm tra tiến hành kiểm tra chuyên đề").
  private mutating func readMention(_ leaf: Leaf) {
    for match in InspectionWords.forms.matches(in: leaf.passage, leaf.content)
    where [.selfInspection, .thematic, .reInspection].contains(match.value) {
      if !forms.contains(where: { $0.form == match.value }) {
        addForm(match.value, leaf)
        let units = match.value == .selfInspection ? InspectionWords.subjectUnits(leaf) : []
        update(match.value) { $0.units = units }
      }
      guard match.value == .selfInspection else { continue }
      let times = times(leaf)
      let selection = InspectionWords.selection(leaf)
      update(.selfInspection) { form in
        form.times += times
        form.selection = form.selection ?? selection
      }
      return
    }
  }

  private mutating func readPeriod(_ leaf: Leaf) {
    guard periodExamined == nil,
      let label = InspectionWords.period.first(in: leaf.passage, leaf.content)
    else { return }
    var start = leaf.passage.skipSpace(label.range.upperBound)
    let isLabel = start < leaf.passage.count && leaf.passage.letters[start] == 0x3A
    let cue = InspectionWords.periodCues.first(
      in: leaf.passage, label.range.upperBound..<leaf.passage.count)
    guard isLabel || cue != nil else { return }
    if isLabel { start += 1 } else if let cue { start = cue.range.lowerBound }
    let range = leaf.passage.trimmed(start..<leaf.passage.count, also: [0x2E, 0x3B])
    if !range.isEmpty { periodExamined = leaf.passage.text(range) }
  }

  // MARK: Forms

  private mutating func addForm(_ form: InspectionForm, _ leaf: Leaf) {
    guard !forms.contains(where: { $0.form == form }) else { return }
    let range = leaf.passage.trimmed(leaf.content, also: [0x3A, 0x2E, 0x3B])
    forms.append(
      ProgrammedForm(
        form: form, words: leaf.passage.text(range),
        span: outlook.manuscript.span(leaf.passage, range)))
  }

  private mutating func update(_ form: InspectionForm?, _ change: (inout ProgrammedForm) -> Void) {
    guard let form, let index = forms.firstIndex(where: { $0.form == form }) else { return }
    change(&forms[index])
  }

  /// Rows of a schedule: units and times of the planned inspections, or of the form that the row names.
  private mutating func addRows(_ items: TableItems) {
    for row in items.inspections {
      let form = row.form.flatMap { InspectionWords.forms.first(in: $0)?.value } ?? .periodic
      if !forms.contains(where: { $0.form == form }) {
        forms.append(ProgrammedForm(form: form, words: row.form?.text ?? "", span: row.span))
      }
      update(form) { programmed in
        programmed.units += row.units.filter { !programmed.units.contains($0) }
        if let time = row.time { programmed.times.append(time) }
        if let content = row.content, !programmed.content.contains(content) {
          programmed.content.append(content)
        }
      }
    }
  }

  /// What was said for all goes to the planned inspections and re-inspections that say nothing themselves.
  private mutating func settle() {
    let planned: [InspectionForm] = [.periodic, .reInspection]
    if !forms.contains(where: { planned.contains($0.form) }), !commonUnits.isEmpty,
      let node = outlook.tree.nodes.indices.first(where: {
        roles.roles[$0].contains(.inspectionUnits)
      })
    {
      addForm(.periodic, Leaf(outlook, node))
    }
    let receivers = forms.contains { planned.contains($0.form) } ? planned : InspectionForm.allCases
    for index in forms.indices where receivers.contains(forms[index].form) {
      if forms[index].times.isEmpty { forms[index].times = commonTimes }
      guard forms[index].form != .reInspection else { continue }
      if forms[index].units.isEmpty { forms[index].units = commonUnits }
      forms[index].selection = forms[index].selection ?? commonSelection
    }
  }
}
