internal import Dispatch
internal import Glibc

/// Writes that share one transaction.
struct WriteBatch {
  private enum Outcome {
    case done(deliver: @Sendable () -> Void, actions: [@Sendable () -> Void])
    case refused(any Error)
  }

  /// What ends an attempt without an outcome for each job.
  private enum Setback: Error {
    case again(TransactionTrouble)
    /// The transaction as a whole was refused; the outcomes until then.
    case refused(any Error)
    case unknownEnd([Outcome])
  }

  private static let mostJobs = 64
  /// Nanoseconds after which a batch takes nobody else in.
  private static let span: UInt64 = 20_000_000
  private static let mostConflicts = 6

  private var jobs: [LaneJob<any Writer>]
  private let lanes: Lanes<any Writer>
  private var isGrowing = true

  init(first: LaneJob<any Writer>, _ lanes: Lanes<any Writer>) {
    jobs = [first]
    self.lanes = lanes
  }

  /// Carries out the jobs and those that come meanwhile; each caller has its answer afterwards.
  mutating func run(on session: any WritingSession) {
    var conflicts = 0
    var breaks = 0
    while true {
      do {
        let outcomes = try attempt(on: session)
        return answer(outcomes)
      } catch Setback.again(.conflict) where conflicts < Self.mostConflicts {
        conflicts += 1
        usleep(UInt32.random(in: 1...4) * 1000 << UInt32(conflicts))
      } catch Setback.again(.broken) where breaks < 1 {
        breaks += 1
      } catch Setback.refused(let error) {
        return jobs.count == 1 ? jobs[0].fail(error) : runAlone(on: session)
      } catch Setback.unknownEnd(let outcomes) {
        return answerUnknown(outcomes)
      } catch Setback.again {
        return failAll(StoreError.unavailable("the database did not carry out the change"))
      } catch {
        return failAll(error)
      }
      isGrowing = false
    }
  }

  /// Each job in a transaction of its own, so that only the guilty one fails.
  private func runAlone(on session: any WritingSession) {
    for job in jobs {
      var batch = WriteBatch(first: job, lanes)
      batch.isGrowing = false
      batch.run(on: session)
    }
  }

  private mutating func attempt(on session: any WritingSession) throws -> [Outcome] {
    var result: Result<[Outcome], any Error> = .success([])
    try session.use { transaction in
      result = Result { try carryOut(in: transaction) }
      if transaction.isOpen { transaction.rollback() }
    }
    return try result.get()
  }

  private mutating func carryOut(in transaction: any Transaction) throws -> [Outcome] {
    try settled(transaction) { try transaction.begin() }
    let start = DispatchTime.now().uptimeNanoseconds
    var outcomes: [Outcome] = []
    var hasWork = false
    while outcomes.count < jobs.count || takeAnother(since: start) {
      // The first needs no mark: to undo it is to begin again.
      if hasWork { try settled(transaction) { try transaction.mark() } }
      let outcome = try one(jobs[outcomes.count], in: transaction)
      outcomes.append(outcome)
      if case .done = outcome {
        hasWork = true
      } else if hasWork {
        try settled(transaction) { try transaction.undo() }
      } else {
        transaction.rollback()
        try settled(transaction) { try transaction.begin() }
      }
    }
    guard hasWork else { return outcomes }
    do {
      try transaction.commit()
    } catch {
      switch transaction.trouble {
      case .unknownEnd: throw Setback.unknownEnd(outcomes)
      case let trouble?: throw Setback.again(trouble)
      case nil: throw Setback.refused(error)
      }
    }
    return outcomes
  }

  private mutating func takeAnother(since start: UInt64) -> Bool {
    guard isGrowing, jobs.count < Self.mostJobs,
      DispatchTime.now().uptimeNanoseconds - start < Self.span, let job = lanes.nextIfAny()
    else { return false }
    jobs.append(job)
    return true
  }

  private func one(
    _ job: LaneJob<any Writer>, in transaction: any Transaction
  ) throws -> Outcome {
    let scope = WriteScope(transaction)
    let result = Result { try job.attempt(scope) }
    if let trouble = transaction.trouble { throw Setback.again(trouble) }
    switch result {
    case .success(let deliver):
      // A body may have caught the error of a statement; what it did is not whole.
      guard let failure = scope.failure else {
        return .done(deliver: deliver, actions: scope.actions)
      }
      guard transaction.isOpen else { throw Setback.refused(failure) }
      return .refused(failure)
    case .failure(let error):
      guard transaction.isOpen else { throw Setback.refused(error) }
      return .refused(error)
    }
  }

  /// A step of the transaction itself, its trouble told as a setback.
  private func settled(_ transaction: any Transaction, _ step: () throws -> Void) throws {
    do {
      try step()
    } catch {
      if let trouble = transaction.trouble { throw Setback.again(trouble) }
      throw error
    }
  }

  private func answer(_ outcomes: [Outcome]) {
    for case .done(_, let actions) in outcomes { for action in actions { action() } }
    for (job, outcome) in zip(jobs, outcomes) {
      switch outcome {
      case .done(let deliver, _): deliver()
      case .refused(let error): job.fail(error)
      }
    }
  }

  private func answerUnknown(_ outcomes: [Outcome]) {
    let unknown = StoreError.unavailable(
      "the connection was lost while saving; the change may or may not have been saved")
    for (job, outcome) in zip(jobs, outcomes) {
      if case .refused(let error) = outcome { job.fail(error) } else { job.fail(unknown) }
    }
  }

  private func failAll(_ error: any Error) { for job in jobs { job.fail(error) } }
}
