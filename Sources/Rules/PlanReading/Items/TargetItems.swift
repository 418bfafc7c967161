/// Targets in running text.
enum TargetItems {
  private static let strives = PhraseTable<Bool>(
    [("phấn đấu", true), ("mục tiêu", true)], bare: true)

  static func read(_ outlook: Outlook, _ roles: SectionRoles, year: Int?) -> [Target] {
    var targets: [Target] = []
    for (index, node) in outlook.tree.nodes.enumerated() {
      guard outlook.manuscript.blocks[node.block].kind == .paragraph,
        !(node.zone > 0 && outlook.annexes[node.zone - 1].isOutline),
        roles.roles[index].isDisjoint(with: [.inspectionContent, .budget])
      else { continue }
      let passage = outlook.manuscript.passage(node.block)
      let isSection = roles.roles[index].contains(.targets)
      // Where the situation is told, numbers are results unless the sentence strives for them.
      if roles.roles[index] == [.background], strives.first(in: passage) == nil { continue }
      let start = node.marker?.contentStart ?? 0
      for found in Targets.find(
        in: passage, start..<passage.count, isTargetSection: isSection, year: year)
      {
        targets.append(
          Target(
            text: passage.text(found.range), comparator: found.comparator, value: found.value,
            unit: found.unit, scope: found.scope,
            span: outlook.manuscript.span(passage, found.range)))
      }
    }
    return targets
  }
}
