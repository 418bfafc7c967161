/// Where letters of the working text came from: only the places where the distance changes are kept.
struct OffsetMap: Sendable {
  private var starts: [Int32] = []
  private var distances: [Int32] = []
  private var distance: Int32 = 0

  mutating func add(working: Int32, source: Int32) {
    guard source - working != distance else { return }
    distance = source - working
    starts.append(working)
    distances.append(distance)
  }

  /// Source offset of a working index, by binary search.
  func source(_ working: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= working { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? working : working + Int(distances[low - 1])
  }
}
