/// The styles of a document, as far as they change its text.
struct WordStyles {
  struct Style {
    var base: String?
    var list: Int?
    var level: Int?
    var run = RunFormat()
  }

  var styles: [String: Style] = [:]
  var defaults = RunFormat()
  var defaultParagraph: String?

  static func read(_ bytes: [UInt8]) throws(UnreadableFile) -> WordStyles {
    let reader = StylesReader()
    try XmlWalk.run(bytes, part: "styles.xml", reader)
    return reader.result
  }

  /// Run properties a style gives, its bases included.
  func run(_ style: String?) -> RunFormat {
    chain(style).reduce(RunFormat()) { $0.over($1.style.run) }
  }

  /// The list a paragraph style belongs to, and the style in its chain that says so.
  func list(_ style: String?) -> (list: Int, level: Int?, style: String)? {
    let chain = chain(style)
    guard let found = chain.first(where: { $0.style.list != nil }), let list = found.style.list
    else { return nil }
    return (list, chain.lazy.compactMap(\.style.level).first, found.id)
  }

  /// A style and its bases, nearest first; a circle is cut.
  private func chain(_ style: String?) -> [(id: String, style: Style)] {
    var result: [(id: String, style: Style)] = []
    var next = style
    while let id = next, let style = styles[id], result.count < 16 {
      result.append((id, style))
      next = style.base
    }
    return result
  }
}

private final class StylesReader: XmlListener {
  var result = WordStyles()
  private var path: [String] = []
  private var id: String?

  func started(_ namespace: XmlNamespace, _ name: String, _ attributes: XmlAttributes) {
    defer { path.append(name) }
    guard namespace == .word else { return }
    let parent = path.last
    if name == "style" {
      id = attributes["styleId"]
      if let id { result.styles[id] = WordStyles.Style() }
      let isDefault = ["1", "true", "on"].contains(attributes["default"] ?? "")
      if isDefault, attributes["type"] == "paragraph" { result.defaultParagraph = id }
    } else if parent == "rPr" {
      if path.contains("rPrDefault") { result.defaults.take(name, attributes) }
      if path.dropLast().last == "style" { change { $0.run.take(name, attributes) } }
    } else if name == "basedOn", parent == "style" {
      change { $0.base = attributes["val"] }
    } else if parent == "numPr", path.dropLast().last == "pPr" {
      if name == "numId" { change { $0.list = attributes.number("val") } }
      if name == "ilvl" { change { $0.level = attributes.number("val") } }
    }
  }

  func ended(_ namespace: XmlNamespace, _ name: String) {
    path.removeLast()
    if namespace == .word, name == "style" { id = nil }
  }

  func characters(_ text: String) {}

  private func change(_ body: (inout WordStyles.Style) -> Void) {
    guard let id, var style = result.styles[id] else { return }
    body(&style)
    result.styles[id] = style
  }
}
