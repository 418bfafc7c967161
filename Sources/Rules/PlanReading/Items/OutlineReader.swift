/// The report outline (đề cương): sections, questions, and what each question asks for.
struct OutlineReader {
  let outlook: Outlook

  static func read(_ outlook: Outlook) -> Outline? {
    guard let zone = outlook.annexes.firstIndex(where: \.isOutline) else { return nil }
    let annex = outlook.annexes[zone]
    let reader = OutlineReader(outlook: outlook)
    let roots = outlook.tree.roots.filter { outlook.tree.nodes[$0].zone == zone + 1 }
    let sections = roots.filter {
      outlook.tree.nodes[$0].marker != nil || outlook.tree.nodes[$0].isHeading
    }
    let first = annex.heading.isEmpty ? annex.content.lowerBound : annex.heading.lowerBound
    let last = annex.heading.isEmpty ? first : annex.heading.upperBound - 1
    let range = outlook.manuscript.blocks[first].start..<outlook.manuscript.blocks[last].end
    return Outline(
      title: annex.title, sections: sections.map(reader.section),
      span: outlook.manuscript.working.span(range))
  }

  private func section(_ index: Int) -> OutlineSection {
    let node = outlook.tree.nodes[index]
    let leaf = Leaf(outlook, index)
    let title = leaf.passage.trimmed(leaf.content, also: [0x3A])
    var section = OutlineSection(
      number: node.marker?.number, title: leaf.passage.text(title),
      span: outlook.manuscript.span(leaf.passage, title))
    if node.children.allSatisfy(isTable) {
      section.questions = isQuestion(node) ? [question(leaf, hasTable: !node.children.isEmpty)] : []
    }
    for child in node.children { add(child, to: &section) }
    return section
  }

  /// A numbered point without points below it is itself a question.
  private func isQuestion(_ node: Node) -> Bool { node.marker != nil && node.level > 1 }

  private func add(_ index: Int, to section: inout OutlineSection) {
    let node = outlook.tree.nodes[index]
    guard !isTable(index) else { return }
    let leaf = Leaf(outlook, index)
    let points = node.children.filter { !isTable($0) }
    if points.isEmpty {
      section.questions.append(question(leaf, hasTable: !node.children.isEmpty))
    } else if node.marker?.kind.isListMark == true {
      // A point that only leads over gives its questions to the section; one that asks counts too.
      if !leaf.leadsOver { section.questions.append(question(leaf)) }
      for child in node.children { add(child, to: &section) }
    } else {
      section.sections.append(self.section(index))
    }
  }

  private func isTable(_ index: Int) -> Bool {
    outlook.manuscript.blocks[outlook.tree.nodes[index].block].kind == .table
  }

  private func question(_ leaf: Leaf, hasTable: Bool = false) -> Question {
    let range = leaf.passage.trimmed(leaf.content, also: [0x3B])
    let parts = QuestionParts.read(leaf.passage, range).map { part in
      QuestionPart(
        text: leaf.passage.text(part.range), kind: part.kind,
        span: outlook.manuscript.span(leaf.passage, part.range))
    }
    return Question(
      text: leaf.passage.text(range),
      kind: hasTable ? .table : QuestionParts.kind(leaf.passage, range, parts: parts.count),
      parts: parts, span: outlook.manuscript.span(leaf.passage, range))
  }
}
