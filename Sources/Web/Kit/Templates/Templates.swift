internal import FoundationEssentials
internal import Records

/// All templates of the program, once per language, whole and with texts filled in.
struct Templates: Sendable {
  private let linked: [Language: [String: [TemplateNode]]]

  /// Throws `TemplateError` where a template does not parse, a text or a partial is missing.
  init(_ sources: [String: String] = Templates.embedded) throws {
    var linked: [Language: [String: [TemplateNode]]] = [:]
    for language in Language.allCases {
      var parsed: [String: [TemplateNode]] = [:]
      for (name, source) in sources {
        parsed[name] = try TemplateParser.nodes(
          try Templates.withTexts(source, of: language, in: name), template: name)
      }
      let linker = TemplateLinker(templates: parsed)
      linked[language] = try Dictionary(
        uniqueKeysWithValues: parsed.keys.map { ($0, try linker.linked($0)) })
    }
    self.linked = linked
  }

  /// The templates that lie beside the pages, by file name without extension.
  static let embedded: [String: String] = Dictionary(
    uniqueKeysWithValues: Embedded.texts.filter { $0.key.hasSuffix(suffix) }
      .map { (String($0.key.dropLast(suffix.count)), $0.value) })

  private static let suffix = ".mustache"

  /// The templates in a folder and those under it: for working on them while the server runs.
  static func onDisk(_ folder: String) throws -> Templates {
    var sources = embedded
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where path.hasSuffix(suffix) {
      let name = path.split(separator: "/").last?.dropLast(suffix.count) ?? ""
      sources[String(name)] = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
    }
    return try Templates(sources)
  }

  /// `values` from the outermost inwards. Throws `TemplateError` for a name that is none of them.
  func render(_ template: String, _ values: [Shown], _ language: Language) throws -> [UInt8] {
    var renderer = TemplateRenderer(values, template: template)
    try renderer.render(try nodes(template, language))
    return renderer.out
  }

  func nodes(_ template: String, _ language: Language) throws -> [TemplateNode] {
    guard let nodes = linked[language]?[template] else {
      throw TemplateError(template: template, problem: "no such template")
    }
    return nodes
  }

  /// Replaces each `[[key]]` by its text, escaped.
  private static func withTexts(
    _ source: String, of language: Language, in name: String
  ) throws -> String {
    var result = ""
    var rest = source[...]
    while let open = rest.firstRange(of: "[[") {
      result += rest[..<open.lowerBound]
      rest = rest[open.upperBound...]
      guard let close = rest.firstRange(of: "]]") else { break }
      let key = String(rest[..<close.lowerBound])
      guard let text = Texts.of(language)[key] else {
        throw TemplateError(template: name, problem: "no text [[\(key)]] in \(language.rawValue)")
      }
      result += Markup.escaped(text)
      rest = rest[close.upperBound...]
    }
    return result + rest
  }
}
