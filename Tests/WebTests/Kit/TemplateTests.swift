import Records
import Testing

@testable import Web

struct TemplateTests {
  private func rendered(
    _ source: String, _ value: Any, _ others: [String: String] = [:]
  ) throws -> String {
    let templates = try Templates(others.merging(["t": source]) { _, new in new })
    return String(
      decoding: try templates.render("t", [try Shown(value)], .vietnamese), as: UTF8.self)
  }

  private struct Person {
    var name = "An"
    var note: String?
    var posts: [Post] = []
    var isHead = false
    var markup = SafeHTML(html: "<b>")
    var one = Post(title: "Chủ tịch", unit: nil)
  }

  private struct Post: Encodable {
    let title: String
    let unit: String?
  }

  @Test(
    arguments: [
      ("{{name}}", "An"), ("{{#note}}có{{/note}}{{^note}}không{{/note}}", "không"),
      ("{{note}}", ""),
      ("{{#isHead}}đứng đầu{{/isHead}}{{^isHead}}-{{/isHead}}", "-"), ("{{isHead}}", "false"),
      ("{{{markup}}}", "<b>"), ("{{! không thấy }}x", "x"), ("{{one.title}}", "Chủ tịch"),
      ("{{#one}}{{.title}} {{name}}{{/one}}", "Chủ tịch An"), ("{{#one}}{{.unit}}{{/one}}", ""),
      ("a\n{{#isHead}}\nb\n{{/isHead}}\nc\n", "a\nc\n"), ("a\n  {{! x }}  \nb", "a\nb"),
      ("{{> p}}", "[An]"), ("<\n  {{> p}}\n>", "<\n[An]>"),
      ("{{<f}}{{$in}}{{name}}{{/in}}{{/f}}", "(An)"), ("{{<f}}{{/f}}", "(chung)"),
      ("{{<g}}{{$in}}1{{/in}}{{/g}}", "{(1)}"), ("{{<g}}{{/g}}", "{(g)}"),
    ])
  func `templates show what Mustache shows`(source: String, expected: String) throws {
    let others = [
      "p": "[{{name}}]", "f": "({{$in}}chung{{/in}})", "g": "{{{<f}}{{$in}}g{{/in}}{{/f}}}",
    ].filter { $0.key != "g" }
      .merging(["g": "{ {{<f}}{{$in}}g{{/in}}{{/f}} }"]) { _, new in new }
    let expected = expected.replacing("{(", with: "{ (").replacing(")}", with: ") }")
    #expect(try rendered(source, Person(), others) == expected)
  }

  @Test func `lists repeat, and their items may look outwards`() throws {
    let person = Person(posts: [Post(title: "1", unit: "a"), Post(title: "2", unit: nil)])
    #expect(
      try rendered("{{#posts}}{{title}}{{#unit}}({{.}}){{/unit}} {{name}};{{/posts}}", person)
        == "1(a) An;2 An;")
    #expect(try rendered("{{^posts}}trống{{/posts}}", Person()) == "trống")
  }

  @Test(
    arguments: [
      "{{ten}}", "{{#ten}}{{/ten}}", "{{^ten}}{{/ten}}", "{{one.ten}}", "{{name.ten}}", "{{.ten}}",
      "{{posts}}", "{{one}}", "{{markup}}", "{{{name}}}", "{{#one}}{{.name}}{{/one}}",
    ])
  func `a name that the page does not have is a fault`(source: String) {
    #expect(throws: TemplateError.self) { try rendered(source, Person(posts: [])) }
  }

  @Test(
    arguments: [
      "{{name", "{{#a}}", "{{/a}}", "{{#a}}{{/b}}", "{{}}", "{{&a}}", "{{=<% %>=}}",
      "{{% CONTENT_TYPE:TEXT}}", "{{> t}}", "{{> không-có}}", "{{upper(name)}}", "[[không.có]]",
    ])
  func `a template that cannot be understood stops the start`(source: String) {
    #expect(throws: TemplateError.self) { try Templates(["t": source]) }
  }

  @Test(
    arguments: [
      "\"><script>alert(1)</script>", "\"\u{200D}", "\"\u{301}", "'\u{301}", "</title>", "&lt;",
      "<\u{338}",
    ])
  func `no text closes an attribute or opens a tag`(text: String) throws {
    let shown = try rendered("{{name}}", Person(name: text))
    #expect(!shown.unicodeScalars.contains { "<>\"'".unicodeScalars.contains($0) })
    #expect(
      shown.unicodeScalars.filter { $0 == "&" }.count
        == text.unicodeScalars.filter { "<>\"'&".unicodeScalars.contains($0) }.count)
  }

  @Test func `a struct read by its own code shows the same as by reflection`() throws {
    struct Plain {
      let title: String
      let unit: String?
      let nested: [[String]]
    }
    struct Quick: Encodable {
      let title: String
      let unit: String?
      let nested: [[String]]
    }
    for unit in ["a", nil] {
      #expect(
        try Shown(Plain(title: "t", unit: unit, nested: [["x"], []]))
          == Shown(Quick(title: "t", unit: unit, nested: [["x"], []])))
    }
  }
}
