public import Records
public import Rules
public import Store

/// Something the office does by itself again and again.
public struct PeriodicJob: Sendable {
  public enum Period: Sendable, Equatable {
    /// Once for each civil date of Viet Nam, soon after it begins.
    case daily
    case minutes(Int64)
  }

  public let name: String
  public let period: Period
  /// Does it and says in a few Vietnamese words what was done.
  public let run: @Sendable (any Store, Act) async throws -> String

  public init(
    _ name: String, _ period: Period,
    run: @escaping @Sendable (any Store, Act) async throws -> String
  ) {
    self.name = name
    self.period = period
    self.run = run
  }

  /// Whether it is to run at `now`, when it ran at `last`; a run in the future (a clock set back) does not count.
  public func isDue(_ now: Instant, last: Instant?) -> Bool {
    guard let last, last <= now else { return true }
    switch period {
    case .daily: return last.date < now.date
    case .minutes(let count): return last.adding(seconds: count * 60) <= now
    }
  }
}
