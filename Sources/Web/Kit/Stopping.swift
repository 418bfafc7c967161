internal import Synchronization

/// Whether the server is about to stop. Then each answer is the last of its connection, and `/ready` says no.
final class Stopping: Sendable {
  private let flag = Atomic(false)

  var hasBegun: Bool { flag.load(ordering: .relaxed) }

  func begin() { flag.store(true, ordering: .relaxed) }
}
