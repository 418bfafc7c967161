import Rules

/// One self-contained page: the document on one side, what was read on the other.
enum PlanPage {
  static func write(_ plan: Plan, of text: String, named name: String, to out: Outlet) {
    let groups = PageGroups.all(plan)
    let warnings = PageGroups.warnings(plan)
    // Only our own style and script carry this word; what the document brings along cannot know it.
    let nonce = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    head(plan, nonce, out)
    out.write("<body>\n<a class=\"skip\" href=\"#muc\">Tới các mục đọc được</a>\n" as StaticString)
    masthead(plan, name, out)
    write(warnings, out)
    out.write("<main class=\"reading\">\n" as StaticString)
    out.write(
      "<article class=\"document\" id=\"van-ban\" tabindex=\"0\" aria-label=\"Văn bản\">\n"
        as StaticString)
    let marks = (groups.flatMap(\.items) + warnings).flatMap(\.highlights)
    var markup = DocumentMarkup(
      plan, segments: Highlights.segments(marks, length: text.unicodeScalars.count), to: out)
    markup.write(text)
    out.write("</article>\n" as StaticString)
    write(groups, out)
    out.write("</main>\n" as StaticString)
    foot(nonce, out)
  }

  private static func head(_ plan: Plan, _ nonce: String, _ out: Outlet) {
    let style = Embedded.texts["page.css", default: ""]
    out.write(
      "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n" as StaticString)
    out.write(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        + "style-src 'nonce-\(nonce)'; script-src 'nonce-\(nonce)'; "
        + "base-uri 'none'; form-action 'none'\">\n")
    out.write(
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
    HTMLText.attribute(heading(plan) + " – Soát", to: out)
    out.write("</title>\n<style nonce=\"\(nonce)\">\(style)</style>\n</head>\n")
  }

  private static func heading(_ plan: Plan) -> String {
    [plan.header.kind ?? "Văn bản", plan.header.title].compactMap(\.self).joined(separator: " ")
  }

  private static func masthead(_ plan: Plan, _ name: String, _ out: Outlet) {
    let header = plan.header
    let facts = [
      PlanWords.number(header).map { "Số " + $0 }, header.issuer, header.date?.vietnamese,
    ].compactMap(\.self)
    out.write("<header class=\"top\"><p class=\"trail\">Soát · đọc từ tệp " as StaticString)
    HTMLText.write(name, to: out)
    out.write("</p><h1>" as StaticString)
    HTMLText.write(heading(plan), to: out)
    out.write("</h1><p class=\"facts\">" as StaticString)
    HTMLText.write(facts.joined(separator: " · "), to: out)
    out.write("</p><p class=\"facts\">" as StaticString)
    HTMLText.write("Đọc được: " + PlanCounts.sentence(plan) + ".", to: out)
    out.write("</p></header>\n" as StaticString)
  }

  private static func write(_ warnings: [PageItem], _ out: Outlet) {
    guard !warnings.isEmpty else { return }
    out.write("<section class=\"note\" aria-labelledby=\"can-xem\"><h2 id=\"can-xem\">")
    out.write("\(warnings.count) điều cần xem trước</h2><ol>\n")
    for warning in warnings {
      out.write("<li id=\"\(warning.id)\" data-i=\"\(warning.id)\">")
      write(warning.title, linked: warning, out)
      out.write("</li>\n" as StaticString)
    }
    out.write("</ol></section>\n" as StaticString)
  }

  private static func write(_ groups: [PageGroup], _ out: Outlet) {
    out.write("<div class=\"found\" id=\"muc\">\n<nav class=\"tabs\" aria-label=\"Loại mục\">")
    for group in groups {
      out.write("<a href=\"#\(group.id)\">\(group.title) <b>\(group.count)</b></a>")
    }
    out.write("</nav>\n" as StaticString)
    for group in groups {
      out.write("<section class=\"items\" id=\"\(group.id)\" aria-label=\"\(group.title)\">")
      out.write("<h2>\(group.title)</h2>\n")
      for (index, item) in group.items.enumerated() { write(item, index + 1, out) }
      out.write("</section>\n" as StaticString)
    }
    out.write("</div>\n" as StaticString)
  }

  private static func write(_ item: PageItem, _ number: Int, _ out: Outlet) {
    let depth = item.depth > 0 ? " deep\(item.depth)" : ""
    out.write(
      "<article class=\"item \(item.tone)\(depth)\" id=\"\(item.id)\" data-i=\"\(item.id)\">")
    if let tag = item.tag {
      out.write("<span class=\"tag\">" as StaticString)
      HTMLText.write(tag, to: out)
      out.write("</span> " as StaticString)
    }
    out.write("<h3>" as StaticString)
    if item.tone == "task" || item.tone == "report" {
      out.write("<span class=\"number\">\(number).</span> ")
    }
    write(item.title, linked: item, out)
    out.write("</h3>" as StaticString)
    if !item.rows.isEmpty {
      out.write("<dl>" as StaticString)
      for row in item.rows {
        out.write("<dt>\(row.label)</dt><dd>")
        HTMLText.write(row.value, to: out)
        out.write("</dd>" as StaticString)
      }
      out.write("</dl>" as StaticString)
    }
    out.write("</article>\n" as StaticString)
  }

  private static func write(_ title: String, linked item: PageItem, _ out: Outlet) {
    guard !item.highlights.isEmpty else { return HTMLText.write(title, to: out) }
    out.write("<a href=\"#w-\(item.id)\">")
    HTMLText.write(title, to: out)
    out.write("</a>" as StaticString)
  }

  private static func foot(_ nonce: String, _ out: Outlet) {
    out.write(
      "<nav class=\"switch\" aria-label=\"Phần đang xem\" hidden>"
        + "<button type=\"button\" data-view=\"document\">Văn bản</button>"
        + "<button type=\"button\" data-view=\"items\">Các mục</button></nav>\n<script nonce=\"\(nonce)\">"
    )
    out.write(Embedded.texts["page.js", default: ""])
    out.write("</script>\n</body>\n</html>\n" as StaticString)
  }
}
