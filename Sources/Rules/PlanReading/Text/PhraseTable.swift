/// Known phrases and what they mean, found in one walk over a passage: the longest phrase wins.
///
/// Phrases are compared folded (case and tone placement do not matter); a table made with `bare: true`
/// compares without any diacritics, for cue words that scanning garbles.
public struct PhraseTable<Value: Sendable>: Sendable {
  public struct Match: Sendable {
    public let range: Range<Int>
    public let value: Value
  }

  /// A trie laid flat: the children of node n are `edges[first[n]..<first[n + 1]]`, by letter.
  private struct Edge {
    let letter: Letter
    let node: Int32
  }

  private var edges: [Edge] = []
  private var first: [Int32] = []
  private var values: [Value?] = []
  /// Node of each first letter, or 0.
  private var roots = [UInt16](repeating: 0, count: 0x2300)
  private let bare: Bool

  public init(_ entries: [(phrase: String, value: Value)], bare: Bool = false) {
    self.bare = bare
    var children: [[Letter: Int32]] = [[:]]
    values = [nil]
    for (phrase, value) in entries {
      var node = 0
      for letter in Passage(phrase).folded.map({ bare ? Letters.bare($0) : $0 }) {
        if let known = children[node][letter] {
          node = Int(known)
        } else {
          children[node][letter] = Int32(children.count)
          node = children.count
          children.append([:])
          values.append(nil)
        }
      }
      if node > 0 { values[node] = value }
    }
    for node in children {
      first.append(Int32(edges.count))
      edges += node.sorted { $0.key < $1.key }.map { Edge(letter: $0.key, node: $0.value) }
    }
    first.append(Int32(edges.count))
    for (letter, node) in children[0] where Int(letter) < roots.count {
      roots[Int(letter)] = UInt16(node)
    }
  }

  /// The longest phrase that starts at `index` and ends at a word's end, before `limit`.
  public func match(in passage: Passage, at index: Int, before limit: Int? = nil) -> Match? {
    let limit = limit ?? passage.count
    guard index < limit, passage.isPhraseStart(index) else { return nil }
    let opening = Int(key(passage.folded[index]))
    guard opening < roots.count, roots[opening] > 0 else { return nil }
    var node = Int(roots[opening])
    var position = index + 1
    var best: Match?
    while true {
      if let value = values[node], passage.isWordEnd(position) {
        best = Match(range: index..<position, value: value)
      }
      guard position < limit, let following = child(of: node, key(passage.folded[position])) else {
        break
      }
      node = following
      position += 1
    }
    return best
  }

  private func child(of node: Int, _ letter: Letter) -> Int? {
    for index in Int(first[node])..<Int(first[node + 1]) where edges[index].letter == letter {
      return Int(edges[index].node)
    }
    return nil
  }

  /// All phrases of a range from left to right, none overlapping another.
  public func matches(in passage: Passage, _ range: Range<Int>? = nil) -> [Match] {
    let range = range ?? passage.range
    var result: [Match] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if let match = match(in: passage, at: index, before: range.upperBound) {
        result.append(match)
        index = match.range.upperBound
      } else {
        index += 1
      }
    }
    return result
  }

  public func first(in passage: Passage, _ range: Range<Int>? = nil) -> Match? {
    let range = range ?? passage.range
    return range.lazy
      .compactMap { match(in: passage, at: $0, before: range.upperBound) }
      .first
  }

  private func key(_ letter: Letter) -> Letter { bare ? Letters.bare(letter) : letter }
}
