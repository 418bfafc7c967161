/// Puts partials and parents in their places, so that a page's template is whole before the first request.
struct TemplateLinker {
  let templates: [String: [TemplateNode]]

  /// `name` with nothing left but texts, variables and sections. Throws `TemplateError` for an unknown partial or
  /// one that contains itself.
  func linked(_ name: String) throws -> [TemplateNode] {
    TemplateLinker.joined(try linked(name, [:], []))
  }

  private func linked(
    _ name: String, _ blocks: [String: [TemplateNode]], _ trail: [String]
  ) throws -> [TemplateNode] {
    guard let nodes = templates[name] else {
      throw TemplateError(template: trail.last ?? name, problem: "no template “\(name)”")
    }
    guard !trail.contains(name) else {
      throw TemplateError(template: name, problem: "contains itself")
    }
    return try linked(nodes, blocks, trail + [name])
  }

  /// `blocks`: what those further out put in the places of this template; already linked.
  private func linked(
    _ nodes: [TemplateNode], _ blocks: [String: [TemplateNode]], _ trail: [String]
  ) throws -> [TemplateNode] {
    try nodes.flatMap { node -> [TemplateNode] in
      switch node {
      case .text, .variable: return [node]
      case .section(let name, let inner): return [.section(name, try linked(inner, blocks, trail))]
      case .inverted(let name, let inner):
        return [.inverted(name, try linked(inner, blocks, trail))]
      case .partial(let name): return try linked(name, blocks, trail)
      case .block(let name, let usual): return try blocks[name] ?? linked(usual, blocks, trail)
      case .parent(let name, let filled):
        let own = try filled.mapValues { try linked($0, blocks, trail) }
        return try linked(name, own.merging(blocks) { _, outer in outer }, trail)
      }
    }
  }

  /// Texts that stand side by side become one.
  private static func joined(_ nodes: [TemplateNode]) -> [TemplateNode] {
    var result: [TemplateNode] = []
    for node in nodes {
      switch node {
      case .text(let text):
        if case .text(let before)? = result.last {
          result[result.count - 1] = .text(before + text)
        } else {
          result.append(node)
        }
      case .section(let name, let inner): result.append(.section(name, joined(inner)))
      case .inverted(let name, let inner): result.append(.inverted(name, joined(inner)))
      default: result.append(node)
      }
    }
    return result
  }
}
