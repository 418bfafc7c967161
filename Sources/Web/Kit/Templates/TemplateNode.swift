/// A piece of a template: Mustache with inheritance, without lambdas, changed delimiters or content types.
indirect enum TemplateNode: Sendable {
  case text(String)
  /// `{{name}}`, or `{{{name}}}` for `SafeHTML`.
  case variable(TemplateName, isMarkup: Bool)
  case section(TemplateName, [TemplateNode])
  case inverted(TemplateName, [TemplateNode])
  /// `{{> name}}`
  case partial(String)
  /// `{{<name}}…{{/name}}`: another template with some of its blocks filled.
  case parent(String, [String: [TemplateNode]])
  /// `{{$name}}…{{/name}}`: a place that others fill, and what stands there otherwise.
  case block(String, [TemplateNode])
}

/// A name in a template: `name` is looked for from the innermost value outwards, `.name` only in the innermost,
/// `.` is the innermost value itself; `a.b` is the `b` of `a`.
struct TemplateName: Sendable, CustomStringConvertible {
  let path: [String]
  let isLocal: Bool

  /// Nil for what is no name.
  init?(_ text: Substring) {
    isLocal = text.first == "."
    let rest = isLocal ? text.dropFirst() : text
    path =
      rest.isEmpty
      ? [] : rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let isWord: (String) -> Bool = { word in
      !word.isEmpty
        && word.utf8.allSatisfy {
          (0x30...0x39).contains($0) || $0 == 0x5F || (0x41...0x7A).contains($0)
        }
    }
    guard isLocal || !path.isEmpty, path.allSatisfy(isWord) else { return nil }
  }

  var description: String { (isLocal ? "." : "") + path.joined(separator: ".") }
}

/// A fault in a template or its page, found when the program starts or by a test.
struct TemplateError: Error, Equatable {
  let template: String
  let problem: String
}
