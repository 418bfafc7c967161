/// Fills a linked template. An unknown name is a fault, never an empty place.
struct TemplateRenderer {
  private(set) var out: [UInt8] = []
  private var stack: ShownStack
  private let template: String

  init(_ values: [Shown], template: String) {
    stack = ShownStack(values)
    self.template = template
    out.reserveCapacity(32_768)
  }

  mutating func render(_ nodes: [TemplateNode]) throws {
    for node in nodes {
      switch node {
      case .text(let text): out.append(contentsOf: text.utf8)
      case .variable(let name, let isMarkup): try show(name, isMarkup)
      case .section(let name, let inner): try section(try find(name), inner)
      case .inverted(let name, let inner): if try find(name).isNothing { try render(inner) }
      case .partial, .parent, .block: throw fault("is not linked")
      }
    }
  }

  private mutating func section(_ value: Shown, _ inner: [TemplateNode]) throws {
    guard !value.isNothing else { return }
    switch value {
    case .list(let items):
      for item in items {
        stack.push(item)
        try render(inner)
        stack.pop()
      }
    case .flag: try render(inner)
    default:
      stack.push(value)
      try render(inner)
      stack.pop()
    }
  }

  private mutating func show(_ name: TemplateName, _ isMarkup: Bool) throws {
    switch (try find(name), isMarkup) {
    case (.absent, _): break
    case (.text(let text), false): Markup.append(text, to: &out)
    case (.flag(let flag), false): out.append(contentsOf: (flag ? "true" : "false").utf8)
    case (.markup(let markup), true): out.append(contentsOf: markup.html.utf8)
    default: throw fault("“\(name)” cannot be shown like this")
    }
  }

  private func find(_ name: TemplateName) throws -> Shown {
    guard let value = stack.find(name) else { throw fault("no value “\(name)”") }
    return value
  }

  private func fault(_ problem: String) -> TemplateError {
    TemplateError(template: template, problem: problem)
  }
}

extension Shown {
  /// What a section does not show: nil, false, an empty list, an empty text.
  var isNothing: Bool {
    switch self {
    case .absent: true
    case .flag(let flag): !flag
    case .list(let items): items.isEmpty
    case .text(let text): text.isEmpty
    case .markup(let markup): markup.html.isEmpty
    case .members: false
    }
  }
}

/// Escaping for texts and quoted attributes, byte by byte: a quote stays a quote whatever combining mark follows it.
enum Markup {
  static func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    append(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  static func append(_ text: String, to out: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): out.append(contentsOf: "&#39;".utf8)
      default: out.append(byte)
      }
    }
  }
}
