public import Records
public import Rules
public import Store

/// Something the worker knows how to do: again and again, or whenever one stands in the queue.
public struct Job: Sendable {
  public enum Period: Sendable, Equatable {
    /// Once for each civil date of Viet Nam, soon after it begins.
    case daily
    /// Once for each civil date, soon after this hour.
    case dailyAt(hour: Int64)
    case minutes(Int64)

    /// When what ended at `now` comes again.
    public func next(after now: Instant) -> Instant {
      switch self {
      case .daily: return Period.dailyAt(hour: 0).next(after: now)
      case .dailyAt(let hour):
        let today = Instant(startOf: now.date).adding(seconds: hour * 3_600)
        return today > now ? today : today.adding(seconds: 86_400)
      case .minutes(let count): return now.adding(seconds: count * 60)
      }
    }
  }

  public let name: String
  /// Nil: once for each that stands in the queue.
  public let period: Period?
  let run: @Sendable (JobTurn) async throws -> String

  /// `run` does it and says in a few Vietnamese words what was done.
  public static func periodic(
    _ name: String, _ period: Period,
    run: @escaping @Sendable (any Store, Act) async throws -> String
  ) -> Job {
    Job(name: name, period: period) { turn in try await run(turn.store, turn.act) }
  }

  /// The same for what others put into the queue; it may run again where it fails.
  public static func queued(
    _ name: String, run: @escaping @Sendable (JobTurn) async throws -> String
  ) -> Job {
    Job(name: name, period: nil, run: run)
  }
}

/// One try at a job.
public struct JobTurn: Sendable {
  public let payload: String
  public let store: any Store
  public let act: Act
  /// To be called just before what can be neither undone nor asked about: from here on, a job that is killed is
  /// doubtful instead of being tried again. Throws where the job must not go on.
  public let passReturn: @Sendable () async throws -> Void
}

/// How a job failed, where that decides what happens to it; after any other error it is tried again.
public enum JobFailure: Error, Equatable {
  /// Trying again cannot help.
  case final(String)
  /// It may have been done, or not.
  case doubtful(String)
  /// It is to be tried again, with words for those who look after it.
  case passing(String)
  /// Another worker has it by now.
  case lost
}

/// How long a job that failed waits before it is tried again: longer each time.
public enum BackOff {
  private static let minutes: [Int64] = [1, 5, 15, 60, 240, 720, 1_440]

  /// After so many tries; nil: given up.
  public static func next(after attempts: Int, now: Instant) -> Instant? {
    let index = max(attempts, 1) - 1
    return index < minutes.count ? now.adding(seconds: minutes[index] * 60) : nil
  }
}
