/// Those who wait, first come first served; any of them may leave early.
struct WaitingLine<Job> {
  struct Place {
    let ticket: UInt64
    /// Uptime in nanoseconds after which waiting is given up.
    let deadline: UInt64
    let job: Job
  }

  private var places: [Place?] = []
  private var head = 0

  mutating func join(_ place: Place) { places.append(place) }

  /// The first in line, which leaves it.
  mutating func next() -> Place? {
    while head < places.count {
      let place = places[head]
      places[head] = nil
      head += 1
      if let place {
        compact()
        return place
      }
    }
    places.removeAll(keepingCapacity: places.capacity < 4096)
    head = 0
    return nil
  }

  mutating func leave(_ ticket: UInt64) -> Job? {
    guard let index = places[head...].firstIndex(where: { $0?.ticket == ticket }) else {
      return nil
    }
    defer { places[index] = nil }
    return places[index]?.job
  }

  /// Those who waited until `now`; they leave the line.
  mutating func expired(at now: UInt64) -> [Job] {
    var result: [Job] = []
    for index in places.indices[head...] {
      guard let place = places[index], place.deadline <= now else { continue }
      result.append(place.job)
      places[index] = nil
    }
    return result
  }

  var isEmpty: Bool { !places[head...].contains { $0 != nil } }

  var count: Int { places[head...].count { $0 != nil } }

  private mutating func compact() {
    guard head > 256, head > places.count / 2 else { return }
    places.removeFirst(head)
    head = 0
  }
}
