internal import Records
internal import Rules
internal import Store

/// Words that an officer chose in a plan's document, and their place there.
enum PlanPick {
  /// Scalars from the place named within which the words must begin.
  private static let reach = 20_000

  /// The place that a form names: by `start` and `end`, or by its words and a place `near` before them; nil where
  /// it names none or nothing stands there.
  static func span(
    _ form: Form, _ plan: ID<OfficePlan>, _ db: any Reader, _ act: Act
  ) throws -> Span? {
    let asked = ["start", "end", "near"].map { form.text($0).flatMap { Int($0) } }
    guard asked.contains(where: { $0 != nil }),
      let text = try Plans.source(of: plan, db, act)?.text
    else { return nil }
    if let start = asked[0], let end = asked[1] {
      return (0..<end).contains(start) && end <= text.unicodeScalars.count
        ? Span(start: start, end: end) : nil
    }
    guard let near = asked[2], let words = form.text("text") else { return nil }
    return find(words, from: near, in: text)
  }

  /// Where `words` stand, read over blanks and what conversion left of bold words and tables.
  static func find(_ words: String, from near: Int, in text: String) -> Span? {
    let needle = words.unicodeScalars.filter { !isSkipped($0) }
    let scalars = Array(text.unicodeScalars)
    guard let first = needle.first, scalars.indices.contains(near) else { return nil }
    for start in near..<min(scalars.count, near + reach) where scalars[start] == first {
      if let end = end(of: Array(needle), from: start, in: scalars) {
        return Span(start: start, end: end)
      }
    }
    return nil
  }

  private static func end(
    of needle: [Unicode.Scalar], from start: Int, in scalars: [Unicode.Scalar]
  ) -> Int? {
    var (place, matched) = (start, 0)
    while matched < needle.count {
      guard place < scalars.count else { return nil }
      if scalars[place] == needle[matched] {
        matched += 1
      } else if !isSkipped(scalars[place]) {
        return nil
      }
      place += 1
    }
    return place
  }

  private static func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || "*#|\\".unicodeScalars.contains(scalar)
  }

  /// Carries the place through the form.
  static func hidden(_ span: Span?) -> [EditPage.HiddenField] {
    guard let span else { return [] }
    return [
      EditPage.HiddenField(name: "start", value: "\(span.start)"),
      EditPage.HiddenField(name: "end", value: "\(span.end)"),
    ]
  }
}
