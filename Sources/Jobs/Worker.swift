public import Logging
public import Records
internal import Rules
public import ServiceLifecycle
public import Store

/// Does what stands in the queue until it is asked to stop; what is under way is finished first. Several workers may
/// share one database: each job is taken by one of them, and periodic ones stand in the same queue.
public struct Worker: Service {
  private let jobs: [String: Job]
  private let store: any Store
  private let act: @Sendable () -> Act
  private let pause: Duration
  private let lanes: Int
  private let lease: Int64
  private let logger: Logger

  /// `act` makes an act of now; `pause` is the time between two looks at what is due; `lanes` is how many jobs run
  /// side by side; `lease` the seconds after which another worker takes over from one that was killed.
  public init(
    _ jobs: [Job], _ store: any Store, pause: Duration = .seconds(10), lanes: Int = 2,
    lease: Int64 = 120, logger: Logger, act: @escaping @Sendable () -> Act
  ) {
    self.jobs = Dictionary(jobs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.store = store
    self.pause = pause
    self.lanes = lanes
    self.lease = lease
    self.logger = logger
    self.act = act
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<lanes {
          group.addTask {
            while !_Concurrency.Task.isCancelled {
              await runDue()
              // Cancelled: asked to stop.
              try? await _Concurrency.Task.sleep(for: pause)
            }
          }
        }
      }
    }
  }

  /// One look: does what is due, one after another.
  public func runDue() async {
    do {
      try await arrange()
      while !_Concurrency.Task.isCancelled, let (job, owner) = try await take() {
        // A task of its own: being asked to stop does not cancel what is half done.
        await _Concurrency.Task { await perform(job, owner) }.value
      }
    } catch is CancellationError {
      return
    } catch {
      logger.warning("jobs wait for the database", metadata: ["error": "\(error)"])
    }
  }

  private func arrange() async throws {
    let act = act()
    let latest = jobs.compactMapValues { $0.period?.next(after: act.at) }
    if try await store.read({ try JobQueue.needsArranging(latest, $0) }) {
      try await store.write { try JobQueue.arrange(latest, $0, act) }
    }
  }

  private func take() async throws -> (QueuedJob, owner: String)? {
    let act = act()
    let kinds = jobs.keys.sorted()
    guard try await store.read({ try JobQueue.isDue(kinds, $0, now: act.at) }) else { return nil }
    let owner = act.newID(Worker.self).text
    let end = act.at.adding(seconds: lease)
    let job = try await store.write {
      try JobQueue.take(kinds, owner: owner, until: end, $0, now: act.at)
    }
    return job.map { ($0, owner) }
  }

  private func perform(_ queued: QueuedJob, _ owner: String) async {
    guard let job = jobs[queued.kind] else { return }
    let keeping = _Concurrency.Task { await keep(queued, owner) }
    defer { keeping.cancel() }
    let turn = JobTurn(payload: queued.payload, store: store, act: act()) {
      guard try await store.write({ try JobQueue.passReturn(queued.id, owner: owner, $0) }) else {
        throw JobFailure.lost
      }
    }
    do {
      let note = try await job.run(turn)
      let now = act().at
      let next = job.period?.next(after: now)
      await end(queued) { db in
        try JobQueue.finish(queued.id, owner: owner, note, next: next, db, now: now)
      }
    } catch {
      logger.error("a job failed", metadata: ["job": "\(job.name)", "error": "\(error)"])
      await fail(queued, job, owner, error)
    }
  }

  private func fail(
    _ queued: QueuedJob, _ job: Job, _ owner: String, _ error: any Error
  ) async {
    let now = act().at
    var next = BackOff.next(after: queued.attempts, now: now)
    if let period = job.period?.next(after: now) { next = min(next ?? period, period) }
    await end(queued) { [next] db in
      switch error as? JobFailure {
      case .lost: return
      case .doubtful(let note): try JobQueue.doubt(queued.id, owner: owner, note, db, now: now)
      case .final(let note):
        try JobQueue.fail(queued.id, owner: owner, note, next: nil, db, now: now)
      case .passing(let note):
        try JobQueue.fail(queued.id, owner: owner, note, next: next, db, now: now)
      case nil:
        try JobQueue.fail(queued.id, owner: owner, "\(error)", next: next, db, now: now)
      }
    }
  }

  private func end(
    _ queued: QueuedJob, _ body: @escaping @Sendable (any Writer) throws -> Void
  ) async {
    do {
      try await store.write(body)
    } catch {
      // Its lease ends, and then it is taken again.
      logger.error(
        "a job could not be noted", metadata: ["job": "\(queued.kind)", "error": "\(error)"])
    }
  }

  /// Prolongs the lease as long as the job runs.
  private func keep(_ queued: QueuedJob, _ owner: String) async {
    while !_Concurrency.Task.isCancelled {
      do {
        try await _Concurrency.Task.sleep(for: .seconds(lease) / 3)
        let end = act().at.adding(seconds: lease)
        guard try await store.write({ try JobQueue.keep(queued.id, owner: owner, until: end, $0) })
        else { return }
      } catch is CancellationError {
        return
      } catch {
        logger.warning("a lease was not prolonged", metadata: ["error": "\(error)"])
      }
    }
  }
}
