import Foundation
import Records
import Testing

@testable import Web

/// Every page with every template.
struct PageTests {
  private let templates: Templates

  init() throws { templates = try Templates() }

  static let names = Site.pages.map { "\($0)" }

  private func page(_ name: String) throws -> any Page.Type {
    try #require(Site.pages.first { "\($0)" == name })
  }

  @Test func `every page of the sources is in the list`() {
    let code = SourceFolder.texts("Sources/Web", ["swift"]).values.joined(separator: "\n")
    let found = code.matches(of: /struct ([A-Za-z0-9]+): Page\b/).map { String($0.output.1) }
    #expect(Set(found).subtracting(PageTests.names).sorted() == [])
    #expect(found.count >= Site.pages.count)
  }

  @Test func `every template belongs to a page or is part of one`() {
    let texts = Templates.embedded
    let used = texts.values.flatMap { text in
      SourceFolder.between("{{>", "}}", in: text) + SourceFolder.between("{{<", "}}", in: text)
    }.map { $0.trimmingCharacters(in: .whitespaces) }
    let parts = SourceFolder.texts("Sources/Web/Layout", ["mustache"]).keys
      .map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
    let known = Set(used).union(Site.pages.map { $0.template }).union(parts)
    #expect(Set(texts.keys).subtracting(known).sorted() == [], "templates that nobody shows")
  }

  @Test(arguments: PageTests.names, Language.allCases)
  func `every name in a template is one of its page`(name: String, language: Language) throws {
    let page = try page(name)
    let values = [try Shown(FrameSample()), try Shown(page.sample)]
    let problems = TemplateCheck.problems(try templates.nodes(page.template, language), values)
    #expect(problems.isEmpty, "\(page.template): \(problems.joined(separator: "; "))")
    #expect(throws: Never.self) { try templates.render(page.template, values, language) }
  }

  @Test(
    arguments: PageTests.names,
    [
      "\"><script>alert(1)</script>", "\"\u{200D}", "\"\u{301}onfocus=x", "'\u{301}x='", "</title>",
      "</textarea><b>", "{{name}}",
    ])
  func `no value of a page becomes markup`(name: String, hostile: String) throws {
    let page = try page(name)
    func shape(_ text: String) throws -> String {
      let values = [
        try Shown(FrameSample()).replacing(with: text),
        try Shown(page.sample).replacing(with: text),
      ]
      return Markdown.shape(
        String(
          decoding: try templates.render(page.template, values, .vietnamese), as: UTF8.self))
    }
    #expect(try shape(hostile) == shape("x"))
  }
}

extension Shown {
  /// The same with every text replaced.
  fileprivate func replacing(with text: String) -> Shown {
    switch self {
    case .text: .text(text)
    case .list(let items): .list(items.map { $0.replacing(with: text) })
    case .members(let names, let values):
      .members(names, values.map { $0.replacing(with: text) })
    default: self
    }
  }
}

/// A page as a browser takes it apart.
enum Markdown {
  /// The tags with the names of their attributes, in order; no texts and no values.
  static func shape(_ page: String) -> String {
    var result = ""
    var quote: Unicode.Scalar?
    var isTag = false
    for scalar in page.unicodeScalars {
      if let open = quote {
        if scalar == open { quote = nil }
      } else if isTag {
        if scalar == "\"" || scalar == "'" { quote = scalar }
        if scalar == ">" { isTag = false }
        result.unicodeScalars.append(scalar)
      } else if scalar == "<" {
        isTag = true
        result += "<"
      }
    }
    return result
  }
}

/// A frame with everything set.
struct FrameSample: Encodable {
  var frame = Frame(
    language: "vi", theme: "dark", office: "Sở Nội vụ", title: "Đơn vị",
    problems: Frame.ProblemList(list: [
      Frame.ProblemList.Item(field: "name", text: "Nhập tên."),
      Frame.ProblemList.Item(field: nil, text: "Đã đổi."),
    ]), assets: AssetPaths(css: "/c", script: "/s", mark: "/m"),
    trail: Frame.Trail(crumbs: [Crumb(href: "/units", text: "Đơn vị")]),
    notice: Frame.Notice(kind: "done", text: "Đã lưu."),
    sections: [Frame.Section(href: "/units", text: "Đơn vị", current: true)], find: "/search",
    account: Frame.AccountCard(name: "An", post: "Chủ tịch", href: "/account"),
    bell: Frame.Bell(href: "/notices", count: "3", current: true), path: "/units",
    languages: [Frame.Choice(code: "vi", name: "Tiếng Việt", pressed: "true")],
    themes: [Frame.Choice(code: "dark", name: "Nền tối", pressed: "true")], token: "t",
    submission: "s", version: "1")
}
