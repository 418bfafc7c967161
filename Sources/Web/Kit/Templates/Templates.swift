internal import Mustache
internal import Records

/// All templates of the program, once per language, with texts filled in and safe escaping.
struct Templates: Sendable {
  private let libraries: [Language: MustacheLibrary]

  /// Throws `TemplateError` where a template does not parse, a text or a partial is missing.
  init(_ sources: [String: String] = Templates.embedded) throws {
    MustacheContentTypes.register(MarkupEscape(), named: "MARKUP")
    var libraries: [Language: MustacheLibrary] = [:]
    for language in Language.allCases {
      var templates: [String: MustacheTemplate] = [:]
      for (name, source) in sources {
        let text = try Templates.withTexts(source, of: language, in: name)
        do {
          // The content type is set in every text because a partial starts with the library's own.
          templates[name] = try MustacheTemplate(string: "{{% CONTENT_TYPE:MARKUP}}" + text)
        } catch {
          throw TemplateError(template: name, problem: "\(error)")
        }
      }
      libraries[language] = MustacheLibrary(templates: templates)
    }
    self.libraries = libraries
  }

  /// The templates that lie beside the pages, by file name without extension.
  static let embedded: [String: String] = Dictionary(
    uniqueKeysWithValues: Embedded.texts.filter { $0.key.hasSuffix(".mustache") }
      .map { (String($0.key.dropLast(".mustache".count)), $0.value) })

  func render(_ template: String, _ values: [String: Any], _ language: Language) -> String? {
    libraries[language]?.render(values, withTemplate: template)
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

struct TemplateError: Error {
  let template: String
  let problem: String
}

/// Escaping by bytes: swift-mustache escapes by grapheme, so that a quote followed by U+200D or a combining
/// mark would stand unescaped and close an attribute.
enum Markup {
  static func escaped(_ text: String) -> String {
    let special: (UInt8) -> Bool = {
      $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\"")
        || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: ">")
    }
    guard text.utf8.contains(where: special) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): result += Array("&lt;".utf8)
      case UInt8(ascii: ">"): result += Array("&gt;".utf8)
      case UInt8(ascii: "&"): result += Array("&amp;".utf8)
      case UInt8(ascii: "\""): result += Array("&quot;".utf8)
      case UInt8(ascii: "'"): result += Array("&#39;".utf8)
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

private struct MarkupEscape: MustacheContentType {
  func escapeText(_ text: String) -> String { Markup.escaped(text) }
}
