public import Logging
public import Records
internal import Rules
public import ServiceLifecycle
public import Store

/// Runs the periodic jobs one after another until it is asked to stop; the one under way is finished first.
public struct Worker: Service {
  private let jobs: [PeriodicJob]
  private let store: any Store
  private let act: @Sendable () -> Act
  private let pause: Duration
  private let logger: Logger

  /// `act` makes an act of now; `pause` is the time between two looks at what is due.
  public init(
    _ jobs: [PeriodicJob], _ store: any Store, pause: Duration = .seconds(30), logger: Logger,
    act: @escaping @Sendable () -> Act
  ) {
    self.jobs = jobs
    self.store = store
    self.pause = pause
    self.logger = logger
    self.act = act
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !_Concurrency.Task.isCancelled {
        await runDue()
        // Cancelled: asked to stop.
        try? await _Concurrency.Task.sleep(for: pause)
      }
    }
  }

  /// One look: runs what is due. A job that fails is noted, and tried again when it is next due.
  public func runDue() async {
    let last: [String: Instant]
    do {
      let runs = try await store.read { try JobRuns.all($0) }
      last = Dictionary(runs.map { ($0.name, $0.at) }, uniquingKeysWith: max)
    } catch {
      logger.warning("jobs wait for the database", metadata: ["error": "\(error)"])
      return
    }
    for job in jobs
    where !_Concurrency.Task.isCancelled && job.isDue(act().at, last: last[job.name]) {
      // A task of its own: being asked to stop does not cancel what is half done.
      await _Concurrency.Task { await perform(job) }.value
    }
  }

  private func perform(_ job: PeriodicJob) async {
    let act = act()
    do {
      let note = try await job.run(store, act)
      try await store.write { try JobRuns.note(job.name, isDone: true, note, $0, act) }
    } catch {
      logger.error("a job failed", metadata: ["job": "\(job.name)", "error": "\(error)"])
      do {
        try await store.write { try JobRuns.note(job.name, isDone: false, "\(error)", $0, act) }
      } catch {
        logger.error("a job could not be noted", metadata: ["error": "\(error)"])
      }
    }
  }
}
