import Rules

/// Words of the document that belong to an item of the page.
struct Highlight {
  var span: Span
  /// The id of the item's card.
  var item: String
  /// What the words are, for their colour: "task", "date" …
  var tone: String
}

/// A stretch of the document throughout which the same highlights lie.
struct Segment: Equatable {
  var start: Int
  var end: Int
  /// Ids of the items, the tightest first; each once.
  var items: [String]
  /// Of the tightest highlight, and `warning` where one lies over the words.
  var tone: String
  /// Items whose words begin here.
  var begins: [String]
}

/// Cuts overlapping highlights at every edge, so that marks follow one another and never cross.
enum Highlights {
  /// More than this many items over one word help nobody; the loosest are left out.
  private static let depth = 8

  /// Ascending, without overlap; only stretches that some highlight covers. Highlights that are empty or
  /// reach beyond `length` scalars are cut to what is there.
  static func segments(_ highlights: [Highlight], length: Int) -> [Segment] {
    let marks = highlights.map { clamped($0, length) }.filter { $0.span.start < $0.span.end }
    let edges = Set(marks.flatMap { [$0.span.start, $0.span.end] }).sorted()
    // The wider first, so that a later one is always the tighter.
    let starts = marks.sorted {
      ($0.span.start, $1.span.end) < ($1.span.start, $0.span.end)
    }
    var active: [Highlight] = []
    var begun = Set<String>()
    var next = 0
    var segments: [Segment] = []
    for (start, end) in zip(edges, edges.dropFirst()) {
      active.removeAll { $0.span.end <= start }
      while next < starts.count, starts[next].span.start == start {
        active.append(starts[next])
        next += 1
      }
      guard !active.isEmpty else { continue }
      segments.append(segment(start, end, active, &begun))
    }
    return segments
  }

  private static func segment(
    _ start: Int, _ end: Int, _ active: [Highlight], _ begun: inout Set<String>
  ) -> Segment {
    let tight = active.sorted {
      ($0.span.end - $0.span.start, $0.tone == "warning" ? 1 : 0, $0.item)
        < ($1.span.end - $1.span.start, $1.tone == "warning" ? 1 : 0, $1.item)
    }
    var items: [String] = []
    for mark in tight where !items.contains(mark.item) && items.count < depth {
      items.append(mark.item)
    }
    let begins = active.map(\.item).filter { begun.insert($0).inserted }
    return Segment(start: start, end: end, items: items, tone: tone(tight), begins: begins)
  }

  /// A warning underlines the words and leaves them the colour of what they are.
  private static func tone(_ tight: [Highlight]) -> String {
    let own = tight.first { $0.tone != "warning" }?.tone
    let isWarned = tight.contains { $0.tone == "warning" }
    return [own, isWarned ? "warning" : nil].compactMap(\.self).joined(separator: " ")
  }

  private static func clamped(_ mark: Highlight, _ length: Int) -> Highlight {
    var mark = mark
    mark.span.start = min(max(mark.span.start, 0), length)
    mark.span.end = min(max(mark.span.end, 0), length)
    return mark
  }
}
