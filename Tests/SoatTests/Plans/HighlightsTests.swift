import Rules
import Testing

@testable import soat

struct HighlightsTests {
  /// The same pseudo-random marks in every run.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  @Test(arguments: 1...60)
  func `segments carry exactly the items that lie over each scalar`(_ seed: UInt64) {
    var numbers = Numbers(state: seed)
    let length = Int.random(in: 1...40, using: &numbers)
    let marks = (0..<Int.random(in: 0...8, using: &numbers)).map { index in
      Highlight(
        span: Span(
          start: Int.random(in: -3...(length + 3), using: &numbers),
          end: Int.random(in: -3...(length + 3), using: &numbers)),
        item: "x\(index / 2)", tone: "t\(index)")
    }
    let segments = Highlights.segments(marks, length: length)
    #expect(zip(segments, segments.dropFirst()).allSatisfy { $0.end <= $1.start })
    #expect(segments.allSatisfy { $0.start < $0.end && !$0.items.isEmpty })
    for place in 0..<length {
      let expected = Set(marks.filter { $0.span.start <= place && place < $0.span.end }.map(\.item))
      let found = segments.first { $0.start <= place && place < $0.end }
      #expect(Set(found?.items ?? []) == expected)
    }
    let begun = segments.flatMap(\.begins)
    #expect(Set(begun).count == begun.count)
    #expect(Set(begun) == Set(segments.flatMap(\.items)))
  }

  @Test func `the tightest words give the colour`() {
    let segments = Highlights.segments(
      [
        Highlight(span: Span(start: 0, end: 10), item: "a", tone: "task"),
        Highlight(span: Span(start: 4, end: 6), item: "a", tone: "date"),
        Highlight(span: Span(start: 5, end: 12), item: "b", tone: "target"),
      ], length: 20)
    #expect(segments.map(\.tone) == ["task", "date", "date", "target", "target"])
    #expect(segments.map(\.items) == [["a"], ["a"], ["a", "b"], ["b", "a"], ["b"]])
    #expect(
      Highlights.segments(
        [
          Highlight(span: Span(start: 0, end: 4), item: "a", tone: "date"),
          Highlight(span: Span(start: 0, end: 4), item: "w1", tone: "warning"),
        ], length: 4
      ).map(\.tone) == ["date warning"])
    #expect(segments.map(\.begins) == [["a"], [], ["b"], [], []])
  }
}
