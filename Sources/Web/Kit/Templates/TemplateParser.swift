/// Reads the text of one template.
struct TemplateParser {
  private struct Tag {
    let mark: Character?
    let name: Substring
  }

  private enum Piece {
    /// `startsLine`: nothing stands before it on its line.
    case text(Substring, startsLine: Bool)
    case tag(Tag)
  }

  private let template: String
  private var pieces: [Piece] = []
  private var place = 0

  /// Throws `TemplateError` where a tag is not closed or is of a kind that templates here do without.
  static func nodes(_ text: String, template: String) throws -> [TemplateNode] {
    var parser = TemplateParser(template: template)
    try parser.cut(text)
    parser.dropLonelyLines()
    let nodes = try parser.nodes(until: nil)
    return nodes
  }

  private init(template: String) { self.template = template }

  private func fault(_ problem: String) -> TemplateError {
    TemplateError(template: template, problem: problem)
  }

  private mutating func cut(_ text: String) throws {
    var rest = text[...]
    var startsLine = true
    while let open = rest.firstRange(of: "{{") {
      pieces.append(.text(rest[..<open.lowerBound], startsLine: startsLine))
      startsLine = false
      let isTriple = rest[open.upperBound...].first == "{"
      guard let close = rest[open.upperBound...].firstRange(of: isTriple ? "}}}" : "}}") else {
        throw fault("a tag is not closed")
      }
      let inside = rest[open.upperBound..<close.lowerBound]
      pieces.append(.tag(try tag(inside, isTriple: isTriple)))
      rest = rest[close.upperBound...]
    }
    pieces.append(.text(rest, startsLine: startsLine))
  }

  private func tag(_ inside: Substring, isTriple: Bool) throws -> Tag {
    if isTriple { return Tag(mark: "{", name: blanksOff(inside.dropFirst())) }
    let text = blanksOff(inside)
    guard let first = text.first else { throw fault("an empty tag") }
    if "#^/><$!".contains(first) { return Tag(mark: first, name: blanksOff(text.dropFirst())) }
    guard !"&=%".contains(first) else { throw fault("{{\(first)…}} is not used here") }
    return Tag(mark: nil, name: text)
  }

  private func blanksOff(_ text: Substring) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...last]
  }

  /// A line that holds only a tag which shows nothing itself leaves no empty line behind.
  private mutating func dropLonelyLines() {
    for index in pieces.indices {
      guard case .tag(let tag) = pieces[index], let mark = tag.mark, mark != "{",
        case .text(let before, let startsLine) = pieces[index - 1],
        case .text(let after, _) = pieces[index + 1]
      else { continue }
      let indent = before.lastIndex(of: "\n").map { before.index(after: $0) }
      guard startsLine || indent != nil else { continue }
      let blanks = before[(indent ?? before.startIndex)...]
      let lineEnd = after.firstIndex(of: "\n")
      let tail = after[..<(lineEnd ?? after.endIndex)]
      guard blanks.allSatisfy(\.isWhitespace), tail.allSatisfy(\.isWhitespace),
        lineEnd != nil || index + 1 == pieces.indices.last
      else { continue }
      pieces[index - 1] = .text(before[..<blanks.startIndex], startsLine: startsLine)
      let rest = lineEnd.map { after[after.index(after: $0)...] } ?? ""
      pieces[index + 1] = .text(rest, startsLine: true)
    }
  }

  /// Up to the tag that closes `closing`, or the end.
  private mutating func nodes(until closing: Substring?) throws -> [TemplateNode] {
    var nodes: [TemplateNode] = []
    while place < pieces.count {
      let piece = pieces[place]
      place += 1
      switch piece {
      case .text(let text, _): if !text.isEmpty { nodes.append(.text(String(text))) }
      case .tag(let tag):
        if tag.mark == "/" {
          guard tag.name == closing else { throw fault("{{/\(tag.name)}} closes nothing") }
          return nodes
        }
        if let node = try node(tag) { nodes.append(node) }
      }
    }
    guard closing == nil else { throw fault("{{\(closing ?? "")}} is not closed") }
    return nodes
  }

  private mutating func node(_ tag: Tag) throws -> TemplateNode? {
    switch tag.mark {
    case "!": return nil
    case ">": return .partial(String(tag.name))
    case "#": return .section(try name(tag), try nodes(until: tag.name))
    case "^": return .inverted(try name(tag), try nodes(until: tag.name))
    case "$": return .block(String(tag.name), try nodes(until: tag.name))
    case "<":
      var blocks: [String: [TemplateNode]] = [:]
      for case .block(let name, let nodes) in try nodes(until: tag.name) { blocks[name] = nodes }
      return .parent(String(tag.name), blocks)
    default: return .variable(try name(tag), isMarkup: tag.mark == "{")
    }
  }

  private func name(_ tag: Tag) throws -> TemplateName {
    guard let name = TemplateName(tag.name) else { throw fault("“\(tag.name)” is no name") }
    return name
  }
}
