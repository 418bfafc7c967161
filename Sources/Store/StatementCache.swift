/// The statements a connection keeps prepared, a bounded number: the one unused for longest goes first.
struct StatementCache<Key: Hashable, Statement> {
  let capacity: Int
  private var kept: [Key: (statement: Statement, used: UInt64)] = [:]
  private var clock: UInt64 = 0

  init(capacity: Int) { self.capacity = capacity }

  var count: Int { kept.count }

  /// The statement kept under `key`, which counts as used now.
  mutating func find(_ key: Key) -> Statement? {
    guard let index = kept.index(forKey: key) else { return nil }
    clock += 1
    kept.values[index].used = clock
    return kept.values[index].statement
  }

  /// Keeps a statement; the one that had to go, if any.
  mutating func keep(_ statement: Statement, for key: Key) -> Statement? {
    clock += 1
    let oldest = kept.count < capacity ? nil : kept.min { $0.value.used < $1.value.used }
    let gone = oldest.flatMap { kept.removeValue(forKey: $0.key) }?.statement
    kept[key] = (statement, clock)
    return gone
  }

  mutating func remove(_ key: Key) { kept[key] = nil }

  mutating func removeAll() { kept = [:] }
}
