internal import Dispatch
internal import Synchronization

/// One piece of work for a connection, and how its caller learns of the end.
struct LaneJob<Connection>: Sendable {
  /// Does the work; the result hands the value to the caller, who goes on from there.
  let attempt: @Sendable (Connection) throws -> @Sendable () -> Void
  let fail: @Sendable (any Error) -> Void
}

/// A few threads, each with a connection of its own, and the jobs that wait for one of them in a fair line.
///
/// Callers suspend; lanes block. A lane takes the next job itself, so that a busy store changes threads seldom.
/// A job whose task is cancelled while it waits leaves the line undone; once begun it is carried to its end.
final class Lanes<Connection>: Sendable {
  typealias Job = LaneJob<Connection>
  typealias Serve = @Sendable (_ lane: Int, _ lanes: Lanes) -> Void

  private struct State {
    var line = WaitingLine<Job>()
    var idle: [Int]
    var tickets: UInt64 = 0
    var isClosed = false
    var isSweeping = false
    var begun = 0
    /// Nanoseconds.
    var waited: UInt64 = 0

    /// The first in line begins, after `patience` at most.
    mutating func take(_ patience: UInt64) -> Job? {
      guard let place = line.next() else { return nil }
      begun += 1
      let joined = place.deadline - patience
      let now = DispatchTime.now().uptimeNanoseconds
      waited += now > joined ? now - joined : 0
      return place.job
    }
  }

  private let state: Mutex<State>
  private let threads: [DispatchQueue]
  private let patience: UInt64
  private let serve: Serve

  /// `patience` is how many seconds a job waits for a lane; `serve` takes jobs until there are none.
  init(count: Int, label: String, patience: Int, serve: @escaping Serve) {
    state = Mutex(State(idle: Array((0..<count).reversed())))
    threads = (0..<count).map { DispatchQueue(label: "soat.store.\(label).\($0)") }
    self.patience = UInt64(patience) * 1_000_000_000
    self.serve = serve
  }

  /// Waits for a lane and runs `body` there.
  func run<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
    let ticket = state.withLock { state in
      state.tickets += 1
      return state.tickets
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let job = Job(
          attempt: { connection in
            let value = try body(connection)
            return { continuation.resume(returning: value) }
          },
          fail: { continuation.resume(throwing: $0) })
        guard !Task.isCancelled else { return job.fail(CancellationError()) }
        join(ticket, job)
      }
    } onCancel: {
      state.withLock { $0.line.leave(ticket) }?.fail(CancellationError())
    }
  }

  /// The next job in line, or nil: then `lane` is idle and must return.
  func next(for lane: Int) -> Job? {
    state.withLock { state in
      if let job = state.take(patience) { return job }
      state.idle.append(lane)
      return nil
    }
  }

  /// The next job in line for a lane that goes on in any case.
  func nextIfAny() -> Job? { state.withLock { $0.take(patience) } }

  var load: StoreLoad.Queue {
    state.withLock { state in
      StoreLoad.Queue(
        length: state.line.count, begun: state.begun, seconds: Double(state.waited) / 1e9)
    }
  }

  /// Refuses new jobs, waits for those in line, then runs `end` on each lane's thread.
  func close(_ end: @escaping @Sendable (_ lane: Int) -> Void) async {
    let isFirst = state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed
    }
    guard isFirst else { return }
    for (lane, thread) in threads.enumerated() {
      await withCheckedContinuation { continuation in
        thread.async {
          end(lane)
          continuation.resume()
        }
      }
    }
  }

  private func join(_ ticket: UInt64, _ job: Job) {
    let deadline = DispatchTime.now().uptimeNanoseconds + patience
    let (isOpen, lane) = state.withLock { state -> (Bool, Int?) in
      guard !state.isClosed else { return (false, nil) }
      state.line.join(.init(ticket: ticket, deadline: deadline, job: job))
      return (true, state.idle.popLast())
    }
    guard isOpen else { return job.fail(StoreError.unavailable("the store is closed")) }
    if let lane {
      threads[lane].async { self.serve(lane, self) }
    } else {
      sweepLater()
    }
  }

  /// Lets those go who waited too long, also where every lane hangs on a server that does not answer.
  private func sweepLater() {
    let mustStart = state.withLock { state in
      defer { state.isSweeping = true }
      return !state.isSweeping
    }
    guard mustStart else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(1)) { self.sweep() }
  }

  private func sweep() {
    let (late, mustGoOn) = state.withLock { state in
      let late = state.line.expired(at: DispatchTime.now().uptimeNanoseconds)
      state.isSweeping = false
      return (late, !state.line.isEmpty)
    }
    for job in late {
      job.fail(StoreError.unavailable("every connection was busy for too long"))
    }
    if mustGoOn { sweepLater() }
  }
}
