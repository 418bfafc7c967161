import Foundation
import Testing

@testable import Rules
@testable import soat

struct PlanPageTests {
  private func page(_ plan: Plan, _ text: String, name: String = "ke-hoach.docx") -> String {
    let out = Outlet(descriptor: nil)
    PlanPage.write(plan, of: text, named: name, to: out)
    return out.text
  }

  private func count(_ words: String, in text: String) -> Int { text.ranges(of: words).count }

  @Test func `the page needs nothing from elsewhere`() {
    let html = page(ComposedPlan.plan, ComposedPlan.text)
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"vi\">"))
    #expect(html.contains("default-src 'none'"))
    for words in ["http:", "https:", "src=", "@import", "url(", "<link", " style=", " onclick="] {
      #expect(!html.contains(words))
    }
  }

  @Test func `every link of a card leads to words in the document`() throws {
    let html = page(ComposedPlan.plan, ComposedPlan.text)
    let anchors = html.matches(of: /href="#(w-[a-z0-9]+)"/).map { String($0.1) }
    #expect(anchors.count > 15)
    for anchor in anchors { #expect(count("id=\"\(anchor)\"", in: html) == 1) }
    for anchor in html.matches(of: /class="mark [a-z ]+" href="#([a-z0-9]+)"/).map({ $0.1 }) {
      #expect(count("id=\"\(anchor)\"", in: html) == 1)
    }
  }

  @Test func `the document's words are all there, in order`() throws {
    let html = page(ComposedPlan.plan, ComposedPlan.text)
    let start = try #require(html.firstRange(of: "aria-label=\"Văn bản\">")).upperBound
    let end = try #require(html.firstRange(of: "<div class=\"found\"")).lowerBound
    let shown = html[start..<end].replacing(/<[^>]*>/, with: " ")
      .unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    let written = ComposedPlan.scalars
      .filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    #expect(Array(shown) == written)
  }

  @Test func `a table is a table and a page end a rule`() {
    let html = page(ComposedPlan.plan, ComposedPlan.text)
    #expect(count("<table>", in: html) == 2)
    #expect(count("</table>", in: html) == 2)
    #expect(count("<th scope=\"col\">", in: html) == 4)
    #expect(html.contains("<br>tại trụ sở"))
    #expect(count("<hr class=\"leaf\">", in: html) == 1)
  }

  @Test(arguments: [
    "</script><script>alert(1)</script>", "\"\u{200D} onmouseover=alert(1) x=\"\u{301}",
    "'\u{301} autofocus onfocus=alert(1) '", "<\u{301}img src=x onerror=alert(1)>",
    "</style><svg onload=alert(1)>",
    "\u{202E}txet\u{2066}", "]]><!--", "&lt;b&gt;", "\u{0}<b>\u{1B}", "</title><b>",
  ])
  func `hostile words stay words`(_ words: String) {
    var plan = Plan()
    plan.header.kind = words
    plan.header.title = words
    plan.header.recipients = [Recipient(name: words, purpose: words, span: Span(start: 0, end: 3))]
    plan.tasks = [Task(text: words, lead: [words], product: words, span: Span(start: 1, end: 9))]
    plan.targets = [
      Target(
        text: words, comparator: .less, value: 1, unit: words, scope: words,
        span: Span(start: 0, end: 400))
    ]
    plan.warnings = [
      Warning(code: words, message: Sentence(words: words), span: Span(start: 2, end: 4))
    ]
    let html = page(plan, "\(words)\n| \(words) | \(words) |\n\(words)", name: words)
    let body = html.unicodeScalars
    #expect(count("<script", in: html) == 1)
    #expect(count("<title>", in: html) == 1)
    for tag in ["<img", "<svg", "<!--"] {
      let isThere = contains(body, tag)
      #expect(!isThere)
    }
    let isSteered = body.contains {
      (0x202A...0x202E).contains($0.value) || $0.value == 0 || $0.value == 0x1B
    }
    #expect(!isSteered)
    let areOurs = quotesAreOurs(html)
    #expect(areOurs)
  }

  private func contains(_ text: String.UnicodeScalarView, _ words: String) -> Bool {
    let (text, words) = (Array(text), Array(words.unicodeScalars))
    guard text.count >= words.count else { return false }
    return (0...(text.count - words.count)).contains {
      text[$0..<($0 + words.count)].elementsEqual(words)
    }
  }

  /// Between the style and the script, a quote mark stands only after `name=` or closes one that does.
  private func quotesAreOurs(_ html: String) -> Bool {
    let pieces = html.components(separatedBy: "<body>\n")
    guard pieces.count == 2, let body = pieces[1].components(separatedBy: "<script").first
    else { return false }
    let scalars = Array(body.unicodeScalars)
    var (isInside, isTag) = (false, false)
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\"" {
        guard isTag, isInside || scalars[index - 1] == "=" else { return false }
        isInside.toggle()
      } else if !isInside, scalar == "<" || scalar == ">" {
        isTag = scalar == "<"
      }
    }
    return !isInside
  }
}
