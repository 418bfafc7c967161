@testable import Web

/// Follows a linked template through a page's sample, into every branch, and lists what it finds wrong.
struct TemplateCheck {
  private var stack: ShownStack
  private(set) var problems: [String] = []

  /// `values` from the outermost inwards.
  static func problems(_ nodes: [TemplateNode], _ values: [Shown]) -> [String] {
    var check = TemplateCheck(stack: ShownStack(values))
    check.follow(nodes)
    return Array(Set(check.problems)).sorted()
  }

  private init(stack: ShownStack) { self.stack = stack }

  private mutating func follow(_ nodes: [TemplateNode]) {
    for node in nodes {
      switch node {
      case .text: break
      case .variable(let name, let isMarkup): variable(name, isMarkup)
      case .section(let name, let inner): section(name, inner)
      case .inverted(let name, let inner):
        if find(name) != nil { follow(inner) }
      case .partial, .parent, .block: problems.append("is not linked")
      }
    }
  }

  private mutating func variable(_ name: TemplateName, _ isMarkup: Bool) {
    switch find(name) {
    case .text, .flag: if isMarkup { problems.append("{{{\(name)}}} is no SafeHTML") }
    case .markup: if !isMarkup { problems.append("{{\(name)}} is SafeHTML") }
    case .absent: problems.append("the sample has no \(name)")
    case .list, .members: problems.append("{{\(name)}} is no text")
    case nil: break
    }
  }

  private mutating func section(_ name: TemplateName, _ inner: [TemplateNode]) {
    switch find(name) {
    case .list(let items):
      if items.isEmpty { problems.append("the sample has nothing in \(name)") }
      // What one item lacks may stand in another.
      let kept = problems
      var found: [Set<String>] = []
      for item in items {
        problems = []
        follow(inner, in: item)
        found.append(Set(problems))
      }
      let everywhere = found.dropFirst().reduce(found.first ?? []) { $0.intersection($1) }
      problems =
        kept
        + found.joined().filter { everywhere.contains($0) || !$0.hasPrefix("the sample") }
    case .absent: problems.append("the sample has no \(name)")
    case .flag: follow(inner)
    case .some(let value):
      if value.isNothing { problems.append("the sample has nothing in \(name)") }
      follow(inner, in: value)
    case nil: break
    }
  }

  private mutating func follow(_ nodes: [TemplateNode], in value: Shown) {
    stack.push(value)
    follow(nodes)
    stack.pop()
  }

  private mutating func find(_ name: TemplateName) -> Shown? {
    let found = stack.find(name)
    if found == nil { problems.append("no value \(name)") }
    return found
  }
}
