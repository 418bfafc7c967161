/// Which task of a higher plan a task seems to carry out: the one with most pairs of neighbouring words in common.
/// An officer confirms it.
public struct TaskMatch: Sendable, Equatable {
  public let higher: ID<PlanTask>
  /// Pairs of neighbouring words in common, of those in the shorter text.
  public let common: Int
  public let pairs: Int
  /// The longest run of words that both texts have.
  public let words: String
  /// Whether the last days of both are known and this task's is not after the other's.
  public let isInTime: Bool

  public init(higher: ID<PlanTask>, common: Int, pairs: Int, words: String, isInTime: Bool) {
    self.higher = higher
    self.common = common
    self.pairs = pairs
    self.words = words
    self.isInTime = isInTime
  }

  /// A text cut into words.
  public struct Text: Sendable {
    let id: ID<PlanTask>
    let words: [String]
    let keys: [String]
    let pairs: Set<String>
    let lastDay: CivilDate?

    public init(_ id: ID<PlanTask>, _ text: String, lastDay: CivilDate?) {
      self.id = id
      self.lastDay = lastDay
      let words = text.split { !$0.isLetter && !$0.isNumber }.prefix(400).map(String.init)
      let keys = words.map(VietnameseOrder.foldedName)
      self.words = words
      self.keys = keys
      pairs = Set(zip(keys, keys.dropFirst()).map { $0 + " " + $1 })
    }
  }

  /// The best match among `texts`; nil where less than two fifths of the shorter text's pairs are in common, or
  /// fewer than three.
  public static func best(_ text: Text, among texts: [Text]) -> TaskMatch? {
    var best: (score: Double, text: Text, common: Int, pairs: Int)?
    for other in texts {
      let common = text.pairs.intersection(other.pairs).count
      let pairs = min(text.pairs.count, other.pairs.count)
      guard common >= 3, common * 5 >= pairs * 2 else { continue }
      // Days decide between texts that are about equally alike.
      let score = Double(common) / Double(pairs) + (isInTime(text, other) ? 0.1 : 0)
      if score > best?.score ?? 0 { best = (score, other, common, pairs) }
    }
    return best.map {
      TaskMatch(
        higher: $0.text.id, common: $0.common, pairs: $0.pairs, words: run(text, $0.text),
        isInTime: isInTime(text, $0.text))
    }
  }

  private static func isInTime(_ text: Text, _ higher: Text) -> Bool {
    guard let own = text.lastDay, let last = higher.lastDay else { return false }
    return own <= last
  }

  private static func run(_ text: Text, _ other: Text) -> String {
    var lengths = [Int](repeating: 0, count: other.keys.count + 1)
    var (longest, end) = (0, 0)
    for (index, key) in text.keys.enumerated() {
      for place in stride(from: other.keys.count, to: 0, by: -1) {
        lengths[place] = other.keys[place - 1] == key ? lengths[place - 1] + 1 : 0
        if lengths[place] > longest { (longest, end) = (lengths[place], index + 1) }
      }
    }
    return text.words[(end - longest)..<end].joined(separator: " ")
  }
}
