/// Known phrases and what they mean, found in one walk over a passage: the longest phrase wins.
///
/// Phrases are compared folded (case and tone placement do not matter); a table made with `bare: true`
/// compares without any diacritics, for cue words that scanning garbles.
public struct PhraseTable<Value: Sendable>: Sendable {
  public struct Match: Sendable {
    public let range: Range<Int>
    public let value: Value
  }

  private var next: [UInt32: UInt32] = [:]
  private var values: [UInt32: Value] = [:]
  private var startsWith = [Bool](repeating: false, count: 0x3000)
  private var nodeCount: UInt32 = 1
  private let bare: Bool

  public init(_ entries: [(phrase: String, value: Value)], bare: Bool = false) {
    self.bare = bare
    for (phrase, value) in entries { insert(Passage(phrase).folded, value) }
  }

  /// The longest phrase that starts at `index` and ends at a word's end, before `limit`.
  public func match(in passage: Passage, at index: Int, before limit: Int? = nil) -> Match? {
    let limit = limit ?? passage.count
    guard index < limit, passage.isPhraseStart(index) else { return nil }
    let first = key(passage.folded[index])
    guard Int(first) < startsWith.count, startsWith[Int(first)] else { return nil }
    var node: UInt32 = 0
    var position = index
    var best: Match?
    while position < limit {
      guard let following = next[node << 16 | UInt32(key(passage.folded[position]))] else { break }
      node = following
      position += 1
      if let value = values[node], passage.isWordEnd(position) {
        best = Match(range: index..<position, value: value)
      }
    }
    return best
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

  private mutating func insert(_ phrase: [Letter], _ value: Value) {
    var node: UInt32 = 0
    for (offset, letter) in phrase.enumerated() {
      let letter = key(letter)
      if offset == 0, Int(letter) < startsWith.count { startsWith[Int(letter)] = true }
      let edge = node << 16 | UInt32(letter)
      if let following = next[edge] {
        node = following
      } else {
        next[edge] = nodeCount
        node = nodeCount
        nodeCount += 1
      }
    }
    values[node] = value
  }
}
